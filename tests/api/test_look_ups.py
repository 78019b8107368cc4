"""Another system asks: what it is told, what it never is, and that no failure reads like “no warning”."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from heed.access.changes import end_system
from heed.api import look_ups
from heed.checks.models import Badge, Found, LookUp
from heed.checks.rules import MANY_AN_HOUR, MOST_A_DAY
from heed.jobs import Worker
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import PolicyVersion
from heed.people.index.models import Outdated
from heed.people.public.changes import relist
from heed.people.public.models import Person
from heed.policy.load import shipped
from heed.register.markers.models import Marker
from tests.api.conftest import Ask, Asking, Council, let_ask
from tests.register.conftest import MONDAY
from tests.web.register.conftest import Page, words

pytestmark = pytest.mark.django_db


@pytest.mark.clause("CWM-25", "CUM-22", "EHC-15")
def test_a_warning_comes_in_its_short_form_and_lives_five_minutes(ask: Ask, colin: Marker) -> None:
    answer = ask()
    told = answer.json()
    badge = told.pop("badge")
    assert (answer.status_code, told) == (200, {
        "answer": "warning",
        "say": "Heed found a warning.",
        "warnings": [{
            "about": "person",
            "hazards": ["Violence"],
            "what_to_do": ["Do not go alone", "Ring the bell and step back to the gate."],
            "review_on": "2026-10-29",
        }],
        "possible": [],
        "asked_at": "2026-06-01T09:00:00Z",
        "expires_at": "2026-06-01T09:05:00Z",
    })  # fmt: skip
    assert [answer.headers[name] for name in ("Cache-Control", "Content-Type")] == [
        "no-store", "application/json; charset=utf-8"]  # fmt: skip
    assert sorted(badge) == ["html", "svg"]


def test_the_answer_holds_neither_name_nor_address_nor_story_nor_reference(ask: Ask, colin: Marker) -> None:
    text = ask().content.decode()
    secrets = ("Colin", "Marlpit", "Marl Lane", "ZZ9", "spade", colin.case.reference, "Asha", "Ben Sorrel")
    assert [word for word in secrets if word in text] == []


def test_no_warning_found_promises_nothing(ask: Ask, colin: Marker) -> None:
    told = ask(postcode="ZZ1 1ZZ").json()
    assert (told["answer"], told["warnings"]) == ("no-warning-found", [])
    assert told["say"] == "Heed found no warning. That is no promise: take the care that you always take."


def test_an_entry_that_has_ended_is_not_told_of(ask: Ask, colin: Marker, monday: Any) -> None:
    monday.move_to(MONDAY.replace(month=11))
    assert ask().json()["answer"] == "no-warning-found"


@pytest.mark.parametrize(("more", "expected"), [
    ({"postcode": "", "name": "Colin Marlpit", "born_on": "1980-02-01"}, "possible"),
    ({"postcode": "", "name": "Colin Marlpit", "address": "12 Marl Lane"}, "warning"),
    ({"postcode": "", "address": "12 Marl Lane"}, "warning"),
    ({"postcode": "", "name": "Colin Marlpit", "address": "9 Tern Row"}, "no-warning-found"),
])  # fmt: skip
def test_it_is_asked_as_on_the_page(ask: Ask, colin: Marker, more: dict[str, Any], expected: str) -> None:
    assert ask(**more).json()["answer"] == expected


@pytest.mark.parametrize(("more", "status", "say"), [
    ({"postcode": "", "name": "Colin Marlpit"}, 403,
     "Add one more fact: a date of birth, an address or a postcode. A name alone is not enough."),
    ({"postcode": ""}, 403, "Enter an address, or a name with one more fact."),
    ({"user": "nobody@example.org"}, 403,
     "Heed knows nobody of that e-mail address who works for your organisation."),
    ({"purpose": "gossip"}, 422, "Heed cannot read the question. Look at: purpose."),
    ({"postcode": "Z" * 11}, 422, "Heed cannot read the question. Look at: postcode."),
    ({"name": "Colin\x00"}, 422, "Heed cannot read the question. Look at: name."),
    ({"born_on": "1980-13-01"}, 422, "Heed cannot read the question. Look at: born_on."),
    ({"limit": 500}, 422, "Heed cannot read the question. Look at: limit."),
    ({"body": "{"}, 422, "Heed cannot read the question. Look at: the body."),
    ({"body": "[]"}, 422, "Heed cannot read the question. Look at: question."),
    ({"key": "heed_wrong"}, 401, "Send a key that is good: it may have ended, or wait for agreement."),
    ({"key": ""}, 401, "Send a key that is good: it may have ended, or wait for agreement."),
])  # fmt: skip
def test_what_is_no_answer_says_that_it_could_not_check(
    ask: Ask, colin: Marker, more: dict[str, Any], status: int, say: str
) -> None:
    answer = ask(**more)
    assert (answer.status_code, answer.json()) == (status, {"answer": "could-not-check", "say": say})
    assert (LookUp.objects.count(), answer.headers["Cache-Control"]) == (0, "no-store")


def test_a_database_that_fails_is_not_the_same_as_no_warning(ask: Ask, council: Council, colin: Marker) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE heed_found RENAME TO heed_lost")
    answer = ask()
    assert (answer.status_code, answer.json()["answer"]) == (503, "could-not-check")
    assert "no warning" not in answer.content.decode()


@pytest.mark.clause("EHC-15")
def test_where_the_policy_keeps_warnings_in_one_place_nothing_is_answered(
    ask: Ask, council: Council, colin: Marker
) -> None:
    agencies.load_policy(council.make.stamp(MONDAY), agency=council.owner.agency, sources=shipped("east-herts"))
    answer = ask()
    assert (answer.status_code, answer.json()) == (403, {
        "answer": "could-not-check",
        "say": "By the policy of your organisation warnings are shown in Heed alone. Look it up there.",
    })  # fmt: skip
    assert (LookUp.objects.count(), PolicyVersion.objects.filter(agency=council.owner.agency).count()) == (0, 2)


def test_a_system_that_was_ended_is_refused_with_its_very_next_question(
    ask: Ask, asking: Asking, council: Council, colin: Marker
) -> None:
    assert ask().status_code == 200
    end_system(council.by(council.admin), system=asking.system)
    assert ask().status_code == 401


def test_a_key_whose_last_day_is_over_is_none(ask: Ask, colin: Marker, monday: Any) -> None:
    monday.move_to(MONDAY.replace(year=2027, month=1))
    assert ask().status_code == 401


def test_a_system_asks_for_its_own_agency_alone(ask: Ask, council: Council, colin: Marker) -> None:
    far = council.make.team(council.make.agency(word="elsewhere", name="Elsewhere Council"))
    assert ask(user=council.make.user("Ola Strand", far)).status_code == 403


def test_whoever_has_left_is_answered_nothing(ask: Ask, council: Council, colin: Marker) -> None:
    agencies.end_user(council.make.stamp(MONDAY), user=council.other)
    assert ask().status_code == 403


# --- on record -------------------------------------------------------------------------------------------------------


def test_each_question_is_on_record_under_its_user_and_its_system(
    ask: Ask, asking: Asking, council: Council, colin: Marker
) -> None:
    ask()
    ask(postcode="ZZ1 1ZZ")
    rows = LookUp.objects.order_by("pk")
    assert [(row.asked_by, row.system, row.postcode) for row in rows] == [
        (council.other, asking.system, "ZZ9 9ZZ"), (council.other, asking.system, "ZZ1 1ZZ")]  # fmt: skip
    entries = Entry.objects.filter(verb="register.look-up").order_by("seq")
    assert [(each.by, each.door, each.given["system"], each.given["found"]) for each in entries] == [
        (council.other.pk, f"api:{asking.system.pk}", asking.system.pk, [str(colin.pk)]),
        (council.other.pk, f"api:{asking.system.pk}", asking.system.pk, []),
    ]


def test_the_owner_sees_through_which_system_they_looked(ask: Ask, page: Page, council: Council, colin: Marker) -> None:
    ask()
    text = words(page(council.owner, f"/register/{colin.case.reference}/looks"))
    assert "Olu Campion Repairs team" in text
    assert "A visit · through Case files" in text


def test_whom_it_is_about_is_told_of_nothing_and_the_owner_hears(ask: Ask, council: Council, colin: Marker) -> None:
    """R6."""
    colin.case.involvements.create(part="subject", user=council.other, added_at=MONDAY)
    assert ask().json()["answer"] == "no-warning-found"
    assert Found.objects.get().hidden
    Worker().tick()
    assert Message.objects.filter(kind="looks", to=council.owner).count() == 1


# --- how often -------------------------------------------------------------------------------------------------------


def asked(council: Council, asking: Asking | None, times: int, minutes: int = 10) -> None:
    """Let the user have asked so often, some minutes ago."""
    LookUp.objects.bulk_create(
        LookUp(agency=council.other.agency, asked_by=council.other, asked_at=MONDAY - timedelta(minutes=minutes),
               purpose="visit", digest="0" * 64, system=asking.system if asking else None)
        for _ in range(times)
    )  # fmt: skip


def test_many_within_an_hour_need_a_reason_whichever_way_they_were_asked(
    ask: Ask, council: Council, colin: Marker
) -> None:
    asked(council, None, MANY_AN_HOUR)
    answer = ask()
    assert (answer.status_code, answer.json()["answer"]) == (429, "could-not-check")
    assert ask(reason="A list of repairs for tomorrow.").json()["answer"] == "warning"


def test_too_many_in_a_day_stop_and_data_protection_is_told(
    ask: Ask, council: Council, asking: Asking, colin: Marker
) -> None:
    asked(council, asking, MOST_A_DAY, minutes=200)
    assert [ask(reason="More.").status_code for _ in range(2)] == [429, 429]
    assert Message.objects.filter(kind="looks", to=council.dpo).count() == 1
    assert LookUp.objects.filter(refused=True).count() == 2


def test_a_system_that_asks_more_than_was_agreed_is_stopped_for_all_its_users(
    ask: Ask, council: Council, colin: Marker
) -> None:
    slow = let_ask(council, "Slow files", most=2)
    assert [ask(key=slow.key).status_code for _ in range(3)] == [200, 200, 429]
    assert ask(key=slow.key, user=council.officer).status_code == 429
    assert ask().status_code == 200


def test_there_is_no_other_way_to_ask(client: Any, asking: Asking, colin: Marker) -> None:
    head = {"Authorization": f"Bearer {asking.key}"}
    asked_for = [client.get(path, headers=head).status_code for path in ("/api/look-ups", "/api/", "/api/look-ups/1")]
    assert asked_for == [405, 404, 404]


def test_two_warnings_are_counted() -> None:
    assert look_ups.said(2, 1) == "Heed found 2 warnings."


def test_what_may_be_meant_is_told_with_why_and_what_would_settle_it(ask: Ask, colin: Marker) -> None:
    Person.objects.filter(pk=colin.person_id or 0).update(born_on="1980-02-01")
    relist([colin.person_id or 0])
    told = ask(postcode="", name="Colin Marlpitt", born_on="1980-02-01").json()
    [possible] = told["possible"]
    assert (told["answer"], told["warnings"], told["say"]) == (
        "possible", [],
        "Heed found what may be a warning. Until you know who it is about, act as if it were about them.",
    )  # fmt: skip
    assert possible == {
        "about": "person",
        "hazards": ["Violence"],
        "what_to_do": ["Do not go alone", "Ring the bell and step back to the gate."],
        "review_on": "2026-10-29",
        "why": "same date of birth, same first name, surname one letter off",
        "ask": "What is their address, with the number of the house?",
    }


def test_the_badge_of_what_may_be_meant_says_that_it_may(ask: Ask, client: Any, colin: Marker) -> None:
    told = ask(postcode="", name="Colin Marlpit", born_on="1980-02-01").json()
    for form in ("html", "svg"):
        shown = client.get(told["badge"][form].removeprefix(settings.BASE_URL)).content.decode()
        assert ("There may be a warning" in shown, "Violence" in shown, "No warning found" in shown) == (
            True,
            True,
            False,
        )
        assert [word for word in ("Colin", "Marlpit", "Marl Lane") if word in shown] == []


def test_an_index_that_is_not_whole_could_not_check_and_the_question_is_kept(ask: Ask, colin: Marker) -> None:
    Outdated.objects.create(why="put back")
    answer = ask(postcode="ZZ1 1ZZ")
    assert (answer.status_code, answer.json()["answer"], "badge" in answer.json()) == (503, "could-not-check", False)
    assert [(row.unchecked, row.postcode) for row in LookUp.objects.all()] == [(True, "ZZ1 1ZZ")]
    assert Badge.objects.count() == 0


def test_references_that_are_over_are_forgotten_with_the_next_question(ask: Ask, colin: Marker, monday: Any) -> None:
    ask()
    monday.move_to(MONDAY + timedelta(minutes=6))
    ask()
    assert Badge.objects.count() == 1
