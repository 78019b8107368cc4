"""The look at accessibility must be able to fail: a page with two planted faults, under a policy as strict as ours."""

import pytest
from playwright.sync_api import Page, Route

from tests.journeys.axe import axe, violations

GOOD = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><main><h1>A page</h1><label for="a">Name</label> <input id="a"></main></body></html>"""
BAD = GOOD.replace(' lang="en"', "").replace('<label for="a">Name</label>', "")
POLICY = {"Content-Security-Policy": "default-src 'none'", "Content-Type": "text/html"}


def serve(page: Page, body: str) -> None:
    def answer(route: Route) -> None:
        route.fulfill(body=body, headers=POLICY)

    page.route("**/planted", answer)
    page.goto("/planted")


def test_a_good_page_has_no_violations(desk: Page) -> None:
    serve(desk, GOOD)

    axe(desk)


def test_planted_faults_are_found_and_named(desk: Page) -> None:
    serve(desk, BAD)

    assert sorted(violation["id"] for violation in violations(desk)) == ["html-has-lang", "label"]
    with pytest.raises(AssertionError, match=r"label \(critical\).*#a"):
        axe(desk)
