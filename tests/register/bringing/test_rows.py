"""What a row of an earlier register needs, and every reason for which one cannot come in."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.matching.sheets.reading import BadFile, Line, Table
from heed.policy.book import Book
from heed.policy.load import load, shipped
from heed.policy.vocabulary import VOCABULARY
from heed.register.bringing.rows import COLUMNS, LeftOut, Reading, Row, columns_of, keys_of, parted, whole_day

TODAY = date(2026, 6, 1)
GOOD = {
    "reference": "W/12",
    "name": "Colin Marlpit",
    "born": "4/3/1971",
    "address": "12 Marl Lane",
    "postcode": "zz9 9zz",
    "warns of": "violence; Threats",
    "what to do": "not-alone",
    "why": "He raised a spade and said that he would use it.",
    "fact on": "29/05/2026",
    "fact": "He raised a spade.",
    "countersigned by": "Hana Teasel",
    "decided by": "Owen Thrift",
    "decided on": "30/05/2026",
    "ends on": "29/11/2026",
    "told on": "31/05/2026",
}
"""As somebody's spreadsheet has it; nobody here is real."""


@pytest.fixture(scope="module")
def book() -> Book:
    return load(shipped("default"), VOCABULARY)


def read(book: Book, **more: str) -> Row | LeftOut:
    """Return what a row says that differs from the good one so."""
    cells = GOOD | {name.replace("_", " "): cell for name, cell in more.items()}
    return Reading(Line(4, tuple(cells.values())), tuple(cells), book, TODAY).read()


def lacks(book: Book, **more: str) -> list[str]:
    found = read(book, **more)
    return list(found.reasons) if isinstance(found, LeftOut) else []


def test_a_row_that_has_everything_comes_in(book: Book) -> None:
    assert read(book, other_names="Col Marlpit; C. Marl", further_addresses="2 Tern Row ZZ9 1AA; The Ferry",
                fact_on_2="1 May 2026", fact_2="He threw a stone.", employee="asha@example.org") == Row(
        line=4, reference="W/12", name="Colin Marlpit", born_on=date(1971, 3, 4),
        other_names=("Col Marlpit", "C. Marl"), address="12 Marl Lane", postcode="ZZ9 9ZZ",
        further=(("2 Tern Row", "ZZ9 1AA"), ("The Ferry", "")), hazards=("violence", "threats"),
        controls=("not-alone",), advice="", grounds="He raised a spade and said that he would use it.",
        facts=((date(2026, 5, 29), "He raised a spade."), (date(2026, 5, 1), "He threw a stone.")),
        ends_on=date(2026, 11, 29), child=False, welfare="", employee="asha@example.org",
        note="Brought in from an earlier register. Its reference there: W/12. Countersigned there by Hana Teasel, "
             "decided by Owen Thrift on 30/05/2026. It stands there until 29/11/2026. The person was told on "
             "31/05/2026.",
    )  # fmt: skip


def test_the_shortest_row_that_can_come_in(book: Book) -> None:
    found = read(book, reference="", born="", what_to_do="", advice="Ring first.", told_on="",
                 not_told_because="The police asked us not to.")  # fmt: skip

    assert isinstance(found, Row)
    assert (found.advice, found.controls, found.born_on) == ("Ring first.", (), None)
    assert found.note == (
        "Brought in from an earlier register. Countersigned there by Hana Teasel, decided by Owen Thrift on "
        "30/05/2026. It stands there until 29/11/2026. The person was not told: The police asked us not to."
    )


def test_a_property_is_told_by_its_own_column(book: Book) -> None:
    found = read(book, name="", born="", address="", property="19 Marl Lane", warns_of="animal",
                 what_to_do="animal-away", further_addresses="2 Tern Row ZZ9 1AA")  # fmt: skip

    assert isinstance(found, Row)
    assert (found.name, found.address, found.further, found.keys) == (
        "", "19 Marl Lane", (), frozenset({"at 19 marl lane zz99zz"}))  # fmt: skip


