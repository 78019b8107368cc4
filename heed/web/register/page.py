"""An entry's page, gathered: what is owed, what it warns of, who answers for it, what it rests on, its story."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from heed.casework.board.queries import open_on
from heed.checks.rules import may_see_looks
from heed.documents.letters.queries import gone as letters_gone
from heed.documents.letters.queries import template_of
from heed.incidents import queries as reports
from heed.partners.queries import in_force
from heed.partners.rules import may_ask
from heed.partners.states import ASK
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed, User
from heed.policy.book import Book
from heed.policy.vocabulary import VOCABULARY
from heed.register.appeals.queries import of_marker
from heed.register.appeals.rules import may_comment as may_say
from heed.register.appeals.rules import may_receive, may_see
from heed.register.appeals.states import RECEIVE, Tie
from heed.register.appeals.states import Outcome as Decided
from heed.register.holds.queries import hold_on
from heed.register.homes.queries import left_by
from heed.register.markers import states
from heed.register.markers.queries import (
    Answer,
    Marker,
    concerned,
    controls_of,
    factors_for,
    of_person,
    timeline,
    version_of,
    waits_for_version,
)
from heed.register.markers.states import At, Decision, Ending, Outcome, Status
from heed.register.telling.rules import may_announce, may_read_letters
from heed.web.duties.places import entry_page, report_page
from heed.web.duties.shown import as_title, line_of, whose
from heed.web.govuk.parts import Event, Link, Row
from heed.web.guidance.shown import said
from heed.web.mistakes.told import told_of_mistake
from heed.web.register.papers import papers
from heed.web.register.verbs import WAYS
from heed.web.words import in_words, local_day, moment

COLOURS = {Status.LIVE: "red", Status.PROPOSED: "blue", Status.COUNTERSIGNED: "blue", Status.RETURNED: "orange"}


@dataclass(frozen=True, slots=True)
class Answered:
    """A factor, and everything that was answered to it, newest first."""

    ask: str
    answers: list[tuple[str, str]]  # who and when; what


def warning(marker: Marker, book: Book) -> dict[str, Any]:
    """Return what an entry warns of and what to do: its short form, which gives no story away."""
    return {
        "about": of_person(marker),
        "hazards": [said(book.hazards[word].title) for word in marker.hazards if word in book.hazards],
        "controls": [said(each.title) for each in controls_of(book, marker)],
        "advice": marker.advice,
        "ends_on": marker.ends_on,
        "live": marker.status == Status.LIVE,
    }


def head(marker: Marker, stamp: Signed) -> dict[str, Any]:
    """Return what stands at the top of every page of an entry."""
    return {
        "marker": marker,
        "reference": marker.case.reference,
        "about": of_person(marker) or _("Deleted"),
        "standing": marker.status_words,
        "colour": COLOURS.get(Status(marker.status), "grey"),
        "warning": warning(marker, book_for(marker.case.agency)),
        "version": version_of(marker),
        "asked_for_version": waits_for_version(marker, stamp.at),
        "has_victim": bool(concerned(marker)),
    }


def page(marker: Marker, stamp: Signed) -> dict[str, Any]:
    """Return what the page shows to who reads all of an entry."""
    book = book_for(marker.case.agency)
    prefetch_related_objects(list(marker.announcements.all()), "teams")
    return (
        head(marker, stamp)
        | {
            "owed": [line_of(each, stamp.at, whose(each, stamp.user.pk)) for each in open_on(marker.pk)],
            "rows": rows(marker, stamp.user),
            "sources": list(sources(marker)),
            "factors": factors(marker, book),
            "events": story(marker),
            "told": list(marker.announcements.all()),
            "ways": ways(marker, stamp),
        }
        | papers(marker, stamp.user)
        | told_of_mistake(marker)
    )


def concerned_page(marker: Marker, stamp: Signed) -> dict[str, Any]:
    """Return what the page shows to the employee concerned, and to others who have a part in the case."""
    mine = WAYS["version"].may(stamp.user, marker, stamp.at)
    appeal = of_marker(marker)
    may_comment = appeal is not None and bool(may_say(stamp.user, appeal))
    known = {"may_give": bool(mine), "may_comment": may_comment, "is_open": marker.status in states.OPEN}
    return head(marker, stamp) | known | papers(marker, stamp.user)


def rows(marker: Marker, user: User) -> list[Row]:
    """Return who answers for the entry, and for how long it stands; the report is linked for who may open it."""
    further = "\n".join(str(each.place) for each in marker.whereabouts.all())
    own = marker.person.place if marker.person else None
    found = [
        (_("Why there is a credible risk"), marker.grounds),
        (_("Address"), str(own or "")),
        (_("Further addresses"), further),
        (_("Has left"), "\n".join(f"{each.place}, {in_words(each.left_on)}" for each in left_by(marker.person))),
        (_("A child"), marker.welfare if marker.child else ""),
        (_("Proposed"), _by(marker.proposed_by, marker.proposed_at)),
        (_("Countersigned"), _by(marker.countersigned_by, marker.countersigned_at)),
        (_("Decided"), _by(marker.decided_by, marker.decided_at)),
        (_("Stands until"), in_words(marker.ends_on) if marker.ends_on else ""),
        (_("Ended"), _ended(marker)),
        (_("The person"), told(marker)),
        (_("Legal hold"), held(marker)),
    ]
    listed = [Row(key, value) for key, value in found if value]
    if marker.incident:
        reference = marker.incident.case.reference
        opens = reports.visible_to(user).filter(pk=marker.incident.pk).exists()
        link = Link(_("Open"), report_page(reference), _("the report"))
        listed.append(Row(_("Report"), reference, (link,) if opens else ()))
    return listed


def _by(user: Any, at: Any) -> str:
    return _("{name}, {when}").format(name=user.name, when=moment(at)) if user and at else ""


def _ended(marker: Marker) -> str:
    if not marker.ended_at:
        return ""
    why = Ending(marker.ending).label if marker.ending else ""
    return _("{when}. {why}.").format(when=moment(marker.ended_at), why=why)


def told(marker: Marker) -> str:
    """Return whether the person is told of the entry, or why not, and what letters have gone."""
    gone = [_("{day}: {title}.").format(day=in_words(local_day(each.sent_at)), title=said(template_of(each).title))
            for each in letters_gone(marker.case) if each.sent_at]  # fmt: skip
    return "\n".join([*filter(None, [_told(marker) if not gone or marker.silence_by else ""]), *gone])


def _told(marker: Marker) -> str:
    by = marker.silence_by.name if marker.silence_by else ""
    if marker.silence_agreed_by:
        words = _("Is not told. {why} Proposed by {by}, agreed by {second}.")
        return words.format(why=marker.silence_reason, by=by, second=marker.silence_agreed_by.name)
    if by:
        words = _("{by} proposes that they are not told: {why} Nobody has agreed yet.")
        return words.format(by=by, why=marker.silence_reason)
    return _("Is to be written to.") if marker.letter_owed else ""


def held(marker: Marker) -> str:
    """Return why the entry is kept from deletion, and by whom; empty where it is not."""
    hold = hold_on(marker)
    if hold is None:
        return ""
    by = _by(hold.asked_by, hold.asked_at)
    if hold.agreed_by is not None:
        return _("Kept from deletion. {why} By {by}, agreed by {second}.").format(
            why=hold.reason, by=by, second=hold.agreed_by.name)  # fmt: skip
    if hold.alone:
        return _("Kept from deletion. {why} By {by}.").format(why=hold.reason, by=by)
    return _("Kept from deletion for a week. {why} By {by}. A second person must agree.").format(
        why=hold.reason, by=by)  # fmt: skip


def sources(marker: Marker) -> Iterator[tuple[str, str]]:
    """Give each source: its day, and what was done, or the report that says it."""
    for each in marker.sources.all():
        report = each.incident.case.reference if each.incident else ""
        yield in_words(each.happened_on), each.what or _("As told in report {reference}").format(reference=report)


def factors(marker: Marker, book: Book) -> list[Answered]:
    """Return the factors with every answer, this time's before last time's."""
    given: dict[str, list[tuple[str, str]]] = {}
    for answer in reversed(list(marker.answers.all())):
        given.setdefault(answer.factor, []).append((who_answered(answer), answer.text))
    listed = factors_for(book, marker.about)
    return [Answered(said(each.ask), given[each.id]) for each in listed if each.id in given]


def who_answered(answer: Answer) -> str:
    """Return who answered at which step and when."""
    day = in_words(local_day(answer.answered_at))
    words = _("{name}, {step}, {day}")
    return words.format(name=answer.answered_by.name, step=At(answer.step).label, day=day)


WORDS = {"decision": Decision, "outcome": Outcome, "why": Ending, "appeal_outcome": Decided, "panel_tie": Tie}
"""Facts of verbs whose answers are words of their own."""


def story(marker: Marker) -> list[Event]:
    """Return what was done with the entry, newest first."""
    found = []
    for note in reversed(timeline(marker)):
        told = [str(WORDS[name](value).label) for name, value in note.answers.items() if name in WORDS and value]
        text = "\n\n".join(part for part in (*told, note.text) if part)
        by = note.by.name if note.by else ""
        found.append(Event(_(VOCABULARY[note.verb].done), note.at, by=by, story=text))
    return found


def ways(marker: Marker, stamp: Signed) -> list[Link]:
    """Return the verbs that the reader may do now."""
    here, user = entry_page(marker.case.reference), stamp.user
    found = [
        Link(as_title(_(way.move.verb.do)), f"{here}/{word}")
        for word, way in WAYS.items()
        if marker.status in way.move.sources and way.may(user, marker, stamp.at)
    ]
    if marker.status == Status.LIVE and may_announce(user, marker):
        found.insert(0, Link(as_title(_(states.ANNOUNCE.verb.do)), f"{here}/announce"))
    appeal = of_marker(marker)
    if appeal and may_see(user, appeal):
        found.insert(0, Link(_("See the appeal against it"), f"{here}/appeal"))
    if may_receive(user, marker):
        found.append(Link(as_title(_(RECEIVE.verb.do)), f"{here}/appeal/receive"))
    if may_read_letters(user, marker):
        found.append(Link(_("Letters: write one, or see what was sent"), f"{here}/letters"))
    if may_ask(user, marker) and in_force(user.agency, stamp.at).exists():
        found.append(Link(as_title(_(ASK.verb.do)), f"{here}/share"))
    if may_see_looks(user, marker):
        found.append(Link(_("See who looked at it"), f"{here}/looks"))
    return found
