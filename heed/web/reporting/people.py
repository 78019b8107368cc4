"""Who did it, and who was affected. Nobody is looked up among the people whom the body knows: only one's own cases."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.people.agencies.queries import colleagues, colleagues_called
from heed.people.public.queries import caseload_of
from heed.people.public.states import AgeBand
from heed.web.govuk import Counted, Option, offer
from heed.web.reporting.forms import choice
from heed.web.reporting.telling import Sheet

MOST = 10
"""People shown for a name: enough to find a colleague, too few to list the staff."""


class Who(Sheet):
    """Who did it, as far as the reporter knows."""

    heading = "who"
    who = choice("", (), gettext_lazy("Select who it was"))

    def ask(self) -> None:
        """Offer one's own cases where there are any."""
        field = self.fields["who"]
        own = caseload_of(self.telling.stamp.user).exists()
        mine = [("mine", _("Somebody from my own cases"))] if own else []
        field.label = _("Who are you worried about?") if self.telling.concern else _("Who did it?")
        offer(
            field,
            [
                *mine,
                ("named", _("Somebody else whose name I know") if own else _("Somebody whose name I know")),
                (
                    "partly",
                    Option(_("Somebody I know a little about"), _("For example a first name, a face or a number")),
                ),
                ("unknown", _("I do not know who it was")),
                ("nobody", Option(_("Nobody in particular"), _("For example an animal"))),
            ],
        )


class Mine(Sheet):
    """Somebody from the reporter's own cases."""

    heading = "persons"
    persons = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who from your cases was it?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select who it was")},
    )

    def ask(self) -> None:
        """Offer the people on one's own caseload."""
        offer(
            self.fields["persons"],
            [
                (person.pk, Option(person.name, self.age(person.born_on)))
                for person in caseload_of(self.telling.stamp.user)
            ],
        )

    @staticmethod
    def age(born_on: Any) -> str:
        """Return what tells two people of one name apart."""
        return _("born in {year}").format(year=born_on.year) if born_on else ""


class Describe(Sheet):
    """What the reporter knows of somebody: a name, or what was seen and heard."""

    title: Any = gettext_lazy("What do you know about them?")
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, required=False)
    description = forms.CharField(
        label=gettext_lazy("What they looked or sounded like, and what else you know"),
        max_length=2000,
        required=False,
        widget=Counted(2000, rows=4),
    )
    age_band = forms.ChoiceField(
        label=gettext_lazy("About how old? (optional)"),
        choices=[("", gettext_lazy("I do not know")), *AgeBand.choices],
        required=False,
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone number they used (optional)"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address they used (optional)"),
        required=False,
        error_messages={"invalid": gettext_lazy("Enter an e-mail address like name@example.com, or leave it empty")},
    )

    @property
    def who(self) -> str:
        """How well they are known."""
        return str(self.telling.said("who").get("who", ""))

    def ask(self) -> None:
        """Ask for the name only of somebody who may have one."""
        self.fields["description"].help_text = _("If there were several people, describe each of them.")
        if self.who == "unknown":
            del self.fields["name"]
        if self.who != "named":
            self.fields["description"].label = _("What they looked or sounded like")
        if self.who == "partly":
            self.fields["name"].label = _("Name, or part of it")

    def clean(self) -> dict[str, Any]:
        """Ask for what was said to be known."""
        told: dict[str, Any] = super().clean() or {}
        if self.who == "named" and not told.get("name"):
            self.add_error("name", _("Enter their name"))
        if self.who == "partly" and not (told.get("name") or told.get("description")):
            self.add_error("description", _("Write what you know about them"))
        return told


class Employer(Sheet):
    """Whether another organisation must act, because it employs who did it (CUM-20)."""

    heading = "employed"
    employed = choice(
        gettext_lazy("Did they do it while working for another organisation?"),
        [
            ("yes", Option(gettext_lazy("Yes"), reveals=("employer",))),
            ("no", gettext_lazy("No")),
            ("not-known", gettext_lazy("I do not know")),
        ],
        gettext_lazy("Select whether they were working for another organisation"),
        help_text=gettext_lazy("For example as a driver, a nurse or a solicitor. Somebody senior there is then told."),
    )
    employer = forms.CharField(label=gettext_lazy("Which organisation? (optional)"), required=False, max_length=200)


