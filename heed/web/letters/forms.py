"""What is asked about a letter: made from its template; what is wrong with it the rules say, not the form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from heed.documents.letters.checks.mistakes import Mistake
from heed.documents.letters.queries import Intended, Person
from heed.documents.letters.states import Size, Way
from heed.policy.letters import FIELD, Chosen, Does, Field, LetterTemplate, Part, Sort
from heed.policy.letters import FIELDS as LETTER_FIELDS
from heed.web.govuk import Counted, DateField, Option
from heed.web.guidance.shown import said
from heed.web.letters.words import FIELDS
from heed.web.tokens import Tokened

NOBODY, ADDED = "nobody-here", "added"


@dataclass(frozen=True, slots=True)
class About:
    """What the form of a letter must know: its template, to whom it can go, whether such a letter has gone before."""

    template: LetterTemplate
    persons: Sequence[Person]
    sent_before: bool = False

    @property
    def fields(self) -> list[Field]:
        """Every field that either the usual or the easy words ask for."""
        easy = self.template.asked(easy=True)
        return list(dict.fromkeys([*self.template.asked(), *easy]))

    @property
    def parts(self) -> list[Part]:
        """Everything that the writer decides, once."""
        parts = {part.id: part for part in (*self.template.easy, *self.template.body) if part.id}
        order = dict.fromkeys(part.id for part in (*self.template.body, *self.template.easy) if part.id)
        return [parts[id_] for id_ in order]


class Write(Tokened):
    """A letter as somebody means to write it."""

    def __init__(self, *given: Any, about: About, **options: Any) -> None:
        super().__init__(*given, **options)
        self.about = about
        self.fields |= self._whom() | self._where() | self._how()
        for field in about.fields:
            self.fields[f"field-{field.name}"] = asked(field, about.template)
        for part in about.parts:
            self.fields[f"part-{part.id}"] = decided(part)

    def _whom(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        people = [(str(each.pk), each.name or _("Somebody described")) for each in self.about.persons]
        if self.about.template.to != "subject":
            people.append((NOBODY, _("Somebody else")))
        found["person"] = forms.ChoiceField(
            label=_("To whom does it go?"),
            choices=people,
            widget=forms.RadioSelect,
            initial=people[0][0] if len(people) == 1 else None,
            error_messages={"required": _("Select to whom it goes"), "invalid_choice": _("Select to whom it goes")},
        )
        found["to_name"] = forms.CharField(
            label=_("Their name, as it stands on the envelope"),
            help_text=_("With the title that they use, if any: “Mr Sam Marl”, “Sam Marl”."),
            max_length=200,
            required=False,
            initial=people[0][1] if len(people) == 1 and self.about.persons else "",
        )
        return found

    def _where(self) -> dict[str, forms.Field]:
        reveals = {Way.POST: ("to_address", "other_address"), Way.EMAIL: ("to_email",)}
        ways = [Way(word) for word in self.about.template.ways]
        known = any(each.place for each in self.about.persons)
        return {
            "way": forms.ChoiceField(
                label=_("How does it reach them?"),
                choices=[(way.value, Option(way.label, reveals=reveals.get(way, ()))) for way in ways],
                widget=forms.RadioSelect,
                error_messages={"required": _("Select how it reaches them")},
            ),
            "to_address": forms.CharField(
                label=_("Address"),
                help_text=_("A line to a line, with the postcode on the last one. Look it up; do not guess."),
                widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
                max_length=400,
                required=False,
            ),
            "other_address": forms.BooleanField(
                label=_("Our records have another address, and I have made sure that this one is right")
                if known
                else _("I have made sure that this address is right"),
                required=False,
            ),
            "to_email": forms.EmailField(
                label=_("The e-mail address that they gave us for letters"),
                required=False,
                error_messages={"invalid": _("Enter an e-mail address, such as name@example.com")},
            ),
        }

    def _how(self) -> dict[str, forms.Field]:
        template = self.about.template
        found: dict[str, forms.Field] = {}
        if self.about.sent_before:
            found["again"] = forms.BooleanField(
                label=_("This letter has gone out on this case before, and goes again on purpose"), required=False
            )
        languages = [code for code, _text in template.subject.by_language]
        if len(languages) > 1:
            found["language"] = forms.ChoiceField(
                label=_("In which language?"),
                choices=[(code, get_language_info(code)["name_local"]) for code in languages],
                widget=forms.RadioSelect,
                error_messages={"required": _("Select the language")},
            )
        found["large"] = forms.BooleanField(label=_("In large print"), required=False)
        if template.easy:
            found["easy_read"] = forms.BooleanField(label=_("In easy words and short sentences"), required=False)
        return found

    @property
    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings; what a choice reveals is shown by that choice."""
        whom = ["person", "to_name", "way", "again"]
        how = ["language", "large", "easy_read"]
        words = [name for name in self.fields if name.startswith(("field-", "part-"))]
        for title, names in ((_("To whom"), whom), (_("What it says"), words), (_("How it is set"), how)):
            yield title, [self[name] for name in names if name in self.fields]

    @property
    def intended(self) -> Intended:
        """The letter that was typed; to be asked once the form is valid."""
        sent = self.cleaned_data
        easy = bool(sent.get("easy_read"))
        parts = {part.id: part for part in self.about.template.parts(easy=easy) if part.id}
        answers = {id_: sent.get(f"part-{id_}") for id_ in parts}
        person = next((each for each in self.about.persons if str(each.pk) == sent["person"]), None)
        return Intended(
            template=self.about.template.id,
            person=person,
            to_name=sent["to_name"],
            way=sent["way"],
            to_address=sent["to_address"],
            to_email=sent["to_email"],
            language=sent.get("language") or "en",
            size=Size.LARGE if sent["large"] else Size.STANDARD,
            easy_read=easy,
            chosen=Chosen(
                {id_: word for id_, word in answers.items() if parts[id_].does is Does.CHOOSE and word},
                frozenset(id_ for id_, wanted in answers.items() if parts[id_].does is Does.MAY and wanted),
                {id_: text for id_, text in answers.items() if parts[id_].does is Does.WRITE and text},
            ),
            fields={one.name: as_kept(sent[f"field-{one.name}"]) for one in self.about.template.asked(easy=easy)},
            other_address=bool(sent["other_address"]),
            again=bool(sent.get("again")),
        )

    def show_mistakes(self, mistakes: Sequence[Mistake]) -> None:
        """Show each mistake at its question, or above the form where it has none."""
        for mistake in mistakes:
            names = (mistake.field, f"field-{mistake.field}", f"part-{mistake.field}")
            at = next((name for name in names if name in self.fields), None)
            if at is None or at not in self.errors:
                self.add_error(at, mistake.sentence)


