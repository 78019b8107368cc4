"""Queries that every page asks: the ORM writes their SQL once in each process, afterwards only the values change.

Writing the SQL is most of the cost of a small query in Django, and the pages that everybody opens all day ask the
same ones. `Prepared(make)` calls `make` once with stand-ins for the values, keeps the SQL that came out, and from then
on runs it with the values in place of the stand-ins; rows and prefetches come out as they always do.

    of_team = Prepared(lambda *, team: Case.objects.filter(team=team).select_related("agency"))
    of_team(team=3)   # a list of cases
"""

import copy
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any, Generic, TypeAlias, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

Row = TypeVar("Row")
Value: TypeAlias = int | str | date | datetime | tuple[int, ...]
Place: TypeAlias = tuple[int, str, int | None]  # index of the parameter, name of the value, which of its parts


@dataclass(frozen=True, slots=True)
class Written:
    """A query as the ORM wrote it. `sql` is empty where it can find nothing whatever its values are."""

    queryset: QuerySet[Any, Any]
    sql: str
    params: tuple[Any, ...]
    places: tuple[Place, ...]
    compiler: Any


class Prepared(Generic[Row]):
    """A query that is written once. `shape` are arguments that its SQL depends on, `values` those it does not."""

    def __init__(self, make: Callable[..., QuerySet[Any, Row]]) -> None:
        self.make = make
        self._written: dict[Hashable, Written] = {}

    def __call__(self, *shape: Hashable, **values: Value) -> list[Row]:
        """Return the rows for these values; a tuple of another length is written anew."""
        lengths = tuple(len(value) if isinstance(value, tuple) else None for value in values.values())
        key = (connection.vendor, shape, lengths)
        written = self._written.get(key)
        if written is None:
            written = self._written[key] = write(self.make, shape, values)
        return run(written, values)


def write(make: Callable[..., QuerySet[Any, Any]], shape: tuple[Hashable, ...], values: dict[str, Value]) -> Written:
    """Let the ORM write the query with stand-ins, and find where they went."""
    numbers = count(1)
    standing_in: dict[str, Any] = {
        name: tuple(stand_in(part, next(numbers)) for part in value)
        if isinstance(value, tuple)
        else stand_in(value, next(numbers))
        for name, value in values.items()
    }
    queryset = make(*shape, **standing_in)
    compiler = queryset.query.get_compiler(using=queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        sql, params = "", ()
    sought: list[tuple[Any, str, int | None]] = []
    for name, value in standing_in.items():
        parts = enumerate(value) if isinstance(value, tuple) else [(None, value)]
        sought += [(adapted(part), name, number) for number, part in parts]
    places = [
        (index, name, number)
        for index, param in enumerate(params)
        for part, name, number in sought
        if fits(param, part)
    ]
    missing = {name for _part, name, _number in sought} - {name for _index, name, _number in places}
    if sql and missing:
        raise ValueError(f"The query does not ask about {', '.join(sorted(missing))}.")
    return Written(queryset, sql, tuple(params), tuple(places), compiler)


def run(written: Written, values: dict[str, Value]) -> list[Any]:
    """Run the query with its values: Django asks a compiler for the SQL, and this one answers with what was kept."""
    if not written.sql:
        return []
    params = list(written.params)
    for index, name, number in written.places:
        whole = values[name]
        value = whole[number] if isinstance(whole, tuple) and number is not None else whole
        params[index] = in_place_of(written.params[index], value)
    compiler = copy.copy(written.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda: (written.sql, tuple(params))
    query = copy.copy(written.queryset.query)
    query.get_compiler = lambda *_using, **_more: compiler  # type: ignore[method-assign]  # that is the point of it
    # Not copy.copy: a queryset that is copied so is run first, with the stand-ins.
    found = type(written.queryset).__new__(type(written.queryset))
    found.__dict__.update(written.queryset.__dict__, _query=query)
    return list(found)


def stand_in(value: Any, number: int) -> Any:
    """Return a value of the same sort that occurs nowhere else in the query."""
    if isinstance(value, datetime):
        return datetime.min.replace(tzinfo=UTC) + timedelta(seconds=number)
    if isinstance(value, date):
        return date.min + timedelta(days=number)
    return f"stand-in-{number:06}" if isinstance(value, str) else -(10**15) - number


def adapted(value: Any) -> Any:
    """Return the value as parameters have it on this database."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def fits(param: Any, stand_in: Any) -> bool:
    """Return whether the parameter is the stand-in; a text may have a wildcard behind it."""
    if isinstance(stand_in, str) and isinstance(param, str):
        return param.rstrip("%") == stand_in
    return type(param) is not bool and param == stand_in


def in_place_of(param: Any, value: Any) -> Any:
    """Return the value in the form that the stand-in's parameter had."""
    if isinstance(value, date):
        return adapted(value)
    if isinstance(value, str):
        return connection.ops.prep_for_like_query(value) + "%" if param.endswith("%") else value
    return type(param)(value)
