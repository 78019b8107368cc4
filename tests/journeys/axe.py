"""Does a page meet WCAG 2.2 AA, as far as a program can tell? axe-core looks at what Chromium really shows."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
RUN = """async tags => (await axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], rules: {'target-size': {enabled: true}},
})).violations"""


def axe(page: Page) -> None:
    """Fail, naming every violation and where it is, unless there are none."""
    found = [sentence for violation in violations(page) for sentence in _told(violation)]
    assert found == [], f"{page.url}\n" + "\n".join(found)


def violations(page: Page) -> list[dict[str, Any]]:
    """Return axe's violations, but for one that GOV.UK's own script makes on purpose."""
    if not page.evaluate("typeof axe === 'object'"):
        # Evaluated, not added as a script: the pages' own policy rightly refuses any other script.
        page.evaluate(SOURCE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate(RUN, list(TAGS))
    for violation in found:
        violation["nodes"] = [node for node in violation["nodes"] if not _conditional_reveal(violation["id"], node)]
    return [violation for violation in found if violation["nodes"]]


def _conditional_reveal(rule: str, node: dict[str, Any]) -> bool:
    """GOV.UK's radios and checkboxes say aria-expanded where an answer reveals a question (their issue 979)."""
    return rule == "aria-allowed-attr" and "aria-expanded" in node["html"] and "govuk-" in node["html"]


def _told(violation: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {' '.join(map(str, node['target']))}"
        for node in violation["nodes"]
    ]
