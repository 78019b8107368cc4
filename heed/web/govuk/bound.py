"""A field on its form: which GOV.UK component shows it, its ids, classes and attributes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString

from heed.web.govuk.widgets import PARTS, Counted, DateParts

# The first line that fits decides. A number is typed as text: browsers' number boxes scroll and round.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),  # before the radios, of which Django makes it a kind
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (DateParts, "date"),
    (Counted, "counted"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.Widget, "input"),
)
FIELDSETS = {"radios", "checkboxes", "date"}
CLASSES = {
    "input": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "textarea": "govuk-textarea",
    "counted": "govuk-textarea govuk-js-character-count",
    "select": "govuk-select",
    "file": "govuk-file-upload",
}
# Attributes that would stop or alter typing in the browser; the server checks and explains instead.
DROPPED = {"maxlength", "minlength", "min", "max", "step", "cols", "required", "class", "placeholder"}
SHORT = 20  # characters; two labels up to this length lie side by side


@dataclass(frozen=True, slots=True)
class Option:
    """A choice's label with a hint below it, or the one that is chosen `instead` of all others (after an "or").

    `reveals` names fields of the same form that this choice shows below itself; without scripts they always show.
    """

    label: str | Promise
    hint: str | Promise = ""
    instead: bool = False
    reveals: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.label)


@dataclass(frozen=True, slots=True)
class Item:
    """One radio or checkbox as shown."""

    label: str
    hint: str | Promise
    instead: bool
    attrs: SafeString
    id: str
    checked: bool = False
    reveals: tuple[forms.BoundField, ...] = ()


def short(item: Item) -> bool:
    """Return whether a radio can lie beside another."""
    return len(item.label) <= SHORT and not item.hint and not item.reveals


def revealed_by(field: forms.Field) -> Iterator[str]:
    """Return the names of the fields that the choices of this one show."""
    for _value, label in getattr(field.widget, "choices", ()):
        if isinstance(label, Option):
            yield from label.reveals


class BoundField(forms.BoundField):
    """What `govuk/field.html` asks a field. `heading = "<name>"` on the form makes the field's label the page's h1."""

    form: forms.BaseForm

    @cached_property
    def kind(self) -> str:
        """Which component shows the field."""
        return next(kind for widget, kind in KINDS if isinstance(self.field.widget, widget))

    @cached_property
    def control(self) -> str:
        """The template of the component's control."""
        return f"govuk/{'choices' if self.kind in ('radios', 'checkboxes', 'checkbox') else self.kind}.html"

    @cached_property
    def in_fieldset(self) -> bool:
        return self.kind in FIELDSETS

    @cached_property
    def is_heading(self) -> bool:
        return getattr(self.form, "heading", "") == self.name

    @cached_property
    def is_revealed(self) -> bool:
        """Whether a choice of another field shows it, so that it is not shown by itself."""
        return any(self.name in revealed_by(field) for field in self.form.fields.values())

    @cached_property
    def id(self) -> str:
        return str(self.field.widget.attrs.get("id") or self.auto_id)

    @cached_property
    def message(self) -> str:
        """The first error; the others are the same mistake said again."""
        return str(self.errors[0]) if self.errors else ""

    @cached_property
    def wrong_parts(self) -> tuple[str, ...]:
        """The boxes of a date that its error is about; all of them when the error does not say."""
        if not self.errors:
            return ()
        first = self.errors.as_data()[0]
        return tuple((first.params or {}).get("parts", PARTS))

    @cached_property
    def target(self) -> str:
        """The id of the input to go to from the error summary."""
        if self.kind == "date":
            return f"{self.id}-{next(part for part in PARTS if part in (self.wrong_parts or PARTS))}"
        return self.id

    @cached_property
    def described_by(self) -> str:
        """The ids of count, hint and error, in the order in which they are read out."""
        ids = [str(self.field.widget.attrs.get("aria-describedby", ""))]
        ids += [f"{self.id}-info"] if self.kind == "counted" else []
        ids += [f"{self.id}-hint"] if self.help_text else []
        ids += [f"{self.id}-error"] if self.errors else []
        return " ".join(filter(None, ids))

    @property
    def aria_describedby(self) -> str | None:
        return self.described_by or None

    def label_class(self, part: str) -> str:
        """Return the class for the size of a label or legend: large as the page's h1, else small and bold."""
        return f"{part}--l" if self.is_heading else f"{part}--s"

    @property
    def legend_size(self) -> str:
        return self.label_class("govuk-fieldset__legend")

    @property
    def label_size(self) -> str:
        return self.label_class("govuk-label")

    @property
    def fieldset_attrs(self) -> SafeString:
        role = {"role": "group"} if self.kind == "date" else {}
        return flatatt(role | ({"aria-describedby": self.described_by} if self.described_by else {}))

    @cached_property
    def control_attrs(self) -> SafeString:
        """The attributes of a single input, textarea or select."""
        widget, given = self.field.widget, self.field.widget.attrs
        base = CLASSES[self.kind]
        classes = [base, str(given.get("class", ""))]
        classes += [f"{base.split()[0]}--error"] if self.errors else []
        attrs: dict[str, Any] = {"class": " ".join(filter(None, classes)), "id": self.id, "name": self.html_name}
        attrs |= {name: value for name, value in given.items() if name not in DROPPED}
        attrs |= {"aria-describedby": self.described_by} if self.described_by else {}
        attrs |= {"disabled": True} if self.field.disabled else {}
        if isinstance(widget, forms.Textarea):
            attrs["rows"] = given.get("rows", 5)
        elif isinstance(widget, Input):
            attrs |= self.input_attrs(widget, attrs)
        return flatatt(attrs)

    def input_attrs(self, widget: Input, attrs: dict[str, Any]) -> dict[str, Any]:
        """Return type and value, and what each type needs on a phone."""
        kind = widget.input_type
        value = widget.format_value(self.value()) if kind not in ("password", "file") else None
        filled = {} if value in (None, "") else {"value": value}
        if kind == "number":
            mode = "decimal" if isinstance(self.field, forms.DecimalField | forms.FloatField) else "numeric"
            return {"type": "text", "inputmode": mode, "spellcheck": "false", **filled}
        if kind == "email":
            return {"type": kind, "spellcheck": "false", "autocapitalize": "none", **filled}
        if kind == "password":
            token = attrs.get("autocomplete", "current-password")
            return {"type": kind, "spellcheck": "false", "autocapitalize": "none", "autocomplete": token}
        return {"type": kind, **filled}

    @property
    def text(self) -> str:
        """The value of a textarea."""
        value = self.field.widget.format_value(self.value())
        return "" if value is None else str(value)

    @property
    def inline(self) -> bool:
        """Whether the radios are two short words that lie side by side."""
        items = self.items
        return self.kind == "radios" and len(items) == 2 and all(map(short, items))

    @cached_property
    def items(self) -> list[Item]:
        """The radios or checkboxes."""
        if self.kind == "checkbox":
            return [self.item(1, {"value": True, "label": self.label, "selected": bool(self.value())})]
        widget = self.field.widget
        assert isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
        options = widget.options(self.html_name, widget.format_value(self.value()), {})
        shown = [option for option in options if option["value"] not in (None, "")]
        return [self.item(number, option) for number, option in enumerate(shown, 1)]

    def item(self, number: int, option: dict[str, Any]) -> Item:
        """Return one radio or checkbox; the first has the field's own id, so that the error summary can point to it."""
        label = option["label"]
        hint, instead = (label.hint, label.instead) if isinstance(label, Option) else ("", False)
        reveals = tuple(self.form[name] for name in label.reveals) if isinstance(label, Option) else ()
        own_id = self.id if number == 1 else f"{self.id}-{number}"
        component = "radios" if self.kind == "radios" else "checkboxes"
        attrs: dict[str, Any] = {"class": f"govuk-{component}__input", "id": own_id, "name": self.html_name}
        attrs |= {"type": "radio" if component == "radios" else "checkbox"}
        attrs |= {} if option["value"] is True else {"value": str(option["value"])}
        described = [self.described_by] if self.kind == "checkbox" else []
        described += [f"{own_id}-item-hint"] if hint else []
        attrs |= {"aria-describedby": " ".join(described)} if any(described) else {}
        attrs |= {"data-behaviour": "exclusive"} if instead and component == "checkboxes" else {}
        attrs |= {"data-aria-controls": f"{own_id}-reveals"} if reveals else {}
        attrs |= {
            "checked": option["selected"],
            "disabled": self.field.disabled or option.get("attrs", {}).get("disabled"),
        }
        told = flatatt({k: v for k, v in attrs.items() if v is not None})
        return Item(str(label), hint, instead, told, own_id, bool(option["selected"]), reveals)

    @property
    def groups(self) -> Iterator[tuple[str | None, list[dict[str, Any]]]]:
        """The options of a select by group."""
        widget = self.field.widget
        assert isinstance(widget, forms.Select)
        for name, options, _index in widget.optgroups(self.html_name, widget.format_value(self.value())):
            yield name, options

    @property
    def boxes(self) -> list[tuple[str, str, SafeString]]:
        """The boxes of a date: part, id, attributes."""
        widget = self.field.widget
        assert isinstance(widget, DateParts)
        value = self.value()
        texts = value if isinstance(value, list | tuple) else widget.decompress(value)
        return [self.box(part, text, widget.autocomplete) for part, text in zip(PARTS, texts, strict=True)]

    def box(self, part: str, text: str, token: str) -> tuple[str, str, SafeString]:
        """Return one box of a date."""
        wrong = " govuk-input--error" if part in self.wrong_parts else ""
        width = "4" if part == "year" else "2"
        attrs: dict[str, Any] = {
            "class": f"govuk-input govuk-date-input__input{wrong} govuk-input--width-{width}",
            "id": f"{self.id}-{part}",
            "name": f"{self.html_name}_{part}",
            "type": "text",
            "inputmode": "numeric",
        }
        attrs |= {"value": text} if text else {}
        attrs |= {"autocomplete": f"{token}-{part}"} if token else {}
        return part, f"{self.id}-{part}", flatatt(attrs)
