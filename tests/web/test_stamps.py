"""Times are shown as the reader's agency reckons them."""

import pytest
from django.test import Client

from heed.people.agencies.changes import load_policy
from heed.policy.load import shipped
from heed.policy.source import Source
from tests.make import Make

pytestmark = pytest.mark.django_db
AZORES = """
[policy]
id = "azores"
extends = "default"
body = "A"
title = "A"
version = "1"
zone = "Atlantic/Azores"
"""


def test_a_page_shows_times_in_the_zone_of_the_readers_agency(make: Make, london: object) -> None:
    agency = make.agency()
    asha = make.user("Asha Rowan", make.team(agency))
    incident = make.report(asha, london("2026-04-02 16:30"))  # type: ignore[operator]  # a fixture's function
    client = Client()
    client.force_login(asha)
    path = f"/reports/{incident.case.reference}"
    assert "4:30pm" in client.get(path).content.decode()
    load_policy(make.stamp(), agency=agency, sources=(Source("azores.toml", AZORES), *shipped("default")))
    assert "3:30pm" in client.get(path).content.decode()
