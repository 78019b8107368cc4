"""Look up before you go: for a purpose, by what you have; the answer as one about to knock must read it on a phone."""

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heed.checks import rules
from heed.checks.answers.queries import Answer
from heed.checks.answers.queries import Asked as Sought
from heed.checks.changes import check
from heed.checks.queries import who_to_ask
from heed.checks.states import Purpose
from heed.people.agencies.queries import book_for
from heed.web import kept
from heed.web.asked import Asked
from heed.web.duties.shown import as_title
from heed.web.govuk import DateField
from heed.web.register.page import warning
from heed.web.show import show
from heed.web.words import in_words

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

    def __init__(self, *given: Any, explain: bool, **options: Any) -> None:
        super().__init__(*given, **options)
        if explain:
            self.fields["reason"] = forms.CharField(
                label=_("Why do you look up so many?"),
                help_text=_("You have looked up a lot within an hour. Your reason is kept with each."),
                max_length=300,
                widget=forms.TextInput(attrs=QUIET),
                error_messages={"required": _("Enter why you look up so many")},
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
    form = kept.form(request, LookUp, explain=rules.must_explain(request.user, stamp.at))
    if not form.is_valid():
        return show(request, "register/look_up.html", form=form)
    sent, sought = form.cleaned_data, form.sought
    answer = check(stamp, purpose=Purpose(sent["purpose"]), asked=sought, reason=sent.get("reason", ""))
    return answered(request, answer, sought)


def answered(request: Asked, answer: Answer, sought: Sought) -> HttpResponse:
    """Return the page of an answer. Only one that was checked and holds nothing at all says “nothing found”."""
    book, at = book_for(request.user.agency), request.stamp.at
    return show(
        request,
        "register/answer.html",
        title=titled(answer),
        checked=answer.checked,
        nothing=is_nothing(answer),
        warnings=[warning(marker, book) | {"reference": marker.case.reference} for marker in answer.shown],
        possible=[
            {"why": as_title(each.why), "settle": each.settle, "warning": warning(each.marker, book)}
            for each in answer.possible
        ],
        more=answer.more,
        asked=in_short(sought),
        at=at,
        ask=who_to_ask(request.user.agency, at),
    )


def is_nothing(answer: Answer) -> bool:
    """Return whether the register was asked, and holds nothing that is or may be meant."""
    return answer.checked and not (answer.shown or answer.possible)


def titled(answer: Answer) -> str:
    """Return what the page says first: one of the four answers."""
    if not answer.checked:
        return _("Heed could not check")
    if answer.shown:
        count = len(answer.shown)
        return ngettext("There is a warning", "There are %(count)d warnings", count) % {"count": count}
    return _("Nothing found") if is_nothing(answer) else _("There may be a warning")


def in_short(sought: Sought) -> str:
    """Return what was looked for, as it was typed."""
    born = _("born on {day}").format(day=in_words(sought.born_on)) if sought.born_on else ""
    partly = _("born {day}").format(day=sought.born) if sought.born else ""
    parts = (sought.name, born, partly, sought.address, sought.postcode, sought.telephone, sought.email,
             sought.reference)  # fmt: skip
    return ", ".join(part for part in parts if part)
