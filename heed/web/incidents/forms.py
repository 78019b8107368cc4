"""The forms of the steps, made from the facts of their verbs; they validate and save nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.casework.cases.states import Move
from heed.incidents.states import REPORTED_FACTS
from heed.policy.book import Book
from heed.policy.vocabulary import Fact, Given, Kind
from heed.web.govuk import YES_NO, Counted, DateField, Option
from heed.web.govuk.fields import today
from heed.web.guidance.shown import said
from heed.web.incidents.asking import DEFAULT_NOTE, FACTS, NOTES, PARTICULARS, Particular
from heed.web.incidents.words import WORDS
from heed.web.tokens import Tokened

NONE_OF_THESE = "none-of-these"


@dataclass(frozen=True, slots=True)
class About:
    """What a step's form must know: the move, the policy, the report, and who reads the note."""

    move: Move
    book: Book
    given: Given
    readers: str = ""
    offered: tuple[str, ...] = ()
    organisation: str = ""
    teams: tuple[tuple[str, str], ...] = ()

    @property
    def word(self) -> str:
        """The verb's own word: "debrief"."""
        return self.move.verb.name.partition(".")[2]

    @property
    def facts(self) -> list[Fact]:
        """The facts that the verb itself states, beside those of the report."""
        return [fact for fact in self.move.verb.facts if fact not in REPORTED_FACTS]

    @property
    def police_always(self) -> bool:
        """Whether the policy has the police told of this whatever the person wishes."""
        police = self.book.police
        return police.consent == "not-needed" or any(self.given.get(name) is True for name in police.always)


class Step(Tokened):
    """A step: a question for each fact, its short answers, and a note of what was done."""

    def __init__(self, *given: Any, about: About, **options: Any) -> None:
        super().__init__(*given, **options)
        self.about = about
        for fact in self.asked():
            self.fields[fact.name] = self.question(fact)
        for particular in PARTICULARS.get(about.word, ()):
            self.fields[particular.name] = short_answer(particular)
        self.fields["text"] = self.note()

    def asked(self) -> list[Fact]:
        """Return the facts that are asked about as they are."""
        return self.about.facts

    def question(self, fact: Fact) -> forms.Field:
        """Return the question behind a fact."""
        ask = FACTS[self.about.word, fact.name]
        several = fact.kind == Kind.CHOICES
        kind = forms.MultipleChoiceField if several else forms.ChoiceField
        return kind(
            label=ask.label,
            help_text=ask.hint,
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            choices=self.choices(fact),
            error_messages={"required": ask.missing},
        )

    def choices(self, fact: Fact) -> list[tuple[str, Any]]:
        """Return the possible answers: yes and no, the words of the fact, or what the policy lists."""
        if fact.kind == Kind.YES_NO:
            return list(YES_NO)
        if fact.words_from == "support":
            return [(each.id, support_option(each)) for each in self.about.book.support.values()]
        if fact.words_from == "response":
            return [
                (each.id, Option(said(each.title), said(each.needs))) for each in self.about.book.responses.values()
            ]
        return [(word, WORDS[fact.name][word]) for word in fact.words]

    def note(self) -> forms.CharField:
        """Return the field for what was done or said, with who will read it."""
        ask = NOTES.get(self.about.word, DEFAULT_NOTE)
        return forms.CharField(
            label=ask.label,
            help_text=" ".join(str(part) for part in (ask.hint, self.about.readers) if part),
            widget=Counted(10_000, rows=6),
            max_length=10_000,
            required=bool(ask.missing),
            error_messages={"required": ask.missing},
        )

    def facts_given(self) -> dict[str, Any]:
        """Return what was answered as the facts of the verb."""
        return {fact.name: answered(fact, self.cleaned_data[fact.name]) for fact in self.asked()}

    def short_answers(self) -> dict[str, str]:
        """Return the particulars that were given; a day as 2026-04-02."""
        found = {each.name: self.cleaned_data.get(each.name) for each in PARTICULARS.get(self.about.word, ())}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items() if value}


