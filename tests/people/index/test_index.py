"""The index: the same answers as a roll in memory, the same after any history as if made anew, and never a scan."""

from functools import cache

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.matching.draw import Draw, draw
from heed.matching import Entry, Roll, Told, face_of, faces_of
from heed.matching.asking import affordable
from heed.matching.faces import Face, packed, unpacked
from heed.people.index.changes import Subject, fold, put, rebuild
from heed.people.index.models import Listed, Outdated, Posting, Tally
from heed.people.index.queries import Hit, is_whole, likest, pool_of, roll_of

pytestmark = pytest.mark.django_db
WARNED, OTHERS = pool_of(7, warned=True), pool_of(7, warned=False)
IMRAN = faces_of(Entry(name="Imran Nawaz", born="1957-09-01", addresses=(("93 Egwick Terrace", "WV8 9XP"),)))


@cache
def drawn() -> Draw:
    return draw(5, 400, 60, 60)


@cache
def subjects() -> tuple[Subject, ...]:
    """Drawn entries, a third of them in the pool of those who are warned of."""
    return tuple(
        Subject(number, OTHERS if number % 3 else WARNED, faces_of(entry))
        for number, entry in enumerate(drawn().entries, 1)
    )


@cache
def questions() -> tuple[Face, ...]:
    return tuple(face_of(each.told) for each in drawn().questions)


def rows() -> tuple[list[object], list[object], dict[object, int]]:
    """Return all that the index holds; of what is counted in several rows, the sums."""
    sums = Tally.objects.values_list("pool", "word").annotate(Sum("many")).filter(many__sum__gt=0).order_by()
    return (
        list(Listed.objects.order_by("row").values_list("row", "pool", "told")),
        list(Posting.objects.order_by("key", "row").values_list("key", "row")),
        {(pool, word): many for pool, word, many in sums},
    )


def in_memory(pools: tuple[int, ...], question: Face) -> list[tuple[int, int]]:
    """Return (number, score) as a roll of the same subjects finds them."""
    chosen = [each for each in subjects() if each.pool in pools]
    hits = Roll([tuple(each.faces) for each in chosen]).ask([question])
    return [(chosen[at].number, score) for at, score in zip(hits.entries.tolist(), hits.scores.tolist(), strict=True)]


def told(hits: list[Hit]) -> list[tuple[int, int]]:
    return [(each.subject, each.score) for each in hits]


@pytest.mark.parametrize("pools", [(WARNED,), (OTHERS, WARNED)], ids=str)
def test_the_database_finds_whom_memory_finds_with_the_same_score(pools: tuple[int, ...]) -> None:
    rebuild(subjects())
    for question in questions():
        assert told(likest(pools, question)) == in_memory(pools, question)


def test_a_list_is_asked_of_a_roll_that_gives_the_same() -> None:
    rebuild(subjects())
    numbers, roll = roll_of((WARNED,))
    hits = roll.ask(questions())
    for at, question in enumerate(questions()):
        mine = hits.asked == at
        found = zip(hits.entries[mine].tolist(), hits.scores[mine].tolist(), strict=True)
        assert [(numbers[entry], score) for entry, score in found] == told(likest((WARNED,), question))


def test_the_parts_of_a_score_sum_to_it() -> None:
    rebuild(subjects())
    hits = [each for question in questions() for each in likest((WARNED,), question)]
    assert len(hits) > 100
    assert [each.score for each in hits] == [sum(part.points for part in each.reasons) for each in hits]


def test_nobody_of_another_pool_is_ever_found() -> None:
    rebuild([Subject(2, WARNED, IMRAN), Subject(4, pool_of(8, warned=True), IMRAN), Subject(6, OTHERS, IMRAN)])
    question = face_of(Told("imran nawas", born="1/9/57"))
    assert [each.subject for each in likest((WARNED,), question)] == [2]
    assert {each.subject for each in likest((WARNED, OTHERS), question)} == {2, 6}
    assert likest((pool_of(9, warned=True),), question) == []


