"""The forms of an entry's verbs; they validate and save nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.policy.book import Book
from heed.policy.register import Factor
from heed.register.markers.queries import Marker, factors_for, hazards_for
from heed.register.markers.states import Decision, Outcome, endings
from heed.web.govuk import Counted, DateField, Option, offer
from heed.web.govuk.fields import today
from heed.web.guidance.shown import said
from heed.web.register.addresses import Addresses
from heed.web.register.facts import Dated
from heed.web.register.wording import Reread
from heed.web.tokens import Tokened
from heed.web.words import in_words


@dataclass(frozen=True, slots=True)
class Beside:
    """An answer that stands beside a factor's box: who gave it, at which step, and what they wrote."""

    who: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What a verb's form must know of its entry."""

    marker: Marker
    book: Book
    usual_on: date
    longest_on: date
    beside: Mapping[str, Sequence[Beside]] = field(default_factory=dict)


class Verb(Tokened):
    """A verb's form."""

    def __init__(self, *given: Any, about: About, **options: Any) -> None:
        super().__init__(*given, **options)
        self.about = about


def note(label: Any, missing: Any = "", hint: Any = "", *, most: int = 5_000) -> forms.CharField:
    """Return a long text; without `missing` it may be left empty."""
    return forms.CharField(
        label=label, help_text=hint or ("" if missing else gettext_lazy("You can leave this empty.")),
        widget=Counted(most, rows=5), max_length=most, required=bool(missing), error_messages={"required": missing},
    )  # fmt: skip


