"""Whatever is in a file, checking it ends in faults with a place in that file, and never in a traceback."""

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.policy.check import check
from heed.policy.faults import Fault
from heed.policy.source import Source, read
from heed.policy.vocabulary import VOCABULARY
from tests.policy.conftest import BASE

LINES = BASE.splitlines()
VALUES = st.sampled_from([
    "1", "-1", "99999999999999999999", "1e999", "nan", "true", '""', '"x"', '"0 days"', '"5000 years"', '"immediately"',
    "[]", "[[]]", "{}", "{ a = {} }", "[1, 'x']", "2026-01-01", "0001-01-01T00:00:00+23:59", "9999-12-31", "00:00:00",
    '"line-manager"', '"incident.report"', '["team.brief"]', '"CAF-1"', "{ en = 1 }", '{ at-least = "x" }', "'\\\\'",
])  # fmt: skip
HARD = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def faults(text: str) -> list[Fault]:
    found = check([Source("test.toml", text)], VOCABULARY)
    height = text.count("\n") + 1
    for fault in found:
        assert fault.file == "test.toml"
        assert 1 <= fault.line <= height
        assert fault.column >= 1
        assert fault.message.endswith((".", "”"))
    return found


@HARD
@given(st.text(max_size=300))
def test_any_text(text: str):
    assert faults(text) != []


@HARD
@given(st.text(alphabet='[]{}=".,\n# ' + string.ascii_lowercase + "-0123456789", max_size=200))
def test_text_that_looks_like_toml(text: str):
    assert faults(text) != []


@HARD
@given(st.binary(max_size=200))
def test_any_bytes(tmp_path_factory, content: bytes):
    path = tmp_path_factory.getbasetemp() / "bytes.toml"
    path.write_bytes(content)

    assert check([read(path)], VOCABULARY) != []


@HARD
@given(line=st.integers(0, len(LINES) - 1), value=VALUES)
def test_any_value_in_the_place_of_another(line: int, value: str):
    key, equals, _ = LINES[line].partition(" = ")
    faults("\n".join([*LINES[:line], f"{key}{equals}{value}", *LINES[line + 1 :]]))


@HARD
@given(line=st.integers(0, len(LINES) - 1), other=st.integers(0, len(LINES) - 1))
def test_lines_lost_doubled_or_moved(line: int, other: int):
    faults("\n".join(LINES[:line] + LINES[line + 1 :]))
    faults("\n".join([*LINES[:other], LINES[line], *LINES[other:]]))


@HARD
@given(start=st.integers(0, len(BASE)), length=st.integers(0, 30), put=st.text(max_size=5))
def test_any_slip_of_the_pen(start: int, length: int, put: str):
    faults(BASE[:start] + put + BASE[start + length :])


@HARD
@given(words=st.lists(st.sampled_from(["test", "other", "third"]), min_size=3, max_size=3))
def test_policies_that_extend_one_another_in_any_way(words: list[str]):
    sources = [
        Source(f"{name}.toml", BASE.replace('id = "test"', f'id = "{name}"\nextends = "{parent}"', 1))
        for name, parent in zip(("test", "other", "third"), words, strict=True)
    ]

    assert {fault.message.split("“")[0] for fault in check(sources, VOCABULARY)} == {"The policy "}
