"""Look up before you go: for a purpose, by what you have; the answer as one about to knock must read it on a phone."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from heed.access.decisions import YES
from heed.checks import rules
from heed.checks.answers.queries import Asked as Sought
from heed.checks.changes import check, digest_of
from heed.checks.queries import who_to_ask
from heed.checks.settling.changes import settle as say
from heed.checks.settling.queries import asked_in, once_more, to_settle
from heed.checks.settling.rules import may_settle
from heed.checks.states import Purpose
from heed.people.agencies.queries import book_for
from heed.training.rules import may_brief
from heed.training.states import State
from heed.web import kept
from heed.web.asked import Asked
from heed.web.govuk import DateField
from heed.web.register.answering import answered, told
from heed.web.show import show

NARROW = {"class": "govuk-input--width-10", "autocomplete": "off"}
QUIET = {"autocomplete": "off"}
"""What was looked up is offered to nobody else who uses the same browser."""


class LookUp(forms.Form):
    """What the reader is about to do, and what they have."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("What are you about to do?"),
        widget=forms.RadioSelect,
        choices=Purpose.choices,
        error_messages={"required": gettext_lazy("Select what you are about to do")},
    )
    line = forms.CharField(
        label=gettext_lazy("What do you have?"), required=False, max_length=300, widget=forms.TextInput(attrs=QUIET),
        help_text=gettext_lazy("All of it in one line: imran nawaz 1/9/1957 93 egwick terrace. "
                               "Or leave this empty, and fill in below what you know."),
    )  # fmt: skip
    address = forms.CharField(
        label=gettext_lazy("Address"), required=False, max_length=300, widget=forms.TextInput(attrs=QUIET),
        help_text=gettext_lazy("Number and street. An address is enough by itself."),
    )  # fmt: skip
    postcode = forms.CharField(
        label=gettext_lazy("Postcode"), required=False, max_length=10, widget=forms.TextInput(attrs=NARROW)
    )
    name = forms.CharField(
        label=gettext_lazy("Name"), required=False, max_length=200, widget=forms.TextInput(attrs=QUIET),
        help_text=gettext_lazy("With one more fact: an address, a postcode or a date of birth."),
    )  # fmt: skip
    born_on = DateField(
        label=gettext_lazy("Date of birth"), what=gettext_lazy("The date of birth"), past=True, required=False
    )
    reference = forms.CharField(
        label=gettext_lazy("Reference of an entry, if you have one"), required=False, max_length=20,
        widget=forms.TextInput(attrs=NARROW),
    )  # fmt: skip

    def __init__(self, *given: Any, explain: bool, urgent: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        if explain:
            self.fields["reason"] = forms.CharField(
                label=_("Why do you look up so many?"),
                help_text=_("You have looked up a lot within an hour. Your reason is kept with each."),
                max_length=300,
                widget=forms.TextInput(attrs=QUIET),
                error_messages={"required": _("Enter why you look up so many")},
            )
        if urgent:
            self.fields["urgent"] = forms.CharField(
                label=_("Why can it not wait?"),
                help_text=_("For example: I am about to go in. The owner of the register sees what you write here."),
                max_length=300,
                widget=forms.TextInput(attrs=QUIET),
                error_messages={"required": _("Enter why it cannot wait")},
            )

    @property
    def sought(self) -> Sought:
        """What is looked for: what the one line tells, and in place of that what was filled in by itself."""
        names = ("name", "born_on", "address", "postcode", "reference")
        told = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
        return replace(Sought.in_one_line(self.cleaned_data.get("line", "")), **told)

    def clean(self) -> dict[str, Any]:
        """Ask for enough: an address, or a name with one more fact (N1)."""
        typed: dict[str, Any] = super().clean() or {}
        enough = rules.enough(self.sought)
        if not enough and not self.errors:
            where = "line" if typed.get("line") else "name" if typed.get("name") else "address"
            self.add_error(where, enough.reason)
        return typed


def look_up(request: Asked) -> HttpResponse:
    """Ask, look up, answer on this very screen: an answer has no address of its own (N10)."""
    rules.may_look_up(request.user).require()
    stamp = request.stamp
    lacks = rules.lacks_briefing(request.user, stamp.at)
    urgent = lacks is not None and lacks.state == State.OVER
    form = kept.form(request, LookUp, explain=rules.must_explain(request.user, stamp.at), urgent=urgent)
    valid = form.is_valid()
    may = rules.may_unbriefed(request.user, lacks, stamp.at, digest_of(form.sought) if valid else "") if lacks else YES
    if not may:
        return unbriefed(request, may.reason)
    if not valid:
        briefing = bool(may_brief(request.user))
        return show(request, "register/look_up.html", form=form, briefing=briefing, lacks=lacks, urgent=urgent)
    sent, sought = form.cleaned_data, form.sought
    more = {name: sent.get(name, "") for name in ("reason", "urgent")}
    answer = check(stamp, purpose=Purpose(sent["purpose"]), asked=sought, **more)
    return answered(request, answer, sought, lacks=lacks)


def unbriefed(request: Asked, reason: str) -> HttpResponse:
    """Say why nothing is looked up, how to change that, and whom to ask now; what was typed is kept for afterwards."""
    typed = request.method == "POST" and kept.keep(request, kept.Why.UNBRIEFED)
    agency, at = request.user.agency, request.stamp.at
    book = book_for(agency)
    post = book.posts.get(book.register.decided_by)
    return show(
        request, "register/unbriefed.html", reason=reason, typed=typed, ask=who_to_ask(agency, at),
        post=post.title.text(get_language() or "en") if post else "",
    )  # fmt: skip


@require_POST
def settle(request: Asked, found: int) -> HttpResponse:
    """Say whether it is the same, and show the answer again with what was said; pressed twice it changes nothing."""
    row = to_settle(request.user, found, request.stamp.at)
    if row is None:
        raise Http404
    may_settle(request.user, row, request.stamp.at).require()
    verdict = request.POST.get("verdict")
    if verdict in ("same", "other"):
        say(request.stamp, row, same=verdict == "same")
        messages.success(request, told(same=verdict == "same"))
    return answered(request, once_more(request.user, row.lookup, request.stamp.at), asked_in(row.lookup))
