"""What home and a duty's page show, gathered: rows of what is owed, the ways to narrow it, the reader's own reports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.casework.duties import queries
from heed.casework.duties.queries import Duty, DutyHolder, Team, Waiting, rule_of
from heed.casework.duties.states import Status
from heed.incidents import queries as incidents
from heed.people.agencies.queries import book_for, book_of
from heed.people.agencies.stamps import User
from heed.policy.book import Book
from heed.policy.vocabulary import VOCABULARY
from heed.web.duties.places import report_page
from heed.web.duties.shown import Line, line_of, post_of, whose, whose_for_you
from heed.web.govuk.parts import Row
from heed.web.guidance.shown import said
from heed.web.words import in_words, local_day, moment

TOLD_AT_MOST = 5
RECENT = 5
SOON = timedelta(days=1)

Rows = QuerySet[DutyHolder]


def owed(user: User, _now: datetime) -> Rows:
    """Return all that the reader owes."""
    return queries.falls_to(user)


def late(user: User, now: datetime) -> Rows:
    """Return what the reader owes late."""
    return queries.falls_to(user).filter(duty__due_at__lt=now)


def soon(user: User, now: datetime) -> Rows:
    """Return what the reader owes within a day."""
    return queries.falls_to(user).filter(duty__due_at__gte=now, duty__due_at__lte=now + SOON)


def told(user: User, _now: datetime) -> Rows:
    """Return what others owe late, of which the reader was told."""
    return queries.told_of(user)


ROWS: Mapping[str, Callable[[User, datetime], Rows]] = {"late": late, "soon": soon, "told": told}


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at the list; the chosen one is not a link."""

    text: str
    href: str
    here: bool


def views_of(counts: Waiting, chosen: str) -> list[View]:
    """Return the ways in which what is owed can be narrowed, with how much each shows; those that show nothing go."""
    ways = [
        ("", _("All that you owe ({count})"), counts.owed),
        ("late", _("Late ({count})"), counts.late),
        ("soon", _("Due within a day ({count})"), counts.soon),
        ("told", _("Late with others ({count})"), counts.told),
    ]
    shown = [each for each in ways if each[2] or each[0] in ("", chosen)]
    return [
        View(text.format(count=count), f"/?show={word}" if word else "/", word == chosen) for word, text, count in shown
    ]


def line(row: DutyHolder, now: datetime) -> Line:
    """Return a row of the reader's list."""
    return line_of(row.duty, now, whose_for_you(row.duty, row.how))


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the reader's own reports, in a line."""

    reference: str
    href: str
    kinds: str
    status: str
    reported: str


def recent(user: User) -> list[Mine]:
    """Return the reader's newest reports."""
    found = list(incidents.reported_by(user)[:RECENT])
    if not found:
        return []
    book = book_for(user.agency)
    return [
        Mine(
            reference=each.case.reference,
            href=report_page(each.case.reference),
            kinds=kinds_in_words(each.facts.get("kinds", ()), book),
            status=each.status_words,
            reported=in_words(local_day(each.reported_at)),
        )
        for each in found
    ]


def kinds_in_words(kinds: list[str], book: Book) -> str:
    """Return the titles of the kinds of a report; a kind that the policy no longer has by its id."""
    return ", ".join(said(book.kinds[word].title) if word in book.kinds else word for word in kinds)


def rows_of(duty: Duty, reader: int) -> list[Row]:
    """Return what the page of a duty says about it."""
    rule, book = rule_of(duty), book_of(duty.policy)
    rows = [Row(_("Owed by"), post_of(duty) or _("Whoever the action plan names"))]
    if duty.status == Status.OPEN:
        rows.append(Row(_("Falls to"), whose(duty, reader)))
    if rule:
        clauses = "\n".join(f"{clause}: {book.clauses.get(clause, '')}".rstrip(": ") for clause in rule.clauses)
        rows.append(Row(_("Clauses"), clauses))
    rows.append(Row(_("Came to be owed"), moment(duty.opened_at)))
    rows += [Row(_("Told because it is late"), text) for text in _rungs(duty)]
    if duty.acknowledged_by and duty.acknowledged_at:
        by = _("{name} looks after it since {moment}.")
        rows.append(
            Row(_("Taken note of"), by.format(name=duty.acknowledged_by.name, moment=moment(duty.acknowledged_at)))
        )
    if duty.done_at:
        word = _("Done") if duty.status == Status.DONE else _("Waived")
        by_whom = f" ({duty.done_by.name})" if duty.done_by else ""
        rows.append(Row(word, moment(duty.done_at) + by_whom))
    if duty.reason in VOCABULARY:  # it lost its point by what was done
        rows.append(Row(_("Why"), _("{done}.").format(done=_(VOCABULARY[duty.reason].done))))
    elif duty.reason:
        rows.append(Row(_("Why") if duty.status == Status.WAIVED else _("Noted"), duty.reason))
    version = _("{title}, as loaded on {day}")
    rows.append(
        Row(_("Policy"), version.format(title=said(book.title), day=in_words(local_day(duty.policy.loaded_at))))
    )
    return rows


def _rungs(duty: Duty) -> list[str]:
    """Return whom each rung that was climbed told, and when."""
    posts, found = book_of(duty.policy).posts, []
    for rung in duty.rungs.order_by("step"):
        title = said(posts[rung.post].title) if rung.post in posts else rung.post
        told = ngettext("{post}: {count} person, {moment}", "{post}: {count} people, {moment}", rung.told)
        found.append(told.format(post=title, count=rung.told, moment=moment(rung.at)))
    return found


@dataclass(frozen=True, slots=True)
class Nameless:
    """A report for the team meeting: nothing of who it was or who did it (N7), and nothing that was written."""

    kinds: str
    when: str
    status: str
    severity: str
    done: tuple[str, ...]
    plan: str


def nameless(team: Team, since: datetime) -> list[Nameless]:
    """Return the team's reports since a moment, for its meeting."""
    book = book_for(team.agency)
    return [
        Nameless(
            kinds=kinds_in_words(each.facts.get("kinds", []), book),
            when=date_format(local_day(each.reported_at), "F Y"),
            status=each.status_words,
            severity=each.get_severity_display(),
            done=tuple(_(VOCABULARY[verb].done) for verb in verbs),
            plan=_("Action plan: {status}").format(status=plan) if plan else "",
        )
        for each, verbs, plan in incidents.nameless(team, since)
    ]
