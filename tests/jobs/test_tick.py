"""What runs by itself."""

from datetime import timedelta

import pytest

from heed import clock
from heed.jobs import Worker
from heed.models import notices

pytestmark = pytest.mark.django_db


def test_a_tick_sends_what_waits(make):
    agency = make.agency()
    team = make.team(agency)
    make.user("Maya Manager", team, post="line-manager")
    asha = make.user("Asha Reporter", team)
    make.report(asha, clock.now() - timedelta(minutes=1))

    Worker().tick()

    print(list(notices.Message.objects.values_list("kind", "status", "trouble", "tries")))
    assert set(notices.Message.objects.values_list("status", flat=True)) == {"sent"}
