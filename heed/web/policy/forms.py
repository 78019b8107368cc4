"""Forms about policies: a verb, the facts that it states, a moment; another policy to compare with."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.policy import sentences
from heed.policy.asking import known_words
from heed.policy.book import Book
from heed.policy.load import shipped, shipped_ids
from heed.policy.source import Source
from heed.policy.vocabulary import Fact, Given, Kind, Verb
from heed.web.govuk import YES_NO, DateField, TimeField, offer

LONGEST = 500_000  # characters of a policy file; the longest that ships has a tenth of that
NOT_SAID = ("", gettext_lazy("Not said"))
FACT = "fact-"
"""Before a fact's name, so that no fact is taken for another field."""


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


class What(forms.Form):
    """What happens: those verbs first from which something follows under this policy."""

    verb = forms.ChoiceField(
        label=gettext_lazy("What happens?"),
        error_messages={
            "required": gettext_lazy("Select what happens"),
            "invalid_choice": gettext_lazy("Select what happens from the list"),
        },
    )

    def __init__(self, *args: Any, book: Book, **more: Any) -> None:
        super().__init__(*args, **more)
        opening = dict.fromkeys(verb for rule in book.duties.values() for verb in rule.on)
        others = [verb for verb in book.verbs.values() if verb.of == "case" and verb.name not in opening]
        groups = [
            ("", _("Select what happens")),
            (_("Something may follow"), [(name, _(book.verbs[name].done)) for name in opening]),
            (_("Nothing follows under this policy"), [(verb.name, _(verb.done)) for verb in others]),
        ]
        offer(self.fields["verb"], groups)


def facts_asked(book: Book, verb: Verb) -> list[Fact]:
    """Return the facts of the verb that this policy asks about, and the kinds, which imply others."""
    rules = [rule for rule in book.duties.values() if verb.name in rule.on]
    asked = {one.fact for rule in rules for one in (*rule.when, *rule.unless)}
    return [fact for fact in verb.facts if fact.name in asked or (asked and fact.words_from == "kind")]


class Circumstances(forms.Form):
    """When it happens, and the facts of the verb that make a difference under this policy."""

    verb = forms.CharField(widget=forms.HiddenInput)
    on = DateField(
        label=gettext_lazy("On which day?"),
        earliest=lambda: date(2000, 1, 1),
        latest=lambda: date(2100, 12, 31),
        error_messages={"required": gettext_lazy("Enter the day on which it happens")},
    )
    at = TimeField(
        label=gettext_lazy("At what time?"),
        error_messages={"required": gettext_lazy("Enter the time at which it happens, like 4:30pm")},
    )

    def __init__(self, *args: Any, book: Book, verb: Verb, now: datetime, **more: Any) -> None:
        here = now.astimezone(ZoneInfo(book.calendar.zone))
        super().__init__(*args, **more)
        self.initial = {"verb": verb.name, "on": here.date(), "at": here.time()}
        self.book = book
        self.facts = facts_asked(book, verb)
        for fact in self.facts:
            self.fields[FACT + fact.name] = _field(book, fact)

    def moment(self) -> datetime:
        """Return when it happens (aware), in the body's own time."""
        return self.book.calendar.moment(datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"]))

    def given(self) -> Given:
        """Return the facts that were said."""
        said = {fact.name: _value(fact, self.cleaned_data[FACT + fact.name]) for fact in self.facts}
        return {name: value for name, value in said.items() if value is not None}


def _field(book: Book, fact: Fact) -> forms.Field:
    """Return the field for a fact; to say nothing of it is always possible."""
    label = _capital(fact.about) if fact.kind is Kind.YES_NO else f"{_capital(fact.about)} …"
    if fact.kind is Kind.NUMBER:
        width = forms.NumberInput(attrs={"class": "govuk-input--width-5"})
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=10**9, widget=width)
    if fact.kind is Kind.YES_NO:
        return forms.ChoiceField(label=label, required=False, choices=[NOT_SAID, *YES_NO])
    words = list(_words(book, fact))
    if fact.kind is Kind.CHOICES:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=words, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=label, required=False, choices=[NOT_SAID, *words])


def _words(book: Book, fact: Fact) -> Iterable[tuple[str, str]]:
    for word in known_words(book, fact):
        yield word, _capital(sentences.word(book, fact, word).strip("“”"))


def _value(fact: Fact, typed: Any) -> bool | str | int | frozenset[str] | None:
    if typed in ("", None, []):
        return None
    if fact.kind is Kind.YES_NO:
        return bool(typed == "yes")
    if fact.kind is Kind.CHOICES:
        return frozenset(typed)
    return int(typed) if fact.kind is Kind.NUMBER else str(typed)


class Another(forms.Form):
    """Another policy: a file, the text of one, or one that comes with Heed."""

    file = forms.FileField(
        label=gettext_lazy("A policy file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Its name ends in .toml."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste its text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("The text is longer than any policy. Check what you pasted")},
    )
    shipped = forms.ChoiceField(label=gettext_lazy("Or choose one that comes with Heed"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        shipped = [(one, one.replace("-", " ").capitalize()) for one in shipped_ids()]
        offer(self.fields["shipped"], [("", _("None of these")), *shipped])

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one."""
        cleaned: dict[str, Any] = self.cleaned_data
        given = [name for name in ("file", "text", "shipped") if cleaned.get(name)]
        if not given and not self.errors:
            self.add_error("file", _("Choose a policy file, paste its text, or choose one that comes with Heed"))
        if len(given) > 1:
            self.add_error(given[1], _("Choose one policy only: a file, a text, or one that comes with Heed"))
        if cleaned.get("file") and cleaned["file"].size > LONGEST:
            self.add_error("file", _("The file is longer than any policy. Check that you chose the right one"))
        return cleaned

    def source(self) -> Source:
        """Return the policy that was given; bytes that are no text stay for the check to report."""
        if self.cleaned_data["shipped"]:
            return shipped(self.cleaned_data["shipped"])[0]
        file = self.cleaned_data["file"]
        if file:
            return Source(file.name, file.read().decode("utf-8", errors="surrogateescape"))
        return Source("policy.toml", self.cleaned_data["text"].replace("\r\n", "\n"))
