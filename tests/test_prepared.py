"""A prepared query finds what the plain one finds, whatever its values are; its SQL is written once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import Prefetch, QuerySet

from heed import clock
from heed.casework.cases.models import Case, Involvement
from heed.incidents.models import Incident
from heed.people.agencies.models import Team, User
from heed.prepared import Prepared
from tests.make import Make


@pytest.fixture
def asha(make: Make) -> User:
    return make.user("Asha Rowan", make.team(make.agency()))


@pytest.fixture
def incidents(make: Make, asha: User) -> list[Incident]:
    now = clock.now()
    return [make.report(asha, now - timedelta(days=days)) for days in (3, 2, 1)]


def test_values_change_from_one_call_to_the_next(incidents: list[Incident]) -> None:
    cases = Prepared(lambda *, pk: Case.objects.filter(pk=pk))
    assert [cases(pk=each.pk) for each in incidents] == [[each.case] for each in incidents]
    assert cases(pk=0) == []


@pytest.mark.parametrize("days", [0.5, 1.5, 2.5, 3.5])
def test_moments_are_compared_as_the_plain_query_compares_them(incidents: list[Incident], days: float) -> None:
    def since(*, at: Any) -> QuerySet[Case]:
        return Case.objects.filter(opened_at__gte=at).order_by("opened_at")

    at = clock.now() - timedelta(days=days)
    assert Prepared(since)(at=at) == list(since(at=at))


def test_a_beginning_of_a_text_may_hold_what_a_pattern_would_mean(asha: User) -> None:
    begins = Prepared(lambda *, text: Team.objects.filter(name__startswith=text).values_list("name", flat=True))
    assert begins(text="Visit") == ["Visiting team"]
    assert [begins(text="V%"), begins(text="Hous"), begins(text="_isiting")] == [[], ["Housing"], []]


def test_lists_of_several_lengths_and_none(incidents: list[Incident]) -> None:
    cases = Prepared(lambda *, pks: Case.objects.filter(pk__in=pks).order_by("pk"))
    pks = [each.pk for each in incidents]
    found = [[case.pk for case in cases(pks=tuple(pks[:many]))] for many in (3, 1, 0, 2)]
    assert found == [pks, pks[:1], [], pks[:2]]


def test_related_rows_and_prefetches_come_along(
    incidents: list[Incident], asha: User, django_assert_num_queries: Callable[..., Any]
) -> None:
    people = Prefetch("involvements", Involvement.objects.select_related("user").order_by("pk"))
    cases = Prepared(lambda *, team: Case.objects.filter(team=team).select_related("agency").prefetch_related(people))
    cases(team=asha.team_id)
    with django_assert_num_queries(2):
        found = cases(team=asha.team_id)
        names = {each.user.name for case in found for each in case.involvements.all() if each.user}
    assert ({case.agency.word for case in found}, names) == ({"hartmere"}, {"Asha Rowan"})


def test_its_shape_is_part_of_what_is_written(incidents: list[Incident]) -> None:
    newest = Prepared(lambda many, *, team: Case.objects.filter(team=team).order_by("-opened_at")[:many])
    team = incidents[0].case.team_id
    assert [len(newest(many, team=team)) for many in (1, 2, 5)] == [1, 2, 3]


def test_a_value_that_it_does_not_ask_about_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="does not ask about team"):
        Prepared(lambda **_values: Case.objects.filter(pk=1))(team=1)


def test_writing_it_asks_nothing_of_the_database(db: None, django_assert_num_queries: Callable[..., Any]) -> None:
    at: datetime = clock.now()
    with django_assert_num_queries(1):
        assert Prepared(lambda *, at: Case.objects.filter(opened_at__gt=at))(at=at) == []
