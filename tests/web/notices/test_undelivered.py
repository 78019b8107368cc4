"""Messages that a mail server refused: whoever they were for is told, and whoever keeps the addresses sees at whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from heed.notices import rules
from heed.notices.changes import claim, give_up, sent, tell
from heed.notices.models import Message
from heed.notices.queries import refused, refused_to
from heed.notices.states import Notice, Status
from heed.people.agencies import changes as agencies
from tests.make import FOUNDED
from tests.towns import Town
from tests.web.incidents.test_report import queries

TROUBLE = "550 5.1.1 no such mailbox"


def page(user: Any, path: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(path)


def refuse(town: Town, who: str, kind: Notice = Notice.OWED, hours: int = 0, link: str = "/duties/1") -> Message:
    """Let a message to somebody be refused for good."""
    stamp = town.make.stamp(FOUNDED + timedelta(hours=hours))
    tell(stamp, [town[who]], kind, link=link)
    message = Message.objects.filter(to=town[who]).latest("pk")
    assert claim(message, stamp.at)
    give_up(message, Status.REFUSED, TROUBLE)
    return message


def test_administrators_alone_see_at_whom_messages_did_not_arrive(town: Town) -> None:
    assert {who for who in town.users if rules.may_see_undelivered(town[who])} == {"ada", "tom", "ivo"}
    assert rules.may_see_undelivered(town["hal"]).reason == (
        "Only an administrator sees whose messages did not arrive."
    )


@pytest.mark.parametrize(("who", "sees"), [
    ("ada", {"Nia Brook", "Sid Park"}), ("ivo", {"Ola Strand"}), ("nia", set()), ("hal", set()), ("ben", set()),
])  # fmt: skip
def test_each_administrator_sees_their_own_agencys(town: Town, who: str, sees: set[str]) -> None:
    for each in ("nia", "sid", "ola"):
        refuse(town, each)
    answer = page(town[who], "/messages")
    text = answer.content.decode()
    assert (answer.status_code, {row.to for row in answer.context["rows"]}) == (200, sees)
    assert {name for name in ("Nia Brook", "Sid Park", "Ola Strand") if name in text} - {town[who].name} == sees
    assert (TROUBLE in text) is bool(sees)


def test_the_person_themselves_is_told_on_the_home_page_and_what_it_was_about(town: Town) -> None:
    refuse(town, "nia")
    refuse(town, "nia", Notice.LATE, hours=1)
    home = page(town["nia"], "/").content.decode()
    assert ("2 messages to you did not arrive." in home, 'href="/messages"' in home) == (True, True)
    own = page(town["nia"], "/messages").context["own"]
    assert [(each.about, each.link, each.trouble) for each in own] == [
        ("Something of yours is late", "/duties/1", ""), ("Something is waiting for you", "/duties/1", "")
    ]  # fmt: skip
    assert "did not arrive" not in page(town["sid"], "/").content.decode()


@pytest.mark.parametrize("kind", [Notice.INVITATION, Notice.PASSWORD])
def test_a_link_that_lets_somebody_in_is_never_shown(town: Town, kind: Notice) -> None:
    refuse(town, "nia", kind, link="/welcome/secret-token")
    for who in ("nia", "ada"):
        assert "secret-token" not in page(town[who], "/messages").content.decode()


def test_once_a_later_message_arrived_the_address_was_mended_and_nothing_is_said(town: Town) -> None:
    refuse(town, "nia")
    tell(town.make.stamp(FOUNDED + timedelta(days=1)), [town["nia"]], Notice.OWED)
    later = Message.objects.filter(to=town["nia"]).latest("pk")
    assert refused(town.agency.pk).count() == 1  # it has still to arrive
    sent(later, FOUNDED + timedelta(days=1))
    assert (refused(town.agency.pk).count(), refused_to(town["nia"])) == (0, [])
    refuse(town, "nia", hours=48)
    assert [kind for kind, _at, _link in refused_to(town["nia"])] == ["owed"]


def test_what_was_sent_before_the_refusal_mends_nothing(town: Town) -> None:
    tell(town.make.stamp(FOUNDED), [town["nia"]], Notice.OWED)
    sent(Message.objects.filter(to=town["nia"]).latest("pk"), FOUNDED)
    refuse(town, "nia", hours=1)
    assert refused(town.agency.pk).count() == 1


def test_whoever_has_left_is_left_out(town: Town) -> None:
    refuse(town, "nia")
    agencies.end_user(town.make.stamp(), user=town["nia"])
    assert refused(town.agency.pk).count() == 0


def test_nothing_undelivered_says_so_kindly(town: Town) -> None:
    words = {
        "nia": "Every message to you was taken by the mail server.",
        "ada": "Nobody. Every message was taken by the mail server, or has still to be sent.",
    }
    assert {who: text in page(town[who], "/messages").content.decode() for who, text in words.items()} == {
        "nia": True, "ada": True
    }  # fmt: skip


def test_it_stands_in_the_menu_of_administrators(town: Town) -> None:
    offered = {who: "/messages" in {item.path for item in page(town[who], "/messages").context["menu"]}
               for who in ("ada", "ben", "nia")}  # fmt: skip
    assert offered == {"ada": True, "ben": False, "nia": False}


def test_thirty_rows_ask_no_more_than_one(town: Town) -> None:
    def open_page(user: Any, path: str) -> Any:
        return page(user, path)

    refuse(town, "nia")
    few = queries(open_page, town["ada"], "/messages")
    for number in range(29):
        refuse(town, "sid", hours=number)
    assert (queries(open_page, town["ada"], "/messages"), few <= 7) == (few, True)