def begun(intended: Intended) -> dict[str, Any]:
    """Return what the form of a letter that is changed begins with."""
    chosen = intended.chosen
    found: dict[str, Any] = {
        "person": str(intended.person.pk) if intended.person else NOBODY,
        "large": intended.size == Size.LARGE,
    }
    for name in ("to_name", "way", "to_address", "to_email", "language", "easy_read", "other_address", "again"):
        found[name] = getattr(intended, name)
    for name, value in intended.fields.items():
        day = value and LETTER_FIELDS[name].sort is Sort.DAY
        found[f"field-{name}"] = date.fromisoformat(value) if day else value
    found |= {f"part-{id_}": value for id_, value in (*chosen.alternatives.items(), *chosen.own.items())}
    return found | {f"part-{id_}": [ADDED] for id_ in chosen.included}


def as_kept(value: Any) -> str:
    """Return what was typed as a letter keeps it: a day as 2026-04-02."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def asked(field: Field, template: LetterTemplate) -> forms.Field:
    """Return the question behind a field of a template."""
    label, hint = FIELDS[field.name]
    if field.sort is Sort.DAY:
        return DateField(label=label, what=gettext_lazy("The day"), required=False, help_text=hint)
    usual = said(template.usual.get(field.name))
    widget = forms.TextInput() if field.sort is Sort.LINE else Counted(field.most, rows=4)
    return forms.CharField(label=label, help_text=hint, required=False, widget=widget, initial=usual)


def decided(part: Part) -> forms.Field:
    """Return the question behind what the writer decides."""
    label = said(part.ask)
    if part.does is Does.MAY:
        return forms.MultipleChoiceField(
            label=_("You can add this"),
            choices=[(ADDED, Option(label, open_ended(said(part.texts[0]))))],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
    if part.does is Does.CHOOSE:
        choices = [(one.word, Option(said(one.label), open_ended(said(one.text)))) for one in part.of]
        return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False)
    hint = _("You can leave this empty.") if part.optional else ""
    return forms.CharField(label=label, help_text=hint, required=False, widget=Counted(part.most, rows=4))


def open_ended(text: str) -> str:
    """Return a text of a template for its writer, with dots where something is filled in."""
    return FIELD.sub("…", text)
