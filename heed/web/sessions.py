"""Who must be signed in, and for how long a sign-in lasts: 30 minutes without a page, 12 hours at most (B39)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url

from heed import clock
from heed.web import kept

LONGEST = timedelta(hours=12)
# The row is written once a minute, not with every page, so a sign-in may end up to a minute early.
STEP = timedelta(minutes=1)


class Sessions:
    """Ends a sign-in that has lasted 12 hours, and keeps one that is used alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the session's age before anybody asks who is signed in; date a new one."""
        if SESSION_KEY in request.session:
            self.look(request, clock.now())
        response = self.get_response(request)
        if SESSION_KEY in request.session and "since" not in request.session:
            request.session["since"] = request.session["seen"] = clock.now().isoformat()
        return response

    def look(self, request: HttpRequest, now: datetime) -> None:
        """End the session or note that it is in use."""
        session = request.session
        if now - datetime.fromisoformat(session.get("since", now.isoformat())) >= LONGEST:
            session.flush()
        elif now - datetime.fromisoformat(session.get("seen", now.isoformat())) >= STEP:
            session["seen"] = now.isoformat()


class SignInFirst(LoginRequiredMiddleware):
    """Every page needs a sign-in unless its view is marked `login_not_required`; what was posted is kept till then."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Ask to sign in and come back to this page; a page that only takes forms is come back to all the same."""
        if request.method == "POST":
            kept.keep(request)
        return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")
