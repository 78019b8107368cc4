"""What is kept about somebody who works here, and by which e-mail address they sign in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from heed.access import changes, rules
from heed.notices import changes as notices
from heed.people.agencies import queries
from heed.people.agencies.stamps import Team, User
from heed.web import kept
from heed.web.asked import Asked
from heed.web.people import forms
from heed.web.show import show


def options_of(teams: list[Team]) -> list[tuple[str, str]]:
    """Return the nodes of the tree as a form offers them."""
    return [(str(team.pk), team.called) for team in teams]


def found(request: Asked, pk: int) -> User:
    """Return somebody of the reader's own agency who works there still; anybody else does not exist here."""
    rules.may_keep_staff(request.user).require()
    return get_object_or_404(queries.staff_of(request.user.agency).filter(is_active=True), pk=pk)


def change(request: Asked, pk: int) -> HttpResponse:
    """Change somebody's name, team, job and staff number."""
    user = found(request, pk)
    teams = queries.teams_of(user.agency)
    now: dict[str, Any] = {
        "name": user.name, "team": str(user.team_id), "job": user.job, "works_as": user.works_as,
        "staff_number": user.staff_number,
    }  # fmt: skip
    form = kept.form(request, forms.Change, teams=options_of(teams), user=user, initial=now)
    if form.is_valid():
        given = dict(form.cleaned_data)
        chosen = given.pop("team")
        changes.change_staff(
            request.stamp, user=user, team=next(team for team in teams if str(team.pk) == chosen), **given
        )
        messages.success(request, _("What is kept about %(name)s was changed.") % {"name": given["name"]})
        return redirect("somebody", pk)
    words = _("Whoever moves to another team leaves the posts of the team that they come from, at once.")
    return show(request, "people/change.html", form=form, title=_("Change the details of %(name)s") % {"name": user},
                back=f"/staff/{pk}", words=words, button=_("Save"))  # fmt: skip


def email(request: Asked, pk: int) -> HttpResponse:
    """Propose another e-mail address for somebody."""
    user = found(request, pk)
    form = kept.form(request, forms.Email)
    if form.is_valid():
        notices.propose_email(request.stamp, user=user, **form.cleaned_data)
        messages.success(request, _("Proposed. Another administrator must agree before it counts."))
        return redirect("somebody", pk)
    words = _(
        "They sign in with %(email)s now. Another administrator must agree to the new address, because whoever reads "
        "an account’s mail can set its password. They are told at the address that they have now."
    ) % {"email": user.email}
    return show(request, "people/change.html", form=form, title=_("Propose another e-mail address for %(name)s") % {
        "name": user}, back=f"/staff/{pk}", words=words, button=_("Propose"))  # fmt: skip


def waiting_emails(request: Asked) -> list[tuple[Any, Any]]:
    """Return each proposed address with whether the reader may agree to it, or why not."""
    waiting = queries.waiting_emails(request.user.agency)
    return [(proposed, rules.may_agree_email(request.user, proposed)) for proposed in waiting]


def decide_email(request: Asked, pk: int) -> HttpResponse:
    """Agree to a proposed address, or refuse it."""
    rules.may_keep_staff(request.user).require()
    proposed = get_object_or_404(queries.waiting_emails(request.user.agency), pk=pk)
    if request.method == "POST" and "agree" in request.POST:
        notices.agree_email(request.stamp, proposed=proposed)
        messages.success(request, _("Agreed."))
    elif request.method == "POST" and "refuse" in request.POST:
        changes.refuse_email(request.stamp, proposed=proposed)
        messages.success(request, _("Refused."))
    return redirect("posts")
