"""A duty in words: what is owed, why, by which clause, whose it is, by when; late in words as well as colour."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.casework.board.queries import Brief
from heed.casework.cases.states import Sort
from heed.casework.duties.queries import Duty
from heed.casework.duties.states import How, Status
from heed.people.agencies.queries import book_at
from heed.policy.vocabulary import VOCABULARY
from heed.web.duties.places import page_of, place_of
from heed.web.guidance.shown import said
from heed.web.words import clock_time, lateness, weekday

ROW = (
    '<li class="heed-duty{late_class}"><p class="heed-duty__what"><a class="govuk-link govuk-link--no-visited-state" '
    'href="{href}">{what}</a> <span class="heed-duty__about heed-whole">{about}</span></p>'
    '<p class="heed-duty__when">{late_tag}{when}</p><p class="heed-duty__why">{why} {clauses} {whose} '
    '<a class="govuk-link" href="{page}">{more}<span class="govuk-visually-hidden">: {what}, {about}</span></a></p>'
    "</li>"
)
LATE = '<strong class="govuk-tag govuk-tag--red">{}</strong> '
"""A row is put together here and not in a template: home shows many, and has little time for each."""


@dataclass(frozen=True, slots=True)
class Line:
    """One duty in a list. `late` is empty while it is in time; `href` leads to the page that does it.

    In a template `{{ line.html }}` is its list item.
    """

    what: str
    about: str
    when: str
    late: str
    why: str
    clauses: str
    whose: str
    href: str
    page: str

    @property
    def html(self) -> SafeString:
        """Return the duty as an item of a list of class `heed-duties`."""
        return format_html(
            ROW,
            late_class=" heed-duty--late" if self.late else "",
            late_tag=format_html(LATE, self.late) if self.late else "",
            clauses=f"({self.clauses})" if self.clauses else "",
            more=_("More about it"),
            what=self.what,
            about=self.about,
            when=self.when,
            why=self.why,
            whose=self.whose,
            href=self.href,
            page=self.page,
        )


def line_of(duty: Brief, now: datetime, whose: str = "") -> Line:
    """Return the duty as a list shows it."""
    what, why, clauses = rule_in_words(duty.policy, duty.rule, duty.verb, get_language())
    return Line(
        what=duty.text or what,
        about=about(duty),
        when=by_when(duty.due_at, now),
        late=lateness(duty.due_at, now),
        why=why,
        clauses=clauses,
        whose=whose,
        href=place_of(duty),
        page=page_of(duty.pk),
    )


@lru_cache(maxsize=4096)
def rule_in_words(policy: str, rule: str, verb: str, _lang: str | None) -> tuple[str, str, str]:
    """Return what a rule asks for, why, and by which clauses; kept, because neither a policy nor a language changes."""
    what = deed(verb)
    if not rule:
        return what, _("It is a line of the action plan that was agreed."), "CAF-5, CUM-8"
    found = book_at(policy).duties[rule]
    if found.letter:
        what = _("Send the letter “{title}”").format(title=said(book_at(policy).letters[found.letter].title))
    return what, said(found.because), ", ".join(found.clauses)


@lru_cache(maxsize=4096)
def post_in_words(policy: str, word: str, _lang: str | None) -> str:
    """Return the title of a post, as the policy names it; empty where one person owes a duty."""
    posts = book_at(policy).posts
    return said(posts[word].title) if word in posts else word


def what_is_owed(duty: Duty) -> str:
    """Return what must be done, as the beginning of a sentence: "Debrief the person affected"."""
    if duty.owner_id:
        return duty.action.text
    return rule_in_words(duty.policy.text_id, duty.rule, duty.verb, get_language())[0]


def deed(verb: str) -> str:
    """Return what a verb asks for, as the beginning of a sentence."""
    return as_title(_(VOCABULARY[verb].do))


def as_title(text: str) -> str:
    """Return the text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def about(duty: Brief) -> str:
    """Return on what it is owed: a report's reference, an entry's, or a team."""
    if duty.sort == Sort.ENTRY:
        return _("Entry {reference}").format(reference=duty.reference)
    return _("Report {reference}").format(reference=duty.reference) if duty.reference else duty.team


def by_when(due_at: datetime, now: datetime) -> str:
    """Return `Due today by 5pm`, `Due tomorrow by 5pm`, `Due by 5pm on Thursday 2 April 2026` or when it was due."""
    due, today = timezone.localtime(due_at), timezone.localtime(now).date()
    return _by_when(due, (due.date() - today).days, now > due_at, get_language())


@lru_cache(maxsize=4096)
def _by_when(due: datetime, days: int, late: bool, _lang: str | None) -> str:
    """Return the words for a local moment that many days from today; kept, because many things are due at one."""
    time, day = clock_time(due.time()), weekday(due.date())
    if late:
        return _("Was due by {time} on {day}").format(time=time, day=day)
    if days == 0:
        return _("Due today by {time}").format(time=time)
    if days == 1:
        return _("Due tomorrow by {time}").format(time=time)
    return _("Due by {time} on {day}").format(time=time, day=day)


def post_of(duty: Brief) -> str:
    """Return the title of the post that owes the duty."""
    return post_in_words(duty.policy, duty.owed_by, get_language())


WHY_YOU: Mapping[str, Callable[[], str]] = {
    How.HOLDER: lambda: _("It falls to you as {post}, {team}."),
    How.DEPUTY: lambda: _("It falls to you because you stand in for the {post}, {team}."),
    How.NEXT_UP: lambda: _("It falls to you because nobody who is {post}, {team}, can do it."),
    How.LAST: lambda: _("It falls to you because nobody else is left who could do it: {post}, {team}."),
    How.OWNER: lambda: _("It falls to you because the action plan gives it to you."),
    How.TOLD: lambda: _("You were told because it is late. It is owed by {post}, {team}."),
}


def whose_for_you(duty: Brief, how: str) -> str:
    """Return why the duty falls to the reader, in a sentence."""
    return WHY_YOU[how]().format(post=post_of(duty), team=duty.team)


def whose(duty: Brief, reader: int) -> str:
    """Return whom an open duty falls to, for a reader (their id) who may be one of them."""
    mine = next((each for each in duty.held if each.user == reader), None)
    if mine is not None and mine.how != How.TOLD:
        return whose_for_you(duty, mine.how)
    held, post = [each for each in duty.held if each.how != How.TOLD], post_of(duty)
    if not held:
        return _("It falls to nobody: there is no {post} who can do it.").format(post=post)
    names = ", ".join(each.name for each in held)
    if held[0].how == How.HOLDER:
        return _("It falls to {names} ({post}).").format(names=names, post=post)
    return _("It falls to {names}, who {how}.").format(names=names, how=How(held[0].how).label)


def state_of(duty: Duty, now: datetime) -> tuple[str, str]:
    """Return how the duty stands, in words and as a colour."""
    if duty.status != Status.OPEN:
        return str(Status(duty.status).label), "green" if duty.status == Status.DONE else "grey"
    late = lateness(duty.due_at, now)
    return (late, "red") if late else (_("In time"), "blue")