class Others(Sheet):
    """Whether anybody else was affected or saw it; who they are comes on pages of their own."""

    heading = "others"
    others = forms.MultipleChoiceField(
        label=gettext_lazy("Was anybody else affected, or did anybody see it?"),
        help_text=gettext_lazy("Select all that apply."),
        choices=[
            ("affected", gettext_lazy("Yes, somebody else was affected")),
            ("witness", gettext_lazy("Yes, somebody saw or heard it")),
            ("none", Option(gettext_lazy("No, or I do not know"), instead=True)),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select whether anybody else was affected or saw it")},
    )

    def clean_others(self) -> list[str]:
        """Let “no” not stand beside a yes."""
        told = list(self.cleaned_data["others"])
        if "none" in told and len(told) > 1:
            raise ValidationError(_("Select who was affected or saw it, or “No”, but not both"))
        return told


class Finder(Sheet):
    """People named one after another: colleagues found by typing their name, and others by name alone.

    Kept as typed are `people` (`user:<id>:<name>` or `name:<name>`), `find` (a name that is being looked for) and
    `finished`. Its view is `heed.web.reporting.finding`.
    """

    asked: Any = gettext_lazy("Who was affected?")
    more: Any = gettext_lazy("Who else was affected?")
    optional = False
    people = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    find = forms.CharField(required=False, widget=forms.HiddenInput)
    finished = forms.CharField(widget=forms.HiddenInput)

    def clean_people(self) -> list[str]:
        """Return the people; at least one where the page is about somebody."""
        people = list(self.cleaned_data["people"] or ())
        if not people and not self.optional:
            raise ValidationError(_("Enter the name of who was affected"))
        return people


class Affected(Finder):
    """On whose behalf it is reported."""


class OthersAffected(Finder):
    """Who else was affected."""

    asked: Any = gettext_lazy("Who else was affected?")
    optional = True


class Witnesses(Finder):
    """Who saw or heard it."""

    asked: Any = gettext_lazy("Who saw or heard it?")
    more: Any = gettext_lazy("Who else saw or heard it?")
    optional = True


class Name(forms.Form):
    """The name of one more person. With a title the page's h1 is that, and the people named so far come below it."""

    name = forms.CharField(
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *given: Any, label: Any, hint: Any, title: Any = "", **options: Any) -> None:
        super().__init__(*given, **options)
        self.title, self.heading = title, "" if title else "name"
        self.fields["name"].label, self.fields["name"].help_text = label, hint


AGAIN, OUTSIDE = "again", "outside"


class Pick(forms.Form):
    """Which of the colleagues of a name it is, if any: shown are their name and team, and no more."""

    heading = "pick"
    pick = choice("", (), gettext_lazy("Select who it is"))

    def __init__(self, *given: Any, user: Any, name: str, **options: Any) -> None:
        super().__init__(*given, **options)
        found = list(colleagues_called(user, name)[: MOST + 1])
        self.none = not found
        self.many = len(found) > MOST
        field = self.fields["pick"]
        field.label = _("Nobody who works here is called “{name}”") if self.none else _("Is it one of these people?")
        field.label = field.label.format(name=name)
        if self.many:
            field.help_text = _("More people have this name. If you do not see them, search again with more of it.")
        offer(
            field,
            [
                *((str(each.pk), Option(each.name, each.team.name)) for each in found[:MOST]),
                (OUTSIDE, _("“{name}” is somebody who does not work here").format(name=name)),
                (AGAIN, _("Search again")),
            ],
        )


def users_among(stamp_user: Any, people: Iterable[str]) -> tuple[list[Any], list[str]]:
    """Return the users and the names among people as kept; a colleague who has left since stays as a name."""
    entries = [each.partition(":")[2].partition(":") for each in people if each.startswith("user:")]
    names = [each.partition(":")[2] for each in people if each.startswith("name:")]
    ids = {int(pk): name for pk, _colon, name in entries if pk.isdigit()}
    found = {user.pk: user for user in colleagues(stamp_user).filter(pk__in=ids)}
    return list(found.values()), [*names, *(name for pk, name in ids.items() if pk not in found)]
