"""What home and a duty's page show, gathered: rows of what is owed, the ways to narrow it, the reader's own reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.casework.board.queries import Brief, Waiting, brief
from heed.casework.duties.queries import Duty, Team, rule_of
from heed.casework.duties.states import Status
from heed.incidents import queries as incidents
from heed.incidents.states import Status as ReportStatus
from heed.people.agencies.queries import book_for, book_of
from heed.people.agencies.stamps import User
from heed.policy.book import Book
from heed.policy.vocabulary import VOCABULARY
from heed.web.duties.places import report_page
from heed.web.duties.shown import Line, line_of, post_of, whose, whose_for_you
from heed.web.govuk.parts import Row
from heed.web.guidance.shown import said
from heed.web.words import in_words, local_day, moment

ON_A_PAGE = 20
TOLD_AT_MOST = 5
RECENT = 5


def pages(chosen: str, counts: Waiting) -> "Paginator[None]":
    """Return the pages of what is owed; the number is known, so that only the page that is shown is read."""
    amounts = {"": counts.owed, "late": counts.late, "soon": counts.soon, "told": counts.told}
    return Paginator([None] * amounts[chosen], ON_A_PAGE)


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


def line(duty: Brief, now: datetime) -> Line:
    """Return a row of the reader's list."""
    return line_of(duty, now, whose_for_you(duty, duty.how))


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
    found = incidents.recent(user, RECENT)
    book = book_for(user.agency) if found else None
    return [
        Mine(
            reference=each.reference,
            href=report_page(each.reference),
            kinds=kinds_in_words(each.facts.get("kinds", ()), book),
            status=str(ReportStatus(each.status).label),
            reported=in_words(local_day(each.reported_at)),
        )
        for each in found
        if book is not None
    ]


def kinds_in_words(kinds: Sequence[str], book: Book) -> str:
    """Return the titles of the kinds of a report; a kind that the policy no longer has by its id."""
    return ", ".join(said(book.kinds[word].title) if word in book.kinds else word for word in kinds)


def rows_of(duty: Duty, reader: int) -> list[Row]:
    """Return what the page of a duty says about it."""
    rule, book = rule_of(duty), book_of(duty.policy)
    short = brief(duty)
    rows = [Row(_("Owed by"), post_of(short) or _("Whoever the action plan names"))]
    if duty.status == Status.OPEN:
        rows.append(Row(_("Falls to"), whose(short, reader)))
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
