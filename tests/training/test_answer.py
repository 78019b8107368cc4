"""Answering the questions of the briefing: what is kept, until when it holds, whom it is refused."""

from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from heed.access.decisions import Refused
from heed.ledger.models import Entry
from heed.people.agencies.models import User
from heed.people.agencies.queries import policy_of
from heed.training.changes import answer, take_over
from heed.training.models import Briefing
from heed.training.queries import holds_until
from tests.make import Make
from tests.moments import london

NOW = london("2026-06-01 10:00")
RIGHT = {"hearsay": "no", "lapse": "ends", "copies": "nowhere"}


@pytest.fixture
def asha(make: Make) -> User:
    return make.user("Asha Rowan", make.team(make.agency(policy="east-herts")), briefed=False)


def told() -> list[tuple[str, str]]:
    return list(Entry.objects.filter(verb__startswith="briefing.").order_by("seq").values_list("verb", "facts"))


@pytest.mark.clause("EHC-17")
def test_with_every_answer_right_it_holds_for_two_years(make: Make, asha: User) -> None:
    wrong = answer(make.by(asha, NOW), RIGHT)

    row = Briefing.objects.get()
    assert (wrong, row.wrong, row.answered_at, row.text) == ((), 0, NOW, policy_of(asha.agency).text_id)
    assert holds_until(asha) == row.until_at == london("2028-06-01 10:00")
    assert told() == [("briefing.pass", '{"wrong":0}')]


def test_a_wrong_answer_is_named_counted_and_renews_nothing(make: Make, asha: User) -> None:
    wrong = answer(make.by(asha, NOW), RIGHT | {"lapse": "stays", "copies": "diary"})

    row = Briefing.objects.get()
    assert (wrong, row.wrong, row.until_at, holds_until(asha)) == (("lapse", "copies"), 2, None, None)
    assert told() == [("briefing.answer", '{"wrong":2}')]


def test_what_is_left_out_is_wrong(make: Make, asha: User) -> None:
    assert answer(make.by(asha, NOW), {}) == ("hearsay", "lapse", "copies")


def test_a_wrong_answer_later_takes_nothing_away(make: Make, asha: User) -> None:
    answer(make.by(asha, NOW), RIGHT)
    answer(make.by(asha, london("2027-01-04 10:00")), {})

    assert holds_until(asha) == london("2028-06-01 10:00")


def test_passing_it_early_counts_from_then(make: Make, asha: User) -> None:
    answer(make.by(asha, NOW), RIGHT)
    answer(make.by(asha, london("2028-05-02 09:00")), RIGHT)

    assert holds_until(asha) == london("2030-05-02 09:00")


def test_one_persons_briefing_is_not_anothers(make: Make, asha: User) -> None:
    answer(make.by(asha, NOW), RIGHT)
    ben = make.user("Ben Carrow", asha.team, briefed=False)

    assert holds_until(ben) is None
    assert list(Briefing.objects.visible_to(ben)) == []
    assert list(Briefing.objects.visible_to(asha)) == list(Briefing.objects.all())


def test_without_a_briefing_in_the_policy_there_is_nothing_to_answer(make: Make) -> None:
    ola = make.user("Ola Strand", make.team(make.agency()))

    with pytest.raises(Refused, match="no briefing"):
        answer(make.by(ola, NOW), RIGHT)

    assert Briefing.objects.count() == 0


@pytest.mark.parametrize(("wrong", "until"), [(0, None), (1, NOW)])
def test_the_database_refuses_one_that_holds_and_is_wrong(asha: User, wrong: int, until: datetime | None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Briefing.objects.create(
            agency=asha.agency, user=asha, answered_at=NOW, wrong=wrong, until_at=until, text="x"
        )  # fmt: skip


def test_what_the_bodys_own_list_says_is_taken_over_and_counts_from_then(make: Make, asha: User) -> None:
    take_over(make.stamp(NOW), user=asha, answered_at=london("2025-02-03 09:00"))

    assert holds_until(asha) == london("2027-02-03 09:00")
    assert told() == [("briefing.take-over", '{"wrong":0}')]
