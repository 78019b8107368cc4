"""What the chosen kinds ask, by the policy: one page, its questions made from the policy file."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.policy.book import Book, Question
from heed.web.govuk import YES_NO, Counted
from heed.web.guidance.shown import said
from heed.web.reporting.forms import choice
from heed.web.reporting.telling import Sheet, Telling

UNKNOWN = "not-known"
LONGEST = 2000


def questions(telling: Telling) -> list[Question]:
    """Return the questions of the chosen kinds, each once; what the kinds settle by themselves is not asked."""
    book, settled = telling.book, telling.implied
    ids = dict.fromkeys(each for kind in telling.kinds for each in book.kinds[kind].questions)
    found = [book.questions[each] for each in ids if each in book.questions]
    return [question for question in found if question.fact not in settled]


class Details(Sheet):
    """The questions of the chosen kinds; a yes or no may always be “I do not know”."""

    title: Any = gettext_lazy("A few questions about it")

    def ask(self) -> None:
        """Make a field of each question."""
        self.questions = questions(self.telling)
        if self.telling.concern:
            self.title = _("A few questions about your worry")
        for question in self.questions:
            self.fields[question.id] = field_of(question)

    def clean(self) -> dict[str, Any]:
        """Return the answers by question; those that were left open are left out."""
        told: dict[str, Any] = super().clean() or {}
        meant = {question.id: meaning(question, told.get(question.id)) for question in self.questions}
        return {name: value for name, value in meant.items() if value is not None}


def field_of(question: Question) -> forms.Field:
    """Return the field that asks a question."""
    label = said(question.ask)
    label = _("{question} (optional)").format(question=label) if question.optional else label
    hint = said(question.hint)
    required = "" if question.optional else _("Answer the question “{question}”").format(question=said(question.ask))
    options = [(option.word, said(option.label)) for option in question.options]
    if question.answer == "yes-no":
        return choice(label, [*YES_NO, (UNKNOWN, _("I do not know"))], required, help_text=hint)
    if question.answer == "choice":
        return choice(label, options, required, help_text=hint)
    errors = {"required": required} if required else None
    about: dict[str, Any] = {
        "label": label, "help_text": hint, "required": not question.optional, "error_messages": errors,
    }  # fmt: skip
    if question.answer == "choices":
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **about)
    if question.answer == "number":
        about["error_messages"] = {**(errors or {}), "invalid": _("Enter a number")}
        return forms.IntegerField(
            min_value=0, widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}), **about
        )
    return forms.CharField(max_length=LONGEST, widget=Counted(LONGEST, rows=3), **about)


def meaning(question: Question, value: Any) -> bool | str | int | list[str] | None:
    """Return what an answer means, as JSON has it: True, words, a number, a text; None where it was left open."""
    if value in (None, "", [], UNKNOWN):
        return None
    if question.answer == "yes-no":
        return bool(value == "yes")
    if question.answer == "choices":
        return list(value)
    return int(value) if question.answer == "number" else str(value)


def facts_of(book: Book, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that answers set; where two questions set one fact, a yes counts."""
    facts: dict[str, Any] = {}
    for name, value in answers.items():
        question = book.questions.get(name)
        if question is not None and question.fact:
            facts[question.fact] = facts.get(question.fact) or value
    return facts


def in_words(question: Question, value: Any) -> str:
    """Return an answer, as `meaning` gives it, in words."""
    labels: dict[str, str] = {option.word: said(option.label) for option in question.options}
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return "\n".join(labels.get(str(word), str(word)) for word in value)
    return labels.get(str(value), str(value))
