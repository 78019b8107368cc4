"""The forms of an appeal's verbs; they validate and save nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heed.people.agencies.queries import colleague_at
from heed.people.agencies.stamps import User
from heed.policy.book import Book
from heed.register.appeals.queries import Appeal, empty_seats
from heed.register.appeals.states import How, Outcome, Tie
from heed.web.govuk import Counted, DateField, Option, offer
from heed.web.govuk.fields import today
from heed.web.guidance.shown import said
from heed.web.register.forms import note
from heed.web.tokens import Tokened

MORE: Final = "more"


@dataclass(frozen=True, slots=True)
class On:
    """What a form must know of its appeal: who could sit on its panel, and who asks."""

    appeal: Appeal
    book: Book
    could_sit: list[User]
    asker: User


class Receive(Tokened):
    how = forms.ChoiceField(
        label=gettext_lazy("How did it reach you?"), widget=forms.RadioSelect, choices=How.choices,
        error_messages={"required": gettext_lazy("Select how it reached you")},
    )  # fmt: skip
    received_on = DateField(label=gettext_lazy("On which day?"), what=gettext_lazy("The day"), past=True)
    who = forms.ChoiceField(
        label=gettext_lazy("Who appeals?"), widget=forms.RadioSelect,
        choices=(
            ("themselves", Option(gettext_lazy("The person themselves"))),
            ("another", Option(gettext_lazy("Somebody else, for them"), reveals=("by_name",))),
        ),
        error_messages={"required": gettext_lazy("Select who appeals")},
    )  # fmt: skip
    by_name = forms.CharField(label=gettext_lazy("Who, and what are they to them?"), required=False, max_length=200)
    grounds = note(
        gettext_lazy("What do they say?"), gettext_lazy("Enter what they say"),
        gettext_lazy("In their own words. Copy the letter, or write down what they said."),
    )  # fmt: skip
    told = note(
        gettext_lazy("What should the employee concerned know of it?"),
        hint=gettext_lazy(
            "They are asked what they think of the appeal. They see this, and not what the person wrote. Leave out "
            "what is private, such as health. You can leave this empty."
        ),
        most=2_000,
    )

    def clean(self) -> dict[str, Any]:
        """Ask who appeals for them."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("who") == "another" and not typed.get("by_name"):
            self.add_error("by_name", _("Enter who appeals for them"))
        if typed.get("who") == "themselves":
            typed["by_name"] = ""
        return typed


class Step(Tokened):
    """The form of a verb of an appeal."""

    def __init__(self, *given: Any, on: On, **options: Any) -> None:
        super().__init__(*given, **options)
        self.on = on


class Acknowledge(Step):
    text = note(
        gettext_lazy("How were they told?"), gettext_lazy("Enter how they were told"),
        gettext_lazy("For example: by a letter of today, or on the telephone."), most=1_000,
    )  # fmt: skip


