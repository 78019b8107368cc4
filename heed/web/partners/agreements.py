"""Agreements with a partner: put on file, gone through again, ended."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from heed.partners import changes, queries, rules
from heed.partners.queries import Agreement, Organisation
from heed.register.markers.queries import today
from heed.web import kept
from heed.web.asked import Asked
from heed.web.partners import forms
from heed.web.partners.finding import find
from heed.web.show import show


@dataclass(frozen=True, slots=True)
class Shown:
    """An agreement, and how it stands today: “live”, “later” or “over”."""

    agreement: Agreement
    stands: str
    reviewable: bool


def shown(request: Asked, organisation: Organisation) -> list[Shown]:
    """Return the agreements that nobody has ended, with how each stands today."""
    day = today(request.user.agency, request.stamp.at)
    return [Shown(each, _stands(each, day), each.until_on > day) for each in queries.standing(organisation)]


def _stands(agreement: Agreement, day: date) -> str:
    if agreement.from_on > day:
        return "later"
    return "live" if day <= agreement.until_on else "over"


def sign(request: Asked, pk: int) -> HttpResponse:
    """Put an agreement on file."""
    organisation = find(request, pk)
    rules.may_sign(request.user, organisation).require()
    form = kept.form(request, forms.Sign)
    if form.is_valid():
        changes.sign(request.stamp, organisation, form.terms)
        messages.success(request, _("The agreement is on file."))
        return redirect("partner", pk)
    return show(request, "question.html", form=form, title=_("Put an agreement on file"), caption=str(organisation),
                back=f"/partners/{pk}", button=_("Put it on file"))  # fmt: skip


def _called(request: Asked, reference: str) -> Agreement:
    """Return an agreement of the reader's own agency that has not been ended; any other does not exist for them."""
    rules.may_see_partners(request.user).require()
    agreement = queries.agreement_called(request.user, reference)
    if agreement is None:
        raise Http404
    return agreement


def review(request: Asked, reference: str) -> HttpResponse:
    """Say that the agreement was gone through, and when it is again."""
    agreement = _called(request, reference)
    rules.may_review_agreement(request.user, agreement).require()
    partner, day = agreement.organisation, today(request.user.agency, request.stamp.at)
    form = kept.form(request, forms.Review, agreement=agreement, today=day)
    if form.is_valid():
        sent = form.cleaned_data
        changes.review(request.stamp, agreement, review_on=sent["review_on"], text=sent["text"], token=form.sent_token)
        messages.success(request, _("Saved. The agreement was reviewed."))
        return redirect("partner", partner.pk)
    return show(request, "question.html", form=form, title=_("Review the agreement"), caption=str(partner),
                back=f"/partners/{partner.pk}", button=_("Save"))  # fmt: skip


def end(request: Asked, reference: str) -> HttpResponse:
    """End an agreement; everything shared by it is withdrawn at once."""
    agreement = _called(request, reference)
    rules.may_end_agreement(request.user, agreement).require()
    partner = agreement.organisation
    if request.method == "POST":
        changes.end_agreement(request.stamp, agreement)
        messages.success(request, _("The agreement has ended. Nothing is shared with %(name)s by it any more.")
                         % {"name": partner})  # fmt: skip
        return redirect("partner", partner.pk)
    words = _("Everything that is shared by it is withdrawn at once, and the partner is asked to delete every copy.")
    title = _("End the agreement with %(name)s?") % {"name": partner}
    return show(request, "people/sure.html", title=title, back=f"/partners/{partner.pk}", button=_("End it now"),
                words=words, danger=True)  # fmt: skip
