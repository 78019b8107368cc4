"""The letters of an appeal: that it has come, how it went out; each begins with what is recorded, and is owed once."""

from dataclasses import replace
from datetime import date

import pytest

from heed.access.decisions import Refused
from heed.casework.duties.models import Duty
from heed.documents.letters import changes as letters
from heed.documents.letters.queries import Intended
from heed.documents.letters.states import Way
from heed.people.agencies.changes import load_policy
from heed.people.agencies.queries import book_for
from heed.policy.load import load, shipped
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY
from heed.register.appeals import changes, rules
from heed.register.appeals.queries import acknowledged_at, letters_on, letters_owed, said_of, words_of
from heed.register.appeals.states import Outcome
from heed.register.markers.models import Marker
from heed.register.markers.queries import given_of
from tests.register.appeals.conftest import NEXT_DAY, Hearing
from tests.register.conftest import MONDAY

NOTED = """
[policy]
id = "noted"
extends = "default"
body = "Test"
title = "Test"
version = "1"

[[duty]]
id = "acknowledge-appeal"
clause = "EHC-9"
because = "They wait."
on = "appeal.receive"
owed-by = "register-owner"
do = "appeal.acknowledge"
within = "2 working days"

[[duty.example]]
at = 2026-06-22T10:00:00+01:00
due = 2026-06-24T17:00:00+01:00
"""
pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-9")]


def sent(hearing: Hearing, template: str = "appeal-received", again: bool = False) -> None:
    """Write a letter of the appeal with nothing but what is recorded, have it looked at, and hand it over."""
    council, appeal = hearing.council, hearing.appeal
    marker = Marker.objects.get(pk=hearing.marker.pk)
    assert marker.person is not None
    template_ = book_for(marker.case.agency).letters[template]
    words = {name: one.isoformat() if isinstance(one, date) else one for name, one in words_of(appeal).items()}
    said = said_of(appeal)
    intended = Intended(
        template, to_name=marker.person.name, person=marker.person, way=Way.HANDED_OVER, again=again,
        fields={one.name: words[one.name] for one in template_.asked()},
    )  # fmt: skip
    if said:
        chosen = replace(intended.chosen, alternatives={"outcome": said["outcome"]}, own={"follows": said["follows"]})
        intended = replace(intended, chosen=chosen)
    given, by = given_of(marker), council.by(council.owner, NEXT_DAY)
    letter = letters.draft(by, case=marker.case, intended=intended, given=given)
    letters.finish(by, letter, given=given)
    second = council.by(council.safety, NEXT_DAY)
    letters.release(second, letter, again=letter.to_name, version=1, given=given)
    letters.send(by, letter, given=given)


def owed(hearing: Hearing, rule: str = "acknowledge-appeal") -> int:
    return Duty.objects.open().filter(case=hearing.marker.case, rule=rule).count()


def test_that_it_has_come_is_owed_in_a_letter_and_done_with_it(hearing: Hearing) -> None:
    hearing.receive()
    assert (letters_owed(hearing.appeal), owed(hearing), acknowledged_at(hearing.appeal)) == (
        ["appeal-received"],
        1,
        None,
    )
    sent(hearing)
    assert (letters_owed(hearing.appeal), owed(hearing), acknowledged_at(hearing.appeal)) == ([], 0, NEXT_DAY)


def test_it_says_when_it_came_and_by_when_they_are_answered(hearing: Hearing) -> None:
    hearing.receive()
    sent(hearing)
    [letter] = hearing.marker.case.letters.all()
    text = " ".join(one for _kind, texts in letter.words.blocks for one in texts)
    assert "We received your appeal on 1 June 2026." in text
    assert "You get an answer in writing by 29 June 2026." in text
    assert "Until then the note stands" in text


