"""Mistakes of merging and of address: each kind is found before a letter is even a draft (bar B22)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.documents.letters import rules
from heed.documents.letters.queries import Intended
from heed.people.public.changes import add_place, describe
from heed.policy.letters import Chosen
from tests.documents.letters.conftest import CHOICES, WARNING, Desk

pytestmark = pytest.mark.django_db
TWO = {"complaint": "none", "outcome": "upheld"}
ELSEWHERE = "9 New Road\nHartmere\nHM1 9ZZ"
LONG = "We ask you to stay calm. " * 60


def field(name: str, value: str) -> dict[str, Any]:
    return {"fields": {**WARNING, name: value}}


def own(text: str) -> dict[str, Any]:
    return {"chosen": replace(CHOICES, own={"own": text})}


def to(*lines: str) -> dict[str, Any]:
    return {"to_address": "\n".join(lines), "other_address": True}


KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "nobody’s name": ({"to_name": " "}, "no-name"),
    "a name from a form": ({"to_name": "Unknown caller"}, "name-is-nobody"),
    "a name of crosses": ({"to_name": "Mr XX"}, "name-is-nobody"),
    "a field for a name": ({"to_name": "{person_name}"}, "brace-in-name"),
    "a number for a name": ({"to_name": "4711"}, "name-is-nobody"),
    "a title twice": ({"to_name": "Mr Mr Colin Marlpit"}, "title-twice"),
    "an invisible letter in the name": ({"to_name": "Colin\u202e Marlpit"}, "unprintable-name"),
    "somebody else’s name": ({"to_name": "Carl Merlin"}, "another-name"),
    "nobody chosen": ({"person": None}, "nobody-chosen"),
    "no address": ({"to_address": ""}, "no-address"),
    "no postcode": (to("12 Quarry Lane", "Upper Hartmere"), "no-postcode"),
    "a postcode alone": (to("HM4 2QX"), "short-address"),
    "a postcode before the last line": (to("12 Quarry Lane", "HM4 2QX", "England"), "no-postcode"),
    "no number of a house": (to("Quarry Lane", "HM4 2QX"), "no-house"),
    "too many lines": (to("A", "B", "C", "D", "E", "12 Quarry Lane", "HM4 2QX"), "many-lines"),
    "a line too wide": (to("Flat 12, Building Number Three, Upper Quarry Lane", "HM4 2QX"), "long-line"),
    "the name in the address": (to("Mr Colin Marlpit", "12 Quarry Lane", "HM4 2QX"), "name-in-address"),
    "an e-mail address for an address": (to("colin@example.com", "HM4 2QX"), "address-is-email"),
    "another address than on record": ({"to_address": "1 New Road\nHartmere\nHM1 1AB"}, "another-address"),
    "e-mail without an address": ({"way": "email"}, "no-email"),
    "two e-mail addresses": ({"way": "email", "to_email": "a@example.com, b@example.com"}, "no-email"),
    "a colleague’s e-mail address": ({"way": "email", "to_email": "Ben.Carrow@hartmere.example.org"},
                                     "email-of-colleague"),
    "a way that is none": ({"way": "pigeon"}, "way-not-open"),
    "a language that is not there": ({"language": "cy"}, "no-translation"),
    "easy words that are not there": ({"easy_read": True}, "no-easy-read"),
    "an empty field": (field("expected", " "), "field-empty"),
    "a field that is not in the letter": (field("outcome_words", "No."), "field-too-many"),
    "no day": (field("happened_on", "yesterday"), "no-day"),
    "a day that has not come": (field("happened_on", "2026-12-24"), "day-ahead"),
    "a day of another decade": (field("happened_on", "2006-01-02"), "day-far-off"),
    "a text too long": (field("what_happened", LONG), "too-long"),
    "a field left in a text": (field("what_happened", "You shouted at {name}."), "brace-left"),
    "brackets left in a text": (field("expected", "Please [add as appropriate]."), "left-over"),
    "crosses left in a text": (field("consequence", "We meet you on XX."), "left-over"),
    "question marks left in a text": (field("consequence", "We meet you on ???"), "left-over"),
    "an angle bracket left in a text": (field("consequence", "We meet you on <date>."), "left-over"),
    "to be confirmed": (field("consequence", "We meet you TBC."), "left-over"),
    "a machine’s nothing": (field("consequence", "We meet you on None."), "left-over"),
    "a spreadsheet’s fault": (field("consequence", "We meet you on #N/A."), "left-over"),
    "a web page’s leftovers": (field("consequence", "You &amp; us."), "left-over"),
    "a second greeting": (field("consequence", "Dear Mrs Fenn, we are sorry."), "greeting-twice"),
    "a second ending": (field("consequence", "Yours sincerely"), "greeting-twice"),
    "letters that cannot be printed": (field("consequence", "Stay\x00 away."), "unprintable"),
    "own words too long": (own(LONG), "too-long"),
    "brackets left in own words": (own("[insert here]"), "left-over"),
    "nothing chosen": ({"chosen": Chosen()}, "nothing-chosen"),
    "a choice that is none": ({"chosen": Chosen({"complaint": "maybe"})}, "unknown-choice"),
    "a choice of another letter": ({"chosen": replace(CHOICES, alternatives=TWO)}, "choice-too-many"),
    "no such letter": ({"template": "love-letter"}, "no-template"),
}  # fmt: skip


def test_at_least_thirty_kinds_are_known() -> None:
    assert len({code for _more, code in KINDS.values()}) >= 30


def test_the_letter_without_a_mistake_has_none(desk: Desk) -> None:
    assert codes(desk, desk.intended()) == []


def codes(desk: Desk, intended: Intended) -> list[str]:
    return [one.code for one in rules.mistakes(intended, desk.case, desk.at())]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_and_is_the_only_one(kind: str, desk: Desk) -> None:
    more, code = KINDS[kind]
    intended = replace(desk.intended(), **more)

    assert codes(desk, intended) == [code]


def _colleague(desk: Desk) -> dict[str, Any]:
    person = desk.make.person(desk.agency, "Jo Dorn")
    return {"person": person, "to_name": "Jo Dorn", "to_address": ELSEWHERE}


def _victim(desk: Desk) -> dict[str, Any]:
    person = desk.make.person(desk.agency, "Jo Dorn")
    involve(desk.by(desk.ben), case=desk.case, part=Part.VICTIM, person=person)
    return {"person": person, "to_name": "Jo Dorn", "to_address": ELSEWHERE}


def _witness_home(desk: Desk) -> dict[str, Any]:
    home = add_place(agency=desk.agency, lines="3 Mill Street Hartmere", postcode="HM1 3AA")
    person = desk.make.person(desk.agency, "Jo Dorn", place=home)
    involve(desk.by(desk.ben), case=desk.case, part=Part.WITNESS, person=person)
    return to("3 Mill Street", "Hartmere", "HM1 3AA")


def _described(desk: Desk) -> dict[str, Any]:
    person = describe(desk.by(desk.ben), agency=desk.agency, description="A tall man with a dog.")
    involve(desk.by(desk.ben), case=desk.case, part=Part.SUBJECT, person=person)
    return {"person": person, "to_name": "Jo Dorn", "to_address": ELSEWHERE}


def _other_case(desk: Desk) -> dict[str, Any]:
    person = desk.make.person(desk.make.agency(word="elsewhere", name="Elsewhere"), "Jo Dorn")
    return {"person": person, "to_name": "Jo Dorn", "to_address": ELSEWHERE}


@pytest.mark.parametrize(("prepare", "code"), [
    (_colleague, "not-in-case"),
    (_victim, "not-in-case"),
    (_other_case, "not-in-case"),
    (_described, "not-known"),
    (_witness_home, "address-of-another"),
], ids=lambda one: getattr(one, "__name__", one))  # fmt: skip
def test_a_letter_goes_to_the_right_person_at_their_own_door(
    prepare: Callable[[Desk], dict[str, Any]], code: str, desk: Desk
) -> None:
    assert codes(desk, desk.intended(**prepare(desk))) == [code]


def test_two_who_live_together_can_both_be_written_to(desk: Desk) -> None:
    wife = desk.make.person(desk.agency, "Jo Marlpit", place=desk.colin.place)
    involve(desk.by(desk.ben), case=desk.case, part=Part.WITNESS, person=wife)

    assert codes(desk, desk.intended()) == []


def test_a_name_that_the_person_goes_by_will_do(desk: Desk) -> None:
    desk.colin.aliases.create(name="Col Marl")

    assert codes(desk, desk.intended(to_name="Col Marl")) == []


@pytest.mark.parametrize(("first", "second"), [("spoken_on", "happened_on"), ("happened_on", "spoken_on")])
def test_days_stand_in_their_order(first: str, second: str, desk: Desk) -> None:
    days = {first: "2026-01-02", second: "2026-01-03"}
    intended = desk.intended("after-conversation")
    found = codes(desk, replace(intended, fields={**intended.fields, **days}))

    assert found == (["days-out-of-order"] if first == "spoken_on" else [])


def test_each_mistake_is_a_sentence_for_a_reader(desk: Desk) -> None:
    said = [
        mistake.sentence
        for more, _code in KINDS.values()
        for mistake in rules.mistakes(replace(desk.intended(), **more), desk.case, desk.at())
    ]

    assert [one for one in said if not one[0].isupper() and not one.startswith("“")] == []
