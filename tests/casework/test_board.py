"""What home and lists count and show, against a slow count; asked in as many queries for one row as for many."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.casework.board import queries
from heed.casework.board.queries import Waiting
from heed.casework.cases.changes import involve, look, new_reference, open_case
from heed.casework.cases.models import Case, Involvement
from heed.casework.cases.queries import barred_from, done_already, parts_of
from heed.casework.cases.states import NAMED, Part
from heed.casework.duties.models import Duty, DutyHolder
from heed.casework.duties.queries import counts_of, of_case
from heed.casework.duties.states import How, Status
from heed.ledger.models import Entry
from heed.people.agencies.queries import policy_of
from tests.towns import NOW, Town

HOUR = timedelta(hours=1)


def duty(town: Town, hours: int, *, how: How | None = How.HOLDER, seen: bool = False, done: bool = False,
         case: Case | None = None) -> Duty:  # fmt: skip
    """Make a duty that is due so many hours from now, and falls to Ben (or not)."""
    made = Duty.objects.create(
        agency=town.agency,
        team=town.visiting,
        case=case,
        policy=policy_of(town.agency),
        rule=f"r{Duty.objects.count()}",
        verb="incident.care",
        owed_by="line-manager",
        series_at=NOW,
        opened_at=NOW,
        due_at=NOW + hours * HOUR,
        status=Status.DONE if done else Status.OPEN,
        done_at=NOW if done else None,
        acknowledged_at=NOW if seen else None,
    )
    if how:
        DutyHolder.objects.create(duty=made, user=town["ben"], how=how)
    return made


SKETCH = st.tuples(st.integers(-72, 72), st.sampled_from([None, *How]), st.booleans(), st.booleans())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sketches=st.lists(SKETCH, max_size=8))
def test_what_waits_is_counted_as_one_would_by_hand(
    town: Town, sketches: list[tuple[int, How | None, bool, bool]]
) -> None:
    Duty.objects.all().delete()
    for hours, how, seen, done in sketches:
        duty(town, hours, how=how, seen=seen, done=done)
    soon = NOW + 24 * HOUR
    mine = [(hours, how, seen) for hours, how, seen, done in sketches if how and not done]
    own = [hours for hours, how, _seen in mine if how != How.TOLD]
    told = [hours for hours, how, seen in mine if how == How.TOLD and not seen]
    expected = {
        "": sorted(own),
        "late": sorted(hours for hours in own if hours < 0),
        "soon": sorted(hours for hours in own if 0 <= hours <= 24),
        "told": sorted(told),
    }
    found = {
        view: [each.due_at for each in queries.waiting_for(town["ben"], view, NOW, soon, 0, 20)]
        for view in queries.VIEWS
    }
    assert found == {view: [NOW + hours * HOUR for hours in wanted] for view, wanted in expected.items()}
    assert queries.waiting(town["ben"], NOW, soon) == Waiting(
        len(expected[""]), len(expected["late"]), len(expected["soon"]), len(expected["told"])
    )
    assert queries.waiting(town["nia"], NOW, soon) == Waiting(0, 0, 0, 0)


def test_a_page_of_it_begins_where_the_last_ended(town: Town) -> None:
    for hours in range(7):
        duty(town, hours)
    pages = [queries.waiting_for(town["ben"], "", NOW, NOW, start, 3) for start in (0, 3, 6)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [each.due_at for page in pages for each in page] == [NOW + hours * HOUR for hours in range(7)]


def test_what_is_open_on_a_case_says_whom_it_falls_to_in_two_queries_however_much_it_is(town: Town) -> None:
    case = open_case(town.make.stamp(), team=town.visiting)
    asked = []
    for many in (1, 12):
        while case.duties.count() < many:
            made = duty(town, case.duties.count(), case=case)
            DutyHolder.objects.create(duty=made, user=town["cat"], how=How.TOLD)
        queries.open_on(case.pk)
        with CaptureQueriesContext(connection) as captured:
            found = queries.open_on(case.pk)
        asked.append(len(captured))
        assert [[(held.name, held.how) for held in each.held] for each in found] == [
            [("Ben Carrow", "holder"), ("Cat Denholm", "told")]
        ] * many
    assert asked == [2, 2]


def test_a_brief_made_of_a_row_and_of_a_duty_say_the_same(town: Town) -> None:
    case = open_case(town.make.stamp(), team=town.visiting)
    duty(town, 3, case=case)
    [row], [whole] = queries.open_on(case.pk), [queries.brief(each) for each in of_case(case.pk)]
    assert (row, row.reference, row.how, row.line) == (whole, case.reference, "", None)


def test_open_and_late_are_counted_by_case_and_cases_with_nothing_are_left_out(town: Town) -> None:
    cases = [open_case(town.make.stamp(), team=town.visiting) for _each in range(3)]
    for number, hours in ((0, -1), (0, 1), (1, 5)):
        duty(town, hours, case=cases[number])
    duty(town, -1, case=cases[2], done=True)
    counts = counts_of([case.pk for case in cases], NOW)
    assert {key: (each.open, each.late) for key, each in counts.items()} == {cases[0].pk: (2, 1), cases[1].pk: (1, 0)}
    assert counts_of([], NOW) == {}


def test_what_people_waived_is_shown_and_what_lost_its_point_is_not(town: Town) -> None:
    case = open_case(town.make.stamp(), team=town.visiting)
    for reason in ("She has left.", "plan.change"):
        made = duty(town, 1, case=case)
        Duty.objects.filter(pk=made.pk).update(status="waived", reason=reason, done_at=NOW, done_by=town["ben"])
    [waived] = queries.waived_on(case.pk)
    assert (waived.reason, waived.by, waived.at, waived.verb) == ("She has left.", "Ben Carrow", NOW, "incident.care")


# --- cases -----------------------------------------------------------------------------------------------------------


def test_a_reference_is_random_and_has_no_letter_that_is_mistaken_for_another() -> None:
    found = [new_reference() for _each in range(500)]
    assert len(set(found)) == 500
    assert {len(each) for each in found} == {11}
    assert not set("".join(found)) & set("ILOU01")
    assert {each[:2] + each[6] for each in found} == {"H--"}


@pytest.mark.parametrize("deciding", [True, False])
def test_who_is_barred(town: Town, deciding: bool) -> None:
    case = open_case(town.make.stamp(), team=town.visiting)
    parts = dict(zip(Part, ("asha", "nia", "pip", "sid", "ben", "cat", "hal", "rex"), strict=True))
    for part, who in parts.items():
        involve(town.make.stamp(), case=case, part=part, user=town[who])
    involve(town.make.stamp(), case=case, part=Part.VICTIM, name="Nobody with an account")
    barred = {part for part, who in parts.items() if town.users[who].pk in barred_from(case, deciding=deciding)}
    assert barred == (set(NAMED) if deciding else {Part.VICTIM, Part.SUBJECT})
    assert len(barred_from(case, deciding=deciding)) == len(barred)


def test_a_part_is_given_once_and_somebody_may_have_several(town: Town) -> None:
    case = open_case(town.make.stamp(), team=town.visiting)
    for part in (Part.VICTIM, Part.VICTIM, Part.REPORTER):
        involve(town.make.stamp(), case=case, part=part, user=town["asha"])
    assert (set(parts_of(case, town["asha"])), Involvement.objects.filter(case=case).count()) == (
        {Part.VICTIM, Part.REPORTER}, 2
    )  # fmt: skip
    assert parts_of(case, town["nia"]) == frozenset()


def test_looking_is_an_entry_by_the_reader_on_the_cases_own_chain(town: Town) -> None:
    case = open_case(town.make.stamp(), team=town.visiting)
    for _twice in range(2):
        look(town.make.by(town["ben"], NOW), case=case, thing=f"incident:{case.pk}")
    entries = Entry.objects.filter(chain=case.chain, verb="case.look")
    assert [(entry.by, entry.at) for entry in entries] == [(town["ben"].pk, NOW)] * 2


@pytest.mark.parametrize("token", [None, ""])
def test_a_form_without_a_token_was_never_sent_before(town: Town, token: str | None) -> None:
    case = open_case(town.make.stamp(), team=town.visiting)
    assert not done_already(case, token)
    assert isinstance(case.opened_at, datetime)
