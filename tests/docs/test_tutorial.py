"""The tutorial, followed: whatever it quotes from a page stood on one that its reader meets on the way."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from heed import clock
from heed.casework.duties.models import Duty
from heed.incidents.models import Incident
from heed.jobs import Worker
from heed.notices.letters import letter_of
from heed.notices.models import Message
from heed.people.agencies.models import User
from tests.docs.generated import ROOT
from tests.journeys.answers import ANSWERS
from tests.make import Make
from tests.moments import london

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
QUOTED = re.findall(r"“([^”]+)”", re.sub(r"```.*?```", "", TUTORIAL, flags=re.DOTALL))
SHOWN = ROOT / "heed" / "web" / "templates"
DEMO = [*(SHOWN / "demo").glob("*.html"), SHOWN / "parts" / "demo.html"]
"""The pages that only the demo has: their sentences are read from where they are written."""
TOLD: dict[str, dict[str, Any]] = {
    "safe": {"safe": "yes"},
    "for-whom": {"whom": "me"},
    "elsewhere": {"route": "none"},
    "kinds": {"kinds": ["threat-face-to-face", "verbal-abuse"]},
    "now": {"seen": "threat-face-to-face verbal-abuse"},
    "when": {"day": "today", "time": "9:40am"},
    "where": {"where": "office"},
    "place": {},
    "who": {"who": "partly"},
    "describe": {"name": "Colin", "description": "About 50, grey beard, a blue anorak"},
    "employer": {"employed": "no"},
    "others": {"others": ["none"]},
    "feeling": {"threatened": "yes", "feeling": "I keep looking at the door."},
    "story": {"story": "He leant over the counter and said that he knows where I park."},
    "files": {},
    "details": {"specific-threat": "yes", "weapon": "no", "animal": "no", "children": "no", "repeated": "no"},
    "hostility": {"hostility": "no"},
    "police": {"told": "no"},
}

ON = {"told_on_day": "6", "told_on_month": "3", "told_on_year": "2026"}
"""The day on which the police were told, for the step that asks it."""


class Reader:
    """Somebody signed in who follows the tutorial; all that stands on the pages they meet is kept in `seen`."""

    def __init__(self, user: User, seen: list[str]) -> None:
        self.user, self.seen, self.client = user, seen, Client()

    def opens(self, path: str) -> str:
        """Open a page and return its source."""
        self.client.force_login(self.user)
        return self._keep(self.client.get(path, follow=True))

    def sends(self, path: str, fields: dict[str, Any]) -> str:
        """Open a page, fill its form in and send it; return the address that it led to."""
        source = self.opens(path)
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', source))
        answer = self.client.post(path, {**hidden, **fields}, follow=True)
        self._keep(answer)
        assert answer.redirect_chain, re.findall(r'href="#[^"]+">([^<]+)<', answer.content.decode())
        return str(answer.redirect_chain[-1][0])

    def _keep(self, answer: Any) -> str:
        source = str(answer.content, "utf-8")
        self.seen.append(plain(source))
        return source


def plain(source: str) -> str:
    """Return what is read on a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", source)).split())


def reports(reader: Reader) -> str:
    """Let the reader tell what happened, page by page; return the reference."""
    there = reader.sends("/report", TOLD["safe"])
    asked = ["safe"]
    while not there.endswith("/check"):
        asked.append(there.rpartition("/")[2])
        there = reader.sends(there, TOLD[asked[-1]])
    assert asked == list(TOLD)
    assert reader.sends(there, {}).endswith("/sent")
    return Incident.objects.get().case.reference


def does_all(people: dict[str, Reader], reference: str) -> None:
    """Let everything that is owed be done by whomever it falls to, the plan left aside."""
    while duties := list(
        Duty.objects.open().filter(case__reference=reference).exclude(verb__startswith="plan.").order_by("due_at", "pk")
    ):
        duty = next((one for one in duties if one.series_at == one.opened_at), None)
        if duty is None:
            return
        word = duty.verb.removeprefix("incident.")
        holder = duty.holders.exclude(how="told").select_related("user").get().user
        people[holder.name].sends(f"/reports/{reference}/{word}", {**ANSWERS[duty.verb], **ON})


@pytest.fixture
def people(make: Make) -> dict[str, Reader]:
    team = make.team(make.agency())
    seen: list[str] = []
    make.user("Asha Patel", team)
    posts = {"line-manager": "Ben Carrow", "senior-manager": "Grace Okafor", "health-and-safety": "Tom Adeyemi"}
    for post, name in {**posts, "head-of-service": "Priya Nair", "administrator": "Sam Pryce"}.items():
        make.user(name, team, post=post)
    return {user.name: Reader(user, seen) for user in User.objects.all()}


@pytest.fixture
def seen(people: dict[str, Reader]) -> str:
    """All that stands on the pages and in the messages of the tutorial, once it has been followed to its end."""
    asha, ben, grace = people["Asha Patel"], people["Ben Carrow"], people["Grace Okafor"]
    with time_machine.travel(london("2026-03-05 10:15"), tick=True) as time:
        reference = reports(asha)
        report = f"/reports/{reference}"
        for reader in (asha, ben):
            reader.opens("/")
            reader.opens(report)
        ben.opens("/policy")
        ben.opens(f"{report}/close")
        ben.sends(f"{report}/care", {**ANSWERS["incident.care"]})
        ben.opens(report)
        time.move_to(clock.now() + timedelta(days=1, hours=6))
        for _ in range(3):  # late, then rung after rung
            Worker("tutorial").tick()
        late = Duty.objects.filter(case__reference=reference, rung__gt=0, holders__user=grace.user).first()
        assert late is not None
        for path in ("/", f"/duties/{late.pk}", f"/duties/{late.pk}/acknowledge"):
            grace.opens(path)
        grace.sends(f"/duties/{late.pk}/acknowledge", {})
        ben.sends(
            f"{report}/plan/propose",
            {
                "text-0": "Nobody sits at the counter alone", "owner-0": "Ben Carrow",
                "due_on-0_day": "27", "due_on-0_month": "3", "due_on-0_year": "2026",
            },
        )  # fmt: skip
        for path in ("/", f"{report}/plan", f"{report}/plan/send-back"):
            asha.opens(path)
        asha.sends(f"{report}/plan/agree", {})
        does_all(people, reference)
        ben.opens("/")
        ben.sends(f"{report}/close", {"outcome": "action-taken", "text": "He has been written to."})
        ben.opens(report)
        asha.opens(report)
        asha.opens(f"{report}/dispute")
        letters = [letter_of(message) for message in Message.objects.select_related("to")]
    said = [sentence for path in DEMO for sentence in re.findall(r'{% translate "([^"]+)"', path.read_text("utf-8"))]
    return " ".join([*asha.seen, *said, *(plain(f"{letter.subject} {letter.body}") for letter in letters)])


def test_what_the_tutorial_quotes_is_read_on_the_way(seen: str) -> None:
    assert len(QUOTED) > 20
    assert [quoted for quoted in QUOTED if " ".join(quoted.split()) not in seen] == []
