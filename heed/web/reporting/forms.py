"""The pages that open the report and those that close it: safety, kinds, feeling, story, hostility, police."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.incidents.states import Strand
from heed.web.govuk import YES_NO, Counted, Option, offer
from heed.web.guidance.shown import said
from heed.web.reporting.telling import Sheet

NONE = "none"


def choice(label: Any, choices: Any, required: Any = "", **options: Any) -> forms.ChoiceField:
    """Return a question answered by one radio; `required` is the sentence where it must be answered."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        required=bool(required),
        error_messages={"required": required} if required else None,
        **options,
    )


class Safe(Sheet):
    heading = "safe"
    safe = choice(
        gettext_lazy("Are you safe now?"),
        [
            ("yes", gettext_lazy("Yes, and so is everybody else")),
            ("no", gettext_lazy("No, somebody is still in danger or needs help")),
        ],
        gettext_lazy("Select yes if everybody is safe now"),
    )


class Danger(Sheet):
    title: Any = gettext_lazy("Get help first")


class ForWhom(Sheet):
    heading = "whom"
    whom = choice(
        gettext_lazy("Who are you reporting for?"),
        [
            ("me", gettext_lazy("Myself")),
            (
                "other",
                Option(
                    gettext_lazy("Somebody else"),
                    gettext_lazy("For example somebody in your team who told you about it"),
                ),
            ),
            (
                "nobody",
                Option(
                    gettext_lazy("Nobody in particular"),
                    gettext_lazy("For example a building, or everybody who was there"),
                ),
            ),
        ],
        gettext_lazy("Select who you are reporting for"),
    )


class Elsewhere(Sheet):
    """The conduct that other procedures deal with: choosing one ends the report, and nothing of it is kept."""

    heading = "route"
    route = choice(
        gettext_lazy("Is it about one of these?"),
        (),
        gettext_lazy("Select what it is about, or none of these"),
        help_text=gettext_lazy("Other procedures deal with them. We tell you where to go, and keep nothing."),
    )

    def ask(self) -> None:
        """Offer the routes of the policy."""
        routes = [(route.id, said(route.who)) for route in self.telling.book.routes.values()]
        offer(self.fields["route"], [*routes, (NONE, Option(_("None of these"), instead=True))])


class Kinds(Sheet):
    heading = "kinds"
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("Select all that apply. If you are not sure, choose what comes closest."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select what happened")},
    )

    def ask(self) -> None:
        """Offer the kinds of the policy; a single worry stands apart, because nothing else goes with it."""
        kinds = list(self.telling.book.kinds.values())
        worries = [kind for kind in kinds if kind.concern]
        offer(
            self.fields["kinds"],
            [
                (kind.id, Option(said(kind.title), said(kind.hint), instead=kind.concern and len(worries) == 1))
                for kind in sorted(kinds, key=lambda kind: kind.concern)
            ],
        )


class Now(Sheet):
    """What to do now. It is read again when the kinds have changed since."""

    title: Any = gettext_lazy("What to do now")
    seen = forms.CharField(widget=forms.HiddenInput)

    def ask(self) -> None:
        """Remember for which kinds it is shown."""
        self.initial["seen"] = " ".join(self.telling.kinds)

    def clean_seen(self) -> str:
        """Count it as read only for these kinds."""
        if self.cleaned_data["seen"] != self.initial["seen"]:
            raise ValidationError(_("Read what to do now"))
        return str(self.cleaned_data["seen"])


class Feeling(Sheet):
    title: Any = gettext_lazy("How did it make you feel?")
    threatened = choice("", (), gettext_lazy("Select whether you felt threatened"))
    feeling = forms.CharField(required=False, max_length=2000, widget=Counted(2000, rows=4))

    def ask(self) -> None:
        """Ask in the words that fit who was affected and whether it is over."""
        theirs, concern = self.telling.theirs, self.telling.concern
        if theirs:
            self.title = _("How did it make them feel?")
            label, unsure = _("Did they feel threatened?"), _("I do not know")
            self.fields["threatened"].error_messages["required"] = _("Select whether they felt threatened")
        else:
            label, unsure = _("Did you feel threatened?"), _("I am not sure")
        if concern and not theirs:
            self.title, label = _("How does it make you feel?"), _("Do you feel threatened?")
        self.fields["threatened"].label = label
        offer(self.fields["threatened"], [*YES_NO, ("unsure", unsure)])
        self.fields["feeling"].label = _("Is there more that you want to say about it? (optional)")
        self.fields["feeling"].help_text = _("At the time and since. It helps us to support the right people.")


class Story(Sheet):
    heading = "story"
    story = forms.CharField(
        max_length=10_000,
        widget=Counted(10_000, rows=10),
        error_messages={"required": gettext_lazy("Write what was said or done")},
    )

    def ask(self) -> None:
        """Ask for the story, or for the reasons of a worry."""
        field = self.fields["story"]
        if self.telling.concern:
            field.label, field.help_text = _("What makes you worried?"), _("What you have seen, heard or been told.")
            field.error_messages["required"] = _("Write what makes you worried")
            return
        field.label = _("What was said or done?")
        field.help_text = _("Use your own words, and the exact words that were said as far as you remember them.")


class Hostility(Sheet):
    """Asked with care, by perception, and never required (CUM-19, N5)."""

    title: Any = gettext_lazy("Was hostility behind it?")
    hostility = choice(
        gettext_lazy("Do you, or does anybody else, think that it happened because of who somebody is?"),
        [*YES_NO, ("rather-not", gettext_lazy("I do not know, or would rather not say"))],
    )


class Strands(Sheet):
    title: Any = gettext_lazy("What was the hostility about?")
    strands = forms.MultipleChoiceField(
        label=gettext_lazy("What do you think it was about? (optional)"),
        help_text=gettext_lazy("Select all that apply. It may be what somebody is, or is only thought to be."),
        choices=Strand.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("In your own words (optional)"),
        required=False,
        max_length=2000,
        widget=Counted(2000, rows=3),
    )


class Police(Sheet):
    heading = "told"
    told = choice(
        gettext_lazy("Have the police been told?"),
        [
            ("yes", Option(gettext_lazy("Yes"), reveals=("reference",))),
            ("no", gettext_lazy("No")),
            ("not-known", gettext_lazy("I do not know")),
        ],
        gettext_lazy("Select whether the police have been told"),
    )
    reference = forms.CharField(
        label=gettext_lazy("Their reference, if you have it (optional)"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )


class Consent(Sheet):
    heading = "consent"
    consent = choice("", (), gettext_lazy("Select whether we may tell the police"))

    def ask(self) -> None:
        """Ask the person affected, or what they have said."""
        field = self.fields["consent"]
        offer(field, [*YES_NO, ("unsure", _("Not sure yet"))])
        field.label = _("May we tell the police?")
        if self.telling.theirs:
            field.label = _("Have they said whether we may tell the police?")
            offer(
                field,
                [
                    ("yes", _("Yes, we may")),
                    ("no", _("No, they do not want that")),
                    ("unsure", _("Not yet, or they are not sure")),
                ],
            )
            field.error_messages["required"] = _("Select what they have said about the police")
        field.help_text = _("If you say no, we respect it unless somebody is in danger. You can change your mind.")
