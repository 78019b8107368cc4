"""What we ask of django-allauth: nobody signs up, and its letters leave through the outbox like all others."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from heed import clock
from heed.access import changes
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice


class Adapter(DefaultAccountAdapter):
    """Closed for sign-up; errors in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong"),
        "enter_current_password": _("The current password is wrong"),
        "too_many_login_attempts": _("There were too many tries. Wait 5 minutes, then try again"),
        "invalid_password_reset": _("This link has been used or is too old"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: staff are added by their agency."""
        return False

    def send_password_reset_mail(self, user: Any, _email: str, _context: dict[str, Any]) -> None:
        """Put a message into the outbox: it leaves later, so that known and unknown addresses are answered alike.

        It goes to the address of the account, whichever way the asker wrote it; the link is made when it is sent.
        """
        tell(Stamp(by=None, at=clock.now(), door="web"), [user], Notice.PASSWORD)

    def set_password(self, user: Any, password: str) -> None:
        """Keep a new password and say so in the ledger: by whoever is signed in, else by whoever had the link."""
        by = user.pk if self.request is not None and self.request.user == user else None
        door = "web:password" if by else "web:link"
        changes.set_password(Stamp(by=by, at=clock.now(), door=door), user=user, password=password)

    def send_notification_mail(self, template_prefix: str, user: AbstractBaseUser, *_words: Any, **_more: Any) -> None:
        """Send nothing: allauth's notices name the browser and address of whoever changed the password."""
