"""A report's page, gathered in as many queries for a short history as for a long one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.casework.cases.states import Move, Part
from heed.casework.duties import queries as duties
from heed.casework.duties.queries import Duty
from heed.casework.duties.states import Status as DutyStatus
from heed.incidents import queries, rules, states
from heed.incidents.queries import Incident
from heed.incidents.rules import Footing, Sight
from heed.incidents.states import Status
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed, User
from heed.people.public.states import Known
from heed.policy.book import Book
from heed.web.duties.places import report_page
from heed.web.duties.shown import Line, as_title, line_of, post_of, whose
from heed.web.guidance.shown import charts_of_kinds, said
from heed.web.incidents.history import history
from heed.web.incidents.story import answers, circumstances, hostility, people
from heed.web.plans.shown import plan_of

MOVES: Mapping[str, Move] = {move.verb.name.partition(".")[2]: move for move in states.MOVES}
STEPS: Mapping[str, Move] = {move.verb.name.partition(".")[2]: move for move in states.STEPS}
NEXT_FOR_REPORTER = 5
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


def page(stamp: Signed, incident: Incident, stands: Footing, seen: Sight) -> dict[str, Any]:
    """Return what the template shows to this reader."""
    user, book = stamp.user, book_for(incident.case.agency)
    open_, waived = _duties(incident)
    kinds = incident.facts.get("kinds", [])
    return {
        "incident": incident,
        "reference": incident.case.reference,
        "seen": seen,
        "owed": _owed(open_, user, stamp.at, stands, seen),
        "owed_elsewhere": _elsewhere(open_, stamp.at) if seen.own and not seen.acts else ([], []),
        "circumstances": circumstances(incident, book),
        "answers": answers(incident, book) if seen.answers else [],
        "people": people(incident.case.involvements.all(), seen, user.pk),
        "hostility": hostility(incident) if seen.hostility else [],
        "history": history(incident, queries.timeline(incident, seen), waived, seen, book),
        "plan": plan_of(incident.case, user, stands),
        "charts": charts_of_kinds(book, kinds, incident.case.agency.word),
        "after": said(book.reporting.after) if seen.own else "",
        "steps": _steps(user, incident, stands, {duty.verb for duty in open_}) if seen.acts else [],
        "ways": ways(user, incident, stands, seen),
    }


def _duties(incident: Incident) -> tuple[list[Duty], list[Duty]]:
    """Return what is open on the report, soonest first, and what was waived."""
    found = duties.of_case(incident.pk).filter(status__in=(DutyStatus.OPEN, DutyStatus.WAIVED))
    both = list(found)
    return [each for each in both if each.status == DutyStatus.OPEN], [
        each for each in both if each.status == DutyStatus.WAIVED
    ]


def _owed(open_: list[Duty], user: User, now: datetime, stands: Footing, seen: Sight) -> list[Line]:
    """Return what is owed on the report, for who acts on it; what the reader themselves owes comes first."""
    if not seen.acts:
        return []
    mine = [each for each in open_ if any(row.user_id == user.pk and row.how != "told" for row in each.holders.all())]
    others = [each for each in open_ if each not in mine]
    return [line_of(each, now, whose(each, user.pk)) for each in (*mine, *others)]


def _elsewhere(open_: list[Duty], now: datetime) -> tuple[list[Line], list[Line]]:
    """Return what happens next as the reporter reads it, by post and not by name: the soonest, and the rest."""
    lines = [line_of(each, now, post_of(each)) for each in open_ if each.owner_id is None]
    return lines[:NEXT_FOR_REPORTER], lines[NEXT_FOR_REPORTER:]


def _steps(user: User, incident: Incident, stands: Footing, owed: set[str]) -> list[tuple[str, list[Way]]]:
    """Return the steps that the reader can take beside what is owed, by group; none on a closed report."""
    if incident.status == Status.CLOSED:
        return []
    here, found = report_page(incident.case.reference), []
    for title, words in GROUPS:
        moves = [(word, STEPS[word]) for word in words if STEPS[word].verb.name not in owed]
        open_to = [(word, move) for word, move in moves if rules.may_act(user, incident, move, stands)]
        links = [Way(as_title(_(move.verb.do)), f"{here}/{word}") for word, move in open_to]
        found += [(str(title), links)] if links else []
    return found


def ways(user: User, incident: Incident, stands: Footing, seen: Sight) -> list[Way]:
    """Return what else the reader can do with the report as a whole."""
    here = report_page(incident.case.reference)
    offered = (
        ("correct", _("Correct this report"), rules.may_correct(user, incident, stands)),
        ("add", _("Add to this report"), rules.may_add(user, incident, stands)),
        ("dispute", _("Say that this is not resolved"), rules.may_dispute(user, incident, stands)),
        ("identify", _("See whom it may describe"), seen.acts and seen.subject and _undecided(incident) and
         rules.may_act(user, incident, states.IDENTIFY, stands)),
        ("return", _("Send it back for correction"), rules.may_act(user, incident, states.RETURN, stands)),
        ("close", _("Close this report"), rules.may_act(user, incident, states.CLOSE, stands)),
        ("reopen", _("Reopen this report"), rules.may_act(user, incident, states.REOPEN, stands)),
    )  # fmt: skip
    return [Way(text, f"{here}/{word}") for word, text, allowed in offered if allowed]


def _undecided(incident: Incident) -> bool:
    """Return whether the report describes somebody who is not known yet."""
    return any(
        each.part == Part.SUBJECT and each.person is not None and each.person.known == Known.PARTLY
        for each in incident.case.involvements.all()
    )


def book_of_report(incident: Incident) -> Book:
    """Return the policy that runs for the report's agency."""
    return book_for(incident.case.agency)