class Version(Verb):
    how = forms.ChoiceField(
        label=gettext_lazy("Do you want to say how it was?"), widget=forms.RadioSelect,
        choices=(
            ("give", Option(gettext_lazy("Yes, in my own words"), reveals=("text",))),
            (
                "decline",
                Option(gettext_lazy("No, I would rather not"), gettext_lazy("That is fine, and held against nobody.")),
            ),
        ),
        error_messages={"required": gettext_lazy("Select yes if you want to say how it was")},
    )  # fmt: skip
    text = note(
        gettext_lazy("How was it?"),
        hint=gettext_lazy("Whoever countersigns and decides reads this. So can the person, if they ask."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the words of who wants to say them."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("how") == "give" and not typed.get("text"):
            self.add_error("text", _("Enter how it was"))
        return typed


class Factors(Verb):
    """Each factor of the policy has a box, with its hint and what others answered beside it."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.asked = factors_for(self.about.book, self.about.marker.about)
        own = {f"factor-{each.id}": self.box(each) for each in self.asked}
        self.fields = {**own, **self.fields}

    def box(self, factor: Factor) -> forms.CharField:
        """Return the box of a factor."""
        beside = self.about.beside.get(factor.id, ())
        quoted = format_html_join(
            "", '<span class="heed-beside"><b>{}</b> {}</span>', ((b.who, b.text) for b in beside)
        )
        return forms.CharField(
            label=said(factor.ask),
            help_text=format_html("{}{}", said(factor.hint) if factor.hint else "", quoted),
            widget=Counted(2_000, rows=3),
            max_length=2_000,
            error_messages={"required": _("Answer: {question}").format(question=said(factor.ask))},
        )

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, factor → text."""
        return {each.id: self.cleaned_data[f"factor-{each.id}"] for each in self.asked}


class Countersign(Factors):
    text = note(gettext_lazy("Anything else to note?"))


class Ask(Verb):
    text = note(gettext_lazy("What is missing?"), gettext_lazy("Enter what is missing"),
                gettext_lazy("Whoever proposed the entry reads this."))  # fmt: skip


class Amend(Verb, Dated):
    narrative = ("text",)
    text = note(gettext_lazy("What do you add?"), gettext_lazy("Enter what you add"))

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.add_facts()
        self.add_reread()


class Withdraw(Verb):
    text = note(gettext_lazy("Why is it withdrawn?"), gettext_lazy("Enter why it is withdrawn"))


class Ends(Factors):
    """Asks until when, preset with the usual term; `ends` is the value of the answer that needs a day."""

    asks: str
    ends: str

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        longest = self.about.longest_on
        self.fields["ends_on"] = DateField(
            label=_("Until which day?"), what=_("The day"), required=False, initial=self.about.usual_on,
            earliest=partial(after, today), latest=lambda: longest,
            help_text=_("Usually until {usual}; your policy allows no later than {longest}.").format(
                usual=in_words(self.about.usual_on), longest=in_words(longest)),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask for the day, where the answer needs one; forget what is wrong with it where it does not."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get(self.asks) == self.ends:
            if not typed.get("ends_on") and "ends_on" not in self.errors:
                self.add_error("ends_on", _("Enter until which day it stands"))
        else:
            self.errors.pop("ends_on", None)
            typed["ends_on"] = None
        return typed


def after(day: Any) -> date:
    """Return the day after what the function says."""
    found: date = day()
    return date.fromordinal(found.toordinal() + 1)


class Decide(Ends):
    asks, ends = "decision", Decision.ADD.value
    decision = forms.ChoiceField(
        label=gettext_lazy("Does it go on the register?"), widget=forms.RadioSelect,
        choices=(
            (Decision.ADD, Option(Decision.ADD.label, reveals=("ends_on",))),
            (Decision.REFUSE, Option(Decision.REFUSE.label, reveals=("reason",))),
        ),
        error_messages={"required": gettext_lazy("Select whether it goes on the register")},
    )  # fmt: skip
    reason = note(gettext_lazy("Why not?"), hint=gettext_lazy("Whoever proposed it reads this."))

    def clean(self) -> dict[str, Any]:
        """Ask why not."""
        typed = super().clean()
        if typed.get("decision") == Decision.REFUSE and not typed.get("reason"):
            self.add_error("reason", _("Enter why it does not go on the register"))
        return typed


class Review(Ends):
    asks, ends = "outcome", Outcome.RENEW.value
    outcome = forms.ChoiceField(
        label=gettext_lazy("What does the review come to?"), widget=forms.RadioSelect,
        choices=tuple(
            (each, Option(each.label, reveals=("ends_on",) if each == Outcome.RENEW else ())) for each in Outcome
        ),
        error_messages={"required": gettext_lazy("Select what the review comes to")},
    )  # fmt: skip
    reason = note(gettext_lazy("Why?"), gettext_lazy("Enter why"))


class Silence(Verb):
    text = note(
        gettext_lazy("Why would telling them bring on violence?"),
        gettext_lazy("Enter why telling them would bring on violence"),
        gettext_lazy("A second person must agree, and it is looked at again. Without this they are written to."),
    )


class Agree(Verb):
    text = note(gettext_lazy("Anything to note?"))


class StillSilent(Verb):
    text = note(gettext_lazy("Why must they still not be told?"),
                gettext_lazy("Enter why they must still not be told"))  # fmt: skip


class Hold(Verb):
    text = note(
        gettext_lazy("Why must it be kept?"), gettext_lazy("Enter why it must be kept"),
        gettext_lazy("For example: a claim that a court may hear. It is not deleted, and shown to nobody longer."),
    )  # fmt: skip


class StillHeld(Verb):
    text = note(gettext_lazy("Why must it still be kept?"), gettext_lazy("Enter why it must still be kept"))


class EndHold(Verb):
    text = note(
        gettext_lazy("Why need it not be kept any more?"), gettext_lazy("Enter why it need not be kept any more"),
        gettext_lazy("If the entry is over, what it says of people is deleted within minutes."),
    )  # fmt: skip


class End(Verb):
    why = forms.ChoiceField(
        label=gettext_lazy("Why does it end?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select why it ends")},
    )  # fmt: skip
    text = note(gettext_lazy("How do you know?"), gettext_lazy("Enter how you know"),
                gettext_lazy("It stops warning at once."))  # fmt: skip

    def __init__(self, *given: Any, about: About, **options: Any) -> None:
        super().__init__(*given, about=about, **options)
        offer(self.fields["why"], [(each.value, each.label) for each in endings(about.marker.about)])


class Correct(Verb, Reread):
    narrative = ("advice",)
    hazards = forms.MultipleChoiceField(
        label=gettext_lazy("What should staff be warned of?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select what staff should be warned of")},
    )  # fmt: skip
    controls = forms.MultipleChoiceField(
        label=gettext_lazy("What should staff do?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    advice = forms.CharField(
        label=gettext_lazy("Anything else that staff should do?"), widget=Counted(300, rows=3), max_length=300,
        required=False,
    )  # fmt: skip
    further = Addresses(label=gettext_lazy("Further addresses at which staff may meet them"))
    text = note(gettext_lazy("What was wrong?"), gettext_lazy("Enter what was wrong"),
                gettext_lazy("The entry’s story keeps what was told before."))  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        marker, book = self.about.marker, self.about.book
        offer(self.fields["hazards"], [(each.id, said(each.title)) for each in hazards_for(book, marker.about)])
        offer(self.fields["controls"], [(each.id, said(each.title)) for each in book.controls.values()])
        self.initial = {**self.initial, "hazards": marker.hazards, "controls": marker.controls, "advice": marker.advice,
                         "further": "\n".join(str(each.place) for each in marker.whereabouts.all())}  # fmt: skip
        if marker.person_id is None:
            del self.fields["further"]
        self.add_reread()

    def clean(self) -> dict[str, Any]:
        """Ask what staff should do."""
        typed: dict[str, Any] = super().clean() or {}
        if not typed.get("controls") and not typed.get("advice") and "advice" not in self.errors:
            self.add_error("controls", _("Select what staff should do, or say it below"))
        return typed
