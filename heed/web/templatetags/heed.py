"""Parts of a page as tags and words as filters; every template has them without loading (see `TEMPLATES`).

Parts in one tag: `{% button "Save" %}`, `{% button "Add a person" href=url secondary=True %}`, `{% back_link url %}`,
`{% tag "Late" "red" %}`, `{% error_summary form %}`, `{% summary_list rows %}`, `{% task_list tasks %}`,
`{% table heads rows caption="…" %}`, `{% pagination page %}`, `{% timeline events %}`, `{% duty_line line %}`,
`{% filter_panel form %}`.

Parts around other content: `{% warning %}…{% endwarning %}`, `{% inset %}`, `{% details "Summary" %}`,
`{% panel "Title" %}`, `{% banner %}` (`{% banner success=True title="Done" %}`), each closed by `end…`.

Filters: `moment`, `weekday`, `in_words`, `clock_time`, `from_now`, `late` (empty while in time).
The clock is asked only when a filter is given no moment to compare with: `{{ due_at|from_now:at }}`.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from heed import clock
from heed.web import words
from heed.web.govuk.parts import DutyLine, Event, Head, Row, Task, Words

register = template.Library()


@register.filter
def moment(value: datetime | None) -> str:
    """Show `Thursday 2 April 2026 at 4:30pm`, in the reader's zone."""
    return words.moment(value) if value else ""


@register.filter
def in_words(value: date | None) -> str:
    """Show `2 April 2026`."""
    return words.in_words(words.local_day(value)) if value else ""


@register.filter
def weekday(value: date | None) -> str:
    """Show `Thursday 2 April 2026`."""
    return words.weekday(words.local_day(value)) if value else ""


@register.filter
def clock_time(value: time | None) -> str:
    """Show `4:30pm`."""
    return words.clock_time(value) if value is not None else ""


@register.filter
def from_now(value: datetime | None, now: datetime | None = None) -> str:
    """Show `in 3 hours` or `3 hours ago`."""
    return words.from_now(value, now or clock.now()) if value else ""


@register.filter
def late(value: datetime | None, now: datetime | None = None) -> str:
    """Show `2 days late`, or nothing while it is in time."""
    return words.lateness(value, now or clock.now()) if value else ""


@register.filter
def lines(value: Any) -> str:
    """Show plain text with its line breaks; safe HTML stays as it is."""
    return value if isinstance(value, SafeString) else linebreaksbr(str(value))


@register.filter
def heading_of(form: Any) -> str:
    """Show the label of the field that is a one-question page's heading; a title that is given stays as it is."""
    if isinstance(form, str):
        return form
    name = getattr(form, "heading", "")
    return str(form[name].label) if name else ""


@register.simple_tag
def button(
    text: Words, *, href: str = "", secondary: bool = False, warning: bool = False, name: str = "", value: str = ""
) -> SafeString:
    """Show a submit button, or with `href` a link that looks like one. A second press within a second is ignored."""
    kind = " govuk-button--secondary" if secondary else " govuk-button--warning" if warning else ""
    if href:
        shape = '<a href="{}" role="button" draggable="false" class="govuk-button{}" data-module="govuk-button">{}</a>'
        return format_html(shape, href, kind, text)
    named = format_html(' name="{}"', name) if name else mark_safe("")
    valued = format_html(' value="{}"', value) if value else mark_safe("")
    shape = (
        '<button type="submit"{}{} class="govuk-button{}" data-module="govuk-button" data-prevent-double-click="true">'
        "{}</button>"
    )
    return format_html(shape, named, valued, kind, text)


@register.simple_tag
def back_link(href: str, text: Words = "") -> SafeString:
    """Show the link above the heading that goes back one page."""
    # In a landmark of its own: it stands above main, and people who move by landmarks would miss it.
    shape = '<nav aria-label="{}"><a href="{}" class="govuk-back-link">{}</a></nav>'
    return format_html(shape, _("Back"), href, text or _("Back"))


