"""A request as the views of signed-in people get it."""

from django.http import HttpRequest

from heed.people.agencies.stamps import Signed, User


class Asked(HttpRequest):
    """Somebody is signed in (the middleware saw to it), and the request carries the stamp of what they do by it."""

    user: User
    stamp: Signed
