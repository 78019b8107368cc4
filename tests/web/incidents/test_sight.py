"""Who sees which part of a report, and that forbidden and absent look alike."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils.html import escape

from heed.casework.cases import changes as cases
from heed.casework.cases.models import Case
from heed.casework.cases.states import Part
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.incidents import queries
from heed.incidents.models import Incident
from heed.ledger.models import Entry
from heed.people.agencies.models import User
from tests.make import Make
from tests.web.incidents.conftest import STORY, People

TALK, ADVICE, NEWS = "She would rather not go back alone.", "The council's lawyer has his file.", "We met him today."
PARTS = {
    "story": STORY,
    "name": "Asha Rowan",
    "subject": "Colin Marlpitt",
    "talk": TALK,
    "advice": ADVICE,
    "news": NEWS,
    "strand": "Race, colour or nationality",
    "owed": "What is owed now",
    "next": "What happens next",
}
"""What the page can hold, and the words by which it is told."""


@pytest.fixture
def told(make: Make, people: People, report: Callable[..., Incident], now: datetime) -> Incident:
    """A report on which there is something of every sort to read."""
    incident = report(kinds=["website-intimidation"], strands=["race"], facts={"hate": True, "on_behalf": True})
    make.step(people.manager, incident, "debrief", now, text=TALK)
    make.step(people.manager, incident, "check-pattern", now, text=ADVICE, facts={"pattern": False})
    make.step(people.manager, incident, "keep-informed", now, text=NEWS)
    return incident


def plain(answer: Any) -> str:
    """Return the page without the token of its form, which is another each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def parts(answer: Any) -> set[str]:
    text = answer.content.decode()
    return {part for part, words in PARTS.items() if escape(words) in text}


ALL = {"story", "name", "subject", "talk", "advice", "news", "strand", "owed"}


@pytest.mark.parametrize(("who", "expected"), {
    "asha": {"story", "name", "subject", "talk", "news", "strand", "next"},
    "manager": ALL,
    "senior": ALL - {"talk"},
    "safety": ALL - {"talk"},  # what falls to them here is nothing that supports
}.items())  # fmt: skip
def test_what_each_sees(page: Callable[..., Any], people: People, told: Incident, who: str, expected: set[str]) -> None:
    assert parts(page(getattr(people, who), f"/reports/{told.case.reference}")) == expected


@pytest.mark.parametrize("who", ["hr", "communications", "colleague", "other_manager", "elsewhere"])
def test_who_has_no_part_in_it_finds_nothing(
    page: Callable[..., Any], people: People, told: Incident, who: str
) -> None:
    user = getattr(people, who)
    paths = ["", "/debrief", "/close", "/add", "/plan", "/plan/propose", "/identify"]
    forbidden = [page(user, f"/reports/{told.case.reference}{path}") for path in paths]
    absent = [page(user, f"/reports/H-2222-2222{path}") for path in paths]
    assert [answer.status_code for answer in forbidden] == [404] * len(paths)
    assert [plain(answer) for answer in forbidden] == [plain(answer) for answer in absent]


def falls_to(post: str) -> str:
    """Return a policy by which one thing of every report falls to this post."""
    head = '[policy]\nid = "told-to"\nextends = "default"\nbody = "T"\ntitle = "T"\nversion = "1"\n'
    head += 'calendar = "england-and-wales"\n\n[[duty]]\nid = "ask-somebody"\nclause = "CAF-14"\n'
    return head + (
        f'because = "They can."\non = "incident.report"\nowed-by = "{post}"\n'
        'do = "incident.ask-removal"\nwithin = "1 day"\n'
    )


@pytest.mark.parametrize(("post", "expected"), {
    "hr": {"name", "talk", "owed"},
    "communications": {"owed"},
    "legal": {"story", "name", "advice", "news", "owed"},
}.items())  # fmt: skip
def test_whoever_one_thing_falls_to_sees_what_their_role_needs(
    make: Make, page: Callable[..., Any], now: datetime, post: str, expected: set[str]
) -> None:
    team = make.team(make.agency(text=falls_to(post)))
    asha, ben = make.user("Asha Rowan", team), make.user("Ben Carrow", team, post="line-manager")
    somebody = make.user("Fay Lund", team, post=post)
    incident = make.report(asha, now, story=STORY, strands=["race"], facts={"hate": True})
    make.step(ben, incident, "debrief", now, text=TALK)
    make.step(ben, incident, "check-pattern", now, text=ADVICE, facts={"pattern": False})
    make.step(ben, incident, "keep-informed", now, text=NEWS)

    assert parts(page(somebody, f"/reports/{incident.case.reference}")) == expected


def test_whoever_owns_a_line_of_the_plan_sees_the_line_and_no_more(
    make: Make, page: Callable[..., Any], people: People, told: Incident, now: datetime
) -> None:
    line, given = Line("Mend the lock of the interview room", people.colleague, now.date()), queries.given_of(told)
    plan = plans.propose(make.by(people.manager, now), case=told.case, lines=[line], given=given)
    plans.agree(make.by(people.asha, now), plan=plan, given=given)

    answer = page(people.colleague, f"/reports/{told.case.reference}")

    assert (answer.status_code, parts(answer)) == (200, set())
    assert b"Mend the lock" in answer.content
    assert page(people.colleague, f"/reports/{told.case.reference}/plan").status_code == 404
    assert page(people.colleague, f"/reports/{told.case.reference}/debrief").status_code == 403


@pytest.mark.parametrize(("part", "path", "expected"), [
    (Part.REPORTER, "debrief", 200),
    (Part.REPORTER, "triage", 403),
    (Part.WITNESS, "triage", 403),
    (Part.VICTIM, "debrief", 403),
    (Part.TIE, "triage", 404),
    (Part.SUBJECT, "debrief", 404),
])  # fmt: skip
def test_a_manager_who_is_named_does_not_decide(
    make: Make,
    page: Callable[..., Any],
    people: People,
    incident: Incident,
    now: datetime,
    part: Part,
    path: str,
    expected: int,
) -> None:
    stamp = make.by(people.asha, now)
    cases.involve(stamp, case=incident.case, part=part, user=people.manager)
    holder = Case.objects.get(pk=incident.pk).duties.filter(holders__user=people.manager)
    holder.update(status="done", done_at=now)  # nothing falls to them any more
    assert page(people.manager, f"/reports/{incident.case.reference}/{path}").status_code == expected


@pytest.mark.parametrize("who", ["asha", "manager"])
def test_each_look_is_one_entry(page: Callable[..., Any], people: People, incident: Incident, who: str) -> None:
    user: User = getattr(people, who)
    for _look in range(2):
        page(user, f"/reports/{incident.case.reference}")
    looks = Entry.objects.filter(chain=incident.case.chain, verb="case.look")
    assert [(look.by, look.thing) for look in looks] == [(user.pk, f"incident:{incident.pk}")] * 2