@register.simple_tag
def tag(text: Words, colour: str = "") -> SafeString:
    """Show a status in a word; colours: grey, green, teal, blue, purple, magenta, red, orange, yellow."""
    shade = f" govuk-tag--{colour}" if colour else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', shade, text)


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Show what is wrong with a form that is not called `form`; `page.html` shows that one's itself."""
    return {"form": form}


@register.inclusion_tag("govuk/summary_list.html")
def summary_list(rows: Sequence[Row], title: Words = "") -> dict[str, Any]:
    """Show keys, values and links to change them; with a title, as a card."""
    return {"rows": rows, "title": title, "with_actions": any(row.actions for row in rows)}


@register.inclusion_tag("govuk/task_list.html")
def task_list(tasks: Sequence[Task], name: str = "task-list") -> dict[str, Any]:
    """Show tasks with their status; `name` keeps ids apart where a page has two lists."""
    return {"tasks": tasks, "name": name}


@register.inclusion_tag("govuk/table.html")
def table(
    heads: Sequence[Head | Words], rows: Sequence[Sequence[Words]], caption: Words = "", *, first_is_head: bool = False
) -> dict[str, Any]:
    """Show a plain table; on a narrow screen each cell says its column's name."""
    columns = [head if isinstance(head, Head) else Head(head) for head in heads]
    cells = [list(zip(columns or [Head("")] * len(row), row, strict=True)) for row in rows]
    return {"heads": columns, "rows": cells, "caption": caption, "first_is_head": first_is_head}


@register.inclusion_tag("govuk/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Show links to the other pages of a list; everything else in the address stays."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[name] = str(number)
        return f"?{query.urlencode()}"

    elided = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    items = [(number, address(number)) if isinstance(number, int) else (None, "") for number in elided]
    return {
        "items": items,
        "current": page.number,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("govuk/timeline.html")
def timeline(events: Sequence[Event], level: int = 3) -> dict[str, Any]:
    """Show what happened, as given (newest or oldest first)."""
    return {"events": events, "level": level}


@register.inclusion_tag("govuk/duty_line.html")
def duty_line(line: DutyLine, now: datetime | None = None) -> dict[str, Any]:
    """Show one duty as a list item: what, why, by when; late in words as well as colour."""
    at = now or clock.now()
    return {"line": line, "now": at, "late": "" if line.done_at else words.lateness(line.due_at, at)}


@register.inclusion_tag("govuk/filter.html", takes_context=True)
def filter_panel(context: Context, form: forms.BaseForm, clear: str = "") -> dict[str, Any]:
    """Show a form that narrows a list by the address: sent by GET, `clear` is the list's own address."""
    request = context.get("request")
    chosen = bool(form.is_bound and form.is_valid() and any(form.cleaned_data.values()))
    return {"form": form, "clear": clear or (request.path if request else ""), "chosen": chosen}


@register.simple_block_tag
def warning(content: SafeString) -> SafeString:
    """Show a sentence that must not be missed."""
    shape = (
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{}</span> {}</strong></div>'
    )
    return format_html(shape, _("Warning"), content)


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """Show text set apart from the rest."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def details(content: SafeString, summary: Words) -> SafeString:
    """Show text that only some readers need, behind its summary."""
    shape = (
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>'
    )
    return format_html(shape, summary, content)


@register.simple_block_tag
def panel(content: SafeString, title: Words) -> SafeString:
    """Show that something is done; its title is the page's h1."""
    body = format_html('<div class="govuk-panel__body">{}</div>', content) if content.strip() else ""
    shape = '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>{}</div>'
    return format_html(shape, title, body)


@register.simple_block_tag
def banner(content: SafeString, title: Words = "", *, success: bool = False, name: str = "banner-title") -> SafeString:
    """Show news about this page, above its heading; `success` for what the reader has just done."""
    kind = mark_safe(' govuk-notification-banner--success" role="alert') if success else mark_safe('" role="region')
    shape = (
        '<div class="govuk-notification-banner{0}" aria-labelledby="{1}" data-module="govuk-notification-banner">'
        '<div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{1}">{2}</h2></div>'
        '<div class="govuk-notification-banner__content">{3}</div></div>'
    )
    return format_html(shape, kind, name, title or (_("Success") if success else _("Important")), content)
