"""The permission matrix, cell by cell as it was reviewed; and no route without a row in it (bars B13, B40)."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.matrix.routes import without_a_row
from tests.matrix.run import HEAD, Matrix, kept, run
from tests.matrix.world import COLUMNS, World

pytestmark = pytest.mark.django_db
"""Each test is taken back within the world, which is taken back after the last."""


def differences(before: list[tuple[str, ...]], now: list[tuple[str, ...]]) -> list[str]:
    """Return each cell that is not what the file says, as a sentence."""
    said, is_ = {line[:3]: line[3:] for line in before}, {line[:3]: line[3:] for line in now}
    moved = [f"{' '.join(key)}: this row is in one of the two only" for key in said.keys() ^ is_.keys()]
    return moved + [
        f"{' '.join(key)} as {column}: {now} instead of {was}"
        for key in said.keys() & is_.keys()
        for column, was, now in zip(HEAD[3:], said[key], is_[key], strict=True)
        if was != now
    ]


def test_every_cell_is_as_it_was_reviewed(matrix: Matrix) -> None:
    """Where this fails and the change is meant: `python -m tests.matrix`, and read what changed."""
    asked = {line[:3] for line in matrix.lines}
    before = [line for line in kept() if line[:3] in asked]
    assert sorted(differences(before, matrix.lines)) == []
    assert before == matrix.lines


def test_every_line_is_as_it_was_reviewed_also_those_of_the_other_part(matrix: Matrix) -> None:
    assert [line[:3] for line in kept()] == matrix.names


def test_parts_share_the_lines_and_each_meets_every_route(world: World, matrix: Matrix) -> None:
    number, parts = matrix.part
    routes = frozenset({"home", "looks"})
    shares = [run(world, routes, part=(part, 3)).lines for part in (1, 2, 3)]
    assert sorted(line for share in shares for line in share) == sorted(run(world, routes).lines)
    assert [{line[0] for line in share} for share in shares] == [routes] * 3
    assert abs(len(matrix.lines) * parts - len(matrix.names)) < parts
    assert 1 <= number <= parts


def test_no_cell_is_a_crash(matrix: Matrix) -> None:
    assert [line for line in matrix.lines if any(cell.startswith("5") for cell in line[3:])] == []


def test_every_answer_carries_the_headers(matrix: Matrix) -> None:
    assert (matrix.bare, matrix.answers) == ([], len(matrix.lines) * len(COLUMNS))


def test_every_route_has_a_row() -> None:
    assert without_a_row() == []


def _new(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(("planted", "said"), [
    (path("brand-new", _new, name="brand-new"), "brand-new: a route without a row"),
    (path("brand-new", _new), "brand-new: a route without a name"),
])  # fmt: skip
def test_a_new_route_without_a_row_is_found(planted: URLPattern, said: str) -> None:
    found: list[URLPattern | URLResolver] = [*get_resolver().url_patterns, planted]
    assert without_a_row(found) == [said]


def test_a_row_whose_route_has_gone_is_found() -> None:
    assert "home: a row without a route" in without_a_row([path("brand-new", _new, name="brand-new")])
