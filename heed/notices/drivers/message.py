"""A letter as an e-mail."""

from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from heed import clock
from heed.notices.drivers.driver import Letter, Permanent


def address_of(letter: Letter) -> str:
    """Return the address as every mail server takes it. Permanent where no such way of writing it exists."""
    name, _, domain = letter.to.rpartition("@")
    try:
        return f"{name.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise Permanent("The address cannot be written to by mail.") from None


def email_of(letter: Letter, sender: str) -> EmailMessage:
    """Return the letter as plain text to one address; nothing attached, nobody named."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = address_of(letter)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    message.set_content(letter.body)
    return message
