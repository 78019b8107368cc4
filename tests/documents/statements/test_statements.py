"""Statements of witnesses: who asks, who can be asked, what each of them sees then."""

from datetime import timedelta

import pytest

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Case, Note
from heed.casework.cases.queries import parts_of
from heed.casework.cases.states import Part
from heed.casework.duties.models import DutyHolder
from heed.documents.statements import changes, queries
from heed.documents.statements.models import Statement
from heed.ledger.queries import story
from heed.notices.models import Message
from heed.people.agencies.models import User
from tests.documents.conftest import Town
from tests.make import FOUNDED, Make

LATER = FOUNDED + timedelta(hours=1)
SAID = "He kicked the door twice and shouted her name."


def asked(make: Make, town: Town, witness: User | None = None, by: User | None = None) -> Statement:
    return changes.invite(make.by(by or town.ben, LATER), town.incident.case, witness or town.colleague)


@pytest.mark.clause("CUM-12")
def test_a_manager_asks_and_the_witness_gives_it_in_their_own_words(make: Make, town: Town) -> None:
    statement = asked(make, town)
    changes.give(make.by(town.colleague, LATER), statement, text=SAID)

    statement.refresh_from_db()
    note = Note.objects.get(verb="statement.give")
    assert (statement.status, statement.given_at, note.text, note.by) == ("given", LATER, SAID, town.colleague)
    assert parts_of(town.incident.case, town.colleague) == {Part.WITNESS}
    verbs = [entry.verb for entry in story(town.incident.case.chain) if entry.verb.startswith("statement.")]
    assert verbs == ["statement.invite", "statement.give"]


def test_the_message_leads_to_the_page_and_says_nothing_else(make: Make, town: Town) -> None:
    statement = asked(make, town)

    told = Message.objects.filter(to=town.colleague).values_list("kind", "reference", "link")
    assert list(told) == [("statement", "", f"/statements/{statement.key}")]


def test_whoever_asked_is_told_when_it_was_given(make: Make, town: Town) -> None:
    changes.give(make.by(town.colleague, LATER), asked(make, town), text=SAID)

    assert Message.objects.filter(to=town.ben, kind="progress").count() == 1


def test_asking_again_and_a_second_press_change_nothing(make: Make, town: Town) -> None:
    first, second = asked(make, town), asked(make, town)
    for _ in range(2):
        changes.give(make.by(town.colleague, LATER), first, text=SAID, token="pressed")

    assert (first.pk, Note.objects.filter(verb="statement.give").count()) == (second.pk, 1)
    assert Note.objects.filter(verb="statement.invite").count() == 1


def test_a_witness_can_say_more_and_what_was_said_stays(make: Make, town: Town) -> None:
    statement = asked(make, town)
    changes.give(make.by(town.colleague, LATER), statement, text=SAID)
    changes.give(make.by(town.colleague, LATER + timedelta(days=1)), statement, text="It was two o’clock.")

    assert [note.text for note in queries.given(statement)] == [SAID, "It was two o’clock."]
    statement.refresh_from_db()
    assert statement.given_at == LATER


def test_a_witness_sees_their_statement_and_nothing_else_of_the_case(make: Make, town: Town) -> None:
    statement = asked(make, town)

    assert queries.find(town.colleague, statement.key) == statement
    assert [queries.find(user, statement.key) for user in (town.wes, town.hr, town.ben)] == [None] * 3
    assert not Case.objects.visible_to(town.colleague).filter(pk=town.incident.pk).exists()


def test_what_a_witness_owed_falls_to_somebody_else(make: Make, town: Town) -> None:
    """R1: whoever is named decides nothing."""
    deciding = "incident.decide-investigation"
    mine = DutyHolder.objects.filter(duty__case=town.incident.case, duty__verb=deciding, user=town.ben)
    assert mine.exists()
    asked(make, town, witness=town.ben, by=town.safety)

    assert not mine.exists()


@pytest.mark.parametrize("who", ["asha", "wes", "hr", "communications", "colleague", "head"])
def test_only_who_acts_on_it_asks(make: Make, town: Town, who: str) -> None:
    with pytest.raises(Refused, match="Only those who act"):
        asked(make, town, by=getattr(town, who))


@pytest.mark.parametrize(("part", "why"), [
    (Part.SUBJECT, "cannot be a witness"), (Part.DECIDED, "act on this already"), (Part.MANAGER, "act on this already"),
])  # fmt: skip
def test_who_cannot_be_asked(make: Make, town: Town, part: Part, why: str) -> None:
    involve(make.stamp(LATER), case=town.incident.case, part=part, user=town.colleague)
    with pytest.raises(Refused, match=why):
        asked(make, town)


def test_nobody_of_another_agency_or_who_has_left_is_asked(make: Make, town: Town) -> None:
    stranger = make.user("Ida Brent", make.team(make.agency(word="elsewhere", name="Elsewhere Council")))
    town.colleague.is_active = False
    for witness in (stranger, town.colleague):
        with pytest.raises(Refused, match="Nobody of this address"):
            asked(make, town, witness)


def test_one_who_turns_out_to_be_whom_it_is_about_gives_nothing(make: Make, town: Town) -> None:
    statement = asked(make, town)
    involve(make.stamp(LATER), case=town.incident.case, part=Part.SUBJECT, user=town.colleague)

    assert queries.find(town.colleague, statement.key) is None
    with pytest.raises(Refused):
        changes.give(make.by(town.colleague, LATER), statement, text=SAID)


def test_nobody_gives_it_for_them(make: Make, town: Town) -> None:
    with pytest.raises(Refused):
        changes.give(make.by(town.ben, LATER), asked(make, town), text=SAID)
