"""Every answer carries the headers of B40, whatever made it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client, override_settings

from heed.people.agencies.models import User
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.urls("tests.web.pages"), pytest.mark.django_db]

ROOT = Path(__file__).parents[2]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ANSWERS = {
    "a page": ("get", "/sign-in", 200),
    "a redirect to sign in": ("get", "/test/story", 302),
    "an absent page": ("get", "/nothing", 404),
    "a wrong method": ("get", "/test/only-post", 405),
    "our mistake": ("get", "/test/broken", 500),
    "a full disk": ("get", "/test/full", 503),
    "a static file's redirect": ("get", "/favicon.ico", 302),
    "a wrong sign-in": ("post", "/sign-in", 200),
}


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_the_headers(method: str, address: str, status: int) -> None:
    answer = getattr(Client(raise_request_exception=False), method)(address)

    directives = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert answer.status_code == status
    assert directives == POLICY
    assert {name: answer.headers[name] for name in EXPECTED} == EXPECTED
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_a_refusal_has_the_headers(client: Client, asha: User) -> None:
    client.force_login(asha)

    answer = client.get("/test/refuse")

    assert (answer.status_code, {name: answer.headers[name] for name in EXPECTED}) == (403, EXPECTED)


def test_a_host_that_is_not_ours_is_answered_with_the_headers(client: Client) -> None:
    answer = client.get("/sign-in", headers={"Host": "elsewhere.example.org"})

    assert (answer.status_code, {name: answer.headers[name] for name in EXPECTED}) == (400, EXPECTED)


def test_a_form_from_elsewhere_is_refused_with_the_headers() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in", {"login": "a"})

    assert (answer.status_code, {name: answer.headers[name] for name in EXPECTED}) == (403, EXPECTED)


@override_settings(SECURE_HSTS_SECONDS=60, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_over_https_browsers_are_told_to_stay_there() -> None:
    answer = Client().get("/sign-in", secure=True)

    assert answer.headers["Strict-Transport-Security"] == "max-age=60; includeSubDomains"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client, asha: User) -> None:
    client.post("/sign-in", {"login": asha.email, "password": PASSWORD})
    client.get("/sign-in")

    assert {
        name: (c["httponly"], c["samesite"], c["domain"], c["path"]) for name, c in client.cookies.items()
    } == dict.fromkeys(("session", "csrf", "was"), (True, "Lax", "", "/"))


def test_with_https_cookies_belong_to_this_host_alone(tmp_path: Path) -> None:
    code = (
        "from heed import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.MARK_COOKIE_NAME,"
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS)"
    )
    env = {**os.environ, "HEED_BASE_URL": "https://heed.example.org", "HEED_DATA": str(tmp_path), "DATABASE_URL": ""}
    command = [sys.executable, "-c", code]
    said = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout.split() == [
        "__Host-session", "__Host-csrf", "__Host-was", "True", "True", "True", str(2 * 365 * 24 * 60 * 60)
    ]  # fmt: skip
