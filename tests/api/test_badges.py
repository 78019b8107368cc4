"""The badge: what it shows, for how long, and what its address gives away, which is nothing."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from heed.access.changes import end_system
from heed.checks.models import Badge
from heed.checks.queries import badge_of
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms.changes import end
from tests.api.conftest import Ask, Asking, Council
from tests.register.conftest import MONDAY

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def paths(answer: Any) -> list[str]:
    """Return where the answer's badge is, as HTML and as a picture."""
    badge = answer.json()["badge"]
    return [urlsplit(badge[form]).path for form in ("html", "svg")]


def picture(answer: Any) -> list[str]:
    """Return the lines of the picture."""
    return [line.text or "" for line in ET.fromstring(answer.content).iter(f"{SVG}text")]  # noqa: S314 - our own


@pytest.mark.clause("CWM-25")
def test_the_badge_shows_the_warning_and_until_when_it_is_good(client: Client, ask: Ask, colin: Marker) -> None:
    html, svg = (client.get(path) for path in paths(ask()))
    text = html.content.decode()
    assert (html.status_code, svg.status_code) == (200, 200)
    shown = ("Violence", "Do not go alone", "Ring the bell and step back to the gate.", "29 October 2026",
             "Good until 10:05. Then ask again.")  # fmt: skip
    assert [words for words in shown if words not in text] == []
    assert picture(svg) == ["Warning", "Violence", "Do not go alone", "Ring the bell and step back to the gate.",
                            "Review: 29/10/2026", "Good until 10:05. Then ask again."]  # fmt: skip


def test_the_fragment_holds_no_script_no_style_and_no_address(client: Client, ask: Ask, colin: Marker) -> None:
    text = client.get(paths(ask())[0]).content.decode()
    assert text.startswith('<section class="heed-badge heed-badge--warning" role="note" aria-label="From Heed">')
    assert [each for each in ("<script", "style=", "href=", "src=", "Marl", colin.case.reference) if each in text] == []


def test_the_picture_has_a_text_alternative(client: Client, ask: Ask, colin: Marker) -> None:
    root = ET.fromstring(client.get(paths(ask())[1]).content)  # noqa: S314 - our own
    alternative = {each.tag.removeprefix(SVG): each.text for each in root if each.tag in (f"{SVG}title", f"{SVG}desc")}
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "heed-title heed-told")
    assert alternative["title"] == "Warning"
    assert (alternative["desc"] or "").startswith("Warning. Violence. Do not go alone")


def test_nothing_found_is_shown_as_that_and_as_no_promise(client: Client, ask: Ask, colin: Marker) -> None:
    html, svg = (client.get(path) for path in paths(ask(postcode="ZZ1 1ZZ")))
    assert "heed-badge--none" in html.content.decode()
    assert picture(svg)[:2] == ["No warning found", "Heed found no warning. That is no promise: take the"]


def test_a_picture_can_be_shown_elsewhere_and_nothing_else_can(client: Client, ask: Ask, colin: Marker) -> None:
    html, svg = (client.get(path) for path in paths(ask()))
    kept = [(each.headers["Cross-Origin-Resource-Policy"], each.headers["Cache-Control"]) for each in (html, svg)]
    assert kept == [("same-origin", "no-store"), ("cross-origin", "no-store")]
    assert svg.headers["Content-Security-Policy"].startswith("default-src 'none'")


def over(council: Council, asking: Asking, monday: Any) -> None:
    """Let five minutes pass."""
    monday.move_to(MONDAY + timedelta(minutes=5))


def ended(council: Council, asking: Asking, monday: Any) -> None:
    """End the system."""
    end_system(council.by(council.admin), system=asking.system)


def left(council: Council, asking: Asking, monday: Any) -> None:
    """Let whoever asked leave."""
    council.other.is_active = False
    council.other.save()


@pytest.mark.parametrize("happens", [over, ended, left])
def test_a_reference_that_is_good_no_more_looks_like_one_that_never_was(
    client: Client, ask: Ask, asking: Asking, council: Council, colin: Marker, monday: Any, happens: Any
) -> None:
    known = paths(ask())
    happens(council, asking, monday)
    never = ["/api/badges/AAAAAAAA.html", "/api/badges/AAAAAAAA.svg"]
    answers = [client.get(path) for path in (*known, *never)]
    assert {answer.status_code for answer in answers} == {404}
    assert [answers[0].content, answers[1].content] == [answers[2].content, answers[3].content]
    assert picture(answers[1])[0] == "Could not check"
    assert "This is not the same as no warning." in answers[0].content.decode()


def test_an_entry_that_ends_meanwhile_is_gone_from_the_badge(
    client: Client, ask: Ask, council: Council, colin: Marker
) -> None:
    html = paths(ask())[0]
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He has moved abroad.")
    assert "No warning found" in client.get(html).content.decode()


def test_the_address_is_a_random_word_of_which_only_a_digest_is_kept(ask: Ask, colin: Marker) -> None:
    first, second = (paths(ask())[0].rpartition("/")[2].removesuffix(".html") for _ in range(2))
    assert (len(first), len(second), first == second) == (32, 32, False)
    assert not Badge.objects.filter(digest__in=[first, second]).exists()
    assert badge_of(first, MONDAY) is not None


def test_long_advice_is_set_on_several_lines_that_stay_within_the_picture(
    client: Client, ask: Ask, colin: Marker
) -> None:
    colin.advice = "Ring the bell, then step back to the gate and wait until somebody has tied up both of the dogs."
    colin.save()
    answer = client.get(paths(ask())[1])
    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    lowest = max(int(line.get("y", 0)) for line in root.iter(f"{SVG}text"))
    assert (len(picture(answer)), max(len(line) for line in picture(answer)) <= 52) == (7, True)
    assert lowest < int(root.get("height", 0))
