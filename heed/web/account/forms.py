"""allauth's forms in our words."""

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

EMAIL = {
    "required": _("Enter your e-mail address"),
    "invalid": _("Enter an e-mail address in the correct format, like name@example.org"),
}
NEW = _("At least 12 characters. Three words that mean nothing together are strong and easy to remember.")


class SignIn(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        email, password = self.fields["login"], self.fields["password"]
        email.label, email.error_messages = _("E-mail address"), {**email.error_messages, **EMAIL}
        email.widget.attrs["autocomplete"] = "username"
        password.label, password.help_text = _("Password"), ""
        password.error_messages["required"] = _("Enter your password")


class AskReset(allauth.ResetPasswordForm):
    """The address to which a link is sent."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        email = self.fields["email"]
        email.label, email.error_messages = _("E-mail address"), {**email.error_messages, **EMAIL}


def reword(form: Any) -> None:
    """Give the two boxes for a new password our words."""
    first, second = form.fields["password1"], form.fields["password2"]
    first.label, first.help_text = _("New password"), NEW
    first.error_messages["required"] = _("Enter a new password")
    second.label = _("New password again")
    second.error_messages["required"] = _("Enter the new password again")


class NewPassword(allauth.ResetPasswordKeyForm):
    """A new password after following a link."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        reword(self)


class FirstPassword(NewPassword):
    """The first password of somebody who was invited."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        self.fields["password1"].label, self.fields["password2"].label = _("Password"), _("Password again")


class ChangePassword(allauth.ChangePasswordForm):
    """A new password for somebody signed in."""

    def __init__(self, *words: Any, **options: Any) -> None:
        super().__init__(*words, **options)
        reword(self)
        old = self.fields["oldpassword"]
        old.label, old.help_text = _("Current password"), ""
        old.error_messages["required"] = _("Enter your current password")
