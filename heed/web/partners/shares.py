"""One entry and one partner: asked for, agreed to by a second person, withdrawn at once, its deletion confirmed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.casework.cases.queries import done_already
from heed.partners import changes, queries, rules
from heed.partners.queries import Share
from heed.policy.vocabulary import VOCABULARY
from heed.register.markers.queries import of_person, whole
from heed.web import kept
from heed.web.asked import Asked
from heed.web.duties.places import entry_page
from heed.web.partners import forms
from heed.web.show import show


def ask(request: Asked, reference: str) -> HttpResponse:
    """Ask to share an entry with a partner that has an agreement."""
    marker = whole(request.user, reference)
    if marker is None:
        raise Http404
    rules.may_ask(request.user, marker).require()
    agreements = list(queries.in_force(request.user.agency, request.stamp.at))
    back, about = entry_page(reference), of_person(marker)
    if not agreements or marker.ends_on is None:
        return show(request, "partners/none.html", back=back, about=about)
    form = kept.form(request, forms.Ask, agreements=agreements, latest=marker.ends_on)
    if form.is_valid():
        given = form.cleaned_data
        agreement = form.agreements[given["agreement"]]
        made = changes.ask(request.stamp, marker, agreement, reason=given["reason"], until_on=given["until_on"])
        messages.success(request, _("Asked. A second person must agree before anybody sees it."))
        return redirect("share", made.case.reference)
    title = _("Share it with a partner")
    return show(request, "question.html", form=form, title=title, caption=about, back=back, button=_("Ask to share it"))


def find(request: Asked, reference: str) -> Share:
    """Return what the reader's agency shares; absent and forbidden look alike (N9)."""
    rules.may_see_partners(request.user).require()
    return get_object_or_404(queries.shares_of(request.user), case__reference=reference)


@require_safe
def share(request: Asked, reference: str) -> HttpResponse:
    """Show what is shared with whom and why, and what can be done with it."""
    found = find(request, reference)
    return show(
        request, "partners/share.html", share=found, about=of_person(found.marker) or _("Deleted"),
        story=[(_(VOCABULARY[note.verb].done), note) for note in queries.story_of(found)],
        may_decide=rules.may_decide(request.user, found), may_withdraw=rules.may_withdraw(request.user, found),
        may_confirm=rules.may_confirm(request.user, found),
    )  # fmt: skip


def decide(request: Asked, reference: str) -> HttpResponse:
    """Agree or refuse as the second person."""
    found = find(request, reference)
    if _pressed_before(request, found):
        return redirect("share", reference)
    rules.may_decide(request.user, found).require()
    form = kept.form(request, forms.Decide)
    if form.is_valid():
        given = form.cleaned_data
        changes.decide(request.stamp, found, agree=given["agree"] == "yes", text=given["text"], token=form.sent_token)
        messages.success(request, _("Saved."))
        return redirect("share", reference)
    return _ask(request, found, form, _("Is it shared with %(name)s?"), _("Save"))


def withdraw(request: Asked, reference: str) -> HttpResponse:
    """Take it back."""
    found = find(request, reference)
    if _pressed_before(request, found):
        return redirect("share", reference)
    rules.may_withdraw(request.user, found).require()
    form = kept.form(request, forms.Withdraw)
    if form.is_valid():
        changes.withdraw(request.stamp, found, text=form.cleaned_data["text"], token=form.sent_token)
        messages.success(request, _("Withdrawn. They do not see it any more, and are asked to delete every copy."))
        return redirect("share", reference)
    return _ask(request, found, form, _("Withdraw it from %(name)s"), _("Withdraw it now"), danger=True)


def confirm(request: Asked, reference: str) -> HttpResponse:
    """Note that the partner has said so by telephone or letter."""
    found = find(request, reference)
    if _pressed_before(request, found):
        return redirect("share", reference)
    rules.may_confirm(request.user, found).require()
    form = kept.form(request, forms.Confirm)
    if form.is_valid():
        changes.confirm(request.stamp, found, text=form.cleaned_data["text"], token=form.sent_token)
        messages.success(request, _("Saved."))
        return redirect("share", reference)
    return _ask(request, found, form, _("Confirm the deletion at %(name)s"), _("Save"))


def _ask(request: Asked, found: Share, form: Any, title: str, button: str, *, danger: bool = False) -> HttpResponse:
    known: dict[str, Any] = {
        "title": title % {"name": found.agreement.organisation},
        "button": button,
        "danger": danger,
    }
    back = f"/partners/shares/{found.case.reference}"
    return show(request, "question.html", form=form, caption=of_person(found.marker), back=back, **known)


def _pressed_before(request: Asked, found: Share) -> bool:
    return request.method == "POST" and done_already(found.case, request.POST.get("token"))
