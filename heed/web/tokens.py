"""A form's own number, made when it is shown, so that a second press or the back button changes nothing."""

import secrets

from django import forms


def new_token() -> str:
    """Return a random number for one showing of a form."""
    return secrets.token_urlsafe(12)


class Tokened(forms.Form):
    """A form that carries its token; hand it to the change as `token=form.sent_token`."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40, initial=new_token)

    @property
    def sent_token(self) -> str:
        """The token as it was sent; empty for a form that is not valid."""
        return str(self.cleaned_data.get("token", ""))