@pytest.mark.clause("EHC-2", "EHC-4", "EHC-8", "EHC-11")
@pytest.mark.parametrize(("more", "reasons"), [
    ({"name": ""}, ["it does not say whom or which property it is about"]),
    ({"property": "19 Marl Lane"}, ["it names a person and a property; make two rows of it"]),
    ({"born": "", "address": "", "postcode": ""},
     ["a name alone warns of everybody of that name; it needs a date of birth or an address"]),
    ({"born": "1971"}, ["“1971” is no whole date of birth; leave out what is known in part"]),
    ({"born": "1/1/2027"}, ["“1/1/2027” is no whole date of birth; leave out what is known in part"]),
    ({"warns of": ""}, ["nothing says what it warns of"]),
    ({"warns of": "violense"}, ["your policy has no “violense” for this. Did you mean “violence”?"]),
    ({"name": "", "property": "19 Marl Lane", "warns of": "threats"}, ["your policy has no “threats” for this"]),
    ({"warns of": "xyzzy"}, ["your policy has no “xyzzy” for this"]),
    ({"what to do": ""}, ["nothing says what staff should do"]),
    ({"why": ""}, ["nothing says why there is a credible risk"]),
    ({"fact on": "", "fact": ""}, ["it cites no fact with its day, and an entry never rests on hearsay"]),
    ({"fact on": ""}, ["“” is no day on which “fact” was"]),
    ({"fact on": "2/6/2026"}, ["“2/6/2026” is no day on which “fact” was"]),
    ({"fact": ""}, ["nothing says what happened on 29/05/2026"]),
    ({"fact on 2": "May 2026", "fact 2": "x"}, ["“May 2026” is no day on which “fact 2” was"]),
    ({"decided on": ""}, ["it has no day in “decided on”"]),
    ({"decided on": "30/02/2026"}, ["“30/02/2026” in “decided on” is no whole date"]),
    ({"decided on": "2/6/2026"}, ["it was decided on a day that has not come"]),
    ({"ends on": ""}, ["it has no day in “ends on”"]),
    ({"ends on": "1/6/2026"}, ["its time was over on 01/06/2026"]),
    ({"countersigned by": ""}, ["two people must have put their names to it, and it does not name both"]),
    ({"countersigned by": "owen thrift"}, ["one person alone countersigned and decided"]),
    ({"told on": ""}, ["nothing says when the person was told, or why not"]),
    ({"told on": "soon"}, ["“soon” in “told on” is no whole date"]),
    ({"child": "yes"}, ["it is about a child, and nothing says what the child needs and who looks after that"]),
    ({"child": "perhaps"}, ["“perhaps” says neither yes nor no to whether it is about a child"]),
    ({"advice": "x" * 301}, ["its “advice” has more than 300 letters"]),
    ({"why": "x" * 5_001}, ["its “why” has more than 5000 letters"]),
])  # fmt: skip
def test_each_thing_that_is_lacking_is_said(book: Book, more: dict[str, str], reasons: list[str]) -> None:
    assert lacks(book, **more) == reasons


def test_all_that_is_lacking_is_said_at_once(book: Book) -> None:
    assert lacks(book, why="", ends_on="1/1/2020", decided_by="") == [
        "its time was over on 01/01/2020",
        "two people must have put their names to it, and it does not name both",
        "nothing says why there is a credible risk",
    ]


@pytest.mark.clause("EHC-11")
@pytest.mark.parametrize(("decided", "last", "too_late"), [
    ("30/05/2026", "30/05/2028", "31/05/2028"), ("01/12/2025", "01/12/2027", "02/12/2027"),
    ("29/02/2024", "", "02/06/2026"),
])  # fmt: skip
def test_its_time_counts_from_the_day_of_the_decision(book: Book, decided: str, last: str, too_late: str) -> None:
    """Whoever changes the program that they keep the register in gives nobody more time on it."""
    if last:
        assert lacks(book, decided_on=decided, ends_on=last) == []
    [reason] = lacks(book, decided_on=decided, ends_on=too_late)
    assert reason == (
        f"it would stand until {too_late}; from the day of the decision your policy allows {last or '28/02/2026'} "
        "at most"
    )


