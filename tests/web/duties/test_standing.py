"""What comes round for a team: the meeting gets what was reported, without names; doing it opens the next round."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from heed.casework.duties.changes import open_duties
from heed.casework.duties.models import Duty
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.incidents import queries
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.people.agencies.models import Team
from heed.people.agencies.queries import book_of, policy_of
from heed.policy.play import first_round, standing
from tests.make import Make
from tests.web.incidents.conftest import STORY, People

NAMES = ("Asha", "Rowan", "Ben Carrow", "Marlpitt", STORY, "H-")


@pytest.fixture
def team(make: Make, people: People, now: datetime) -> Team:
    """A team whose standing duties have begun to stand."""
    version = policy_of(people.asha.agency)
    book = book_of(version)
    owed = [first_round(rule, now - timedelta(days=3), book.calendar) for rule in standing(book, "team")]
    open_duties(make.stamp(now), owed, version=version, team=people.asha.team, case=None)
    return people.asha.team


@pytest.mark.clause("CAF-5")
def test_the_meeting_reads_what_was_reported_without_names(
    make: Make, page: Callable[..., Any], people: People, team: Team, report: Callable[..., Incident], now: datetime
) -> None:
    incident, _restricted = report(kinds=["verbal-abuse"]), report(kinds=["sexual-harassment"])
    make.step(people.manager, incident, "debrief", now, text="Asha cried.")
    line, given = Line("Two people go", people.manager, now.date()), queries.given_of(incident)
    plans.propose(make.by(people.manager, now), case=incident.case, lines=[line], given=given)
    answer = page(people.manager, f"/teams/{team.pk}/brief")
    [shown] = answer.context["reports"]
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert (shown.kinds, shown.done, shown.plan) == (
        "Verbal abuse, face to face", ("The person affected was debriefed",), "Action plan: To be agreed",
    )  # fmt: skip
    assert [name for name in (*NAMES, "Asha cried", "Two people go") if name in main] == []


@pytest.mark.parametrize("word", ["brief", "talk-wellbeing", "remind-to-report"])
def test_doing_it_fulfils_it_and_opens_the_next_round(
    page: Callable[..., Any], people: People, team: Team, word: str
) -> None:
    path = f"/teams/{team.pk}/{word}"
    assert path in {line.href for line in page(people.manager, "/").context["lines"]}
    before = Duty.objects.get(team=team, verb=f"team.{word}", status="open")
    assert page(people.manager, path, {"text": "We agreed to go in twos."}).status_code == 302
    before.refresh_from_db()
    after = Duty.objects.get(team=team, verb=f"team.{word}", status="open")
    assert (before.status, before.done_by, before.reason) == ("done", people.manager, "We agreed to go in twos.")
    assert after.due_at > before.due_at
    assert Entry.objects.filter(chain=before.chain, verb=f"team.{word}", thing=f"team:{team.pk}").count() == 1


@pytest.mark.parametrize(("who", "expected"), {
    "manager": 200, "senior": 200, "asha": 404, "other_manager": 404, "elsewhere": 404, "safety": 404,
}.items())  # fmt: skip
def test_only_who_manages_the_team_does_it(
    page: Callable[..., Any], people: People, team: Team, who: str, expected: int
) -> None:
    assert page(getattr(people, who), f"/teams/{team.pk}/brief").status_code == expected


def test_what_is_no_standing_duty_is_not_there(page: Callable[..., Any], people: People, team: Team) -> None:
    paths = (f"/teams/{team.pk}/nonsense", f"/teams/{team.pk}/add", "/teams/99999/brief")
    assert [page(people.manager, path).status_code for path in paths] == [404] * 3
