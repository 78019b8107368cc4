"""Who is signed in, read with their agency and team in one query."""

from allauth.account.auth_backends import AuthenticationBackend

from heed.access import queries
from heed.people.agencies.stamps import User


class Backend(AuthenticationBackend):
    """allauth's backend."""

    def get_user(self, user_id: int) -> User | None:
        """Return the user of a session, or None when the account is closed or gone."""
        return queries.signed_in(user_id)
