"""An earlier register comes in: as proposals, each thing once, for nobody longer than before."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from heed.access.decisions import Refused
from heed.casework.cases.models import Note
from heed.ledger.models import Entry
from heed.matching.sheets.reading import MOST_BYTES, BadFile
from heed.people.public.changes import add_person
from heed.people.public.models import Person, Warned
from heed.register.bringing.changes import bring_in
from heed.register.bringing.queries import MOST_ROWS, plan_bringing
from heed.register.bringing.rules import may_bring_in
from heed.register.markers import changes
from heed.register.markers.models import Marker, Source
from heed.register.markers.queries import concerned, longest_on, usual_on
from heed.register.markers.states import Decision, Outcome
from heed.register.terms import changes as terms
from heed.register.terms.changes import Reviewed
from tests.matching.sheets.test_reading import workbook
from tests.register.bringing.test_rows import GOOD
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db
NADIA = {"reference": "W/13", "name": "Nadia Fenwick", "born": "", "address": "4 Tern Row", "postcode": "ZZ1 1ZZ"}
YARD = {"reference": "W/14", "name": "", "born": "", "address": "", "property": "The Yard, Quay Lane", "postcode": "",
        "warns of": "animal", "what to do": "animal-away"}  # fmt: skip


def sheet(*rows: dict[str, str]) -> bytes:
    """Return a CSV file in which each row differs so from the good one."""
    whole = [{**GOOD, **row} for row in rows]
    header = list(dict.fromkeys(name for row in whole for name in row))
    lines = [header, *([row.get(name, "") for name in header] for row in whole)]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


def brought(council: Council, *rows: dict[str, str]) -> list[Marker]:
    bring_in(council.by(council.safety), sheet(*rows))
    return list(Marker.objects.order_by("pk"))


@pytest.mark.clause("EHC-2", "EHC-4")
def test_what_has_everything_comes_in_as_proposals_and_the_rest_is_named(council: Council) -> None:
    plan = bring_in(council.by(council.safety), sheet({}, NADIA | {"why": ""}, YARD))

    assert [(each.line, each.reference, each.reasons) for each in plan.left_out] == [
        (3, "W/13", ("nothing says why there is a credible risk",))
    ]
    colin, yard = Marker.objects.order_by("pk")
    assert (str(colin.person), colin.status, colin.hazards, colin.controls, colin.earlier_ends_on) == (
        "Colin Marlpit", "proposed", ["threats", "violence"], ["not-alone"], date(2026, 11, 29))  # fmt: skip
    assert (str(yard.place), yard.status, yard.hazards) == ("The Yard, Quay Lane", "proposed", ["animal"])
    assert list(Source.objects.filter(marker=colin).values_list("happened_on", "what")) == [
        (date(2026, 5, 29), "He raised a spade.")
    ]
    [note] = Note.objects.filter(case=colin.case, verb="marker.propose")
    assert note.text.startswith(
        "Brought in from an earlier register. Its reference there: W/12. Countersigned there by"
    )


def test_it_is_on_the_ledger_who_brought_how_many(council: Council) -> None:
    bring_in(council.by(council.safety), sheet({}, NADIA | {"why": ""}))

    entry = Entry.objects.get(verb="register.bring-in")
    assert (entry.by, json.loads(entry.facts)) == (council.safety.pk, {"brought": 1, "left_out": 1})


def test_an_entry_that_came_in_warns_nobody_before_it_is_decided_on(council: Council) -> None:
    [colin] = brought(council, {})

    assert list(Marker.objects.live(council.now.date())) == []
    assert not Warned.objects.filter(case=colin.pk).exists()


@pytest.mark.clause("EHC-11")
def test_nobody_stands_longer_here_than_there(council: Council) -> None:
    [colin] = brought(council, {})
    assert (longest_on(colin, council.now), usual_on(colin, council.now)) == (date(2026, 11, 29), date(2026, 11, 29))
    changes.countersign(council.by(council.head), colin, answers=council.answers(colin))
    with pytest.raises(Refused, match="no end later than 29/11/2026"):
        council.decide(colin, ends_on=date(2026, 11, 30))
    council.decide(colin, ends_on=date(2026, 11, 29))

    live = Marker.objects.get(pk=colin.pk)
    assert (live.status, live.ends_on, live.longest_on) == ("live", date(2026, 11, 29), date(2026, 11, 29))


@pytest.mark.clause("EHC-14")
def test_once_decided_on_here_it_can_be_renewed_as_any_other(council: Council) -> None:
    [colin] = brought(council, {})
    changes.countersign(council.by(council.head), colin, answers=council.answers(colin))
    council.decide(colin, ends_on=date(2026, 11, 29))
    colin = Marker.objects.get(pk=colin.pk)
    reviewed = Reviewed(Outcome.RENEW, council.answers(colin), "It goes on.", date(2027, 5, 1))
    terms.review(council.by(council.owner), colin, reviewed)

    assert Marker.objects.get(pk=colin.pk).ends_on == date(2027, 5, 1)


def test_whose_time_there_ran_out_meanwhile_cannot_be_put_here(council: Council) -> None:
    [colin] = brought(council, {"ends on": "3/6/2026"})
    later = council.now + timedelta(days=4)
    changes.countersign(council.by(council.head, later), colin, answers=council.answers(colin))
    verdict = changes.Verdict(Decision.ADD, council.answers(colin), date(2026, 6, 30), "Still a risk.")
    with pytest.raises(Refused, match="no end later than 03/06/2026"):
        changes.decide(council.by(council.owner, later), colin, verdict)


@pytest.mark.clause("EHC-4")
def test_the_employee_concerned_is_asked_for_their_version(council: Council) -> None:
    [colin] = brought(council, {"employee": council.officer.email})

    assert concerned(colin) == [council.officer]


# --- once ------------------------------------------------------------------------------------------------------------


def test_the_same_list_brought_again_adds_nothing(council: Council) -> None:
    first = brought(council, {}, NADIA, YARD)
    again = bring_in(council.by(council.safety), sheet({}, NADIA, YARD))

    assert Marker.objects.count() == len(first) == 3
    assert [each.reasons for each in again.left_out] == [
        (f"it is here already: {marker.case.reference}",) for marker in first
    ]


def test_two_rows_about_one_person_come_in_once(council: Council) -> None:
    plan = plan_bringing(council.safety, sheet({}, {"name": "COLIN MARLPIT", "address": "9 Other Row"}), council.now)

    assert ([row.line for row in plan.rows], [each.reasons for each in plan.left_out]) == (
        [2], [("line 2 is about the same",)])  # fmt: skip


def test_a_person_whom_the_agency_knows_is_not_made_twice(council: Council) -> None:
    known = add_person(council.by(council.safety), agency=council.other.agency, name="Colin Marlpit",
                       born_on=date(1971, 3, 4))  # fmt: skip
    [colin] = brought(council, {"name": "colin marlpit"})

    assert colin.person == known


def test_of_two_who_are_called_so_and_born_that_day_neither_is_taken(council: Council) -> None:
    for _ in range(2):
        add_person(council.by(council.safety), agency=council.other.agency, name="Colin Marlpit",
                   born_on=date(1971, 3, 4))  # fmt: skip
    before = Person.objects.filter(name="Colin Marlpit").count()
    brought(council, {})

    assert Person.objects.filter(name="Colin Marlpit").count() == before + 1


def test_an_employee_of_nobody_is_named(council: Council) -> None:
    plan = plan_bringing(council.safety, sheet({"employee": "nobody@example.org"}), council.now)

    assert [each.reasons for each in plan.left_out] == [
        ("nobody works here whose e-mail address is “nobody@example.org”",)
    ]


def test_what_is_here_and_may_not_be_seen_is_not_named(council: Council) -> None:
    [colin] = brought(council, {})
    plan = plan_bringing(council.other, sheet({}), council.now)

    assert [each.reasons for each in plan.left_out] == [("it is here already: ask the owner",)]
    assert colin.case.reference not in str(plan.left_out)


# --- who, and what file ----------------------------------------------------------------------------------------------


@pytest.mark.clause("EHC-3")
@pytest.mark.parametrize(("who", "reason"), [
    ("safety", ""),
    ("owner", "Whoever decides on the entries does not bring them in. Ask health and safety to do it."),
    ("manager", "Only somebody who sees the whole register brings one in. Ask health and safety to do it."),
    ("officer", "Report what worries you. Your manager, or health and safety, can propose an entry from it."),
    ("dpo", ""),
    ("admin", "Report what worries you. Your manager, or health and safety, can propose an entry from it."),
])  # fmt: skip
def test_who_brings_it_in(council: Council, who: str, reason: str) -> None:
    user = getattr(council, who)
    assert may_bring_in(user).reason == reason
    if reason:
        with pytest.raises(Refused):
            bring_in(council.by(user), sheet({}))
        assert Marker.objects.count() == 0


def test_who_brings_in_decides_on_nothing_of_it(council: Council) -> None:
    [colin] = brought(council, {})
    with pytest.raises(Refused, match="You are named in this case"):
        changes.countersign(council.by(council.safety), colin, answers=council.answers(colin))
    changes.countersign(council.by(council.head), colin, answers=council.answers(colin))
    with pytest.raises(Refused, match="You are named in this case"):
        changes.decide(council.by(council.safety), colin, changes.Verdict(Decision.REFUSE, {}, None, "No."))


def test_an_excel_workbook_is_a_register_too(council: Council) -> None:
    content = workbook([list(GOOD), [date(1971, 3, 4) if name == "born" else cell for name, cell in GOOD.items()]])
    bring_in(council.by(council.safety), content)

    assert [str(marker.person) for marker in Marker.objects.all()] == ["Colin Marlpit"]


@pytest.mark.parametrize(("content", "words"), [
    (b"", "The file is empty."),
    (b"name,why\nx,y\n", "The list lacks columns"),
    (b"\x00\x01", "This is no CSV file"),
    (b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n",
     "This is a calendar"),
    (sheet({}) + b"\n" + b"\n".join([b"x"] * MOST_ROWS), f"more than {MOST_ROWS:,} rows"),
    (BytesIO(b"x" * (MOST_BYTES + 1)).getvalue(), "larger than"),
])  # fmt: skip
def test_what_is_no_register_is_refused_whole(council: Council, content: bytes, words: str) -> None:
    with pytest.raises(BadFile, match=words):
        bring_in(council.by(council.safety), content)
    assert Marker.objects.count() == 0


def test_looking_first_costs_as_many_queries_for_thirty_rows_as_for_one(council: Council) -> None:
    costs = []
    for rows in (1, 1, 30):  # the first finds the policy
        content = sheet(*({"name": f"Colin Marlpit {each}"} for each in range(rows)))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            plan_bringing(council.safety, content, council.now)
        costs.append(len(asked))

    assert costs[1] == costs[2]
