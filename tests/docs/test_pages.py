"""What the documentation points at is there: pages, headings, files, commands, settings, clauses."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

import do
from heed.cli.policy import ACTIONS
from heed.environment import VARIABLES
from tests.docs.generated import ROOT
from tests.docs.pages import PAGES

TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
OUTSIDE = ("http://", "https://", "mailto:")
DO = {*do.COMMANDS, "demo", "run"}
FOR_TESTS = {"HEED_LONG", "HEED_TEST_ALL", "HEED_TEST_DATABASE"}


def anchors(text: str) -> set[str]:
    """Return the names of the page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def lost_links(name: str, text: str) -> Iterator[str]:
    """Give the page's links and pictures that lead to nothing."""
    for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        if link.startswith(OUTSIDE):
            continue
        path, _, anchor = link.partition("#")
        goal = (ROOT / name).parent / path
        if not goal.exists() or (anchor and anchor not in anchors(goal.read_text(encoding="utf-8") if path else text)):
            yield link


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    assert list(lost_links(name, TEXTS[name])) == []


def test_a_link_to_nothing_is_seen() -> None:
    text = "# One\n[a](nothing.md) [b](#one) [c](#two) [d](LICENSE) [e](https://example.org)"

    assert list(lost_links("README.md", text)) == ["nothing.md", "#two"]


@pytest.mark.parametrize("name", TEXTS)
def test_commands_exist(name: str) -> None:
    words = set(re.findall(r"(?:`|\$ |bin/|  )heed ([a-z]+)", TEXTS[name]))
    actions = set(re.findall(r"(?:`|\$ |  )heed policy ([a-z]+)", TEXTS[name]))
    djangos = set(re.findall(r"\bheed manage ([a-z_]+)", TEXTS[name]))
    tasks = set(re.findall(r"\bdo\.py ([a-z]+)", TEXTS[name]))

    assert words - {name for name, app in get_commands().items() if app == "heed"} - {"manage", "command"} == set()
    assert actions - set(ACTIONS) == set()
    assert djangos - set(get_commands()) == set()
    assert tasks - DO == set()


@pytest.mark.parametrize("name", TEXTS)
def test_settings_exist(name: str) -> None:
    named = set(re.findall(r"\b(?:HEED_[A-Z_]+|DATABASE_URL)\b", TEXTS[name]))

    assert named - set(VARIABLES) - FOR_TESTS == set()


@pytest.mark.parametrize("name", TEXTS)
def test_files_and_tests_exist(name: str) -> None:
    named = re.findall(r"`((?:heed|tests|benchmarks|docs)/[\w./-]+?)(?:::(\w+))?`", TEXTS[name])

    lost = [path for path, _ in named if not (ROOT / path).exists()]
    assert lost == []
    assert [f"{path}::{test}" for path, test in named if test and not has(ROOT / path, test)] == []


def has(path: Path, test: str) -> bool:
    """Return whether the file defines the test."""
    return f"def {test}(" in path.read_text(encoding="utf-8")


def test_clauses_exist() -> None:
    known = {clause["id"] for clause in tomllib.loads((ROOT / "heed/policy/clauses.toml").read_text())["clause"]}
    named = {clause for text in TEXTS.values() for clause in re.findall(r"\b(?:CAF|CAM|CUM|CWM|EHC)-\d+\b", text)}

    assert len(known) == 116
    assert named - known == set()


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in re.findall(r"\]\(([^)#\s]+)\)", index.read_text("utf-8"))}
    pages = {path for path in PAGES if "docs" in path.relative_to(ROOT).parts[:1]} - {index}

    assert {path.relative_to(ROOT).as_posix() for path in pages if path.resolve() not in linked} == set()