class TellPolice(Step):
    """Whether the police were told is one question: yes, or why not. Only what belongs to the answer is needed."""

    ONLY_IF_TOLD = tuple(each.name for each in PARTICULARS["tell-police"])

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for name in self.ONLY_IF_TOLD:
            self.fields[name].required = False

    def asked(self) -> list[Fact]:
        """Return the one fact that the others follow from."""
        return [fact for fact in self.about.facts if fact.name == "why_not"]

    def choices(self, fact: Fact) -> list[tuple[str, Any]]:
        """Return yes, and the reasons why not; True Vision where the policy offers it."""
        explain = _("Say below why the police were not told all the same.") if self.about.police_always else ""
        reasons: Mapping[str, Option] = {
            "told": Option(_("Yes"), reveals=self.ONLY_IF_TOLD),
            "no-consent": Option(_("No, the person affected does not want it"), explain),
            "not-a-crime": Option(_("No, it is not a matter for the police"), explain),
            "true-vision": Option(_("No, it was reported online through True Vision instead")),
            "other": Option(_("No, for another reason"), _("Say below why not.")),
        }
        offered = [word for word in fact.words if word != "true-vision" or self.about.book.police.true_vision]
        return [(word, reasons[word]) for word in offered]

    def clean(self) -> dict[str, Any]:
        """Ask for who told them and when; or for an explanation, where the policy has the police told in every case."""
        answers: dict[str, Any] = super().clean() or {}
        why_not = answers.get("why_not")
        if why_not == "told":
            for each in PARTICULARS["tell-police"]:
                if each.missing and not answers.get(each.name) and each.name not in self.errors:
                    self.add_error(each.name, str(each.missing))
        elif why_not and not answers.get("text") and (why_not == "other" or self.about.police_always):
            self.add_error("text", _("Enter why the police were not told"))
        return answers

    def facts_given(self) -> dict[str, Any]:
        """Return whether they were told, and why not."""
        why_not = self.cleaned_data["why_not"]
        return {"told": why_not == "told", "why_not": why_not}

    def short_answers(self) -> dict[str, str]:
        """Return who told them, when and with which reference, if they were told."""
        return super().short_answers() if self.cleaned_data["why_not"] == "told" else {}


class TakeUp(Step):
    """Which of what was offered was taken up; it may be none of it."""

    def choices(self, fact: Fact) -> list[tuple[str, Any]]:
        """Return what was offered (all that there is, where nothing was noted), and none."""
        listed = super().choices(fact)
        offered = [each for each in listed if each[0] in self.about.offered] or listed
        return [*offered, (NONE_OF_THESE, Option(_("Nothing was taken up"), instead=True))]

    def facts_given(self) -> dict[str, Any]:
        """Return what was taken up."""
        return {"taken": frozenset(self.cleaned_data["taken"]) - {NONE_OF_THESE}}


class Refer(Step):
    """A referral needs to say to whom, if the person agreed to one."""

    def clean(self) -> dict[str, Any]:
        """Ask to whom they are referred."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("agreed") == "yes" and not answers.get("referred_to"):
            self.add_error("referred_to", _("Enter to whom they are referred"))
        return answers


class TellEmployer(Step):
    """Begins with the organisation that the report names."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["organisation"].initial = self.about.organisation


class HandOver(Step):
    """Asks which team has the report from now on."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["team"] = forms.ChoiceField(
            label=_("Which team looks after it from now on?"),
            choices=[("", _("Select a team")), *self.about.teams],
            error_messages={"required": _("Select a team"), "invalid_choice": _("Select a team from the list")},
        )
        self.order_fields(["team", "text"])


FORMS: Mapping[str, type[Step]] = {
    "tell-police": TellPolice,
    "take-up": TakeUp,
    "refer": Refer,
    "tell-employer": TellEmployer,
    "hand-over": HandOver,
}


def short_answer(each: Particular) -> forms.Field:
    """Return the field of a short answer."""
    if each.kind == "day":
        return DateField(
            label=each.label,
            what=gettext_lazy("The day"),
            past=True,
            required=bool(each.missing),
            initial=today,
            error_messages={"required": each.missing},
        )
    return forms.CharField(
        label=each.label,
        help_text=each.hint,
        max_length=200,
        required=bool(each.missing),
        error_messages={"required": each.missing},
    )


def support_option(each: Any) -> Option:
    """Return support as a choice: what it is, and that it needs the person's agreement."""
    agreement = _("Only with the person’s agreement.") if each.agreement and "agree" not in said(each.about) else ""
    return Option(said(each.title), " ".join(filter(None, (said(each.about), agreement))))


def answered(fact: Fact, value: Any) -> Any:
    """Return an answer as policy asks about it: True or False, a word, a set of words."""
    if fact.kind == Kind.YES_NO:
        return value == "yes"
    return frozenset(value) if fact.kind == Kind.CHOICES else value


class Identify(Tokened):
    """Which of the people proposed it is, and whether."""

    proposal = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=(("confirm", ""), ("reject", "")))
