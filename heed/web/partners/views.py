"""Partner organisations, their agreements and their people, as the owner of the register keeps them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.notices.queries import refused
from heed.partners import changes, queries, rules
from heed.web import kept
from heed.web.asked import Asked
from heed.web.partners import forms
from heed.web.partners.agreements import shown
from heed.web.partners.finding import find
from heed.web.show import show


@require_safe
def partners(request: Asked) -> HttpResponse:
    """List the partners, what waits for a second person, and what is not confirmed as deleted."""
    rules.may_see_partners(request.user).require()
    shares = list(queries.shares_of(request.user))
    live = {each.organisation_id for each in queries.in_force(request.user.agency, request.stamp.at)}
    return show(
        request, "partners/partners.html",
        rows=[(each, each.pk in live) for each in queries.partners_of(request.user.agency)],
        waiting=[each for each in shares if each.status == "asked"],
        unconfirmed=[each for each in shares if each.status == "withdrawn"],
        may_keep=rules.may_keep_partners(request.user),
    )  # fmt: skip


def add(request: Asked) -> HttpResponse:
    """Add a partner."""
    rules.may_keep_partners(request.user).require()
    form = kept.form(request, forms.Add)
    if form.is_valid():
        made = changes.add_partner(request.stamp, **form.cleaned_data)
        messages.success(request, _("%(name)s was added.") % {"name": made})
        return redirect("partner", made.pk)
    return show(request, "question.html", form=form, title=_("Add a partner"), back="/partners", button=_("Add it"))


@require_safe
def partner(request: Asked, pk: int) -> HttpResponse:
    """Show a partner: its agreements, its people, what is shared with it."""
    organisation = find(request, pk)
    shares = [each for each in queries.shares_of(request.user) if each.agreement.organisation_id == pk]
    lost = set(refused(organisation.body_id).values_list("to", flat=True))
    return show(
        request, "partners/partner.html", organisation=organisation, shares=shares,
        agreements=shown(request, organisation),
        people=[(user, user.pk in lost) for user in queries.people_of(organisation)],
        may_sign=rules.may_sign(request.user, organisation), may_keep=rules.may_keep_partners(request.user),
    )  # fmt: skip


def add_person(request: Asked, pk: int) -> HttpResponse:
    """Invite somebody of the partner."""
    organisation = find(request, pk)
    rules.may_sign(request.user, organisation).require()
    form = kept.form(request, forms.Person)
    if form.is_valid():
        user = changes.add_person(request.stamp, organisation, **form.cleaned_data)
        messages.success(request, _("%(name)s is invited.") % {"name": user.name})
        return redirect("partner", pk)
    return show(request, "question.html", form=form, title=_("Invite somebody"), caption=str(organisation),
                back=f"/partners/{pk}", button=_("Invite them"))  # fmt: skip


def end_person(request: Asked, pk: int, person: int) -> HttpResponse:
    """End somebody's access."""
    organisation = find(request, pk)
    rules.may_sign(request.user, organisation).require()
    user = get_object_or_404(queries.people_of(organisation), pk=person)
    if request.method == "POST":
        changes.end_person(request.stamp, organisation, user)
        messages.success(request, _("The access of %(name)s has ended.") % {"name": user.name})
        return redirect("partner", pk)
    title = _("End the access of %(name)s?") % {"name": user.name}
    return show(request, "people/sure.html", title=title, back=f"/partners/{pk}", button=_("End their access"),
                words=_("They can no longer sign in."), danger=True)  # fmt: skip
