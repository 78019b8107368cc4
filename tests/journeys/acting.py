"""Somebody of the body at a screen: what they tell, what they do, what they see. Every page they meet is watched."""

import re
from collections.abc import Callable, Mapping, Sequence

from playwright.sync_api import Locator, Page, expect

from heed.casework.duties.models import Duty
from heed.people.agencies.models import User
from heed.web.duties.shown import what_is_owed
from tests.journeys.hands import Hand
from tests.journeys.watching import Watch

Fields = Mapping[str, str | Sequence[str]]
Told = Mapping[str, Fields | Sequence[Fields]]
"""What is told on each page of a report, by the word of the page; a list is a page that is sent several times."""


def beginning(words: str) -> re.Pattern[str]:
    """Return what finds a button or link by what is seen of it; more may be said to who cannot see the rest."""
    return re.compile(rf"^{re.escape(words)}( ?[:,].*)?$")


class Actor:
    """A person and their screen. `sign_in` is asked before they open anything: time passes between their visits."""

    def __init__(
        self, user: User, page: Page, hand: Hand, watch: Watch, sign_in: Callable[[], object], *, scripts: bool
    ) -> None:
        self.user, self.page, self.hand, self.scripts = user, page, hand, scripts
        self._watch, self._sign_in = watch, sign_in

    # --- one page ----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look at the page that has come up."""
        self._watch(self.page, scripts=self.scripts)

    def open(self, path: str) -> None:
        self._sign_in()
        self.page.goto(path)
        self.look()

    def fill(self, fields: Fields) -> None:
        """Answer the page's questions, by the names of their fields."""
        for name, value in fields.items():
            for each in [value] if isinstance(value, str) else value:
                if self._offered(name):
                    self.hand.choose(self.page, name, self._value(name, each))
                else:
                    self.hand.write(self.page, name, each)

    def _offered(self, name: str) -> bool:
        """Return whether the field is a choice."""
        return self.page.locator(f"input[name='{name}']:is([type=radio], [type=checkbox])").count() > 0

    def _value(self, name: str, text: str) -> str:
        """Return the value of a choice that is given by its value or by the words beside it."""
        found = self.page.locator(f"input[name='{name}'][value='{text}']")
        return text if found.count() else str(self.page.get_by_label(text).get_attribute("value"))

    def press(self, button: str) -> None:
        self.go(self.page.get_by_role("main").get_by_role("button", name=beginning(button)).first)

    def follow(self, link: str) -> None:
        self.go(self.page.get_by_role("main").get_by_role("link", name=beginning(link)).first)

    def go(self, what: Locator) -> None:
        self.hand.press(self.page, what)
        self.look()

    def sees(self, text: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(text)

    def sends_nothing(self, button: str) -> None:
        """Press the button before anything is answered: the page says what is missing, and moves there."""
        self.press(button)
        summary = self.page.locator(".govuk-error-summary")
        expect(summary).to_be_visible()
        if self.scripts:
            expect(summary).to_be_focused()

    # --- a report ----------------------------------------------------------------------------------------------------

    def reports(self, told: Told) -> str:
        """Tell what happened, page by page, in the order in which the pages come; return the reference."""
        self.open("/report")
        asked = []
        while not self.page.url.endswith("/check"):
            word = "safe" if self.page.url.endswith("/report") else self.page.url.rpartition("/")[2]
            asked.append(word)
            pages = told.get(word, {})
            for fields in [pages] if isinstance(pages, Mapping) else pages:
                self.fill(fields)
                self.press("Continue")
        assert set(told) <= set(asked), f"was never asked about {set(told) - set(asked)}"
        self.press("Send the report")
        found = re.search(r"H-[2-9A-Z]{4}-[2-9A-Z]{4}", self.page.locator(".govuk-panel").inner_text())
        assert found is not None
        return found[0]

    # --- what is owed ------------------------------------------------------------------------------------------------

    def finds(self, duty: Duty) -> Locator:
        """Return the line of a duty on the home page."""
        self.open("/")
        line = self.line(duty)
        while not line.count():
            self.follow("Next")
        return line

    def line(self, duty: Duty) -> Locator:
        lines = self.page.locator(".heed-duty").filter(has_text=duty.case.reference if duty.case else duty.team.name)
        return lines.filter(has=self.page.get_by_role("link", name=what_is_owed(duty), exact=True)).first

    def reads_about(self, duty: Duty) -> None:
        """Go from the home page to the page that says everything about a duty."""
        self.go(self.finds(duty).get_by_role("link", name="More about it"))

    def begins(self, duty: Duty) -> None:
        """Go from the home page to where a duty is done."""
        self.go(self.finds(duty).get_by_role("link", name=what_is_owed(duty), exact=True))
