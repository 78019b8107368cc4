"""Which system asks: by the key that it was given once, sent with every question."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from heed import clock
from heed.access.queries import System, system_with


class Key(HttpBearer):
    """`Authorization: Bearer heed_…`; a key that has ended, or that nobody agreed to, is no key."""

    def authenticate(self, _request: HttpRequest, token: str) -> System | None:
        """Return the system whose key this is."""
        return system_with(token, clock.now())
