"""allauth's views where ours differ."""

from typing import Any

from allauth.account import views as allauth
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from heed import clock
from heed.access import changes, queries
from heed.ledger.stamp import Stamp
from heed.web import kept
from heed.web.account.forms import FirstPassword
from heed.web.show import show


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


@login_not_required
@sensitive_post_parameters()
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who was invited choose their first password."""
    stamp = Stamp(by=None, at=clock.now(), door="web")
    user = queries.invited(token, stamp.at)
    if user is None:
        return show(request, "account/welcome_over.html", status=410)
    form = FirstPassword(request.POST or None, user=user)
    if form.is_valid():
        changes.accept(stamp, token=token, password=form.cleaned_data["password1"])
        messages.success(request, _("Your password is saved. Sign in with it now."))
        return redirect("account_login")
    return show(request, "account/welcome.html", form=form, invited=user)
