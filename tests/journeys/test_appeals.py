"""East Herts hears an appeal: recorded, commented on, read by three who had no part in it, upheld in one look.

Every page is watched: axe finds nothing, nothing is wider than the screen, each has one heading and one main button.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest

from heed import clock
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.register.appeals.models import Appeal
from heed.register.markers import changes
from heed.register.markers.changes import Proposal, Verdict
from heed.register.markers.models import Marker
from heed.register.markers.queries import factors_for
from heed.register.markers.states import Decision
from tests.journeys.conftest import NARROW, PHONE
from tests.journeys.hands import Keys
from tests.journeys.story import Story

Tell = Callable[[str], Story]


@pytest.fixture
def story(tell: Tell) -> Story:
    """East Herts with a live entry that Ben proposed, Priya countersigned and Ruth decided."""
    story = tell("east-herts")
    team = story.team("Food and safety", "Neighbourhoods", {"Asha Rowan": "Environmental health officer"})
    story.make.user("Nell Teasdale", story.make.team(story.agency, "Rents", "Housing"), post="head-of-service")
    incident = story.make.report(
        story.user("Asha Rowan"), clock.now() - timedelta(days=2), kinds=("physical-violence",)
    )
    person = story.make.person(team.agency, "Colin Marlpit")
    proposal = Proposal(
        grounds="He pushed Asha down the steps. Her number is 07700 900555.", hazards=["violence"],
        controls=["not-alone"], person=person,
    )  # fmt: skip
    marker = changes.propose(by(story, "Ben Carrow"), proposal, incident=incident)
    changes.give_version(by(story, "Asha Rowan"), marker, text="He pushed me, and laughed.")
    answers = {each.id: f"As reported: {each.id}." for each in factors_for(book_for(team.agency), "person")}
    changes.countersign(by(story, "Priya Nair"), marker, answers=answers)
    until = clock.now().date() + timedelta(days=200)
    changes.decide(by(story, "Ruth Vaughan"), marker, Verdict(Decision.ADD, answers, until, "A credible risk."))
    return story


def by(story: Story, name: str) -> Signed:
    return Signed.of(story.user(name), clock.now(), "web")


def received(story: Story) -> str:
    """Let Tom record the appeal that came on the telephone; return the path of its page."""
    here = f"/register/{Marker.objects.get().case.reference}"
    tom = story["Tom Adeyemi"]
    tom.open(here)
    tom.follow("Record an appeal against the entry")
    tom.sends_nothing("Save")
    day = clock.now()
    tom.fill({
        "how": "telephone", **{f"received_on_{part}": str(getattr(day, part)) for part in ("day", "month", "year")},
        "who": "another", "by_name": "Mo Marlpit, his sister", "grounds": "He slipped, and fell against her.",
        "told": "They say that he slipped.",
    })  # fmt: skip
    tom.press("Save")
    tom.sees("The entry goes on warning until the panel has decided.")
    return f"{here}/appeal"


def seated(story: Story, here: str) -> None:
    """Let Ruth write to the person that it has come, and name the panel from her home page."""
    ruth = story["Ruth Vaughan"]
    ruth.open(here)
    ruth.follow("We have received your appeal")
    ruth.fill({"way": "handed-over"})
    ruth.press("Save and read it")
    ruth.sees("We received your appeal on")
    ruth.open("/")
    ruth.follow("Name the panel for the appeal")
    ruth.sends_nothing("Save")
    for name in ("Dee Whitlock", "Dov Stein", "Nell Teasdale"):
        ruth.page.get_by_role("checkbox", name=name).check()
    ruth.page.get_by_role("radio", name="Dee Whitlock").check()
    ruth.press("Save")
    ruth.sees("Dee Whitlock (chairs it): Has not said yet")


@pytest.mark.clause("EHC-9")
def test_an_appeal_is_heard_and_upheld(story: Story) -> None:
    here = received(story)
    asha = story.sit("Asha Rowan", size=PHONE)
    asha.open(here.removesuffix("/appeal"))
    asha.press("Say what you think of the appeal, or choose not to")
    asha.sees("They say that he slipped.")
    asha.sends_nothing("Save")
    asha.fill({"how": "give", "text": "He did not slip. But he has said sorry."})
    asha.press("Save")
    seated(story, here)
    for name in ("Dee Whitlock", "Dov Stein", "Nell Teasdale"):
        member = story[name]
        member.open("/register")
        member.open(here)
        member.open(f"{here}/papers/panel")
        member.sees("He did not slip. But he has said sorry.")
        assert "07700" not in member.page.content()
        member.open(f"{here}/view")
        member.sends_nothing("Save")
        member.fill({"outcome": "removed", "reasons": "It was once, and he has said sorry."})
        member.press("Save")
        member.sees("Saved.")
    dee = story["Dee Whitlock"]
    dee.open(here)
    dee.follow("Record what the panel decided")
    dee.sends_nothing("Save")
    dee.fill({"outcome": "removed", "reasons": "There is no credible risk any more."})
    dee.press("Save")
    dee.sees("The entry is removed")
    assert (Appeal.objects.get().status, Marker.objects.get().ending) == ("decided", "appeal")


def test_by_keys_alone_and_without_scripts_on_a_narrow_phone(story: Story) -> None:
    here = received(story)
    asha = story.sit("Asha Rowan", size=NARROW, hand=Keys(), scripts=False)
    asha.open(f"{here}/comment")
    asha.fill({"how": "decline"})
    asha.press("Save")
    asha.sees("Saved.")
    story.sit("Ruth Vaughan", size=PHONE)
    seated(story, here)
    ruth = story["Ruth Vaughan"]
    dov = story["Dov Stein"]
    dov.open(here)
    dov.follow("Step down from the panel")
    dov.sends_nothing("Save")
    dov.fill({"tie": "knows"})
    dov.press("Save")
    dov.sees("Saved.")
    ruth.open(f"{here}/fill-seat")
    ruth.sends_nothing("Save")
    ruth.open(f"{here}/papers/person")
    ruth.open(f"{here}/withdraw")
