"""What was typed reaches the server and stays there; whose it is; pressing twice (B10)."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from heed.incidents.models import Draft, Incident
from heed.people.agencies.models import User
from tests.make import Make
from tests.web.reporting.conftest import CALL, Typed

Begin = Callable[[Typed], Draft]
KEY = "AbCdEfGhIjKlMnOp"


def test_the_first_answer_begins_the_draft(page: Client, asha: User) -> None:
    page.get("/report")
    assert Draft.objects.count() == 0

    page.post("/report/new", {"safe": "yes", "key": KEY})
    assert Draft.objects.values_list("key", "user", "answers").get() == (KEY, asha.pk, {"safe": {"safe": ["yes"]}})


def test_pressing_twice_at_the_beginning_begins_one_draft(page: Client, asha: User) -> None:
    page.post("/report/new", {"safe": "yes", "key": KEY})
    page.post("/report/new", {"safe": "yes", "key": KEY})

    assert Draft.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "new/../../etc/pass", KEY])
def test_a_key_that_is_not_ours_begins_a_draft_of_its_own(page: Client, make: Make, asha: User, key: str) -> None:
    other = make.user("Ben Ansah", asha.team)
    theirs = Client()
    theirs.force_login(other)
    theirs.post("/report/new", {"safe": "yes", "key": KEY})

    page.post("/report/new", {"safe": "yes", "key": key})

    draft = Draft.objects.get(user=asha)
    assert draft.key not in (KEY, key)
    assert Draft.objects.count() == 2


def test_what_is_wrong_is_kept_and_shown_again(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    typed = {"day": "other", "date_day": "30", "date_month": "Feb", "time": "4"}
    answer = page.post(f"/report/{draft.key}/when", typed)

    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.answers["when"] == {name: [text] for name, text in typed.items()}
    again = page.get(f"/report/{draft.key}/when").content.decode()
    assert 'value="Feb"' in again
    assert "There is a problem" in again


def test_save_and_come_back_later_keeps_what_is_not_finished(page: Client, begin: Begin) -> None:
    draft = begin({word: CALL[word] for word in ("safe", "for-whom", "elsewhere", "kinds")})
    answer = page.post(f"/report/{draft.key}/story", {"story": "", "later": "1"})

    assert answer.headers["Location"] == "/report"
    shown = page.get("/report").content.decode()
    assert "Abusive or threatening telephone call" in shown
    assert f"/report/{draft.key}/check" in shown
    assert page.get(f"/report/{draft.key}/check").headers["Location"] == f"/report/{draft.key}/now"


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("story", {"story": "She said that she would wait."}),
        ("when", {"day": "unknown", "about": "In May"}),
        ("hostility", {"hostility": "rather-not"}),
    ],
)
def test_what_is_sent_after_the_session_ended_comes_up_again(
    page: Client, asha: User, begin: Begin, word: str, typed: dict[str, str]
) -> None:
    draft = begin(CALL)
    page.get(f"/report/{draft.key}/{word}")  # leaves the mark of whose browser it is
    del page.cookies[settings.SESSION_COOKIE_NAME]

    answer = page.post(f"/report/{draft.key}/{word}", typed)
    assert answer.headers["Location"].startswith("/sign-in?next=")
    page.force_login(asha)
    shown = page.get(f"/report/{draft.key}/{word}").content.decode()

    assert all(text in shown for text in typed.values())
    assert page.post(f"/report/{draft.key}/{word}", typed).status_code == 302
    draft.refresh_from_db()
    assert draft.answers[word] == {name: [text] for name, text in typed.items()}


def test_a_first_answer_sent_after_the_session_ended_comes_up_again(page: Client, asha: User) -> None:
    page.get("/report/new")
    del page.cookies[settings.SESSION_COOKIE_NAME]
    page.post("/report/new", {"safe": "no", "key": KEY})
    page.force_login(asha)
    shown = page.get("/report/new").content.decode()

    assert re.search(r'name="safe"[^>]*value="no"[^>]*checked', shown)
    assert f'value="{KEY}"' in shown


def test_a_name_sent_after_the_session_ended_comes_up_again(page: Client, asha: User, begin: Begin) -> None:
    draft = begin(CALL | {"others": {"others": ["witness"]}})
    page.get(f"/report/{draft.key}/witnesses")
    del page.cookies[settings.SESSION_COOKIE_NAME]
    page.post(f"/report/{draft.key}/witnesses", {"name": "Lou Whitlock"})
    page.force_login(asha)

    assert 'value="Lou Whitlock"' in page.get(f"/report/{draft.key}/witnesses").content.decode()


def test_text_comes_back_exactly_as_it_was_typed(page: Client, begin: Begin) -> None:
    text = "“Überfall” <b>& more</b>\r\n\r\n  'quoted' \\ 😀 {{ story }}"
    draft = begin(CALL | {"story": {"story": text}})

    draft.refresh_from_db()
    assert draft.answers["story"] == {"story": [text]}
    page.post(f"/report/{draft.key}/check")
    assert Incident.objects.get().story == text.strip()


@pytest.mark.parametrize("there", ["kinds", "check", "sent", "discard"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_draft_is_not_there(make: Make, asha: User, begin: Begin, there: str, method: str) -> None:
    draft = begin(CALL)
    stranger = Client()
    stranger.force_login(make.user("Ben Ansah", asha.team, post="line-manager"))

    address = f"/report/{draft.key}/{there}"
    assert getattr(stranger, method)(address, CALL["kinds"] if method == "post" else {}).status_code == 404
    nowhere = f"/report/{KEY}/{there}"
    assert getattr(stranger, method)(nowhere, CALL["kinds"] if method == "post" else {}).status_code == 404
    draft.refresh_from_db()
    assert draft.answers["kinds"] == {"kinds": ["abusive-call"]}


def test_a_draft_is_thrown_away_once_that_was_meant(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    assert page.get(f"/report/{draft.key}/discard").status_code == 200
    assert Draft.objects.count() == 1

    assert page.post(f"/report/{draft.key}/discard").headers["Location"] == "/report"
    assert Draft.objects.count() == 0
    assert page.get(f"/report/{draft.key}/check").status_code == 404


@pytest.mark.clause("CAM-1", "CUM-3")
@pytest.mark.parametrize("route", ["colleague", "councillor", "partner", "complaint"])
def test_what_another_procedure_deals_with_is_not_kept(page: Client, begin: Begin, route: str) -> None:
    draft = begin({"safe": CALL["safe"], "for-whom": CALL["for-whom"]})

    there = page.post(f"/report/{draft.key}/elsewhere", {"route": route}).headers["Location"]

    assert Draft.objects.count() == 0
    assert "Use the procedure for" in page.get(there).content.decode()


def test_an_unknown_route_or_page_is_not_there(page: Client, begin: Begin) -> None:
    draft = begin({"safe": CALL["safe"]})

    assert page.get("/report/elsewhere/nowhere").status_code == 404
    assert page.get(f"/report/{draft.key}/nowhere").status_code == 404


def test_a_sent_draft_leads_to_what_was_sent_wherever_it_is_asked(page: Client, begin: Begin) -> None:
    draft = begin(CALL)
    page.post(f"/report/{draft.key}/check")

    for word in ("check", "story", "affected", "discard"):
        for answer in (
            page.get(f"/report/{draft.key}/{word}"),
            page.post(f"/report/{draft.key}/{word}", {"story": "x"}),
        ):
            assert answer.headers["Location"] == f"/report/{draft.key}/sent"
    assert Incident.objects.count() == 1
    draft.refresh_from_db()
    assert draft.answers == {}


def test_a_report_that_is_not_sent_yet_was_not_sent(page: Client, begin: Begin) -> None:
    draft = begin(CALL)

    assert page.get(f"/report/{draft.key}/sent").headers["Location"] == f"/report/{draft.key}/check"
