"""A letter as an e-mail."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from heed import clock
from heed.notices.drivers.driver import Letter


def email_of(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter as plain text to one address; nothing attached, nobody named."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    message.set_content(letter.body)
    return message
