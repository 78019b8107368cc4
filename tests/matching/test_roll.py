"""Asking a register in memory: who is meant, and the properties that hold whatever is asked."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.matching.draw import Draw, draw
from heed.matching import Entry, Roll, Told, face_of, tier_of
from heed.matching.columns import Sheet
from heed.matching.comparing import SHAPES, Shape, fields_asked
from heed.matching.explaining import explain, told_of
from heed.matching.keys import keys
from heed.matching.postings import Postings
from heed.matching.scoring import points, scores
from heed.matching.weights import shipped

IMRAN = Entry("Imran", "Nawaz", "1957-09-01", (), (("93 Egwick Terrace, Hartmere", "WV8 9XP"),))
OTHERS = (
    Entry("Colin", "Marsh", "1980-02-03", ("Col Barker",), (("Flat 2, 14 Mill Lane, Oldbury", "CV1 2AB"),)),
    Entry("Katarzyna", "Wójcik", "1991-11-30", (), (("3 High Street, Moor", "LS1 4DE"),)),
    Entry(addresses=(("The Old Mill, Church Lane, Fen", "PE1 5AA"),), place=True),
)


@pytest.fixture(scope="module")
def roll() -> Roll:
    return Roll([IMRAN, *OTHERS])


@cache
def drawn() -> Draw:
    return draw(11, 1500, 300, 300)


@cache
def drawn_roll() -> Roll:
    return Roll([entry for entry, live in zip(drawn().entries, drawn().live, strict=True) if live])


def first(roll: Roll, told: Told) -> int | None:
    hits = roll.ask([face_of(told)])
    return int(hits.entries[0]) if len(hits.entries) else None


@pytest.mark.parametrize(("told", "entry"), [
    (Told("mr imran nawas", born="1/9/57", address="93 egwick terr"), 0),
    (Told("NAWAZ, IMRAN", born="1957"), 0),
    (Told("nawaz imran", born="9/1/1957"), 0),
    (Told(address="93 egwick terrace", postcode="wv89xp"), 0),
    (Told("col barker", born="3 feb 1980"), 1),
    (Told("Kasia Wojcik", born="30.11.91"), 2),
    (Told(address="old mill church lane PE1 5AA"), 3),
])  # fmt: skip
def test_somebody_is_found_as_people_ask(roll: Roll, told: Told, entry: int) -> None:
    assert first(roll, told) == entry


def test_nobody_is_found_by_nothing(roll: Roll) -> None:
    assert first(roll, Told()) is None
    assert first(Roll([]), Told("Imran Nawaz")) is None


def test_an_alert_needs_more_than_a_name(roll: Roll) -> None:
    def tier(told: Told) -> str:
        hits = roll.ask([face_of(told)])
        return tier_of(int(hits.scores[0]), int(hits.fields[0]))

    assert tier(Told("Imran Nawaz")) == ""
    assert tier(Told("Imran Nawaz", born="1957-09-01")) == "alert"


@given(st.sampled_from(["Imran Nawaz", "imran NAWAZ", "Mr. Imrán  Nawaz", "NAWAZ, Imran"]),
       st.sampled_from(["1/9/57", "1957-09-01", "1 Sept 1957"]),
       st.sampled_from(["WV8 9XP", "wv89xp", "WV8 9XP "]))  # fmt: skip
def test_case_accents_and_format_change_no_score(roll: Roll, name: str, born: str, postcode: str) -> None:
    plain = roll.ask([face_of(Told("imran nawaz", born="01/09/1957", postcode="wv8 9xp"))])
    other = roll.ask([face_of(Told(name, born=born, postcode=postcode))])
    assert other.scores.tolist() == plain.scores.tolist()


def test_one_question_and_a_batch_have_the_same_answers_to_the_last_bit() -> None:
    roll, faces = drawn_roll(), [face_of(each.told) for each in drawn().questions[:200]]
    whole = roll.ask(faces)
    for at, face in enumerate(faces):
        one, these = roll.ask([face]), whole.asked == at
        assert one.entries.tolist() == whole.entries[these].tolist()
        assert one.scores.tolist() == whole.scores[these].tolist()


def test_the_order_of_a_batch_changes_nothing() -> None:
    roll, faces = drawn_roll(), [face_of(each.told) for each in drawn().questions[:200]]
    there, back = roll.ask(faces), roll.ask(faces[::-1])
    for at in range(len(faces)):
        assert there.scores[there.asked == at].tolist() == back.scores[back.asked == len(faces) - 1 - at].tolist()


def test_the_parts_sum_to_the_score_exactly() -> None:
    roll = drawn_roll()
    asked, one, other = roll.pairs([face_of(each.told) for each in drawn().questions[:40]])
    levels = roll.levels(asked, one, other)
    total = scores(shipped(), levels, roll.entries)
    for at in range(len(one)):
        reasons = explain(shipped(), {name: column[at : at + 1] for name, column in levels.items()}, roll.entries)
        assert sum(each.points for each in reasons) == total[at]
        assert all(each.sentence for each in reasons)


def test_a_reason_reads_as_a_sentence(roll: Roll) -> None:
    asked, one, other = roll.pairs([face_of(Told("imran nawas", born="1957-09-01"))])
    levels = {name: column[:1] for name, column in roll.levels(asked, one, other).items()}
    told = told_of(explain(shipped(), levels, roll.entries))
    assert sorted(told) == ["same date of birth", "same first name", "surname one letter off"]


def test_every_table_rises_with_its_levels() -> None:
    # By shape of question, level and second level; the last of each is what is missing.
    for part in shipped().parts:
        if part.word != "place":
            assert (np.diff(part.table[:, :-1], axis=1) >= 0).all(), part.word
        if part.table.ndim > 2:
            assert (np.diff(part.table[:, :-1, :-1], axis=2) >= 0).all(), part.word


@pytest.mark.parametrize("shape", list(Shape))
def test_a_part_that_is_not_known_weighs_what_its_file_says(shape: Shape) -> None:
    for part in shipped().parts:
        levels = {name: np.array([-1]) for name in part.over} | {"shape": np.array([shape])}
        assert points(part, levels).tolist() == [part.table[shape].flat[-1]]


def test_what_two_fields_weigh_together_needs_both() -> None:
    for part in shipped().parts:
        if len(part.over) == 2 and "rarity" not in part.over[1]:
            assert not part.table[:, -1].any(), part.word
            assert not part.table[:, :, -1].any(), part.word


@pytest.mark.parametrize(("told", "shape"), [
    (Told("Imran Nawaz"), Shape.NAME),
    (Told("Imran Nawaz", born="1957"), Shape.BIRTH),
    (Told("Imran Nawaz", born="1957", postcode="WV8 9XP"), Shape.ALL),
    (Told(given="Imran", address="93 Egwick Terrace", postcode="WV8 9XP"), Shape.HOME),
    (Told("Nawaz", postcode="WV8 9XP"), Shape.CODE),
    (Told(born="1957", address="93 Egwick Terrace"), Shape.PLACE),
])  # fmt: skip
def test_a_question_has_the_shape_of_what_it_gives(told: Told, shape: Shape) -> None:
    assert SHAPES[fields_asked(Sheet([face_of(told)]))].tolist() == [shape]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 59)), max_size=40), st.integers(0, 6))
def test_an_index_after_any_history_is_as_if_built_anew(history: list[tuple[bool, int]], seed: int) -> None:
    table = keys(drawn_roll().sheet)[:60]
    there: set[int] = set(range(seed % 7, 60, 2))
    index = Postings.build(np.where(np.isin(np.arange(60), list(there))[:, None], table, 0))
    for add, row in history:
        index = index.with_row(row, table[row]) if add else index.without_row(row)
        (there.add if add else there.discard)(row)
    anew = Postings.build(np.where(np.isin(np.arange(60), list(there))[:, None], table, 0))
    for mine, fresh in zip(index.candidates(table), anew.candidates(table), strict=True):
        assert mine.tolist() == fresh.tolist()
