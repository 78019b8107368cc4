"""Which clauses something serves, and what counts as serving."""

from pathlib import Path

import pytest

from heed.policy.coverage import DECLARED, NOTHING, SERVED, Coverage, Named, coverage
from heed.policy.evidence import marked_tests, shown_sections
from heed.policy.vocabulary import VOCABULARY, Vocabulary

DUTY, CHART = Named("cafcass", "duty", "care"), Named("default", "chart", "violence")
TESTS = """
import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CAF-1")]

@pytest.mark.clause("CAF-2", "CAF-3")
def test_two(): ...

@pytest.mark.skip
@pytest.mark.clause("CAF-4")
def test_skipped(): ...

@pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.clause("CAF-5")), 2])
async def test_rows(x): ...

@pytest.mark.clause("CAF-6")
def helper(): ...

@pytest.mark.clause("CAF-7")
class TestMore:
    @pytest.mark.clause("CAF-8")
    def test_inside(self): ...
"""


def one(rules=(), verbs=(), tests=(), pages=()) -> Coverage:
    return Coverage("CAF-1", "It covers everybody.", rules, verbs, tests, pages)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (one(), NOTHING),
        (one(tests=("test_it",)), NOTHING),
        (one(rules=(DUTY,)), DECLARED),
        (one(verbs=("incident.care",)), DECLARED),
        (one(rules=(DUTY,), tests=("test_it",)), SERVED),
        (one(verbs=("incident.care",), tests=("test_it",)), SERVED),
        (one(rules=(CHART,), pages=("heed/web/a.html",)), SERVED),
        (one(rules=(CHART,)), DECLARED),
        (one(rules=(CHART, DUTY), pages=("heed/web/a.html",)), DECLARED),
        (one(rules=(CHART,), verbs=("incident.care",), pages=("heed/web/a.html",)), DECLARED),
    ],
)
def test_a_clause_is_served_when_it_is_named_and_proven(found: Coverage, state: str):
    assert found.state == state


def test_tests_are_found_by_their_marks_if_they_run(tmp_path: Path):
    (tmp_path / "tests" / "deep").mkdir(parents=True)
    (tmp_path / "tests" / "deep" / "test_a.py").write_text(TESTS, encoding="utf-8")
    where = "tests/deep/test_a.py::"

    assert marked_tests(tmp_path / "tests") == {
        "CAF-1": [f"{where}{name}" for name in ("test_two", "test_rows", "TestMore::test_inside")],
        "CAF-2": [f"{where}test_two"],
        "CAF-3": [f"{where}test_two"],
        "CAF-5": [f"{where}test_rows"],
        "CAF-7": [f"{where}TestMore::test_inside"],
        "CAF-8": [f"{where}TestMore::test_inside"],
    }


def test_pages_are_found_by_the_sections_that_they_read(tmp_path: Path):
    web = tmp_path / "heed" / "web"
    web.mkdir(parents=True)
    (web / "chart.html").write_text("{% for chart in policy.charts.values %}{{ chart }}{% endfor %}", encoding="utf-8")
    (web / "views.py").write_text("kinds = policy_of(agency).kinds\n", encoding="utf-8")
    (web / "other.html").write_text("{{ charts }} {{ policy.charting }}", encoding="utf-8")

    found = {section: pages for section, pages in shown_sections(web).items() if pages}

    assert found == {"chart": ["heed/web/chart.html"], "kind": ["heed/web/views.py"]}


def test_every_clause_is_listed_once_with_what_is_there(tmp_path: Path):
    found = {one.clause: one for one in coverage(VOCABULARY, tmp_path)}

    assert len(found) == 116
    assert {one.state for one in found.values()} == {DECLARED, NOTHING}
    assert "incident.tell-police" in found["CAF-8"].verbs
    assert Named("default", "duty", "tell-police-of-threat-to-a-person") in found["CAF-8"].rules


def test_what_is_inherited_counts_where_it_is_written(tmp_path: Path):
    found = {one.clause: one for one in coverage(VOCABULARY, tmp_path)}

    assert [one.policy for one in found["CAF-7"].rules if (one.section, one.id) == ("duty", "alert-offices")] == [
        "default"
    ]


def test_policies_that_do_not_load_serve_nothing(tmp_path: Path):
    assert {one.state for one in coverage(Vocabulary(), tmp_path)} == {NOTHING}


def test_it_finds_this_programs_own_tests():
    found = {one.clause: one for one in coverage(VOCABULARY)}

    assert "tests/policy/test_promises.py::test_what_comes_to_be_owed" in found["CAF-8"].tests
    assert found["CAF-8"].state == SERVED


def test_it_can_be_read_by_programs():
    assert one(rules=(DUTY,), tests=("test_it",)).to_json() == {
        "clause": "CAF-1",
        "summary": "It covers everybody.",
        "state": SERVED,
        "rules": ({"policy": "cafcass", "section": "duty", "id": "care"},),
        "verbs": (),
        "tests": ("test_it",),
        "pages": (),
    }