class People(Step):
    """People for the panel: from the list of those who could sit, or by their address."""

    members = forms.MultipleChoiceField(
        label=gettext_lazy("Who sits on the panel?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("Senior people who had no part in the entry. Whoever had one is not in this list."),
    )  # fmt: skip
    more = forms.CharField(
        label=gettext_lazy("Somebody who is not in the list"), required=False, max_length=1_000,
        help_text=gettext_lazy("Their work e-mail address, each on a line of its own. You can leave this empty."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.known = {str(user.pk): user for user in self.on.could_sit}
        self.named = [(key, f"{user.name}, {user.job or user.team.name}") for key, user in self.known.items()]
        offer(self.fields["members"], self.named)
        self.users: list[User] = []
        self.typed_in: list[User] = []

    def clean(self) -> dict[str, Any]:
        """Find everybody."""
        typed: dict[str, Any] = super().clean() or {}
        for line in typed.get("more", "").split():
            found = colleague_at(self.on.asker, line)
            if found is None:
                self.add_error("more", _("Nobody here has the address {email}").format(email=line))
            else:
                self.typed_in.append(found)
        chosen = [self.known[key] for key in typed.get("members", ())]
        self.users = list(dict.fromkeys([*chosen, *self.typed_in]))
        return typed


class Panel(People):
    chair = forms.ChoiceField(
        label=gettext_lazy("Who chairs it?"), widget=forms.RadioSelect,
        help_text=gettext_lazy("They record what the panel decided."),
        error_messages={"required": gettext_lazy("Select who chairs the panel")},
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        offer(self.fields["chair"], [*self.named, (MORE, _("The first of those whose address you entered"))])

    def clean(self) -> dict[str, Any]:
        """Put whoever chairs it first."""
        typed = super().clean()
        chosen = typed.get("chair", "")
        chair = next(iter(self.typed_in), None) if chosen == MORE else self.known.get(chosen)
        if chosen and chair not in self.users:
            self.add_error("chair", _("Whoever chairs the panel must sit on it"))
        if len(self.users) < self.on.appeal.size:
            least = self.on.appeal.size
            self.add_error("members", _("Select at least {number} people").format(number=least))
        self.users = sorted(self.users, key=lambda user: user != chair)
        return typed


class Fill(People):
    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["members"].label = _("Who takes the place?")
        self.empty = len(empty_seats(self.on.appeal))

    def clean(self) -> dict[str, Any]:
        """Ask for one person for each empty seat."""
        typed = super().clean()
        if not self.errors and len(self.users) != self.empty:
            many = ngettext("Select %(count)d person", "Select %(count)d people", self.empty)
            self.add_error("members", many % {"count": self.empty})
        return typed


class StepDown(Step):
    tie = forms.ChoiceField(
        label=gettext_lazy("Why do you step down?"), widget=forms.RadioSelect, choices=Tie.choices,
        error_messages={"required": gettext_lazy("Select why you step down")},
    )  # fmt: skip
    text = note(
        gettext_lazy("Anything that the owner of the register should know?"),
        hint=gettext_lazy("You can leave this empty. Nobody asks you for details of your private life."), most=1_000,
    )  # fmt: skip


class Comment(Step):
    how = forms.ChoiceField(
        label=gettext_lazy("Do you want to say what you think of the appeal?"), widget=forms.RadioSelect,
        choices=(
            ("give", Option(gettext_lazy("Yes, in my own words"), reveals=("text",))),
            ("decline", Option(gettext_lazy("No, I would rather not"),
                               gettext_lazy("That is fine, and held against nobody."))),
        ),
        error_messages={"required": gettext_lazy("Select yes if you want to say what you think")},
    )  # fmt: skip
    text = note(gettext_lazy("What do you think of it?"), hint=gettext_lazy("The panel reads this."))

    def clean(self) -> dict[str, Any]:
        """Ask for the words of who wants to say them."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("how") == "give" and not typed.get("text"):
            self.add_error("text", _("Enter what you think"))
        return typed


class View(Step):
    outcome = forms.ChoiceField(
        label=gettext_lazy("How do you see it?"), widget=forms.RadioSelect, choices=Outcome.choices,
        error_messages={"required": gettext_lazy("Select how you see it")},
    )  # fmt: skip
    reasons = note(
        gettext_lazy("Why?"), gettext_lazy("Enter why"),
        gettext_lazy("The others on the panel read this once each of you has said how they see it."),
    )  # fmt: skip


class Decide(Step):
    outcome = forms.ChoiceField(
        label=gettext_lazy("What did the panel decide?"), widget=forms.RadioSelect,
        choices=tuple(
            (each, Option(each.label, reveals=("controls", "advice", "ends_on") if each == Outcome.CHANGED else ()))
            for each in Outcome
        ),
        error_messages={"required": gettext_lazy("Select what the panel decided")},
    )  # fmt: skip
    controls = forms.MultipleChoiceField(
        label=gettext_lazy("What should staff do from now on?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    advice = forms.CharField(
        label=gettext_lazy("Anything else that staff should do?"), widget=Counted(300, rows=3), max_length=300,
        required=False,
    )  # fmt: skip
    reasons = note(
        gettext_lazy("Why?"), gettext_lazy("Enter why"),
        gettext_lazy("The letter to the person begins with these words. Leave out names of staff and witnesses."),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        marker = self.on.appeal.marker
        offer(self.fields["controls"], [(each.id, said(each.title)) for each in self.on.book.controls.values()])
        self.initial = {**self.initial, "controls": marker.controls, "advice": marker.advice}
        self.fields["ends_on"] = DateField(
            label=_("Until which day does it stand?"), what=_("The day"), required=False, initial=marker.ends_on,
            earliest=tomorrow, latest=lambda: marker.ends_on or date.max,
            help_text=_("An appeal never makes an entry stand longer."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Ask what staff should do, where something is changed; forget what is wrong with that where nothing is."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("outcome") != Outcome.CHANGED:
            self.errors.pop("ends_on", None)
            typed |= {"controls": None, "advice": None, "ends_on": None}
        elif not typed.get("controls") and not typed.get("advice") and "advice" not in self.errors:
            self.add_error("controls", _("Select what staff should do, or say it below"))
        return typed


class Withdraw(Step):
    text = note(gettext_lazy("How did you hear of it?"), gettext_lazy("Enter how you heard of it"), most=1_000)


def tomorrow() -> date:
    """Return the day after today."""
    return today() + timedelta(days=1)
