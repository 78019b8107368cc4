"""allauth's views where ours differ."""

from typing import Any

from allauth.account import views as allauth
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from heed.web import kept


class SignIn(allauth.LoginView):
    """Says so when something that was typed waits behind the sign-in."""

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {**super().get_context_data(**more), "waiting": bool(self.request.session.get(kept.SHELF))}


class SignOut(allauth.LogoutView):
    """Also tells the browser to forget what it has seen."""

    def post(self, *words: Any, **more: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post(*words, **more)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class ChangePassword(allauth.PasswordChangeView):
    """For somebody who has no password yet (the demo, an invitation), asks for a link instead."""

    def dispatch(self, request: HttpRequest, *words: Any, **more: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_usable_password():
            return redirect("account_reset_password")
        response: HttpResponseBase = super().dispatch(request, *words, **more)
        return response