@pytest.mark.parametrize(("outcome", "says", "follows"), [
    (Outcome.STANDS, "The note stands as it is.", "The note ends on"),
    (Outcome.REMOVED, "The note has been removed.", ""),
])  # fmt: skip
def test_the_outcome_is_written_out_of_what_the_panel_decided(
    hearing: Hearing, outcome: Outcome, says: str, follows: str
) -> None:
    hearing.heard(outcome)
    hearing.decide(outcome)
    assert letters_owed(hearing.appeal) == ["appeal-outcome"]
    sent(hearing, "appeal-outcome")
    letter = hearing.marker.case.letters.get(template="appeal-outcome")
    text = " ".join(one for _kind, texts in letter.words.blocks for one in texts)
    assert (says in text, "Two saw it." in text) == (True, True)
    assert ("The note ends on" in text) == bool(follows)
    assert owed(hearing, "write-the-outcome-of-the-appeal") == 0


def test_what_a_change_comes_to_is_the_new_day(hearing: Hearing) -> None:
    hearing.heard(Outcome.CHANGED)
    hearing.decide(Outcome.CHANGED, ends_on=date(2026, 8, 1))
    assert said_of(hearing.appeal) == {
        "outcome": "changed",
        "follows": "The note ends on 1 August 2026. If it were to stay longer, we would write to you first.",
    }


def test_before_it_is_decided_nothing_is_said_of_it(hearing: Hearing) -> None:
    appeal = hearing.heard(Outcome.REMOVED)
    assert said_of(appeal) == {}
    assert words_of(appeal) == {"appeal_received_on": date(2026, 6, 1), "answer_by": date(2026, 6, 29)}


def test_where_a_letter_is_asked_for_a_note_does_not_do(hearing: Hearing) -> None:
    appeal = hearing.receive()
    with pytest.raises(Refused, match="Write that letter"):
        changes.acknowledge(hearing.council.by(hearing.council.owner), appeal, text="I rang her.")
    sent(hearing)
    assert rules.may_acknowledge(hearing.council.owner, hearing.appeal).reason == "The person has been told already."


@pytest.mark.parametrize("act", ["withdrawn", "decided"])
def test_nobody_owes_it_for_an_appeal_that_is_over(hearing: Hearing, act: str) -> None:
    if act == "decided":
        hearing.heard(Outcome.STANDS)
        hearing.decide(Outcome.STANDS)
    else:
        changes.withdraw(hearing.council.by(hearing.council.owner), hearing.receive(), text="She rang.")
    assert owed(hearing) == 0


def test_the_letter_of_an_earlier_appeal_says_nothing_of_the_next(hearing: Hearing) -> None:
    hearing.receive()
    sent(hearing)
    changes.withdraw(hearing.council.by(hearing.council.owner, NEXT_DAY), hearing.appeal, text="She rang.")
    hearing.receive(NEXT_DAY.replace(hour=15))
    assert (acknowledged_at(hearing.appeal), owed(hearing)) == (None, 1)


@pytest.mark.parametrize("policy", ["default", "east-herts"])
def test_a_body_with_a_register_has_both_in_writing(policy: str) -> None:
    book = load(shipped(policy), VOCABULARY)
    assert letters_on(book, "appeal.receive") == ("appeal-received",)
    assert letters_on(book, "appeal.decide") == ("appeal-outcome",)
    for id_ in ("appeal-received", "appeal-outcome"):
        assert book.letters[id_].easy
        assert {one.name for one in book.letters[id_].fields(easy=True)} == {
            one.name for one in book.letters[id_].fields()}  # fmt: skip


@pytest.mark.parametrize("policy", ["cafcass", "cambridgeshire", "cumbria", "cwm-taf"])
def test_a_body_without_one_owes_neither(policy: str) -> None:
    book = load(shipped(policy), VOCABULARY)
    assert (letters_on(book, "appeal.receive"), letters_on(book, "appeal.decide")) == ((), ())


def test_a_policy_that_asks_for_no_letter_has_it_noted(hearing: Hearing) -> None:
    council, agency = hearing.council, hearing.marker.case.agency
    load_policy(council.make.stamp(), agency=agency, sources=(Source("noted.toml", NOTED), *shipped("default")))
    appeal = hearing.receive()
    assert letters_owed(appeal) == []
    changes.acknowledge(hearing.council.by(hearing.council.owner), appeal, text="I rang her.")
    assert (acknowledged_at(hearing.appeal), owed(hearing)) == (MONDAY, 0)
    with pytest.raises(Refused, match="told already"):
        changes.acknowledge(hearing.council.by(hearing.council.owner), hearing.appeal, text="I rang her.")
