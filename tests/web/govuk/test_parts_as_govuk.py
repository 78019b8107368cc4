"""Each part of a page comes out as GOV.UK Frontend itself makes it, for the options that we use."""

import re
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.utils.safestring import SafeString

from heed.web.govuk.parts import Head, Link, Row, Task
from tests.web.govuk.fixtures import Example, parametrize
from tests.web.govuk.markup import shape


def rendered(template: str, **context: Any) -> list[str]:
    """Return the shape of a piece of template."""
    return shape(engines["django"].from_string(template).render(context))


def content(told: dict[str, Any]) -> str:
    """Return the text of an example, or its HTML."""
    return SafeString(told["html"]) if "html" in told else str(told.get("text", ""))


def colour_or_kind(told: dict[str, Any], part: str) -> str:
    return str(told.get("classes", "")).removeprefix(f"govuk-{part}--")


def one_class(told: dict[str, Any]) -> bool:
    return re.fullmatch(r"(govuk-button--(secondary|warning))?", told.get("classes", "")) is not None


@parametrize("button", {"text", "href", "name", "value", "classes"}, where=one_class)
def test_a_button(example: Example) -> None:
    told = example.options
    kind = colour_or_kind(told, "button")

    assert rendered(
        "{% button text href=href secondary=secondary warning=warning name=name value=value %}",
        text=told.get("text", ""), href=told.get("href", ""), secondary=kind == "secondary",
        warning=kind == "warning", name=told.get("name", ""), value=told.get("value", ""),
    ) == shape(example.html)  # fmt: skip


@parametrize("back-link", {"text", "href"})
def test_a_back_link(example: Example) -> None:
    told = example.options
    ours = rendered("{% back_link href text %}", href=told.get("href", "#"), text=told.get("text", ""))

    assert ours == ["nav aria-label=Back", *shape(example.html), "/nav"]


@parametrize("tag", {"text", "classes"})
def test_a_tag(example: Example) -> None:
    told = example.options

    assert rendered("{% tag text colour %}", text=told["text"], colour=colour_or_kind(told, "tag")) == shape(
        example.html
    )


@parametrize("warning-text", {"text", "html", "iconFallbackText"})
def test_a_warning(example: Example) -> None:
    assert rendered("{% warning %}{{ text }}{% endwarning %}", text=content(example.options)) == shape(
        example.html.replace("Some custom fallback text", "Warning")
    )


@parametrize("inset-text", {"text", "html"})
def test_an_inset(example: Example) -> None:
    assert rendered("{% inset %}{{ text }}{% endinset %}", text=content(example.options)) == shape(example.html)


@parametrize("details", {"summaryText", "text", "html"})
def test_details(example: Example) -> None:
    template = "{% details summary %}{{ text }}{% enddetails %}"
    told = example.options

    assert rendered(template, summary=told["summaryText"], text=content(told)) == shape(example.html)


@parametrize("panel", {"titleText", "text", "html"})
def test_a_panel(example: Example) -> None:
    template = "{% panel title %}{{ text }}{% endpanel %}"
    told = example.options

    assert rendered(template, title=told["titleText"], text=content(told)) == shape(example.html)


def news(told: dict[str, Any]) -> bool:
    return told.get("type", "success") == "success" and told.get("text") is not None


@parametrize("notification-banner", {"text", "type", "titleText"}, where=news)
def test_a_banner(example: Example) -> None:
    told = example.options
    ours = rendered(
        "{% banner title success=success %}<p class='govuk-notification-banner__heading'>{{ text }}</p>{% endbanner %}",
        title=told.get("titleText", ""), text=told["text"], success="type" in told,
    )  # fmt: skip

    assert ours == shape(example.html)


ROWS = {"key.text", "value.text", "value.html", "actions.items.href", "actions.items.text",
        "actions.items.visuallyHiddenText"}  # fmt: skip


def plain_rows(told: dict[str, Any]) -> bool:
    """Text keeps its line breaks with us, and a row without a key is no row."""
    return all(isinstance(row, dict) and row["value"] for row in told["rows"])


