"""Who hears of an entry: staff who need it, never of whom it is about; and the person, or there is a reason."""

import pytest

from heed.access.decisions import Refused
from heed.notices.letters import letter_of
from heed.notices.models import Message
from heed.register.telling import changes
from heed.register.telling.queries import audience, teams_of
from heed.register.telling.rules import may_agree_silence, may_announce, may_propose_silence
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db


@pytest.mark.clause("EHC-7")
def test_an_announcement_reaches_the_chosen_teams_and_names_nobody(council: Council) -> None:
    marker = council.live()
    size = changes.announce(council.by(council.owner), marker, teams=[council.other.team], reason="They go there.")
    messages = Message.objects.filter(kind="new-entry")
    assert (size, [each.to for each in messages]) == (1, [council.other])
    letter = letter_of(messages[0])
    for secret in ("Marlpit", "spade", marker.case.reference, "violence"):
        assert secret not in letter.subject + letter.body
    assert "/register/look-up" in letter.body
    [row] = marker.announcements.all()
    assert (row.size, row.reason, [*row.teams.all()], row.announced_by) == (
        1,
        "They go there.",
        [council.other.team],
        council.owner,
    )


@pytest.mark.clause("EHC-7")
def test_announcing_is_owed_within_two_working_days_and_is_then_done(council: Council) -> None:
    marker = council.live()
    [duty] = marker.case.duties.open().filter(verb="marker.announce")
    assert (duty.verb, duty.due_at.isoformat()) == ("marker.announce", "2026-06-03T16:00:00+00:00")
    changes.announce(council.by(council.owner), marker, teams=[council.other.team], reason="They go there.")
    assert [duty.verb for duty in marker.case.duties.open()] == ["letter.send"]


def test_nobody_is_told_by_default(council: Council) -> None:
    marker = council.live()
    with pytest.raises(Refused, match="Choose the teams"):
        changes.announce(council.by(council.owner), marker, teams=[], reason="x")
    elsewhere = council.make.team(council.make.agency(word="elsewhere", name="Elsewhere Council"))
    with pytest.raises(Refused, match="Choose the teams"):
        changes.announce(council.by(council.owner), marker, teams=[elsewhere], reason="x")
    assert not Message.objects.filter(kind="new-entry").exists()


def test_the_audience_is_those_who_work_there_now(council: Council) -> None:
    assert audience([council.other.team]) == [council.other]
    council.other.is_active = False
    council.other.save()
    assert audience([council.other.team]) == []
    assert {team.name for team in teams_of(council.owner.agency)} == {"Visiting team", "Repairs team"}


@pytest.mark.parametrize("who", ["officer", "manager", "head", "safety", "other", "dpo", "admin", "chief"])
def test_only_the_owner_announces(council: Council, who: str) -> None:
    assert not may_announce(getattr(council, who), council.live())


def test_a_proposal_is_not_announced(council: Council) -> None:
    assert not may_announce(council.owner, council.countersigned())


@pytest.mark.clause("EHC-10")
def test_silence_takes_two_people_and_is_looked_at_again(council: Council) -> None:
    marker = council.live()
    changes.propose_silence(council.by(council.owner), marker, reason="He has said what he would do.")
    assert marker.letter_owed
    assert may_agree_silence(council.owner, marker).reason == "You proposed this. A second person must agree."
    changes.agree_silence(council.by(council.safety), marker, text="I read the police note.")
    marker.refresh_from_db()
    assert (marker.silence_by, marker.silence_agreed_by) == (council.owner, council.safety)
    [duty] = marker.case.duties.open().filter(verb="marker.review-silence")
    assert duty.due_at.date().isoformat() == "2026-09-01"


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("safety", True), ("dpo", True), ("head", True), ("manager", False), ("officer", False), ("other", False),
     ("chief", False), ("admin", False)],
)  # fmt: skip
def test_who_agrees_to_silence(council: Council, who: str, allowed: bool) -> None:
    marker = council.live()
    changes.propose_silence(council.by(council.owner), marker, reason="He has said what he would do.")
    assert bool(may_agree_silence(getattr(council, who), marker)) is allowed


def test_silence_agreed_before_the_decision_needs_no_letter(council: Council) -> None:
    marker = council.countersigned()
    changes.propose_silence(council.by(council.owner), marker, reason="He has said what he would do.")
    changes.agree_silence(council.by(council.safety), marker)
    council.decide(marker, ends_on=council.now.date().replace(year=2027))
    marker.refresh_from_db()
    assert (marker.status, marker.letter_owed) == ("live", False)


def test_the_silence_comes_round_until_it_is_broken(council: Council) -> None:
    marker = council.live()
    changes.propose_silence(council.by(council.owner), marker, reason="He has said what he would do.")
    changes.agree_silence(council.by(council.safety), marker)
    assert not may_propose_silence(council.owner, marker)
    changes.review_silence(council.by(council.owner), marker, text="Still so: the case is in court.")
    assert marker.case.duties.open().filter(verb="marker.review-silence").count() == 1
    changes.break_silence(council.by(council.owner), marker, text="The case is over.")
    marker.refresh_from_db()
    assert (marker.letter_owed, marker.silence_reason, marker.silence_agreed_by) == (True, "", None)
    assert marker.case.duties.open().filter(verb="marker.review-silence").count() == 0


def test_where_the_person_is_told_there_is_no_silence_to_look_at(council: Council) -> None:
    marker = council.live()
    with pytest.raises(Refused, match="there is no silence"):
        changes.break_silence(council.by(council.owner), marker)
    with pytest.raises(Refused, match="Nobody has proposed that"):
        changes.agree_silence(council.by(council.safety), marker)
