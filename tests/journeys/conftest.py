"""A real Chromium: `phone` and `desk` are pages of the running program, `look` opens others."""

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright
from pytest_django.live_server_helper import LiveServer

from do import NO_CHROMIUM, find_chromium
from heed.people.agencies.models import User
from tests.journeys.acting import Actor
from tests.journeys.hands import Hand, Pointer
from tests.journeys.signed_in import enter
from tests.journeys.story import Story
from tests.journeys.watching import State, Watch
from tests.make import Make
from tests.moments import london

# The browser's driver runs an event loop in the tests' thread; Django would take that for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FOLDER = Path(__file__).parent
SCREENSHOTS = FOLDER.parents[1] / "screenshots"
PHONE, DESK, NARROW = (375, 740), (1200, 900), (320, 640)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
)  # fmt: skip
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey needs the browser, and tables that the server's threads can see."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.django_db(transaction=True))
            if find_chromium() is None:
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = find_chromium()
    with tempfile.TemporaryDirectory() as home:
        started = playwright.chromium.launch(
            executable_path=path, args=list(FLAGS), env={**os.environ, "HOME": home}, headless=True
        )
        yield started
        started.close()


@pytest.fixture
def look(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """look(DESK, javascript=False): a page of a fresh visitor; addresses like "/report" are the running program's.

    At the end, anything that went wrong in a browser (a script's error, a refusal by the security policy) is a failure.
    """
    contexts, mishaps = [], []

    def look(size: tuple[int, int] = DESK, *, javascript: bool = True) -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, java_script_enabled=javascript,
            locale="en-GB", timezone_id="Europe/London", has_touch=width < 500, reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: mishaps.extend(_mishap(message)))
        page.on("pageerror", lambda error: mishaps.append(str(error)))
        return page

    yield look
    for context in contexts:
        context.close()
    assert mishaps == []


def _mishap(message: ConsoleMessage) -> list[str]:
    said = message.type in ("error", "warning") and not ANSWERED.match(message.text)
    return [f"{message.location.get('url', '')}: {message.text}"] if said else []


@pytest.fixture
def phone(look: Callable[..., Page]) -> Page:
    return look(PHONE)


@pytest.fixture
def desk(look: Callable[..., Page]) -> Page:
    return look(DESK)


@pytest.fixture
def plain(look: Callable[..., Page]) -> Page:
    """A phone's page without JavaScript."""
    return look(PHONE, javascript=False)


@pytest.fixture
def picture() -> Callable[[Page, str], Path]:
    """picture(page, "report-check-answers"): a picture of the whole page under screenshots/."""

    def picture(page: Page, name: str) -> Path:
        path = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return picture


# --- stories: a body, its people at their screens, and time that passes ----------------------------------------------


@pytest.fixture(scope="session")
def states() -> set[State]:
    """The states of pages that were looked at already, in whichever story."""
    return set()


@pytest.fixture(scope="session")
def refused() -> set[str]:
    """The verbs whose page was seen with its errors, in whichever story."""
    return set()


@pytest.fixture
def watch(states: set[State], look: Callable[..., Page], picture: Callable[..., Path]) -> Watch:
    twins: dict[tuple[int, int], Page] = {}

    def twin(size: tuple[int, int]) -> Page:
        twins[size] = twins.get(size) or look(size)
        return twins[size]

    return Watch(states, twin, picture)


@pytest.fixture
def seat(look: Callable[..., Page], watch: Watch, live_server: LiveServer) -> Callable[..., Actor]:
    """seat(user, size=PHONE, hand=Keys(), scripts=False): the user at a screen of their own."""

    def seat(user: User, size: tuple[int, int] = DESK, hand: Hand | None = None, *, scripts: bool = True) -> Actor:
        page = look(size, javascript=scripts)
        return Actor(user, page, hand or Pointer(), watch, lambda: enter(page, user, live_server), scripts=scripts)

    return seat


@pytest.fixture
def tell(make: Make, seat: Callable[..., Actor], refused: set[str]) -> Iterator[Callable[[str], Story]]:
    """tell("cafcass"): a story at that body, which begins on a Thursday in March 2026, at a quarter past ten."""
    with time_machine.travel(london("2026-03-05 10:15"), tick=True) as time:
        yield lambda policy: Story(make, policy, time.move_to, seat, refused)
