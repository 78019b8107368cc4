"""What changes between two policies, in sentences."""

import pytest

from heed.policy.compare import Change, compare
from heed.policy.load import load
from heed.policy.source import Source
from tests.policy.conftest import BASE


def changes(*edits: tuple[str, str], vocabulary) -> list[Change]:
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1
        text = text.replace(old, new)
    books = [load([Source("test.toml", one)], vocabulary) for one in (BASE, text)]
    return compare(books[0], books[1])


def test_a_policy_does_not_differ_from_itself(vocabulary):
    assert changes(vocabulary=vocabulary) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (
            'within = "2 working days"', 'within = "3 working days"',
            Change("duty", "debrief", "changed", "The duty “debrief” (debrief the person affected) changes: within: "
                   "3 working days instead of 2 working days."),
        ),
        (
            'when = { violence = true, kinds = "violence" }', 'when = { injury = ["medical", "hospital"] }',
            Change("duty", "debrief", "changed", "The duty “debrief” (debrief the person affected) changes: when: "
                   "injury medical or hospital instead of violence yes and kinds violence."),
        ),
        (
            'escalate = [{ after = "4 working hours", to = "health-and-safety" }]\nbefore-close = true', "",
            Change("duty", "debrief", "changed", "The duty “debrief” (debrief the person affected) changes: escalate: "
                   "nothing instead of health-and-safety after 4 working hours; must be done before closing: no "
                   "instead of yes."),
        ),
        (
            'closes = 17:00:00', 'closes = 17:30:00',
            Change("policy", "", "changed", "In [policy], closes: 5:30pm instead of 5pm."),
        ),
        (
            'version = "1"', 'version = "2"\nclosed = [2026-12-29]',
            Change("policy", "", "changed", "In [policy], version: 2 instead of 1 and closed: 2026-12-29 instead of "
                   "nothing."),
        ),
        (
            'title = "Line manager"', 'title = "Team leader"',
            Change("posts", "line-manager", "changed", "The post “line-manager” (Team leader) changes: title: “Team "
                   "leader” instead of “Line manager”."),
        ),
        (
            '"Get out.", ', "",
            Change("chart", "get-out", "changed", "The chart “get-out” (If somebody is violent) changes: steps: “You "
                   "are hurt” then “Call 999.” instead of “Get out.” and “You are hurt” then “Call 999.”."),
        ),
        (
            ', { word = "minor", label = "A little" }', "",
            Change("question", "injury", "changed", "The question “injury” (Was anybody hurt?) changes: options: none "
                   "“No” instead of none “No” and minor “A little”."),
        ),
        (
            "implies = { violence = true }", "implies = { violence = true, weapon = false }",
            Change("kind", "violence", "changed", "The kind “violence” (Violence) changes: implies: violence yes and "
                   "weapon no instead of violence yes."),
        ),
        (
            'consent = "asked"', 'consent = "not-needed"',
            Change("police", "", "changed", "In [police], consent: not-needed instead of asked."),
        ),
        (
            "[police]", '[[clause]]\nid = "OWN-1"\nsummary = "Be kind."\n\n[police]',
            Change("clause", "OWN-1", "added", "The clause “OWN-1” (Be kind.) is added."),
        ),
        (
            "[police]", '[[response]]\nid = "warn"\ntitle = "Warn them"\nclause = "CUM-22"\n\n[police]',
            Change("response", "warn", "added", "The response “warn” (Warn them) is added."),
        ),
    ],
)  # fmt: skip
def test_what_changes(old: str, new: str, change: Change, vocabulary):
    assert changes((old, new), vocabulary=vocabulary) == [change]


def test_a_new_id_is_one_duty_removed_and_another_added(vocabulary):
    found = changes(('id = "check-in"', 'id = "look-in"'), vocabulary=vocabulary)

    assert [(one.section, one.id, one.what) for one in found] == [
        ("duty", "check-in", "removed"),
        ("duty", "look-in", "added"),
    ]
