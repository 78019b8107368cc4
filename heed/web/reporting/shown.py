"""What the pages of reporting show: drafts, the check of all answers, what is to come."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from heed.casework.duties.queries import of_case
from heed.policy.book import Book
from heed.policy.vocabulary import VOCABULARY
from heed.web.govuk.parts import Link, Row
from heed.web.guidance.shown import said
from heed.web.reporting import finding
from heed.web.reporting.circumstances import When
from heed.web.reporting.files import Files
from heed.web.reporting.people import Finder
from heed.web.reporting.questions import Details, in_words
from heed.web.reporting.telling import Sheet, Telling
from heed.web.words import clock_time, moment, weekday
from heed.workdays import deadline

# --- drafts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A report that was begun: what of, when, until when it is kept."""

    about: str
    started_at: datetime
    until: datetime
    carry_on: str
    throw_away: str


def draft(one: Any, told: Telling) -> DraftLine:
    """Return a draft as the list of drafts shows it."""
    kinds = ", ".join(said(told.book.kinds[kind].title) for kind in told.kinds)
    return DraftLine(
        about=kinds or _("Not said yet what happened"),
        started_at=one.started_at,
        until=deadline(told.book.reporting.draft_kept, one.saved_at, told.book.calendar),
        carry_on=reverse("report_check", args=[one.key]),
        throw_away=reverse("report_discard", args=[one.key]),
    )


# --- the check of all answers ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """Some of the answers, under one heading."""

    title: str
    rows: list[Row]


def cards(told: Telling, key: str, files: Sequence[str] = ()) -> list[Card]:
    """Return every answer with the link to change it; `files` are the names of what waits beside the draft."""
    sections = (
        (_("What happened"), ("safe", "for-whom", "kinds", "when", "where", "place", "story", "files", "details")),
        (_("Who did it"), ("who", "mine", "describe", "employer")),
        (_("Who was affected"), ("affected", "others", "others-affected", "witnesses", "feeling")),
        (_("Hostility and police"), ("hostility", "strands", "police", "consent")),
    )
    asked = set(told.route())
    found = [
        Card(title, [row for word in words if word in asked for row in rows(told, word, key, files)])
        for title, words in sections
    ]
    return [card for card in found if card.rows]


def rows(told: Telling, word: str, key: str, files: Sequence[str]) -> list[Row]:
    """Return the answers of one page; a page that was left empty says so."""
    form, meant = told.form(word), told.said(word)
    if isinstance(form, Files):
        return [_files_row(files, f"{reverse('report_page', args=[key, word])}?change=1")]
    found = [(label, value) for label, value in answers(form, meant) if value]
    if not found:
        label = form[form.heading].label if form.heading else form.title or next(iter(form)).label
        found = [(label, _("Not answered"))]
    href = f"{reverse('report_page', args=[key, word])}?change=1"
    plain = [(str(label).removesuffix(_("(optional)")).strip(), value) for label, value in found]
    return [Row(label, value, [Link(_("Change"), href, label)]) for label, value in plain]


def _files_row(files: Sequence[str], href: str) -> Row:
    what = _("Photos and files")
    return Row(what, "\n".join(files) or _("None"), [Link(_("Change"), href, what)])


def answers(form: Sheet, meant: Any) -> Iterator[tuple[Any, str]]:
    """Return what a page asked, and the answers in words."""
    if isinstance(form, Finder):
        yield form.asked, "\n".join(finding.shown(list(meant.get("people", ()))))
    elif isinstance(form, When):
        yield form["day"].label, told_when(meant)
    elif isinstance(form, Details):
        for question in form.questions:
            answer = in_words(question, meant[question.id]) if question.id in meant else _("Not answered")
            yield said(question.ask), answer
    else:
        for name, field in form.fields.items():
            if not isinstance(field.widget, forms.HiddenInput):
                yield form[name].label, chosen(field, meant.get(name))


def told_when(meant: Any) -> str:
    """Return when it happened, as exactly as it was told."""
    if not meant.get("at"):
        return str(meant.get("about", ""))
    return moment(meant["at"]) if meant["known"] else weekday(meant["at"].date())


def chosen(field: forms.Field, value: Any) -> str:
    """Return an answer in words: the labels of what was chosen, or the text."""
    if not isinstance(field, forms.ChoiceField):
        return str(value or "")
    labels = {str(word): str(label) for word, label in field.widget.choices}
    if isinstance(value, list):
        return "\n".join(labels.get(str(word), "") for word in value)
    return labels.get(str(value), "") if value else ""


def fact_in_words(fact: str) -> str:
    """Return what is told to the police in any case, to complete “We always tell the police when …”."""
    words = {
        "specific_threat": _("a particular person is threatened"),
        "violence": _("violence is used"),
        "threat": _("violence is threatened"),
        "crime": _("a crime may have been committed"),
        "damage": _("property is damaged"),
        "weapon": _("there is a weapon"),
        "hate": _("hostility because of who somebody is was behind it"),
    }
    known = VOCABULARY["incident.report"].fact(fact)
    return words.get(fact) or (known.about if known else fact)


# --- what is to come -------------------------------------------------------------------------------------------------


def to_come(case_id: int, book: Book, now: datetime) -> list[Row]:
    """Return what follows from a report, soonest first: by when, and who does what."""
    moments: dict[str, list[tuple[str, str]]] = {}
    for duty in of_case(case_id):
        post = book.posts.get(duty.owed_by)
        who = said(post.title) if post else duty.owed_by
        names = ", ".join(holder.user.name for holder in duty.holders.all())
        who = _("{post} ({names})").format(post=who, names=names) if names else who
        line = (who, _(VOCABULARY[duty.verb].do))
        moments.setdefault(by_when(duty.due_at, now, book), []).append(line)
    return [Row(when, _steps(dict.fromkeys(lines))) for when, lines in moments.items()]


def _steps(lines: Iterable[tuple[str, str]]) -> SafeString:
    steps = format_html_join("", "<li><strong>{}:</strong> {}</li>", lines)
    return format_html('<ul class="govuk-list govuk-list--spaced">{}</ul>', steps)


def by_when(due: datetime, now: datetime, book: Book) -> str:
    """Return by when something is done: at once, today, or on which day."""
    zone = ZoneInfo(book.calendar.zone)
    local = due.astimezone(zone)
    if due <= now:
        return _("At once")
    if local.date() == now.astimezone(zone).date():
        return _("Today by {time}").format(time=clock_time(local.time()))
    return _("By {moment}").format(moment=moment(due))
