"""GOV.UK Notify, by its own client. Its template must be “((subject))” and “((body))” and nothing else."""

from typing import Final

from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import RequestException

from heed.notices.drivers.driver import Letter, Permanent, Temporary, Unreachable

REPLY: Final = 10
"""Seconds within which Notify must answer."""


class Notify:
    """Notify's API. What it has accepted it knows by our reference, so a letter tried before is asked after first."""

    def __init__(self, key: str, template: str, url: str) -> None:
        self.client = NotificationsAPIClient(key, base_url=url, timeout=REPLY)
        self.template = template

    def open(self) -> None:
        """Nothing to open: each letter is a request of its own."""

    def send(self, letter: Letter) -> None:
        """Send the letter unless Notify has it already."""
        try:
            if letter.again and self.client.get_all_notifications(reference=letter.message_id)["notifications"]:
                return
            self.client.send_email_notification(
                email_address=letter.to,
                template_id=self.template,
                personalisation={"subject": letter.subject, "body": letter.body},
                reference=letter.message_id,
            )
        except HTTPError as trouble:
            raise _trouble(trouble) from trouble
        except (APIError, RequestException) as trouble:
            raise Unreachable(f"Notify cannot be used: {type(trouble).__name__}") from trouble

    def close(self) -> None:
        """Hang up."""
        self.client.request_session.close()


def _trouble(error: HTTPError) -> Temporary | Permanent:
    """Return what Notify's refusal means. A wrong key or template is a setting's fault, and no letter's."""
    code, said = error.status_code, error.message
    told = f"Notify answered {code}: {said}"[:300]
    if code == 400 and "email_address" in str(said):
        return Permanent(told)
    return Temporary(told) if code == 400 else Unreachable(told)
