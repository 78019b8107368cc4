"""What is asked in an appeal: what is refused, with which sentence; what is forgotten where it does not belong."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from time_machine import travel

from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.register.appeals.models import Appeal
from heed.register.markers.models import Marker
from heed.web.appeals import forms
from tests.moments import london
from tests.towns import Town

RECEIVED = {"how": "letter", "received_on_day": "2", "received_on_month": "3", "received_on_year": "2026",
            "who": "themselves", "grounds": "It was not me."}  # fmt: skip
TODAY = date(2026, 3, 3)
STANDS_UNTIL = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def tuesday() -> Iterator[None]:
    with travel(london("2026-03-03 10:00"), tick=False):
        yield


def errors(form: Any) -> dict[str, list[str]]:
    return {name: list(messages) for name, messages in form.errors.items()}


# --- it comes --------------------------------------------------------------------------------------------------------


def receive(**changed: Any) -> forms.Receive:
    return forms.Receive({name: value for name, value in {**RECEIVED, **changed}.items() if value is not None})


@pytest.mark.parametrize(("changed", "expected"), [
    ({}, {}),
    ({"how": None}, {"how": ["Select how it reached you"]}),
    ({"who": None}, {"who": ["Select who appeals"]}),
    ({"who": "another"}, {"by_name": ["Enter who appeals for them"]}),
    ({"who": "another", "by_name": "  "}, {"by_name": ["Enter who appeals for them"]}),
    ({"who": "another", "by_name": "Wanda Oakley, a friend"}, {}),
    ({"grounds": None}, {"grounds": ["Enter what they say"]}),
    ({"grounds": " \n "}, {"grounds": ["Enter what they say"]}),
    ({"grounds": "x" * 5_000}, {}),
    ({"told": "x" * 2_000}, {}),
    ({"received_on_day": "3"}, {}),
    ({"received_on_day": "4"}, {"received_on": ["The day must be today or in the past"]}),
    ({"received_on_day": "30", "received_on_month": "2"},
     {"received_on": ["The day must be from 1 to 28 in February"]}),
    ({"received_on_year": "26"}, {"received_on": ["The year must have 4 numbers, like 2026"]}),
    ({"received_on_month": ""}, {"received_on": ["The day must include a month"]}),
], ids=[
    "whole", "no way", "nobody", "somebody without a name", "a name of gaps", "somebody", "no grounds", "gaps",
    "the longest", "the longest told", "today", "tomorrow", "30 February", "a short year", "no month",
])  # fmt: skip
def test_what_is_said_of_an_appeal_that_came(changed: dict[str, Any], expected: dict[str, list[str]]) -> None:
    assert errors(receive(**changed)) == expected


@pytest.mark.parametrize(("name", "length"), [("grounds", 5_001), ("told", 2_001)])
def test_words_that_are_too_long_are_refused_and_kept_in_their_box(name: str, length: int) -> None:
    form = receive(**{name: "x" * length})
    assert (list(form.errors), len(form[name].value())) == ([name], length)


def test_who_spoke_for_them_is_forgotten_when_they_appeal_themselves() -> None:
    form = receive(by_name="Wanda Oakley")
    assert (form.is_valid(), form.cleaned_data["by_name"]) == (True, "")


@pytest.mark.parametrize(("way", "valid"), [
    ("letter", True), ("email", True), ("telephone", True), ("in-person", True), ("pigeon", False), ("", False),
])  # fmt: skip
def test_the_ways_in_which_an_appeal_comes(way: str, valid: bool) -> None:
    assert receive(how=way).is_valid() is valid


# --- the employee, and each of the panel -----------------------------------------------------------------------------


@pytest.fixture
def on(town: Town) -> forms.On:
    """An appeal that needs three, and four who could sit on its panel; it is in no table, for a form needs none."""
    marker = Marker(controls=["not-alone"], advice="Ring first.", ends_on=STANDS_UNTIL)
    could_sit = [town[who] for who in ("cat", "sol", "hew", "kim")]
    return forms.On(Appeal(marker=marker, size=3), book_for(town.agency), could_sit, town["ros"])


@pytest.mark.parametrize(("sent", "expected"), [
    ({}, {"how": ["Select yes if you want to say what you think"]}),
    ({"how": "give"}, {"text": ["Enter what you think"]}),
    ({"how": "give", "text": " "}, {"text": ["Enter what you think"]}),
    ({"how": "give", "text": "It was he."}, {}),
    ({"how": "decline"}, {}),
    ({"how": "decline", "text": "Half a sente"}, {}),
])  # fmt: skip
def test_the_employee_says_what_they_think_or_that_they_would_rather_not(
    on: forms.On, sent: dict[str, str], expected: dict[str, list[str]]
) -> None:
    assert errors(forms.Comment(sent, on=on)) == expected


@pytest.mark.parametrize(("sent", "expected"), [
    ({}, {"outcome": ["Select how you see it"], "reasons": ["Enter why"]}),
    ({"outcome": "stands"}, {"reasons": ["Enter why"]}),
    ({"reasons": "So."}, {"outcome": ["Select how you see it"]}),
    *(({"outcome": word, "reasons": "So."}, {}) for word in ("stands", "changed", "removed")),
])  # fmt: skip
def test_each_of_the_panel_says_how_they_see_it_and_why(
    on: forms.On, sent: dict[str, str], expected: dict[str, list[str]]
) -> None:
    assert errors(forms.View(sent, on=on)) == expected


@pytest.mark.parametrize(("form", "missing"), [
    (forms.Acknowledge, "Enter how they were told"), (forms.Withdraw, "Enter how you heard of it"),
])  # fmt: skip
@pytest.mark.parametrize("text", ["", "  ", "By telephone.", "x" * 1_000])
def test_how_they_were_told_or_withdrew_is_written_down(
    on: forms.On, form: type[forms.Step], missing: str, text: str
) -> None:
    assert errors(form({"text": text}, on=on)) == ({} if text.strip() else {"text": [missing]})


# --- the panel -------------------------------------------------------------------------------------------------------


def panel(on: forms.On, town: Town, who: str, chair: str = "", more: str = "") -> forms.Panel:
    """Return the form with these ticked (short names), this one as the chair, these addresses typed."""
    key = {short: str(town.users[short].pk) for short in town.users}
    sent = {"members": [key[short] for short in who.split()], "chair": key.get(chair, chair), "more": more}
    return forms.Panel(sent, on=on)


TOO_FEW = {"members": ["Select at least 3 people"]}
PIP = "pip.fenn@hartmere.example.org"


@pytest.mark.parametrize(("who", "chair", "more", "expected"), [
    ("cat sol hew", "hew", "", {}),
    ("cat sol hew kim", "cat", "", {}),
    ("cat sol", "cat", "", TOO_FEW),
    ("cat sol", "cat", PIP, {}),
    ("cat sol", "cat", PIP.upper(), {}),
    ("cat sol", "cat", f"{PIP}\n{PIP}", {}),
    ("cat", "cat", f"{PIP}\n{PIP}", TOO_FEW),
    ("cat sol hew", "kim", "", {"chair": ["Whoever chairs the panel must sit on it"]}),
    ("cat sol hew", "more", "", {"chair": ["Whoever chairs the panel must sit on it"]}),
    ("cat sol hew", "", "", {"chair": ["Select who chairs the panel"]}),
    ("cat sol hew", "cat", "nobody@example.org", {"more": ["Nobody here has the address nobody@example.org"]}),
    ("cat sol hew", "cat", "ola.strand@elsewhere.example.org",
     {"more": ["Nobody here has the address ola.strand@elsewhere.example.org"]}),
    ("cat sol hew", "cat", "ros.tarn@hartmere.example.org",
     {"more": ["Nobody here has the address ros.tarn@hartmere.example.org"]}),
    ("cat sol hew", "cat", "a b", {"more": ["Nobody here has the address a", "Nobody here has the address b"]}),
], ids=[
    "three", "four", "two", "two and one by address", "in capitals", "an address twice",
    "a person twice does not count",
    "a chair who does not sit", "a chair by address without one", "no chair", "nobody's address", "another agency's",
    "oneself", "words",
])  # fmt: skip
def test_who_sits_on_a_panel(
    on: forms.On, town: Town, who: str, chair: str, more: str, expected: dict[str, list[str]]
) -> None:
    assert errors(panel(on, town, who, chair, more)) == expected


@pytest.mark.parametrize(("chair", "more", "order"), [
    ("sol", "", ["sol", "cat", "hew"]), ("cat", "", ["cat", "sol", "hew"]), ("more", PIP, ["pip", "cat", "sol", "hew"]),
    ("hew", PIP, ["hew", "cat", "sol", "pip"]),
])  # fmt: skip
def test_whoever_chairs_comes_first(on: forms.On, town: Town, chair: str, more: str, order: list[str]) -> None:
    form = panel(on, town, "cat sol hew", chair, more)
    assert (form.is_valid(), [town.who(user) for user in form.users]) == (True, order)


def test_who_was_ticked_and_typed_is_one_person(on: forms.On, town: Town) -> None:
    form = panel(on, town, "cat sol", "cat", "cat.denholm@hartmere.example.org")
    assert errors(form) == TOO_FEW


def test_somebody_who_is_not_offered_cannot_be_ticked(on: forms.On, town: Town) -> None:
    form = panel(on, town, "cat sol hew asha", "cat")
    assert [*form.errors][:1] == ["members"]


def test_who_has_left_is_not_found_by_their_address(on: forms.On, town: Town) -> None:
    User.objects.filter(pk=town.users["pip"].pk).update(is_active=False)
    assert errors(panel(on, town, "cat sol hew", "cat", PIP)) == {"more": [f"Nobody here has the address {PIP}"]}


# --- the decision ----------------------------------------------------------------------------------------------------


def decide(on: forms.On, outcome: str = "changed", day: date | None = None, **more: Any) -> forms.Decide:
    sent = {"outcome": outcome, "reasons": "So.", **more}
    if day:
        sent |= {"ends_on_day": day.day, "ends_on_month": day.month, "ends_on_year": day.year}
    return forms.Decide({name: value for name, value in sent.items() if value is not None}, on=on)


@pytest.mark.parametrize(("day", "expected"), [
    (None, {}),
    (TODAY, {"ends_on": ["The day must be 4 March 2026 or later"]}),
    (TODAY - timedelta(days=400), {"ends_on": ["The day must be 4 March 2026 or later"]}),
    (TODAY + timedelta(days=1), {}),
    (STANDS_UNTIL, {}),
    (STANDS_UNTIL + timedelta(days=1), {"ends_on": ["The day must be 1 September 2026 or earlier"]}),
], ids=["as it is", "today", "last year", "tomorrow", "its own end", "a day longer"])  # fmt: skip
def test_an_appeal_never_makes_an_entry_stand_longer(
    on: forms.On, day: date | None, expected: dict[str, list[str]]
) -> None:
    assert errors(decide(on, day=day, controls=["not-alone"])) == expected


@pytest.mark.parametrize(("controls", "advice", "expected"), [
    ([], None, {"controls": ["Select what staff should do, or say it below"]}),
    ([], "  ", {"controls": ["Select what staff should do, or say it below"]}),
    (["not-alone"], None, {}),
    ([], "Ring first.", {}),
    (["not-alone", "office-only"], "Ring first.", {}),
    ([], "x" * 300, {}),
])  # fmt: skip
def test_an_entry_that_stays_says_what_staff_should_do(
    on: forms.On, controls: list[str], advice: str | None, expected: dict[str, list[str]]
) -> None:
    assert errors(decide(on, controls=controls, advice=advice)) == expected


def test_advice_that_is_too_long_is_one_mistake_and_not_two(on: forms.On) -> None:
    assert list(decide(on, controls=[], advice="x" * 301).errors) == ["advice"]


@pytest.mark.parametrize("outcome", ["stands", "removed"])
@pytest.mark.parametrize("day", [None, date(1999, 1, 1), date(2099, 1, 1)])
def test_where_nothing_is_changed_what_would_be_is_forgotten_and_its_mistakes_too(
    on: forms.On, outcome: str, day: date | None
) -> None:
    form = decide(on, outcome, day, controls=["not-alone"], advice="Ring first.")
    assert form.is_valid(), form.errors
    assert [form.cleaned_data[name] for name in ("controls", "advice", "ends_on")] == [None, None, None]


@pytest.mark.parametrize(("sent", "expected"), [
    ({"outcome": None}, {"outcome": ["Select what the panel decided"]}),
    ({"outcome": "stands", "reasons": None}, {"reasons": ["Enter why"]}),
    ({"outcome": "stands", "reasons": " "}, {"reasons": ["Enter why"]}),
])  # fmt: skip
def test_what_was_decided_and_why(on: forms.On, sent: dict[str, Any], expected: dict[str, list[str]]) -> None:
    assert errors(decide(on, **sent)) == expected


def test_a_decision_begins_with_what_the_entry_says_now(on: forms.On) -> None:
    form = forms.Decide(on=on)
    assert [form[name].value() for name in ("controls", "advice", "ends_on")] == [
        ["not-alone"], "Ring first.", STANDS_UNTIL,
    ]  # fmt: skip


@pytest.mark.parametrize(("ends_on", "day"), [(None, date(2030, 1, 1)), (STANDS_UNTIL, STANDS_UNTIL)])
def test_an_entry_without_an_end_may_be_given_any(town: Town, ends_on: date | None, day: date) -> None:
    on = forms.On(Appeal(marker=Marker(controls=[], ends_on=ends_on), size=3), book_for(town.agency), [],
                  town["ros"])  # fmt: skip
    assert errors(decide(on, day=day, controls=["not-alone"])) == {}
