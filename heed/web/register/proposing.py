"""What is asked to propose an entry: about whom or which property, what it warns of, what to do, on what it rests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.incidents.queries import Person
from heed.policy.book import Book
from heed.register.markers.changes import Proposal
from heed.web.govuk import YES_NO, Counted, DateField, Option, offer
from heed.web.guidance.shown import said
from heed.web.incidents.story import described
from heed.web.register.addresses import Addresses
from heed.web.register.facts import Dated

NAMED: Final = "named-"  # and the person's id: somebody whom the report names
WHOM: Final = {
    "known": (gettext_lazy("Somebody else whom we know"), ("search",)),
    "new": (gettext_lazy("Somebody whom we do not know yet"), ("name", "born_on", "address", "postcode")),
    "property": (gettext_lazy("A property"), ("at_lines", "at_postcode")),
}


@dataclass(frozen=True, slots=True)
class From:
    """What a proposal starts from: the policy, who is named in the report, how a known person is found by name."""

    book: Book
    find: Callable[[str], list[Person]]
    named: Sequence[Person] = ()
    has_report: bool = False
    place: tuple[str, str] = ("", "")  # where the report says that it was


def short(label: Any, **more: Any) -> forms.CharField:
    """Return a short text that may be left empty."""
    return forms.CharField(label=label, required=False, **more)


class Propose(Dated):
    """One page; nothing that was typed is lost when something is missing."""

    narrative = ("grounds", "advice")
    whom = forms.ChoiceField(
        label=gettext_lazy("Whom or what is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whom or what it is about")},
    )
    search = short(gettext_lazy("Their name, or part of it"), max_length=200)
    name = short(gettext_lazy("Their full name"), max_length=200)
    born_on = DateField(label=gettext_lazy("Their date of birth, if you know it"), what=gettext_lazy("The date"),
                        past=True, required=False)  # fmt: skip
    address = short(gettext_lazy("Where they live, if you know it"), max_length=300)
    postcode = short(gettext_lazy("Postcode"), max_length=10, widget=forms.TextInput(
        attrs={"class": "govuk-input--width-10"}))  # fmt: skip
    at_lines = short(gettext_lazy("Address of the property"), max_length=300)
    at_postcode = short(gettext_lazy("Postcode of the property"), max_length=10, widget=forms.TextInput(
        attrs={"class": "govuk-input--width-10"}))  # fmt: skip
    further = Addresses(label=gettext_lazy("Further addresses at which staff may meet them"))
    hazards = forms.MultipleChoiceField(
        label=gettext_lazy("What should staff be warned of?"), help_text=gettext_lazy("Select all that apply."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select what staff should be warned of")},
    )  # fmt: skip
    controls = forms.MultipleChoiceField(
        label=gettext_lazy("What should staff do?"), help_text=gettext_lazy("Select all that apply."),
        widget=forms.CheckboxSelectMultiple, required=False,
    )  # fmt: skip
    advice = forms.CharField(
        label=gettext_lazy("Anything else that staff should do?"),
        help_text=gettext_lazy("Staff read this at the door, on a phone. Say what to do, in a sentence or two."),
        widget=Counted(300, rows=3), max_length=300, required=False,
    )  # fmt: skip
    grounds = forms.CharField(
        label=gettext_lazy("Why is there a credible risk of violence or injury?"),
        help_text=gettext_lazy(
            "Write what was done, not what somebody is. The person can ask to read this, and an appeal panel will."
        ),
        widget=Counted(5_000, rows=6), max_length=5_000,
        error_messages={"required": gettext_lazy("Enter why there is a credible risk")},
    )  # fmt: skip
    child = forms.ChoiceField(
        label=gettext_lazy("Is the person under 18?"), widget=forms.RadioSelect, required=False,
        choices=(("no", YES_NO[1][1]), ("yes", Option(YES_NO[0][1], reveals=("welfare",)))),
    )  # fmt: skip
    welfare = forms.CharField(
        label=gettext_lazy("What does the child need, and who looks after that?"),
        widget=Counted(2_000, rows=4), max_length=2_000, required=False,
    )  # fmt: skip

    def __init__(self, *given: Any, begun: From, **options: Any) -> None:
        super().__init__(*given, **options)
        self.begun = begun
        self.least = 0 if begun.has_report else 1
        named = [(f"{NAMED}{each.pk}", described(each)) for each in begun.named]
        offer(self.fields["hazards"], [(each.id, said(each.title)) for each in begun.book.hazards.values()])
        offer(self.fields["controls"], [(each.id, said(each.title)) for each in begun.book.controls.values()])
        self.initial["at_lines"], self.initial["at_postcode"] = begun.place
        self.add_found()
        offer(self.fields["whom"], [*named, *((word, self.way(word)) for word in WHOM)])
        self.add_facts()
        self.add_reread()

    def add_found(self) -> None:
        """Offer those who go by the name that was searched for, to choose one of them."""
        self.found = self.begun.find(str(self.data.get("search", ""))) if self.data.get("whom") == "known" else []
        if self.found:
            self.fields["chosen"] = forms.ChoiceField(
                label=_("Which of these is it?"), required=False, widget=forms.RadioSelect,
                choices=[(str(each.pk), _told_apart(each)) for each in self.found],
            )  # fmt: skip

    def way(self, word: str) -> Option:
        """Return a way to say whom it is about, with the questions that it shows."""
        label, reveals = WHOM[word]
        return Option(label, reveals=(*reveals, "chosen") if word == "known" and self.found else reveals)

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs to the answers that were given."""
        typed: dict[str, Any] = super().clean() or {}
        match typed.get("whom"):
            case "known":
                self._ask_which(typed)
            case "new" if not typed.get("name"):
                self.add_error("name", _("Enter their name"))
            case "property":
                self._check_property(typed)
        if not typed.get("controls") and not typed.get("advice") and "advice" not in self.errors:
            self.add_error("controls", _("Select what staff should do, or say it below"))
        if typed.get("child") == "yes" and not typed.get("welfare"):
            self.add_error("welfare", _("Enter what the child needs, and who looks after that"))
        if not self.begun.has_report and not self.errors and not any(typed.get(f"what-{n}") for n in range(self.count)):
            self.add_error("what-0", _("Enter at least one fact with its day: an entry never rests on hearsay"))
        return typed

    def _ask_which(self, typed: dict[str, Any]) -> None:
        if not typed.get("search"):
            self.add_error("search", _("Enter their name, or part of it"))
        elif not self.found:
            self.add_error("search", _("We know nobody of this name. Try less of it, or add them as somebody new"))
        elif not typed.get("chosen"):
            self.add_error("chosen", _("Select which of these it is"))

    def _check_property(self, typed: dict[str, Any]) -> None:
        if not typed.get("at_lines") and not typed.get("at_postcode"):
            self.add_error("at_lines", _("Enter the address of the property"))
        hazards = self.begun.book.hazards
        wrong = [said(hazards[word].title) for word in typed.get("hazards", ()) if hazards[word].of == "person"]
        if wrong:
            self.add_error("hazards", _("A property cannot be: {wrong}").format(wrong=", ".join(wrong)))

    def of_person(self) -> bool:
        """Return whether it is about a person."""
        return bool(self.cleaned_data["whom"] != "property")

    def person(self) -> Person | None:
        """Return the person who was chosen; None for one who is new, and for a property."""
        whom, sent = self.cleaned_data["whom"], self.cleaned_data
        people = {f"{NAMED}{each.pk}": each for each in self.begun.named}
        if whom == "known":
            return next(each for each in self.found if str(each.pk) == sent["chosen"])
        return people.get(whom)

    def proposal(self, person: Person | None) -> Proposal:
        """Return what is proposed, about this person, or about the property where there is none."""
        sent = self.cleaned_data
        child = person is not None and sent.get("child") == "yes"
        return Proposal(
            grounds=sent["grounds"],
            hazards=sent["hazards"],
            controls=sent["controls"],
            advice=sent["advice"],
            person=person,
            address="" if person else sent["at_lines"],
            postcode="" if person else sent["at_postcode"],
            further=sent["further"] if person else (),
            facts=self.written,
            child=child,
            welfare=sent["welfare"] if child else "",
        )


def _told_apart(person: Person) -> str:
    """Return name, date of birth and address of somebody, as far as they are known."""
    parts = [person.name, person.born_on.strftime("%d/%m/%Y") if person.born_on else "", str(person.place or "")]
    return ", ".join(part for part in parts if part)