def test_places_and_persons_are_told_apart() -> None:
    place = faces_of(Entry(addresses=(("93 Egwick Terrace", "WV8 9XP"),), place=True))
    rebuild([Subject(2, WARNED, IMRAN), Subject(5, WARNED, place)])
    found = likest((WARNED,), face_of(Told(address="93 egwick terr", postcode="WV8 9XP")))
    assert {(each.is_place, each.pk) for each in found} == {(False, 1), (True, 2)}


# --- rebuilt is as kept ----------------------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from([OTHERS, WARNED]), st.integers(-1, len(drawn().entries) - 1)),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, folds=st.integers(0, 12))
def test_made_anew_it_is_what_it_became_step_by_step(db: None, steps: list[tuple[int, int, int]], folds: int) -> None:
    """Whoever came, moved between pools, changed or went, in whatever order."""
    with transaction.atomic():
        last: dict[int, Subject] = {}
        for at, (number, pool, entry) in enumerate(steps):
            faces = faces_of(drawn().entries[entry]) if entry >= 0 else ()
            last[number] = Subject(number, pool, faces)
            put(last[number])
            if at == folds:
                fold()
        kept = rows()
        rebuild(last.values())
        assert rows() == kept
        assert not Tally.objects.filter(many__lt=0).exists()
        transaction.set_rollback(True)


def test_listing_what_is_listed_already_writes_nothing() -> None:
    put(Subject(2, WARNED, IMRAN))
    with CaptureQueriesContext(connection) as asked:
        put(Subject(2, WARNED, IMRAN))
    assert [each["sql"][:6] for each in asked if each["sql"][:6] not in ("SAVEPO", "RELEAS")] == ["SELECT"]


def test_who_goes_leaves_nothing() -> None:
    put(Subject(2, WARNED, IMRAN))
    put(Subject(2, WARNED, ()))
    assert rows() == ([], [], {})
    fold()
    assert Tally.objects.count() == 0


def test_counts_are_joined_and_stay_the_same() -> None:
    for number in (2, 4, 6):
        put(Subject(number, WARNED, IMRAN))
    before, many = rows(), Tally.objects.count()
    assert fold() == 6
    assert (rows(), Tally.objects.count(), many, fold()) == (before, 6, 18, 0)


def test_an_index_of_another_version_says_so_until_it_is_made_anew() -> None:
    assert is_whole()
    Outdated.objects.create(why="new")
    assert not is_whole()
    rebuild([])
    assert is_whole()


@given(st.sampled_from(subjects()))
def test_a_face_is_packed_and_unpacked_as_it_was(subject: Subject) -> None:
    assert tuple(unpacked(packed(face)) for face in subject.faces) == tuple(subject.faces)


# --- what it costs ---------------------------------------------------------------------------------------------------


def test_a_question_is_a_handful_of_queries_however_many_are_listed() -> None:
    costs = []
    for many in (20, len(subjects())):
        rebuild(subjects()[:many])
        with CaptureQueriesContext(connection) as asked:
            likest((OTHERS, WARNED), subjects()[0].faces[0])
        costs.append(len(asked))
    assert costs == [5, 5]


def test_nothing_is_scanned(on_postgres: bool) -> None:
    rebuild(subjects())
    with CaptureQueriesContext(connection) as asked:
        likest((WARNED,), questions()[0])
        put(subjects()[0]._replace(pool=OTHERS))
    plans = []
    with connection.cursor() as cursor:
        for each in asked:
            if each["sql"].lstrip().startswith(("SELECT", "WITH", "DELETE")):
                cursor.execute(("EXPLAIN " if on_postgres else "EXPLAIN QUERY PLAN ") + each["sql"])
                plans += [" ".join(map(str, row)) for row in cursor.fetchall()]
    assert [plan for plan in plans if "Seq Scan on heed" in plan or "SCAN heed" in plan] == []
    assert any("heed_posting" in plan for plan in plans)


def test_only_the_rarest_keys_are_read() -> None:
    assert affordable({}) == []
    assert affordable({1: 3, 2: 1, 3: 2}) == [2, 3, 1]
    assert affordable({1: 600, 2: 90, 3: 50}) == [3, 2]
    assert affordable({1: 5_000, 2: 4_001}) == [2]
    assert affordable({1: 700, 2: 700}) == [1]
