"""A sign-in ends after 30 minutes without a page, and after 12 hours whatever happens."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client

from heed.people.agencies.models import User
from tests.web.conftest import sign_in

pytestmark = pytest.mark.urls("tests.web.pages")
MORNING = datetime.fromisoformat("2026-04-02T08:00:00+01:00")


def signed_in(client: Client) -> bool:
    return client.get("/test/story").status_code == 200


def test_it_ends_after_half_an_hour_without_a_page(client: Client, asha: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, asha)
        clock.shift(timedelta(minutes=29))
        before = signed_in(client)
        clock.shift(timedelta(minutes=31))

        assert (before, signed_in(client)) == (True, False)


def test_pages_keep_it_alive_for_twelve_hours_and_no_longer(client: Client, asha: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, asha)
        alive = []
        for _quarter in range(12 * 4):
            clock.shift(timedelta(minutes=15))
            alive.append(signed_in(client))

    assert alive == [True] * 47 + [False]


def test_the_row_is_written_once_a_minute(client: Client, asha: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, asha)
        seen = []
        for _page in range(4):
            clock.shift(timedelta(seconds=30))
            client.get("/test/story")
            seen.append(datetime.fromisoformat(client.session["seen"]) - MORNING)

    assert seen == [timedelta(0), *[timedelta(minutes=1)] * 2, timedelta(minutes=2)]
