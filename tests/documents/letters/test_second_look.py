"""The second look: by somebody else, at the words that go, with the address typed again and every name agreed to."""

from typing import Any

import pytest

from heed.documents.letters import changes, rules
from heed.documents.letters.models import Pages
from heed.policy.letters import Block, Chosen
from tests.documents.letters.conftest import ADDRESS, Desk, refused

pytestmark = pytest.mark.django_db


def test_nobody_takes_the_second_look_at_their_own_letter(desk: Desk) -> None:
    letter = desk.draft()
    desk.finish(letter)

    assert refused(desk.release, letter, by=desk.ben) == (
        "You wrote this letter. Somebody else must take the second look."
    )
    assert refused(desk.release, letter, by=desk.asha) == "You are named in this case, so somebody else must do this."


def test_whoever_changed_its_words_in_word_takes_no_second_look_either(desk: Desk) -> None:
    letter = desk.draft()
    changes.bring_back(
        desk.by(desk.grace), letter, subject="A warning", blocks=[Block("say", ("Please be calm.",))], given={}
    )
    desk.finish(letter)

    assert refused(desk.release, letter) == "You wrote this letter. Somebody else must take the second look."
    desk.release(letter, by=desk.tom)
    assert letter.pages.words.blocks == [["say", ["Please be calm."]]]


def test_a_letter_that_needs_a_second_look_is_not_released_as_a_draft(desk: Desk) -> None:
    letter = desk.draft()

    assert refused(desk.release, letter) == "This letter needs a second look. Hand it on first."


def test_a_letter_that_the_policy_trusts_goes_without_a_second_look(desk: Desk) -> None:
    fields = {"meeting_on": "2026-02-02", "meeting_place": "Civic Centre, 10am"}
    letter = desk.draft(template="invitation", fields=fields, chosen=Chosen(own={"purpose": "Your repairs."}))
    desk.release(letter, by=desk.ben)

    assert letter.status == "released"


def test_words_that_came_back_from_word_need_a_second_look_whatever_the_policy_says(desk: Desk) -> None:
    fields = {"meeting_on": "2026-02-02", "meeting_place": "Civic Centre, 10am"}
    letter = desk.draft(template="invitation", fields=fields, chosen=Chosen(own={"purpose": "Your repairs."}))
    changes.bring_back(desk.by(desk.ben), letter, subject="Meeting", blocks=[Block("say", ("Come.",))], given={})

    assert refused(desk.release, letter, by=desk.ben) == "This letter needs a second look. Hand it on first."


@pytest.mark.parametrize("again", ["", "21 Quarry Lane\nUpper Hartmere\nHM4 2QX", "12 Quarry Lane"])
def test_where_it_goes_is_typed_a_second_time_and_must_be_the_same(again: str, desk: Desk) -> None:
    letter = desk.draft()
    desk.finish(letter)

    assert refused(desk.release, letter, again=again) == (
        "What you typed is not where this letter goes. Look it up again; one of the two is wrong."
    )
    assert not Pages.objects.exists()


@pytest.mark.parametrize(("way", "where"), [
    ("email", {"to_email": "colin@example.com", "to_address": ""}),
    ("handed-over", {"to_address": ""}),
    ("notify", {}),
])  # fmt: skip
def test_each_way_asks_for_its_own_confirmation(way: str, where: dict[str, Any], desk: Desk) -> None:
    letter = desk.draft(way=way, **where)
    desk.finish(letter)
    again = {"email": "COLIN@example.com", "handed-over": "mr colin marlpit", "notify": ADDRESS.replace("\n", ", ")}[
        way
    ]
    desk.release(letter, again=again)

    assert letter.status == "released"


def test_it_is_the_words_that_were_read_that_are_released(desk: Desk) -> None:
    letter = desk.draft()
    seen = letter.words.number
    changes.change(desk.by(desk.ben), letter, intended=desk.intended(to_name="Colin Marlpit"), given={})
    desk.finish(letter)

    assert refused(desk.release, letter, version=seen) == "The letter was changed while you read it. Read it again."


def test_names_of_others_are_found_and_go_only_if_picked_and_agreed_to(desk: Desk) -> None:
    fields = {**desk.intended().fields, "what_happened": "You shouted at Asha Rowan."}
    letter = desk.draft(fields=fields)

    assert refused(desk.finish, letter) == (
        "The letter gives somebody away: “Asha Rowan” (person affected). Take it out, or say that it stays."
    )
    desk.finish(letter, keep=["asharowan"])
    assert refused(desk.release, letter) == "The letter gives somebody away: “Asha Rowan” (person affected)."
    desk.release(letter, agreed=["asharowan"])
    assert letter.status == "released"


def test_a_name_that_was_picked_makes_a_second_look_needed(desk: Desk) -> None:
    fields = {"meeting_on": "2026-02-02", "meeting_place": "With Asha Rowan, Civic Centre"}
    letter = desk.draft(template="invitation", fields=fields, chosen=Chosen(own={"purpose": "Your repairs."}))
    desk.finish(letter, keep=["asharowan"])

    assert rules.needs_second_look(letter)
    assert not rules.may_release(desk.ben, letter)


def test_nothing_is_printed_that_the_font_cannot_show(desk: Desk) -> None:
    letter = desk.draft(chosen=Chosen({"complaint": "none"}, own={"own": "See you 😀"}))
    desk.finish(letter)

    assert refused(desk.release, letter) == ("The letter cannot be printed: its font has no letters for “😀”.")
    letter.refresh_from_db()
    assert (letter.status, letter.released_at) == ("waiting", None)
