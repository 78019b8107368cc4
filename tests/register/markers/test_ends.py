"""Until when an entry stands, what must be answered before it does, and whom it can be about."""

from datetime import UTC, date, datetime

import pytest

from heed.access.decisions import Refused
from heed.people.agencies.queries import book_for
from heed.register.markers import changes, queries, rules
from heed.register.markers.models import Marker
from tests.register.conftest import Council

TODAY, LONGEST = date(2026, 6, 1), date(2028, 6, 1)


@pytest.mark.parametrize(("ends_on", "reason"), [
    (date(2020, 1, 1), "The new end must lie in the future."),
    (date(2026, 5, 31), "The new end must lie in the future."),
    (TODAY, "The new end must lie in the future."),
    (date(2026, 6, 2), ""),
    (date(2028, 2, 29), ""),
    (LONGEST, ""),
    (date(2028, 6, 2), "Your policy allows no end later than 01/06/2028."),
    (date(9999, 12, 31), "Your policy allows no end later than 01/06/2028."),
])  # fmt: skip
def test_an_end_lies_after_today_and_no_later_than_policy_allows(ends_on: date, reason: str) -> None:
    assert rules.may_stand_until(ends_on, LONGEST, TODAY).reason == reason


@pytest.mark.parametrize(("at", "child", "usual", "longest"), [
    ("2026-06-01T09:00", False, "2027-06-01", "2028-06-01"),
    ("2026-06-01T09:00", True, "2026-12-01", "2026-12-01"),
    ("2026-06-01T22:59", False, "2027-06-01", "2028-06-01"),  # one minute to midnight in London
    ("2026-06-01T23:00", False, "2027-06-02", "2028-06-02"),  # midnight there
    ("2026-02-28T12:00", False, "2027-02-28", "2028-02-28"),
    ("2028-02-29T12:00", False, "2029-02-28", "2030-02-28"),  # a day that the next years do not have
    ("2026-08-31T12:00", True, "2027-02-28", "2027-02-28"),
])  # fmt: skip
def test_until_when_an_entry_of_today_stands(  # one line a case: the day in London counts, months end with their end
    ours: Council, marker: Marker, at: str, child: bool, usual: str, longest: str
) -> None:
    marker.child = child
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    found = (queries.usual_on(marker, moment), queries.longest_on(marker, moment))
    assert tuple(day.isoformat() for day in found) == (usual, longest)


@pytest.mark.parametrize(("ends_on", "day", "warns"), [
    ("2026-10-29", "2026-10-28", True), ("2026-10-29", "2026-10-29", True), ("2026-10-29", "2026-10-30", False),
])  # fmt: skip
def test_an_entry_warns_on_its_last_day_and_not_on_the_next(ours: Council, ends_on: str, day: str, warns: bool) -> None:
    live = ours.live(ends_on=date.fromisoformat(ends_on))
    assert Marker.objects.live(date.fromisoformat(day)).filter(pk=live.pk).exists() is warns
    assert queries.listed(ours.owner, date.fromisoformat(day)).filter(pk=live.pk).exists() is warns
    assert queries.listed(ours.owner, date.fromisoformat(day), past=True).filter(pk=live.pk).exists() is not warns


# --- answers and double presses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", ["", " ", "\n\t", None])
def test_an_answer_without_words_is_none(ours: Council, marker: Marker, blank: str | None) -> None:
    answers = ours.answers(marker)
    answers.pop("time")
    answers |= {} if blank is None else {"time": blank}
    ask = book_for(ours.officer.agency).factors["time"].ask.text()

    with pytest.raises(Refused) as refused:
        changes.require_answers(marker, answers)
    assert refused.value.reason == f"Answer each of the questions in writing: {ask}"


def test_every_question_without_an_answer_is_named_in_the_order_of_the_policy(ours: Council, marker: Marker) -> None:
    asked = [factor.ask.text() for factor in queries.factors_for(book_for(ours.officer.agency), "person")]
    with pytest.raises(Refused) as refused:
        changes.require_answers(marker, {})
    assert refused.value.reason == f"Answer each of the questions in writing: {' '.join(asked)}"


def test_an_answer_to_what_nobody_asked_is_not_kept(ours: Council, marker: Marker) -> None:
    answers = ours.answers(marker) | {"gossip": "They say that he drinks."}
    changes.countersign(ours.by(ours.head), marker, answers=answers)
    assert {*marker.answers.values_list("factor", flat=True)} == {*ours.answers(marker)}


def test_pressed_twice_it_is_countersigned_once(ours: Council, marker: Marker) -> None:
    again = Marker.objects.get(pk=marker.pk)
    for each in (marker, again):
        changes.countersign(ours.by(ours.head), each, answers=ours.answers(each), token="one form")
    marker.refresh_from_db()
    assert (marker.answers.count(), marker.status) == (len(ours.answers(marker)), "countersigned")


@pytest.mark.parametrize(("words", "found"), [
    ("colin", ["Colin Marlpit"]), ("MARLPIT colin", ["Colin Marlpit"]), ("marl col", ["Colin Marlpit"]),
    ("colin wanda", []), ("", []), ("   ", []), ("zz", []),
])  # fmt: skip
def test_a_person_is_found_by_every_word_of_a_name(ours: Council, words: str, found: list[str]) -> None:
    assert [each.name for each in queries.persons_like(ours.officer.agency, words)] == found


def test_a_person_is_found_by_another_name_and_never_by_another_agency(ours: Council) -> None:
    ours.make.person(ours.officer.agency, "Wanda Oakley", aliases=("Wanda Marl", "W. O."))
    strangers = ours.make.agency(word="far-off", name="Far Off Council")
    assert [each.name for each in queries.persons_like(ours.officer.agency, "wanda")] == ["Wanda Oakley"]
    assert queries.persons_like(strangers, "wanda") == []


def test_no_more_persons_are_offered_than_a_reader_can_look_through(ours: Council) -> None:
    for number in range(12):
        ours.make.person(ours.officer.agency, f"Sam Fell {number:02}")
    found = queries.persons_like(ours.officer.agency, "sam")
    assert [each.name for each in found] == [f"Sam Fell {number:02}" for number in range(10)]
