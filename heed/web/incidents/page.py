"""A report's page, gathered in as many queries for a short history as for a long one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from heed.casework.board.queries import Brief, open_on, waived_on
from heed.casework.cases.queries import involved
from heed.casework.cases.states import Move, Part
from heed.casework.duties.states import How
from heed.documents.evidence import queries as evidence
from heed.documents.evidence import rules as evidence_rules
from heed.documents.statements.rules import may_invite
from heed.incidents import queries, rules, states
from heed.incidents.queries import Incident, Involvement
from heed.incidents.rules import Footing, Sight
from heed.incidents.states import Status
from heed.people.agencies.queries import book_at, policy_of
from heed.people.agencies.stamps import Signed, User
from heed.people.public.states import Known
from heed.policy.book import Book
from heed.web.duties.places import report_page
from heed.web.duties.shown import Line, deed, line_of, post_of, whose
from heed.web.evidence.shown import lines
from heed.web.guidance.shown import charts_of_kinds, said
from heed.web.incidents.history import history
from heed.web.incidents.story import answers, circumstances, hostility, people
from heed.web.plans.shown import plan_of

MOVES: Mapping[str, Move] = {move.verb.name.partition(".")[2]: move for move in states.MOVES}
STEPS: Mapping[str, Move] = {move.verb.name.partition(".")[2]: move for move in states.STEPS}
AT_ONCE = 6
GROUPS = (
    (gettext_lazy("Look after people"),
     ("care", "debrief", "offer-support", "take-up", "refer", "check-in", "supervise", "keep-informed")),
    (gettext_lazy("Judge and decide"),
     ("triage", "decide-investigation", "investigate", "check-pattern", "consider-responses", "consider-arrangement",
      "consider-marker", "countersign")),
    (gettext_lazy("Speak to the person responsible, the police and others"),
     ("speak", "tell-police", "tell-employer", "tell-affected", "tell-senior", "alert-offices", "alert-agencies",
      "answer-message", "ask-removal")),
    (gettext_lazy("Make it safe"),
     ("make-safe", "decide-safe-work", "brief-police", "assess-gathering", "review-assessments", "record-on-file",
      "arrange-training")),
)  # fmt: skip
"""Every step once, in the order in which a manager looks for it."""


@dataclass(frozen=True, slots=True)
class Way:
    """Something that the reader can do from here."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Read:
    """A report as one reader reads it."""

    stamp: Signed
    incident: Incident
    people: list[Involvement]
    owed: list[Brief]
    stands: Footing
    seen: Sight

    @classmethod
    def of(cls, stamp: Signed, incident: Incident) -> "Read":
        """Return the report with who has which part in it, what is owed, and what the reader sees of it."""
        people, owed = involved(incident.case), open_on(incident.pk)
        stands = rules.footing(stamp.user, incident, people, owed)
        return cls(stamp, incident, people, owed, stands, rules.sight(stamp.user, incident, stands))


def page(read: Read) -> dict[str, Any]:
    """Return what the template shows to this reader."""
    incident, seen, user, stands = read.incident, read.seen, read.stamp.user, read.stands
    policy = policy_of(incident.case.agency).text_id
    book = book_at(policy)
    waived = waived_on(incident.pk) if seen.acts else []
    return {
        "incident": incident,
        "reference": incident.case.reference,
        "seen": seen,
        "owed": folded(_owed(read) if seen.acts else _elsewhere(read) if seen.own else []),
        "circumstances": circumstances(incident, book, seen),
        "answers": answers(incident, book) if seen.answers else [],
        "people": people(read.people, seen, user.pk),
        "hostility": hostility(incident) if seen.hostility else [],
        "history": history(read.people, queries.timeline(incident, seen, user), waived, seen, book),
        "plan": plan_of(incident.case, user, stands),
        "charts": charts(policy, tuple(incident.facts.get("kinds", ())), incident.case.agency.word, get_language()),
        "after": said(book.reporting.after) if seen.own else "",
        "steps": _steps(user, incident, stands, {duty.verb for duty in read.owed}) if seen.acts else [],
        "ways": ways(read, book),
        **files(read),
    }


