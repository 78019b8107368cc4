"""East Herts and the firm that repairs its homes: agreed, shared by two, read on a phone, withdrawn, deleted.

Every page is watched: axe finds nothing, nothing is wider than the screen, each has one heading and one main button.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from heed import clock
from heed.partners.models import Organisation, Share
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.register.markers import changes
from heed.register.markers.changes import Fact, Proposal, Verdict
from heed.register.markers.models import Marker
from heed.register.markers.queries import factors_for
from heed.register.markers.states import Decision
from tests.journeys.acting import Actor
from tests.journeys.conftest import PHONE
from tests.journeys.story import Story

Tell = Callable[[str], Story]


def on(name: str, days: int) -> dict[str, str]:
    day = clock.now() + timedelta(days=days)
    return {f"{name}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def live(story: Story) -> Marker:
    """Return an entry that three people have put on the register; how is told by the register's own journey."""

    def by(name: str) -> Signed:
        return story.make.by(story.user(name), clock.now())

    today = clock.now().date()
    answers = {each.id: "It is on record." for each in factors_for(book_for(story.agency), "person")}
    person = story.make.person(story.agency, "Colin Marlpit")
    fact = Fact(today - timedelta(days=2), "He raised a spade and said that he would use it.")
    proposal = Proposal(
        grounds="A spade, and a threat.", hazards=["violence"], controls=["not-alone"], person=person, facts=[fact]
    )
    marker = changes.propose(by("Ben Carrow"), proposal)
    changes.countersign(by("Priya Nair"), marker, answers=answers)
    verdict = Verdict(Decision.ADD, answers, today + timedelta(days=200), "A credible risk.")
    changes.decide(by("Ruth Vaughan"), marker, verdict)
    return marker


def signs(ruth: Actor) -> None:
    """Let Ruth add the firm, put its agreement on file, and invite its fitter; each form first sent empty."""
    ruth.open("/register")
    ruth.follow("Partners, and what is shared with them")
    ruth.open("/partners/add")
    ruth.sends_nothing("Add it")
    ruth.fill({"name": "Tern Repairs Ltd", "works": "Repairs in council homes",
               "closeness": "Its fitters enter homes alone."})  # fmt: skip
    ruth.press("Add it")
    ruth.sees("There is no agreement in force, so nothing is shared.")
    ruth.follow("Put an agreement on file")
    ruth.sends_nothing("Put it on file")
    ruth.fill({"signed_here": "Ruth Vaughan", "signed_there": "Rhys Moss", "indemnity": "Clause 9",
               "may_see": "The short form", "jobs": "Repairs", "kept_where": "Deeds room", **on("signed_on", -3),
               **on("from_on", 0), **on("until_on", 300), **on("review_on", 200)})  # fmt: skip
    ruth.press("Put it on file")
    ruth.sees("The agreement is on file.")
    ruth.follow("Invite somebody")
    ruth.sends_nothing("Invite them")
    ruth.fill({"name": "Rhys Moss", "email": "rhys.moss@tern.example.com"})
    ruth.press("Invite them")
    ruth.sees("Rhys Moss is invited.")


def shares(ruth: Actor, tom: Actor, marker: Marker) -> Share:
    """Let Tom ask, who may not agree himself, and Ruth agree."""
    tom.open(f"/register/{marker.case.reference}/share")
    tom.sends_nothing("Ask to share it")
    agreement = Organisation.objects.get().agreements.get()
    tom.fill({"agreement": str(agreement.pk), "reason": "They mend his boiler on Thursday.", **on("until_on", 30)})
    tom.press("Ask to share it")
    tom.sees("You asked for this. A second person must agree.")
    share = Share.objects.get()
    ruth.open("/partners")
    ruth.open(f"/partners/shares/{share.case.reference}/decide")
    ruth.sends_nothing("Save")
    ruth.fill({"agree": "yes", "text": "They go there alone."})
    ruth.press("Save")
    return share


@pytest.mark.clause("EHC-16")
def test_a_firm_is_let_see_one_entry_and_then_nothing(tell: Tell, seat: Callable[..., Actor]) -> None:
    story = tell("east-herts")
    story.team("Food and safety", "Neighbourhoods", {"Asha Rowan": "Environmental health officer"})
    marker = live(story)
    ruth = story["Ruth Vaughan"]
    signs(ruth)
    share = shares(ruth, story["Tom Adeyemi"], marker)
    there = f"/partners/shares/{share.case.reference}"

    rhys = seat(User.objects.get(name="Rhys Moss"), size=PHONE)
    rhys.open("/shared")
    for text in ("Colin Marlpit", "Violence", "Do not go alone"):
        rhys.sees(text)
    assert "spade" not in rhys.page.get_by_role("main").inner_text()

    ruth.open(f"{there}/withdraw")
    ruth.sends_nothing("Withdraw it now")
    ruth.fill({"text": "The job is done."})
    ruth.press("Withdraw it now")
    rhys.open("/shared")
    rhys.sees("Nothing is shared with you just now.")
    ruth.open("/partners")
    ruth.sees("Withdrawn, and not confirmed as deleted")
    rhys.press(f"Every copy of {share.case.reference} is deleted")
    rhys.sees("Thank you.")
    assert Share.objects.get().status == "confirmed"
