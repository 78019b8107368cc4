"""A letter from its draft to its envelope, and what keeps it from going."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from heed.casework.cases.models import Note
from heed.documents.letters import changes, queries
from heed.documents.letters.models import BlockedAddress, Letter, Pages, Words
from heed.ledger.models import Entry
from heed.policy.letters import Chosen
from tests.documents.letters.conftest import ADDRESS, CONVERSATION, REASSURED, WARNING, Desk, refused

pytestmark = pytest.mark.django_db
HATE = (
    "Abuse because of somebody’s race, religion, disability, sexual orientation or gender identity can be a hate "
    "crime. If anything like it happens again, we may report it to the police."
)
RIGHTS = (
    "We keep a record of what happened and of this letter. You have the right to see what we keep about you, and to "
    "have mistakes put right."
)


@pytest.mark.clause("CAM-19", "CUM-22", "CAM-6")
def test_a_letter_is_drafted_looked_at_by_a_second_person_released_and_sent(desk: Desk) -> None:
    letter = desk.draft()
    desk.finish(letter)
    desk.release(letter)
    changes.send(desk.by(desk.ben), letter, given={})

    letter.refresh_from_db()
    assert (letter.status, letter.written_by, letter.released_by) == ("sent", desk.ben, desk.grace)
    assert (letter.pages.words, letter.pages.pdf[:5]) == (letter.words, b"%PDF-")
    notes = Note.objects.filter(case=desk.case, verb__startswith="letter.").order_by("at", "pk")
    assert [note.verb for note in notes] == ["letter.draft", "letter.finish", "letter.release", "letter.send"]
    assert {note.answers["letter"] for note in notes} == {"warning"}
    facts = [entry.facts for entry in Entry.objects.filter(chain=desk.case.chain, verb__startswith="letter.")]
    assert not any("Colin" in one or "Quarry" in one for one in facts)


def test_what_it_says_is_the_policys_words_with_the_fields_in_them(desk: Desk) -> None:
    letter = desk.draft()

    assert desk.words(letter).splitlines() == [
        "Example Council",
        "Civic Centre",
        "1 Market Street",
        "Hartmere HM1 1AA",
        "Telephone 01632 960100",
        "letters@example.org",
        "Mr Colin Marlpit",
        "12 Quarry Lane",
        "Upper Hartmere",
        "HM4 2QX",
        f"Our reference: {desk.case.reference}",
        "5 January 2026",
        "Dear Mr Colin Marlpit,",
        "What happened on 2 January 2026",
        f"We are writing about 2 January 2026. {WARNING['what_happened']}",
        "Nobody who works for us has to put up with this. People were frightened, and the desk had to close.",
        "We want to go on helping you. For that we ask this of you: Please speak calmly to the people who work for us.",
        "If it happens again",
        "We will see you by appointment only.",
        HATE,
        "Your parking permit is in the post.",
        "If you see it differently",
        "Tell us if you think that we have got something wrong. Write to us within 20 working days.",
        RIGHTS,
        "You can reach us like this: Telephone 01632 960100, letters@example.org.",
        "Yours sincerely,",
        "Ben Carrow",
        "Team manager",
    ]


@pytest.mark.clause("CAM-19", "CAM-32")
@pytest.mark.parametrize("how", [None, "not-possible"])
def test_a_conversation_is_confirmed_only_once_it_is_on_record(how: str | None, desk: Desk) -> None:
    if how:
        desk.spoke(how)

    assert refused(desk.draft, template="after-conversation") == (
        "This letter cannot be written yet. First record this: speak to the person responsible."
    )
    assert not Letter.objects.exists()


@pytest.mark.clause("CAM-19", "CAM-32")
@pytest.mark.parametrize(("understood", "words"), [
    ("reassured", "We came away reassured."),
    ("concerned", "We came away still worried."),
])  # fmt: skip
def test_a_conversation_on_record_is_confirmed_as_the_writer_chooses(understood: str, words: str, desk: Desk) -> None:
    desk.spoke()
    chosen = Chosen({"complaint": "route", "understood": understood}, frozenset({"hate"}))
    letter = desk.draft(template="after-conversation", fields=CONVERSATION, chosen=chosen)

    said = desk.words(letter)
    assert (words in said, "You can make a complaint" in said, "hate crime" in said) == (True, True, True)


@pytest.mark.parametrize("who", ["asha", "stranger"])
def test_only_who_acts_on_the_case_and_is_not_the_one_it_happened_to_writes(who: str, desk: Desk) -> None:
    stranger = desk.make.user("Rex Marsh", desk.make.team(desk.agency, "Rangers", "Parks"), post="line-manager")

    reason = refused(desk.draft, by=desk.asha if who == "asha" else stranger)

    assert reason == {
        "asha": "You are named in this case, so somebody else must do this.",
        "stranger": "Only those who act on this case deal with its letters.",
    }[who]  # fmt: skip


def test_every_version_is_kept_and_the_pages_that_went_never_change(desk: Desk) -> None:
    letter = desk.draft()
    changes.change(desk.by(desk.ben), letter, intended=desk.intended(chosen=Chosen({"complaint": "route"})), given={})
    desk.finish(letter)
    changes.send_back(desk.by(desk.grace), letter, text="Say it more kindly.", given={})
    desk.finish(letter)
    desk.release(letter)

    assert [words.number for words in queries.versions_of(letter)] == [2, 1]
    assert refused(changes.change, desk.by(desk.ben), letter, intended=desk.intended(), given={}) == (
        "This cannot be done while the letter is “Released, to be sent”."
    )
    assert Pages.objects.get().digest == letter.pages.digest


def test_a_second_press_writes_nothing_twice(desk: Desk) -> None:
    stamp, intended = desk.by(desk.ben), desk.intended()
    first = changes.draft(stamp, case=desk.case, intended=intended, given={}, token="t1")
    again = changes.draft(stamp, case=desk.case, intended=intended, given={}, token="t1")
    changes.finish(stamp, first, given={}, token="t2")
    changes.finish(stamp, first, given={}, token="t2")

    assert (first.pk, Letter.objects.count(), Words.objects.count()) == (again.pk, 1, 1)


def test_a_letter_that_came_back_blocks_its_address_for_that_person(desk: Desk) -> None:
    letter = desk.sent()
    changes.returned(desk.by(desk.ben, 9), letter, text="Gone away.", given={})

    assert BlockedAddress.objects.get().person == desk.colin
    assert refused(desk.draft, days=9, again=True) == (
        "This address is out of date: no letter goes there for this person."
    )
    assert refused(desk.draft, days=9, again=True, to_address="12, QUARRY LANE\nUpper Hartmere\nhm42qx") == (
        "This address is out of date: no letter goes there for this person."
    )


def test_an_address_can_be_blocked_by_hand_and_the_letter_that_waits_does_not_go(desk: Desk) -> None:
    letter = desk.draft()
    desk.finish(letter)
    changes.block_address(desk.by(desk.ben), case=desk.case, person=desk.colin, address=ADDRESS)

    assert refused(desk.release, letter) == "This address is out of date: no letter goes there for this person."


def test_a_letter_can_be_withdrawn_until_it_has_gone(desk: Desk) -> None:
    letter = desk.draft()
    desk.finish(letter)
    desk.release(letter)
    changes.withdraw(desk.by(desk.ben), letter, text="He has come in himself.", given={})

    assert letter.status == "withdrawn"
    assert refused(changes.send, desk.by(desk.ben), letter, given={}) == (
        "This cannot be done while the letter is “Withdrawn”."
    )


def test_the_same_letter_goes_twice_only_on_purpose(desk: Desk) -> None:
    desk.sent()

    assert refused(desk.draft) == "This letter has gone out on this case before. Say that it goes again."
    assert desk.draft(again=True).again


def test_a_letter_keeps_its_template(desk: Desk) -> None:
    desk.spoke()
    letter = desk.draft()
    other = desk.intended("after-conversation")

    assert refused(changes.change, desk.by(desk.ben), letter, intended=other, given={}) == (
        "A letter keeps its template. Withdraw it and write another one."
    )


@pytest.mark.parametrize("broken", [
    {"status": "released"},
    {"status": "posted"},
    {"status": "sent"},
    {"to_address": ""},
])  # fmt: skip
def test_the_database_refuses_a_letter_that_cannot_be(broken: dict[str, str], desk: Desk) -> None:
    letter = desk.draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**broken)


@pytest.mark.clause("CAM-19")
def test_whether_a_letter_was_sent_and_to_whom(desk: Desk) -> None:
    letter = desk.sent()
    other = desk.make.person(desk.agency, "Jo Dorn")

    assert queries.sent(desk.case, "warning") == [letter]
    assert queries.sent(desk.case, "warning", desk.colin) == [letter]
    assert queries.sent(desk.case, "warning", other) == []
    assert queries.sent(desk.case, "marker-notification") == []


def test_large_print_and_easy_words_are_the_same_letter(desk: Desk) -> None:
    desk.spoke()
    more: dict[str, Any] = {"fields": CONVERSATION, "chosen": REASSURED, "size": "large", "easy_read": True}
    letter = desk.draft(template="after-conversation", **more)

    sheet = queries.sheet_of(letter, letter.words, desk.at())
    assert (sheet.large, sheet.easy) == (True, True)
    assert "You said that you will treat people with respect. Thank you." in desk.words(letter)


def test_letters_that_wait_are_listed_for_those_who_may_look(desk: Desk) -> None:
    letter = desk.draft()
    desk.finish(letter)

    waiting = {user.name: list(queries.waiting_for(user)) for user in (desk.grace, desk.tom, desk.ben)}
    assert waiting == {"Grace Okafor": [letter], "Tom Adeyemi": [letter], "Ben Carrow": []}
