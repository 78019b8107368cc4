"""Each field of a form comes out as GOV.UK Frontend itself makes it, for the options that we use."""

import re
from typing import Any

from django import forms

from heed.web.govuk import Counted, DateParts, Option
from tests.web.govuk.fixtures import Example, parametrize
from tests.web.govuk.markup import shape

ABOUT = {"label.text", "hint.text", "errorMessage.text", "name", "id", "describedBy", "classes"}
HEADING = {"label.isPageHeading", "label.classes"}
TEXT = {*ABOUT, *HEADING, "value", "type", "spellcheck", "inputmode", "autocomplete", "autocapitalize", "pattern"}
CHOICES = {
    "name", "idPrefix", "hint.text", "errorMessage.text", "fieldset.legend.text", "fieldset.legend.isPageHeading",
    "fieldset.legend.classes", "items.value", "items.text", "items.hint.text", "items.checked", "items.divider",
    "items.behaviour", "value", "values",
}  # fmt: skip


def rendered(field: forms.Field, example: Example, value: Any = None) -> list[str]:
    """Return the shape of the field on a form, with the example's name, hint and error."""
    told = example.options
    name = told.get("name") or "field"

    class OneField(forms.Form):
        heading = name if _is_heading(told) else ""

    field.help_text = told.get("hint", {}).get("text", "")
    field.required = False
    form = OneField({} if "errorMessage" in told else None, initial={name: value})
    form.fields[name] = field
    if "errorMessage" in told:
        form.is_valid()
        form.add_error(name, told["errorMessage"]["text"])
        form.data = {name: value} if value is not None else {}
    return shape(form[name].as_field_group())


def _is_heading(told: dict[str, Any]) -> bool:
    label = told.get("label") or told.get("fieldset", {}).get("legend", {})
    return bool(label.get("isPageHeading"))


def attributes(told: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the widget's attributes that the example asks for."""
    renamed = {"classes": "class", "describedBy": "aria-describedby", "id": "id"}
    found = {renamed.get(name, name): told[name] for name in ("classes", "describedBy", "id", *names) if name in told}
    found.setdefault("id", told.get("name", "field"))
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in found.items()}


def label(told: dict[str, Any]) -> str:
    return str(told["label"]["text"])


def not_a_number(told: dict[str, Any]) -> bool:
    """We type numbers as text, as GOV.UK's own guidance says."""
    return bool(told.get("type") != "number")


@parametrize("input", TEXT, where=not_a_number)
def test_an_input(example: Example) -> None:
    told = example.options
    names = ("type", "spellcheck", "inputmode", "autocomplete", "autocapitalize", "pattern")
    widget = forms.TextInput(attributes(told, *names))

    assert rendered(forms.CharField(label=label(told), widget=widget), example, told.get("value")) == shape(
        example.html
    )


@parametrize("textarea", {*ABOUT, *HEADING, "value", "rows", "spellcheck", "autocomplete"})
def test_a_textarea(example: Example) -> None:
    told = example.options
    widget = forms.Textarea({"rows": 5, **attributes(told, "rows", "spellcheck", "autocomplete")})

    assert rendered(forms.CharField(label=label(told), widget=widget), example, told.get("value")) == shape(
        example.html
    )


def has_limit(told: dict[str, Any]) -> bool:
    return "maxlength" in told


COUNTED = {*ABOUT, *HEADING, "value", "rows", "maxlength", "threshold"} - {"describedBy"}


@parametrize("character-count", COUNTED, where=has_limit)
def test_a_counted_text(example: Example) -> None:
    told = example.options
    widget = Counted(
        told["maxlength"], threshold=told.get("threshold", 0), rows=told.get("rows", 5), attrs=attributes(told)
    )

    assert rendered(forms.CharField(label=label(told), widget=widget), example, told.get("value")) == shape(
        example.html
    )


@parametrize("password-input", {*ABOUT, *HEADING, "autocomplete"})
def test_a_password(example: Example) -> None:
    told = example.options
    widget = forms.PasswordInput(attributes(told, "autocomplete"))

    assert rendered(forms.CharField(label=label(told), widget=widget), example) == shape(example.html)


