"""Who may do what with an entry in each state, and the sentence that says why not."""

from datetime import timedelta

import pytest

from heed.access.decisions import Decision
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Move, Part
from heed.people.agencies.queries import book_for
from heed.register.markers import changes, rules, states
from heed.register.markers.models import Marker
from heed.register.markers.states import Status
from tests.register.conftest import MONDAY, Council

NAMED = "You are named in this case, so somebody else must do this."
WHO = ("officer", "manager", "head", "owner", "safety", "chief", "dpo", "admin", "other")


def put(marker: Marker, status: str) -> Marker:
    """Return the entry as if it stood there; the rules ask no more of it than that."""
    marker.status = status
    return marker


# --- states ----------------------------------------------------------------------------------------------------------

OPEN = {"proposed", "countersigned", "returned"}
STARTS = {
    "propose": {*Status.values},  # it starts from nothing: whether it may be made is another rule
    "give-version": OPEN,
    "countersign": {"proposed"},
    "ask": {"proposed", "countersigned"},
    "amend": {"returned"},
    "withdraw": OPEN,
    "decide": {"countersigned"},
    "add": {"countersigned"},
    "refuse": {"countersigned"},
    "propose-silence": {"countersigned", "live"},
    "agree-silence": {"countersigned", "live"},
    "review-silence": {"live"},
    "break-silence": {"live"},
    "announce": {"live"},
    "near-end": {"live"},
    "review": {"live"},
    "renew": {"live"},
    "end": {"live"},
    "lapse": {"live"},
    "correct": OPEN | {"live"},
    "move": OPEN | {"live"},
}
"""By hand: from where each verb may start. No verb starts from what was refused, withdrawn or has ended."""


def word(move: Move) -> str:
    return move.verb.name.removeprefix("marker.")


def test_every_verb_is_in_the_table() -> None:
    assert {word(move) for move in states.MOVES} == {*STARTS}


@pytest.mark.parametrize("move", states.MOVES, ids=word)
def test_a_verb_starts_where_it_may_and_says_elsewhere_how_the_entry_stands(
    ours: Council, marker: Marker, move: Move
) -> None:
    found = {status: rules.fits(ours.owner, put(marker, status), move) for status in Status.values}

    assert {status for status, decision in found.items() if decision} == STARTS[word(move)]
    assert {decision.reason for status, decision in found.items() if status not in STARTS[word(move)]} == {
        f"This cannot be done while the entry is “{Status(status).label}”."
        for status in Status.values
        if status not in STARTS[word(move)]
    }


@pytest.mark.parametrize("status", ["refused", "withdrawn", "ended"])
@pytest.mark.parametrize("move", [move for move in states.MOVES if move is not states.PROPOSE], ids=word)
def test_what_is_over_stays_over_for_whoever_keeps_the_register(
    ours: Council, marker: Marker, move: Move, status: str
) -> None:
    assert not rules.may_keep(ours.owner, put(marker, status), move)


@pytest.mark.parametrize("status", Status.values)
def test_files_and_statements_come_while_it_is_decided_on_or_stands(marker: Marker, status: str) -> None:
    assert bool(rules.may_bring(put(marker, status))) is (status in OPEN | {"live"})


# --- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [Part.VICTIM, Part.WITNESS, Part.REPORTER, Part.SUBJECT, Part.TIE])
@pytest.mark.parametrize("move", [move for move in states.MOVES if move.verb.decides], ids=word)
def test_whoever_is_named_decides_nothing(ours: Council, marker: Marker, move: Move, part: Part) -> None:
    involve(ours.make.stamp(), case=marker.case, part=part, user=ours.owner)
    start = min(STARTS[word(move)])

    assert rules.fits(ours.owner, put(marker, start), move).reason == NAMED


@pytest.mark.parametrize("move", states.MOVES, ids=word)
def test_whom_it_is_about_does_nothing_at_all_with_it(ours: Council, marker: Marker, move: Move) -> None:
    involve(ours.make.stamp(), case=marker.case, part=Part.SUBJECT, user=ours.owner)
    start = min(STARTS[word(move)])

    assert rules.fits(ours.owner, put(marker, start), move).reason == NAMED


def allowed(decisions: dict[str, Decision]) -> set[str]:
    return {who for who, decision in decisions.items() if decision}


def test_who_countersigns_and_what_the_others_read(ours: Council, marker: Marker) -> None:
    found = {who: rules.may_countersign(getattr(ours, who), marker) for who in WHO}

    assert allowed(found) == {"head"}
    assert {who: decision.reason for who, decision in found.items() if not decision} == {
        "officer": NAMED,
        "manager": NAMED,
        **dict.fromkeys(
            ("owner", "safety", "chief", "dpo", "admin", "other"),
            "Only the post that your policy names for it can countersign.",
        ),
    }