def files(read: Read) -> dict[str, Any]:
    """Return the photos and files that the reader sees, and whether they can add some."""
    user, case = read.stamp.user, read.incident.case
    stands = evidence_rules.standing(user, case, read.people, read.owed)
    items = evidence.shown(user, case, read.people, read.owed)
    return {
        "files": lines(items, stands),
        "may_add_files": bool(evidence_rules.may_add(stands)),
        "may_invite": bool(may_invite(stands)),
    }


@lru_cache(maxsize=1024)
def charts(policy: str, kinds: tuple[str, ...], agency: str, _lang: str | None) -> SafeString:
    """Return what to do about reports of these kinds as the page shows it; kept, for it is the policy's text alone."""
    found = charts_of_kinds(book_at(policy), kinds, agency)
    return render_to_string("reporting/_charts.html", {"charts": found, "folded": True})


def lines_for(read: Read) -> list[Line]:
    """Return the lines of the plan that fall to the reader."""
    mine = [each for each in read.owed if any(held.user == read.stamp.user.pk for held in each.held)]
    return [line_of(each, read.stamp.at, whose(each, read.stamp.user.pk)) for each in mine]


def _owed(read: Read) -> list[Line]:
    """Return what is owed on the report, for who acts on it: what is late first, then what falls to the reader."""
    user = read.stamp.user.pk
    mine = {each.pk for each in read.owed if any(held.user == user and held.how != How.TOLD for held in each.held)}
    late = {each.pk for each in read.owed if each.due_at < read.stamp.at}
    ordered = sorted(read.owed, key=lambda each: (each.pk not in late, each.pk not in mine))
    return [line_of(each, read.stamp.at, whose(each, user)) for each in ordered]


def _elsewhere(read: Read) -> list[Line]:
    """Return what happens next as the reporter reads it, by post and not by name."""
    return [line_of(each, read.stamp.at, post_of(each)) for each in read.owed if each.line is None]


def folded(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines that are shown at once, and those that are folded away: what is late is never among these."""
    shown = max(AT_ONCE, sum(bool(line.late) for line in lines))
    return lines[:shown], lines[shown:]


def _steps(user: User, incident: Incident, stands: Footing, owed: set[str]) -> list[tuple[str, list[Way]]]:
    """Return the steps that the reader can take beside what is owed, by group; none on a closed report."""
    if incident.status == Status.CLOSED:
        return []
    here, found = report_page(incident.case.reference), []
    for title, words in GROUPS:
        moves = [(word, STEPS[word]) for word in words if STEPS[word].verb.name not in owed]
        open_to = [(word, move) for word, move in moves if rules.may_act(user, incident, move, stands)]
        links = [Way(deed(move.verb.name), f"{here}/{word}") for word, move in open_to]
        found += [(str(title), links)] if links else []
    return found


def ways(read: Read, book: Book) -> list[Way]:
    """Return what else the reader can do with the report as a whole."""
    user, incident, stands, seen = read.stamp.user, read.incident, read.stands, read.seen
    here = report_page(incident.case.reference)
    offered = (
        ("letters", _("Letters: write one, or see what was sent"), seen.acts and seen.story and seen.subject),
        ("correct", _("Correct this report"), rules.may_correct(user, incident, stands)),
        ("add", _("Add to this report"), rules.may_add(user, incident, stands)),
        ("dispute", _("Say that this is not resolved"), rules.may_dispute(user, incident, stands)),
        ("declare-tie", _("Say that you know somebody in this report"), rules.may_declare_tie(user, incident, stands)),
        ("identify", _("See whom it may describe"), seen.acts and seen.subject and _undecided(read.people) and
         rules.may_act(user, incident, states.IDENTIFY, stands)),
        ("propose", _("Propose an entry for the register"), book.register.kept and seen.acts and seen.story),
        ("hand-over", _("Hand it over to another team"), rules.may_hand_over(user, incident, stands)),
        ("return", _("Send it back for correction"), rules.may_act(user, incident, states.RETURN, stands)),
        ("close", _("Close this report"), rules.may_act(user, incident, states.CLOSE, stands)),
        ("reopen", _("Reopen this report"), rules.may_act(user, incident, states.REOPEN, stands)),
    )  # fmt: skip
    return [Way(text, f"{here}/{word}") for word, text, allowed in offered if allowed]


def _undecided(people: list[Involvement]) -> bool:
    """Return whether the report describes somebody who is not known yet."""
    return any(each.part == Part.SUBJECT and each.person and each.person.known == Known.PARTLY for each in people)
