"""What stands around the form of a verb: its title, why it is asked, what the clauses say, when it is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from heed.casework.board.queries import open_on
from heed.casework.cases.queries import affects_user, involved
from heed.casework.cases.states import Move, Part
from heed.incidents import queries, states
from heed.incidents.changes import audience_of
from heed.incidents.queries import Incident, Proposal
from heed.people.agencies.queries import book_at, book_for, teams_of
from heed.people.agencies.stamps import Signed, Team
from heed.policy.book import Book
from heed.web.duties.places import report_page
from heed.web.duties.shown import as_title, line_of
from heed.web.incidents.forms import About
from heed.web.incidents.story import described

WRITTEN = (states.ADD, states.RETURN, states.CORRECT, states.DISPUTE, states.CLOSE, states.REOPEN, states.HAND_OVER,
           states.KEEP_INFORMED)  # fmt: skip
"""Verbs whose words everybody on the report reads; where it is said in the hint already."""


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """Somebody whom a report may describe: what was told, who it may be, and why."""

    key: str
    told: str
    known: str
    why: str


def about_of(incident: Incident, move: Move) -> About:
    """Return what the verb's form must know."""
    support = move is states.TAKE_UP
    return About(
        move=move,
        book=book_for(incident.case.agency),
        given=queries.given_of(incident),
        readers=readers(incident, move),
        offered=tuple(queries.offered(incident)) if support else (),
        teams=tuple((str(team.pk), team.called) for team in other_teams(incident)) if move is states.HAND_OVER else (),
        organisation=_employer(incident) if move is states.TELL_EMPLOYER else "",
    )


def other_teams(incident: Incident) -> list[Team]:
    """Return the teams to which the report could be handed over."""
    return [team for team in teams_of(incident.case.agency) if team.pk != incident.case.team_id]


def readers(incident: Incident, move: Move) -> str:
    """Return a sentence about who will read what is written."""
    if move in WRITTEN:
        return ""
    if audience_of(move) == "support":
        if affects_user(incident.case):
            return _("The person affected reads this, and who supports them.")
        return _("The reporter reads this for the person affected, and who supports them.")
    return _("Only those who act on this report read this; the reporter sees that it was done.")


def _employer(incident: Incident) -> str:
    found = (each.person.employer for each in involved(incident.case) if each.part == Part.SUBJECT and each.person)
    return next(filter(None, found), "")


def around(stamp: Signed, incident: Incident, about: About) -> dict[str, Any]:
    """Return what the page of a verb shows beside its form."""
    verb = about.move.verb
    owed = [duty for duty in open_on(incident.pk) if duty.verb == verb.name]
    lines = [line_of(duty, stamp.at) for duty in owed]
    clauses = dict.fromkeys(clause for duty in owed for clause in book_at(duty.policy).duties[duty.rule].clauses)
    police = about.move is states.TELL_POLICE
    return {
        "title": as_title(_(verb.do)),
        "reference": incident.case.reference,
        "back": report_page(incident.case.reference),
        "lines": lines,
        "clauses": summaries(about.book, clauses or verb.clauses),
        "police_always": police and about.police_always,
        "consent": _consent(about) if police else "",
        "true_vision": police and about.book.police.true_vision,
        "support": support_links(about.book) if about.move is states.OFFER_SUPPORT else [],
    }


def summaries(book: Book, clauses: Iterable[str]) -> list[tuple[str, str]]:
    """Return each clause with what it says, in our words; those that the policy does not know are left out."""
    return [(clause, book.clauses[clause]) for clause in clauses if clause in book.clauses]


def _consent(about: About) -> str:
    """Return what the person said when they were asked whether the police may be told."""
    match about.given.get("police_consent"):
        case "yes":
            return _("When it was reported, the person affected agreed that the police may be told.")
        case "no":
            return _("When it was reported, the person affected did not want the police to be told.")
        case "unsure":
            return _("When it was reported, the person affected was not sure about the police. Ask them again.")
        case _other:
            return _("Ask the person affected first.") if about.book.police.consent == "asked" else ""


def support_links(book: Book) -> list[tuple[str, str, str]]:
    """Return the support that has an address or a telephone number of its own: title, link, telephone."""
    return [
        (each.title.text(), each.link, each.telephone) for each in book.support.values() if each.link or each.telephone
    ]


def proposals_shown(proposals: dict[str, Proposal]) -> list[ProposalShown]:
    """Return the proposals in words; each person is told apart by name and place, not by history."""
    return [
        ProposalShown(
            key=key,
            told=described(each.involvement.person) if each.involvement.person else "",
            known=described(each.person),
            why=as_title(each.why),
        )
        for key, each in proposals.items()
    ]
