"""How a page is worked: with a finger or a mouse, or with nothing but the keyboard. A story is the same by either."""

from collections.abc import Callable
from typing import Protocol

from playwright.sync_api import Locator, Page

FARTHEST = 200  # stops of the Tab key: more than any page has


class Hand(Protocol):
    """What a person does to a page. Choices and texts go by the names of their fields, the rest by what is read."""

    def choose(self, page: Page, name: str, value: str) -> None:
        """Choose a radio, tick a checkbox."""

    def write(self, page: Page, name: str, text: str) -> None:
        """Write into a field, in the place of what stands there."""

    def press(self, page: Page, what: Locator) -> None:
        """Press a button or follow a link, and wait for the page that comes."""


class Pointer:
    """A finger on a phone, a mouse at a desk."""

    def choose(self, page: Page, name: str, value: str) -> None:
        page.check(f"input[name='{name}'][value='{value}']")

    def write(self, page: Page, name: str, text: str) -> None:
        page.fill(f"[name='{name}']", text)

    def press(self, page: Page, what: Locator) -> None:
        _and_wait(page, what.click)


class Keys:
    """Tab, Space, Enter, the arrows and letters: somebody who uses no mouse and no touch screen."""

    def choose(self, page: Page, name: str, value: str) -> None:
        wanted = page.locator(f"input[name='{name}'][value='{value}']")
        if wanted.get_attribute("type") == "radio":
            self._reach(page, f"input[name='{name}']")
            for _ in range(FARTHEST):
                if _focused(page, f"[value='{value}']"):
                    break
                page.keyboard.press("ArrowDown")
        else:
            self._reach(page, f"input[name='{name}'][value='{value}']")
        if not wanted.is_checked():
            page.keyboard.press("Space")

    def write(self, page: Page, name: str, text: str) -> None:
        self._reach(page, f"[name='{name}']")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)

    def press(self, page: Page, what: Locator) -> None:
        what.evaluate("element => element.setAttribute('data-wanted', '')")
        self._reach(page, "[data-wanted]")
        _and_wait(page, lambda: page.keyboard.press("Enter"))

    def _reach(self, page: Page, selector: str) -> None:
        for _ in range(FARTHEST):
            if _focused(page, selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"{page.url}: the Tab key never comes to {selector}")


def _focused(page: Page, selector: str) -> bool:
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def _and_wait(page: Page, act: Callable[[], object]) -> None:
    with page.expect_navigation():
        act()
