"""“Send” pressed twice at the same moment gives one report (B10). HEED_LONG=1 runs 200 pairs."""

import os
from functools import partial
from typing import Any

import pytest
from django.db.models import Count
from django.test import Client

from heed.casework.cases.models import Case, Note
from heed.incidents import changes
from heed.incidents.changes import Told
from heed.incidents.drafts import changes as drafting
from heed.incidents.models import Draft, Incident
from heed.people.agencies.models import User
from tests.casework.test_races import at_once
from tests.make import Make
from tests.web.reporting.conftest import CALL

PAIRS = 200 if os.environ.get("HEED_LONG") else 10
TYPED = {
    word: {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    for word, fields in CALL.items()
} | {"when": {"day": ["unknown"], "about": ["in March"]}}


class Press:
    """Two windows of one person."""

    def __init__(self) -> None:
        self.make = Make()
        self.asha = self.make.user("Asha Rowan", self.make.team(self.make.agency()))
        self.make.user("Ben Carrow", self.asha.team, post="line-manager")
        self.windows = [Client(), Client()]
        for window in self.windows:
            window.force_login(self.asha)

    def draft(self) -> Draft:
        draft = drafting.start_draft(self.make.by(self.asha))
        Draft.objects.filter(pk=draft.pk).update(answers=TYPED)
        return draft

    def twice(self, address: str, fields: dict[str, Any] | None = None) -> list[str]:
        """Press in both windows at once; return where that leads."""

        def press(window: Client) -> str:
            return str(window.post(address, fields or {}).headers["Location"])

        return [str(there) for there in at_once(*(partial(press, window) for window in self.windows))]


@pytest.mark.django_db(transaction=True)
def test_send_pressed_twice_gives_one_report() -> None:
    press = Press()
    for _ in range(PAIRS):
        draft = press.draft()

        assert press.twice(f"/report/{draft.key}/check") == [f"/report/{draft.key}/sent"] * 2

    assert (Incident.objects.count(), Case.objects.count()) == (PAIRS, PAIRS)
    assert Note.objects.filter(verb="incident.report").count() == PAIRS
    assert Draft.objects.filter(incident=None).count() == 0
    assert set(Case.objects.annotate(rules=Count("duties__rule")).values_list("rules", flat=True)) == {
        Case.objects.annotate(rules=Count("duties__rule", distinct=True)).values_list("rules", flat=True)[0]
    }


@pytest.mark.django_db(transaction=True)
def test_the_first_page_pressed_twice_begins_one_draft() -> None:
    press = Press()
    for number in range(PAIRS):
        press.twice("/report/new", {"safe": "yes", "key": f"key{number:013}"})

    assert Draft.objects.count() == PAIRS


@pytest.mark.django_db(transaction=True)
def test_two_pages_saved_at_once_are_both_kept() -> None:
    press = Press()
    for _ in range(PAIRS):
        draft = press.draft()
        one, other = press.windows
        at_once(
            partial(one.post, f"/report/{draft.key}/story", {"story": "One window"}),
            partial(other.post, f"/report/{draft.key}/police", {"told": "not-known"}),
        )
        draft.refresh_from_db()
        assert (draft.answers["story"], draft.answers["police"]) == ({"story": ["One window"]}, {"told": ["not-known"]})


@pytest.mark.django_db(transaction=True)
def test_sending_fails_whole_or_not_at_all() -> None:
    """A report that cannot be laid down leaves its draft as it was, ready to be sent again."""
    press = Press()
    draft = press.draft()
    with pytest.raises(KeyError):
        changes.report(press.make.by(press.asha), Told(kinds=["no such kind"], story="…"), draft=draft)

    draft.refresh_from_db()
    assert (draft.incident_id, draft.answers) == (None, TYPED)
    assert (Incident.objects.count(), Case.objects.count(), User.objects.count()) == (0, 0, 2)