@parametrize("file-upload", {*ABOUT, *HEADING, "attributes.accept"})
def test_a_file(example: Example) -> None:
    told = example.options
    widget = forms.FileInput({**attributes(told), **told.get("attributes", {})})

    assert rendered(forms.FileField(label=label(told), widget=widget), example) == shape(example.html)


def has_values(told: dict[str, Any]) -> bool:
    """Every option of ours has a value, and the form says which one is chosen."""
    items = told.get("items", [])
    return all(item.get("value") for item in items) and not ("value" in told and any("selected" in i for i in items))


@parametrize("select", {*ABOUT, *HEADING, "items.text", "items.value", "items.selected", "value"}, where=has_values)
def test_a_select(example: Example) -> None:
    told = example.options
    choices = [(item.get("value", item["text"]), item["text"]) for item in told.get("items", [])]
    chosen = [item["value"] for item in told.get("items", []) if item.get("selected")]
    widget = forms.Select(attributes(told))
    field = forms.ChoiceField(label=label(told), widget=widget, choices=choices)

    assert rendered(field, example, told.get("value", chosen[0] if chosen else None)) == shape(example.html)


def choice_field(told: dict[str, Any], *, many: bool) -> tuple[forms.Field, Any]:
    """Return the field with the example's choices, and what is chosen."""
    choices, divided = [], False
    for item in told["items"]:
        if "divider" in item:
            divided = True
            continue
        hint = item.get("hint", {}).get("text", "")
        choices.append((item["value"], Option(item["text"], hint=hint, instead=divided)))
        divided = False
    chosen = told.get("values") or [told.get("value")]
    chosen = [*chosen, *(item["value"] for item in told["items"] if item.get("checked"))]
    attrs = {"id": told.get("idPrefix") or told["name"]}
    legend = told["fieldset"]["legend"]["text"]
    if many:
        widget = forms.CheckboxSelectMultiple(attrs)
        return forms.MultipleChoiceField(label=legend, choices=choices, widget=widget), chosen
    return forms.ChoiceField(label=legend, choices=choices, widget=forms.RadioSelect(attrs)), chosen[-1]


def has_legend(told: dict[str, Any]) -> bool:
    """Ours always have a legend, and are never small."""
    return "fieldset" in told and "small" not in told.get("classes", "")


@parametrize("radios", CHOICES | {"classes"}, where=has_legend)
def test_radios(example: Example) -> None:
    field, chosen = choice_field(example.options, many=False)
    expected = shape(example.html)
    # Two short radios lie side by side with us whether or not an example asks for it.
    actual = [line.replace(" govuk-radios--inline", "") for line in rendered(field, example, chosen)]

    assert actual == [line.replace(" govuk-radios--inline", "") for line in expected]


@parametrize("checkboxes", CHOICES, where=has_legend)
def test_checkboxes(example: Example) -> None:
    field, chosen = choice_field(example.options, many=True)

    assert rendered(field, example, chosen) == shape(example.html)


def whole_dates(told: dict[str, Any]) -> bool:
    """Ours have three parts and a legend, and mark parts as wrong only where there is an error."""
    items = told.get("items", [])
    wrong = [item for item in items if "error" in item.get("classes", "")]
    parts = [item["name"] for item in items]
    return "fieldset" in told and parts == ["day", "month", "year"] and len(wrong) in (0, 3 * ("errorMessage" in told))


DATE = {"id", "namePrefix", "fieldset.legend.text", "hint.text", "errorMessage.text", "items.name", "items.classes"}


@parametrize("date-input", DATE, where=whole_dates)
def test_a_date(example: Example) -> None:
    told = example.options
    field = forms.CharField(label=told["fieldset"]["legend"]["text"], widget=DateParts({"id": told["id"]}))
    ours = rendered(field, example._replace(options={**told, "name": "date"}))

    # We name the boxes date_day, they name them day or prefix-day.
    assert [re.sub(r"name=date_", "name=", line) for line in ours] == [
        re.sub(r"name=[a-z-]*(day|month|year)", r"name=\1", line) for line in shape(example.html)
    ]
