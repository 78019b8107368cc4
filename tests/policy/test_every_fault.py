"""No fault that the check can say is left untried: each sentence in the program is said by some planted fault."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import heed.policy
from heed.policy.check import check
from heed.policy.source import Source
from heed.policy.vocabulary import Vocabulary
from tests.policy.conftest import BASE
from tests.policy.test_letters import LETTER

ROOT = Path(heed.policy.__file__).parent
SAYING = {"fault", "refuse", "Fault"}
"""Calls whose text is what is said about a fault."""
PLACES = {r"The\ [^\n]+?\ “[^\n]+?”\ is\ dropped\ here\."}
"""Not said to anybody: it keeps the place of a `[drop]` until something is found to need what was dropped."""
HERE = Path(__file__).parent
PLANTED = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*")) if path.suffix in (".py", ".toml")
)
"""All tests of policies: what they expect to be said stands in them word for word."""


def sentences() -> Iterator[tuple[str, str]]:
    """Give (where, pattern) for each sentence about a fault that stands in the program."""
    for path in sorted(ROOT.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _called(node.func) in SAYING:
                texts = list[ast.expr](text for text in node.args if isinstance(text, ast.JoinedStr | ast.Constant))
            elif isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "message"
                                                      for to in node.targets):  # fmt: skip
                texts = [node.value]
            else:
                continue
            for text in texts:
                pattern = _pattern(text)
                if pattern.endswith((r"\.", r"\?")) and pattern not in PLACES:
                    yield f"{path.name}:{text.lineno}", pattern


def _called(what: ast.expr) -> str:
    return what.attr if isinstance(what, ast.Attribute) else what.id if isinstance(what, ast.Name) else ""


def _pattern(text: ast.expr) -> str:
    """Return a pattern for a text, in which anything may stand where a value is put."""
    if isinstance(text, ast.Constant) and isinstance(text.value, str):
        return re.escape(text.value)
    if isinstance(text, ast.JoinedStr):
        return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[^\n]+?"
                       for part in text.values)  # fmt: skip
    return ""


SENTENCES = dict(sentences())


def test_the_sentences_are_found() -> None:
    assert len(SENTENCES) >= 45
    assert [where for where in SENTENCES if where.startswith(("rules.py", "meaning.py"))]


@pytest.mark.parametrize("where", SENTENCES)
def test_a_fault_is_planted_for_every_sentence(where: str) -> None:
    assert re.search(SENTENCES[where], PLANTED), SENTENCES[where]


@pytest.mark.parametrize(("old", "new", "said"), [
    ('        { word = "none", label = "Not at all" },\n', "", "“tone” leaves nothing to choose."),
    ("Please be calm.", "x" * 5000, "“expected” is too long."),
])  # fmt: skip
def test_faults_of_letters_that_no_other_test_plants(vocabulary: Vocabulary, old: str, new: str, said: str) -> None:
    text = BASE + LETTER.replace(old, new)
    assert [fault.message for fault in check([Source("test.toml", text)], vocabulary)] == [said]


def test_a_sentence_that_nothing_plants_would_be_found() -> None:
    assert not re.search(re.escape("There is no such ") + r"[^\n]+?" + re.escape(" in the wide world."), "x")
