"""A duty in words: what is owed, why, by which clause, whose it is, by when; late in words as well as colour."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from heed.casework.duties.queries import Duty, rule_of
from heed.casework.duties.states import How, Status
from heed.people.agencies.queries import book_of
from heed.policy.vocabulary import VOCABULARY
from heed.web.duties.places import page_of, place_of
from heed.web.guidance.shown import said
from heed.web.words import clock_time, lateness, moment, weekday


@dataclass(frozen=True, slots=True)
class Line:
    """One duty in a list. `late` is empty while it is in time; `href` leads to the page that does it."""

    what: str
    about: str
    when: str
    late: str
    why: str
    clauses: str
    whose: str
    href: str
    page: str


def line_of(duty: Duty, now: datetime, whose: str = "") -> Line:
    """Return the duty as a list shows it."""
    rule = rule_of(duty)
    return Line(
        what=what_is_owed(duty),
        about=about(duty),
        when=by_when(duty.due_at, now),
        late=lateness(duty.due_at, now),
        why=said(rule.because) if rule else _("It is a line of the action plan that was agreed."),
        clauses=", ".join(rule.clauses) if rule else "CAF-5, CUM-8",
        whose=whose,
        href=place_of(duty),
        page=page_of(duty),
    )


def what_is_owed(duty: Duty) -> str:
    """Return what must be done, as the beginning of a sentence: "Debrief the person affected"."""
    return duty.action.text if duty.owner_id else as_title(_(VOCABULARY[duty.verb].do))


def as_title(text: str) -> str:
    """Return the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def about(duty: Duty) -> str:
    """Return on what it is owed: a report's reference, or a team."""
    return _("Report {reference}").format(reference=duty.case.reference) if duty.case else duty.team.name


def by_when(due_at: datetime, now: datetime) -> str:
    """Return `Due today by 5pm`, `Due tomorrow by 5pm`, `Due by 5pm on Thursday 2 April 2026` or when it was due."""
    if now > due_at:
        return _("Was due {moment}").format(moment=moment(due_at))
    due, today = timezone.localtime(due_at), timezone.localtime(now).date()
    time = clock_time(due.time())
    if due.date() == today:
        return _("Due today by {time}").format(time=time)
    if due.date() == today + timedelta(days=1):
        return _("Due tomorrow by {time}").format(time=time)
    return _("Due by {time} on {day}").format(time=time, day=weekday(due.date()))


def post_of(duty: Duty) -> str:
    """Return the title of the post that owes it, as the policy names it; empty where one person owes it."""
    posts = book_of(duty.policy).posts
    return said(posts[duty.owed_by].title) if duty.owed_by in posts else duty.owed_by


def whose_for_you(duty: Duty, how: str) -> str:
    """Return why the duty falls to the reader, in a sentence."""
    post, team = post_of(duty), duty.team.name
    match how:
        case How.HOLDER:
            return _("It falls to you as {post}, {team}.").format(post=post, team=team)
        case How.DEPUTY:
            return _("It falls to you because you stand in for the {post}, {team}.").format(post=post, team=team)
        case How.NEXT_UP:
            return _("It falls to you because nobody who is {post}, {team}, can do it.").format(post=post, team=team)
        case How.LAST:
            return _("It falls to you because nobody else is left who could do it: {post}, {team}.").format(
                post=post, team=team
            )
        case How.OWNER:
            return _("It falls to you because the action plan gives it to you.")
        case _other:
            return _("You were told because it is late. It is owed by {post}, {team}.").format(post=post, team=team)


def whose(duty: Duty, reader: int) -> str:
    """Return whom an open duty falls to, for a reader (their id) who may be one of them."""
    rows = [row for row in duty.holders.all() if row.how != How.TOLD]
    mine = next((row for row in rows if row.user_id == reader), None)
    if mine is not None:
        return whose_for_you(duty, mine.how)
    post = post_of(duty)
    if not rows:
        return _("It falls to nobody: the post of {post} is empty.").format(post=post)
    names = ", ".join(row.user.name for row in rows)
    if rows[0].how == How.HOLDER:
        return _("It falls to {names} ({post}).").format(names=names, post=post)
    return _("It falls to {names}, who {how}.").format(names=names, how=How(rows[0].how).label)


def state_of(duty: Duty, now: datetime) -> tuple[str, str]:
    """Return how the duty stands, in words and as a colour."""
    if duty.status != Status.OPEN:
        return str(Status(duty.status).label), "green" if duty.status == Status.DONE else "grey"
    late = lateness(duty.due_at, now)
    return (late, "red") if late else (_("In time"), "blue")
