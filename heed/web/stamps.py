"""One stamp for each request: who does it, when it came in, through which door."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from heed import clock
from heed.people.agencies.stamps import Signed


class Stamped:
    """Middleware: `request.stamp` is the signed stamp of this request, or None where nobody is signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Stamp the request, and show times as the reader's agency reckons them."""
        user = request.user
        stamp = Signed.of(user, clock.now(), "web") if user.is_authenticated else None
        request.stamp = stamp  # type: ignore[attr-defined]  # Django's request lets itself be added to
        if stamp is None:
            return self.get_response(request)
        with timezone.override(stamp.user.agency.zone):
            return self.get_response(request)


def signed(request: HttpRequest) -> Signed:
    """Return the stamp of a request whose page needs a sign-in; its `user` is the reader."""
    stamp: Signed = request.stamp  # type: ignore[attr-defined]  # the middleware above puts it there
    return stamp