@parametrize("summary-list", {"card.title.text", *(f"rows.{path}" for path in ROWS)}, where=plain_rows)
def test_a_summary_list(example: Example) -> None:
    told = example.options
    rows = [
        Row(row["key"]["text"], content(row["value"]), [
            Link(item["text"], item["href"], item.get("visuallyHiddenText", ""))
            for item in row.get("actions", {}).get("items", [])
        ])
        for row in told["rows"]
    ]  # fmt: skip
    title = told.get("card", {}).get("title", {}).get("text", "")

    assert rendered("{% summary_list rows title %}", rows=rows, title=title) == shape(example.html)


TASKS = {"title.text", "href", "hint.text", "status.text", "status.classes", "status.tag.text", "status.tag.classes"}


def ours_to_start(told: dict[str, Any]) -> bool:
    """Tags have a colour with us, and a task with neither link nor colour is one that cannot start yet."""
    items = [item for item in told["items"] if item]
    waits = ["cannot-start-yet" in item["status"].get("classes", "") for item in items]
    tags = ["tag" in item["status"] for item in items]
    colours = [colour_or_kind(item["status"].get("tag", {}), "tag") != "" for item in items]
    return tags == colours and waits == ["href" not in item and "tag" not in item["status"] for item in items]


@parametrize("task-list", {"idPrefix", *(f"items.{path}" for path in TASKS)}, where=ours_to_start)
def test_a_task_list(example: Example) -> None:
    told = example.options
    tasks = [
        Task(
            item["title"]["text"],
            item["status"].get("text") or item["status"]["tag"]["text"],
            item.get("href", ""),
            item.get("hint", {}).get("text", ""),
            colour_or_kind(item["status"].get("tag", {}), "tag"),
        )
        for item in told["items"]
        if item
    ]

    assert rendered("{% task_list tasks name %}", tasks=tasks, name=told.get("idPrefix", "task-list")) == shape(
        example.html
    )


def has_head(told: dict[str, Any]) -> bool:
    """Ours always name their columns, and what a column holds is said once for head and cells."""
    numeric = [[cell.get("format") for cell in row] for row in [*told["rows"], told.get("head", [])]]
    return "head" in told and all(row == numeric[0] for row in numeric)


@parametrize("table", {"rows.text", "rows.format", "head.text", "head.format", "firstCellIsHeader"}, where=has_head)
def test_a_table(example: Example) -> None:
    told = example.options

    assert rendered(
        "{% table heads rows first_is_head=first %}",
        heads=[Head(head["text"], numeric=head.get("format") == "numeric") for head in told["head"]],
        rows=[[cell["text"] for cell in row] for row in told["rows"]],
        first=told.get("firstCellIsHeader", False),
    ) == shape(example.html)


def numbered(told: dict[str, Any]) -> bool:
    return (
        "items" in told
        and "previous" in told
        and "next" in told
        and all("href" in i or "ellipsis" in i for i in told["items"])
    )


ITEMS = {"items.number", "items.href", "items.current", "items.ellipsis"}


@parametrize("pagination", {"previous.href", "next.href", *ITEMS}, where=numbered)
def test_pagination(example: Example) -> None:
    numbers = [item.get("number", 0) for item in example.options["items"]]
    current = next(item["number"] for item in example.options["items"] if item.get("current"))
    page = Paginator(range(max(numbers)), 1).page(current)

    ours = rendered("{% pagination page %}", page=page)

    assert [re.sub("href=[^ ]*", "", line) for line in ours] == [
        re.sub("href=[^ ]*", "", line) for line in shape(example.html)
    ]


def has_our_title(told: dict[str, Any]) -> bool:
    return told.get("titleText") == "There is a problem" and "errorList" in told


class Wrong(forms.Form):
    """A form that is wrong in the way that an example says."""


@parametrize("error-summary", {"titleText", "errorList.text", "errorList.href"}, where=has_our_title)
def test_an_error_summary(example: Example) -> None:
    told = example.options["errorList"]
    form = Wrong({}, auto_id="%s")
    linked = [error for error in told if "href" in error]
    for error in linked:
        form.fields[error["href"].removeprefix("#")] = forms.CharField(required=False)
    for error in told:
        form.add_error(error["href"].removeprefix("#") if "href" in error else None, error["text"])

    assert rendered("{% error_summary form %}", form=form) == shape(example.html)