def test_who_decides_and_what_the_others_read(ours: Council, marker: Marker) -> None:
    put(marker, Status.COUNTERSIGNED).countersigned_by = ours.head
    later = MONDAY + timedelta(days=30)
    found = {who: rules.may_decide(getattr(ours, who), marker, later) for who in WHO}

    assert allowed(found) == {"owner"}
    assert found["head"].reason == "You proposed or countersigned this entry. Somebody else must decide on it."
    assert {found[who].reason for who in ("safety", "chief", "dpo", "admin", "other")} == {
        "Only the owner of the register decides on an entry."
    }


@pytest.mark.parametrize(("status", "who"), [("proposed", {"head"}), ("countersigned", {"owner"})])
def test_more_is_asked_for_by_whoever_could_sign_next(
    ours: Council, marker: Marker, status: str, who: set[str]
) -> None:
    put(marker, status)
    assert allowed({each: rules.may_ask(getattr(ours, each), marker, MONDAY) for each in WHO}) == who


@pytest.mark.parametrize(("status", "amends", "withdraws"), [
    ("proposed", set(), {"manager"}), ("countersigned", set(), {"manager"}), ("returned", {"manager"}, {"manager"}),
    ("live", set(), set()), ("refused", set(), set()), ("ended", set(), set()),
])  # fmt: skip
def test_only_who_proposed_it_adds_to_it_or_withdraws_it(
    ours: Council, marker: Marker, status: str, amends: set[str], withdraws: set[str]
) -> None:
    put(marker, status)
    assert allowed({each: rules.may_amend(getattr(ours, each), marker) for each in WHO}) == amends
    assert allowed({each: rules.may_withdraw(getattr(ours, each), marker) for each in WHO}) == withdraws


def test_somebody_elses_proposal_is_not_theirs_to_withdraw(ours: Council, marker: Marker) -> None:
    assert rules.may_withdraw(ours.head, marker).reason == "Only whoever proposed the entry can do this."


@pytest.mark.parametrize(("status", "who"), [
    *((status, {"officer"}) for status in sorted(OPEN)), *((each, set()) for each in ("live", "refused", "ended")),
])  # fmt: skip
def test_only_the_employee_concerned_gives_their_version_and_only_until_it_is_decided(
    ours: Council, marker: Marker, status: str, who: set[str]
) -> None:
    put(marker, status)
    assert allowed({each: rules.may_give_version(getattr(ours, each), marker) for each in WHO}) == who


@pytest.mark.parametrize(("status", "who", "reason"), [
    ("live", "officer", "It has been decided already. You can still write to the owner of the register."),
    ("proposed", "head", "Only the employee concerned can give their own version."),
])  # fmt: skip
def test_why_a_version_is_not_taken(ours: Council, marker: Marker, status: str, who: str, reason: str) -> None:
    assert rules.may_give_version(getattr(ours, who), put(marker, status)).reason == reason


def test_a_version_that_was_declined_is_not_given_after_all(ours: Council, marker: Marker) -> None:
    changes.give_version(ours.by(ours.officer), marker, declined=True)
    assert rules.may_give_version(ours.officer, marker).reason == "Your version is on the page already."


def test_who_goes_through_the_register(ours: Council) -> None:
    found = {who: rules.may_browse(getattr(ours, who)) for who in WHO}
    assert allowed(found) == {"owner", "safety", "dpo"}
    assert found["head"].reason == (
        "Nobody browses the register. Look up the person or the address that you need to know about."
    )


@pytest.mark.parametrize("move", [states.ANNOUNCE, states.END, states.CORRECT, states.REVIEW], ids=word)
def test_only_its_owner_keeps_the_register(ours: Council, marker: Marker, move: Move) -> None:
    put(marker, "live")
    found = {who: rules.may_keep(getattr(ours, who), marker, move) for who in WHO}
    assert allowed(found) == {"owner"}
    assert found["safety"].reason == "Only the owner of the register can do this."


def test_who_proposes_of_their_own_accord(ours: Council) -> None:
    found = {who: rules.may_propose(getattr(ours, who)) for who in WHO}
    assert {"manager", "head"} <= allowed(found)
    assert not {"officer", "other", "admin"} & allowed(found)
    assert found["officer"].reason == (
        "Report what worries you. Your manager, or health and safety, can propose an entry from it."
    )


@pytest.mark.parametrize("who", ["officer", "other", "admin"])
def test_from_a_report_only_those_who_act_on_it_propose(ours: Council, who: str) -> None:
    decision = rules.may_propose(getattr(ours, who), ours.incident)
    assert decision.reason == "Only those who act on the report can propose an entry from it."


def test_a_child_has_another_countersigner_by_policy(ours: Council, marker: Marker) -> None:
    terms = book_for(ours.officer.agency).register
    posts = []
    for child in (False, True):
        marker.child = child
        posts.append(rules.countersigning(marker, terms))
    assert posts == ["head-of-service", "chief-executive"]
