"""Who is signed in, read with their agency and team in one query, since every page shows or asks for both."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model


class Backend(AuthenticationBackend):
    """allauth's backend."""

    def get_user(self, user_id: Any) -> Any:
        """Return the user of a session, or None when the account is closed or gone."""
        user = get_user_model().objects.select_related("agency", "team").filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None