def test_a_child_stands_no_longer_than_a_child_may(book: Book) -> None:
    told = {"child": "yes", "welfare": "His social worker rings first."}
    [reason] = lacks(book, ends_on="30/05/2027", **told)
    assert reason.startswith("it would stand until 30/05/2027; from the day of the decision your policy allows ")
    assert lacks(book, ends_on="30/08/2026", **told) == []


# --- columns ---------------------------------------------------------------------------------------------------------


def columns(*header: str) -> tuple[str, ...]:
    return columns_of(Table(header, ()))


def test_columns_are_known_in_any_case_and_with_any_marks() -> None:
    needed = ("Warns_of", "WHY", "Fact on", "fact", "Decided-on", "decided by", "Countersigned by:", "ends on")
    assert columns("Name", *needed, "fact on 2", "Ward", "") == (
        "name", "warns of", "why", "fact on", "fact", "decided on", "decided by", "countersigned by", "ends on",
        "fact on 2", "", "",
    )  # fmt: skip


@pytest.mark.parametrize(("header", "words"), [
    (COLUMNS[1:16], "The list lacks columns that every entry needs: “decided on”, “ends on”."),
    (("who", *COLUMNS[8:]), "The list lacks columns that every entry needs: “name”."),
    ((*COLUMNS, "end on"), ""),
    ((*(each for each in COLUMNS if each != "ends on"), "end on"),
     "The list lacks columns that every entry needs: “ends on” (is it “end on”?)."),
    ((*COLUMNS, "Why", "name"), "The list has more than one column “name”, “why”."),
])  # fmt: skip
def test_a_list_without_what_every_entry_needs_is_refused_whole(header: tuple[str, ...], words: str) -> None:
    if not words:
        assert columns(*header)[-1] == ""
        return
    with pytest.raises(BadFile) as refused:
        columns(*header)
    assert str(refused.value) == words


# --- parts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other", "same"), [
    (("Colin Marlpit", date(1971, 3, 4), "", ""), ("COLIN  MARLPIT", date(1971, 3, 4), "9 Other Row", ""), True),
    (("Colin Marlpit", date(1971, 3, 4), "", ""), ("Colin Marlpit", date(1971, 3, 5), "", ""), False),
    (("Colin Marlpit", None, "12 Marl Lane,", "ZZ9 9ZZ"), ("Colin Marlpit", None, "12, marl lane", "zz99zz"), True),
    (("", None, "12 Marl Lane", "ZZ9 9ZZ"), ("", None, "12 marl lane", "zz9 9zz"), True),
    (("", None, "12 Marl Lane", "ZZ9 9ZZ"), ("Colin Marlpit", None, "12 Marl Lane", "ZZ9 9ZZ"), False),
])  # fmt: skip
def test_by_what_somebody_is_known_again(one: tuple[Any, ...], other: tuple[Any, ...], *, same: bool) -> None:
    assert bool(keys_of(*one) & keys_of(*other)) is same


def test_several_things_in_one_field() -> None:
    assert parted(" violence ;; threats; ") == ["violence", "threats"]


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2099, 12, 31)))
def test_a_whole_date_is_read_as_it_was_written(day: date) -> None:
    assert [whole_day(day.strftime(form)) for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y")] == [day] * 4


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=60)))
def test_whatever_stands_in_a_row_it_is_read_or_says_why_not(cells: dict[str, str]) -> None:
    book = load(shipped("default"), VOCABULARY)
    found = Reading(Line(2, tuple(cells.values())), tuple(cells), book, TODAY).read()
    assert isinstance(found, Row) or found.reasons
