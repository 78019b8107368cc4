"""CSV files: columns, bad rows, what is not live."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heed.matching.lists import BadHeader, BadRow, predictions, read_queries, read_register
from heed.matching.roll import Roll
from heed.matching.screening import screened

REGISTER = (
    "entry_id,status,kind,given_names,surname,date_of_birth,aliases,address,postcode\n"
    "e1,live,person,Imran,Nawaz,1957-09-01,Immy Nawaz; Ray,93 Egwick Terrace,WV8 9XP\n"
    "e2,lapsed,person,Colin,Marsh,1980-02-03,,,\n"
    "e3,live,property,,,,,The Old Mill,PE1 5AA\n"
)
QUERIES = "query_id,name,given,surname,dob,address,postcode\nq1,imran nawas,,,1/9/57,,\n"


def test_live_entries_are_read_and_no_others() -> None:
    found = read_register(REGISTER)
    assert (found.names, found.bad) == (["e1", "e3"], [])
    assert found.rows[0].aliases == ("Immy Nawaz", "Ray")
    assert [each.place for each in found.rows] == [False, True]


def test_columns_may_come_in_any_order_with_others_between() -> None:
    text = "\ufeffpostcode,colour,QUERY_ID,name,given,surname,dob,address\nWV8 9XP,red,q1,Imran,,,,\n"
    [told] = read_queries(text).rows
    assert (told.name, told.postcode) == ("Imran", "WV8 9XP")


def test_bad_rows_are_named_with_their_line_and_the_rest_is_read() -> None:
    text = QUERIES + 'q2,,,,,,\n,Colin,,,,,\n\nq3,"two\nlines",,,,,\nq4,x\nq5,Ann Lee,,,soon,,\nq6,Bo Lee,,,,,\n'
    found = read_queries(text)
    assert found.names == ["q1", "q3", "q5", "q6"]
    assert found.bad == [
        BadRow(3, "it asks nothing: every field is empty"),
        BadRow(4, "it has no id"),
        BadRow(8, "it has 2 fields where the first line names 7"),
        BadRow(9, "“soon” is no date that can be read; the rest was used"),
    ]
    assert found.rows[2].born == ""


def test_an_entry_that_says_nothing_is_bad() -> None:
    found = read_register(REGISTER + "e4,live,person,,,,,,\n")
    assert found.bad == [BadRow(5, "it says neither who nor where")]


@pytest.mark.parametrize("text", ["", "query_id;name\n", "query_id,name,given,surname,dob,address\nq,,,,,\n"])
def test_a_header_that_lacks_a_column_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(
        BadHeader, match=r"The questions must begin with a line that names its columns; missing: .*postcode"
    ):
        read_queries(text)


def test_predictions_are_rows_of_csv() -> None:
    assert (
        predictions([("q,1", "e1", 12345, "alert"), ("q2", "e2", -500, "")]) == '"q,1",e1,12.345,alert\nq2,e2,-0.500,\n'
    )


@settings(deadline=None, max_examples=20)
@given(st.lists(st.sampled_from(["live", "lapsed", "proposed", "Live ", "", "deleted"]), min_size=1, max_size=12))
def test_whatever_the_statuses_only_live_entries_come_back(statuses: list[str]) -> None:
    head = REGISTER.splitlines()[0] + "\n"
    rows = "".join(f"e{at},{word},person,Imran,Nawaz,1957-09-01,,,\n" for at, word in enumerate(statuses))
    register = read_register(head + rows)
    found = [
        entry
        for stretch in screened(Roll(register.rows), read_queries(QUERIES).rows)
        for _asked, entry, *_rest in stretch
    ]
    live = {f"e{at}" for at, word in enumerate(statuses) if word.strip().lower() == "live"}
    assert {register.names[entry] for entry in found} <= live
    assert len(found) == min(len(live), 5)
