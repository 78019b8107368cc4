"""What holds for every page that a story comes to, looked at once for each state in which a page is met."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Route

from tests.journeys.axe import axe

LOOK = """() => ({
    title: document.title,
    headings: document.querySelectorAll('h1').length,
    parts: [...document.querySelectorAll('main h2, main .govuk-error-message')].map(part => part.textContent),
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    forms: document.querySelectorAll('main form').length,
    main: [...document.querySelectorAll('main .govuk-button')].filter(
        button => !button.matches('.govuk-button--secondary, .govuk-button--warning')).map(button => button.innerText),
    status: performance.getEntriesByType('navigation')[0].responseStatus,
    dangerous: document.querySelectorAll('main .govuk-button--warning').length,
})"""
VARIES = ((r"H-[2-9A-Z]{4}-[2-9A-Z]{4}", "REFERENCE"), (r"^/report/[\w-]{16}/", "/report/KEY/"), (r"\d+", "N"))
"""What differs in addresses and headings from one showing of the same page to the next."""

State = tuple[str, int, bool, tuple[str, ...]]


class Watch:
    """Looks at pages: the frame of each, and with axe once at each state of it."""

    def __init__(self, seen: set[State], twin: Callable[[tuple[int, int]], Page], picture: Callable[..., Path]) -> None:
        self.seen = seen
        self.twin = twin
        self.picture = picture

    def __call__(self, page: Page, *, scripts: bool = True) -> None:
        """Look at the page as it stands."""
        found = page.evaluate(LOOK)
        wrong = [fault for fault, there in faults(found).items() if there]
        assert wrong == [], f"{page.url}: {found}"
        width = page.viewport_size["width"] if page.viewport_size else 0
        parts = tuple(sorted({plain(each) for each in found["parts"]}))
        state = (plain(urlsplit(page.url).path), width, scripts, parts)
        if state not in self.seen:
            self.seen.add(state)
            axe(page if scripts else self._shown_again(page))
            if os.environ.get("HEED_TEST_PICTURES"):
                self.picture(page, f"bodies/{width}/{len(self.seen):03}{re.sub('[^A-Za-z]+', '-', state[0])}")

    def _shown_again(self, page: Page) -> Page:
        """Return another page with the same HTML and no script of ours: axe cannot run where scripts are off."""
        html = re.sub(r"<script[^>]*></script>", "", page.content())
        size = page.viewport_size
        twin = self.twin((size["width"], size["height"]) if size else (375, 740))

        def answer(route: Route) -> None:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

        twin.route(page.url, answer)
        twin.goto(page.url)
        twin.unroute(page.url)
        return twin


def faults(found: dict[str, Any]) -> dict[str, bool]:
    """Return what may be wrong with a page's frame, and whether it is."""
    decides = found["forms"] and not found["dangerous"]
    return {
        "It is not there": found["status"] not in (200, 409),
        "It has no title": not found["title"].strip() or found["title"].startswith("–"),
        "It has no h1, or several": found["headings"] != 1,
        "It is wider than the screen": found["wider"] > 0,
        "It has more than one main button": len(found["main"]) > 1,
        "It has a form, and no main button": bool(decides) and not found["main"],
    }


def plain(text: str) -> str:
    """Return an address or a heading without what differs from one report to the next."""
    for pattern, word in VARIES:
        text = re.sub(pattern, word, text.strip())
    return text
