"""What a partner's people can open at all: their own page, their password, the way out. All else does not exist."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

HOME: Final = "shared"
OPEN: Final = frozenset({HOME, "shared-deleted", "mistake", "account_logout", "account_change_password",
                         "account_reset_password", "account_reset_password_done"})  # fmt: skip
"""Names of the routes that are theirs, beside those that need no sign-in."""


def of_partner(user: Any) -> bool:
    """Return whether somebody who is signed in belongs to a partner organisation."""
    return bool(user.is_authenticated and user.agency.partner)


class TheirsAlone:
    """The one place where a page is kept from partners: whatever does not say that it is theirs is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the next does."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_words: Any) -> HttpResponse | None:
        """Let a partner's user through to what is theirs, home to their page, and to nothing else."""
        if not of_partner(request.user) or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        if name == "home":
            return redirect(HOME)
        if name not in OPEN:
            raise Http404
        return None
