"""Home: what somebody owes, soonest first, why them and by when; what else waits; nothing, said kindly."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from heed.casework.duties.models import Duty
from heed.casework.ladder.changes import climb
from heed.incidents.drafts import changes as drafting
from heed.incidents.models import Incident
from tests.make import Make
from tests.web.incidents.conftest import People
from tests.web.incidents.test_report import queries


def test_what_is_owed_is_listed_soonest_first_with_why_whose_and_where(
    page: Callable[..., Any], people: People, incident: Incident
) -> None:
    answer = page(people.manager, "/")
    owed = Duty.objects.open().filter(holders__user=people.manager).order_by("due_at", "pk")
    lines = answer.context["lines"]
    assert [line.page for line in lines] == [f"/duties/{duty.pk}" for duty in owed][:20]
    [debrief] = [line for line in lines if line.what == "Debrief the person affected"]
    assert (debrief.about, debrief.href) == (
        f"Report {incident.case.reference}", f"/reports/{incident.case.reference}/debrief"
    )  # fmt: skip
    assert debrief.why.startswith("Whoever was hurt, threatened or abused gets to talk about it")
    assert debrief.clauses == "CAM-13, CAM-4, CUM-12, CAF-9, CWM-19"
    assert debrief.whose == "It falls to you as Line manager, Visiting team."
    assert debrief.html in answer.content.decode()


@pytest.mark.parametrize(("away", "whose"), [
    ("deputy", "It falls to you because you stand in for the Line manager, Visiting team."),
    ("next-up", "It falls to you because nobody who is Line manager, Visiting team, can do it."),
])  # fmt: skip
def test_it_says_why_it_falls_to_somebody_else(
    make: Make, page: Callable[..., Any], people: People, report: Callable[..., Incident], now: datetime,
    away: str, whose: str,
) -> None:  # fmt: skip
    day, deputy = now.date().isoformat(), people.colleague if away == "deputy" else None
    make.absence(people.manager, day, day, deputy=deputy)
    report(hours=0)
    reader = people.colleague if deputy else people.senior
    assert whose in {line.whose for line in page(reader, "/").context["lines"]}


def test_what_is_late_says_so_in_words(
    page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    Duty.objects.filter(case=incident.case, rule="debrief").update(due_at=now - timedelta(days=2, hours=1))
    first = page(people.manager, "/").context["lines"][0]
    assert (first.what, first.late) == ("Debrief the person affected", "2 days late")
    assert "2 days late" in first.html


def test_the_address_chooses_what_is_looked_at(
    page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    open_ = Duty.objects.open().filter(holders__user=people.manager)
    open_.update(due_at=now + timedelta(days=9))
    open_.filter(rule="debrief").update(due_at=now - timedelta(days=2))
    open_.filter(rule="triage").update(due_at=now + timedelta(hours=2))
    shown = {
        word: [line.what for line in page(people.manager, f"/?show={word}").context["lines"]]
        for word in ("late", "soon", "told")
    }
    assert shown == {"late": ["Debrief the person affected"], "soon": ["Judge how serious it is"], "told": []}
    views = [view.text for view in page(people.manager, "/").context["views"]]
    assert views == [f"All that you owe ({open_.count()})", "Late (1)", "Due within a day (1)"]
    assert page(people.manager, "/?show=nonsense").status_code == 404


def test_whoever_was_told_that_something_is_late_sees_it_apart(
    make: Make, page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    duty = Duty.objects.get(case=incident.case, rule="debrief")
    Duty.objects.filter(pk=duty.pk).update(due_at=now - timedelta(days=2), next_at=now - timedelta(days=1))
    climb(make.stamp(now), duty_id=duty.pk, expected=now - timedelta(days=1))
    answer = page(people.senior, "/")
    assert [(line.what, line.whose) for line in answer.context["told"]] == [
        ("Debrief the person affected", "You were told because it is late. It is owed by Line manager, Visiting team.")
    ]
    assert [line.page for line in page(people.senior, "/?show=told").context["lines"]] == [f"/duties/{duty.pk}"]


def test_one_reads_of_ones_own_reports_and_of_what_one_has_begun(
    make: Make, page: Callable[..., Any], people: People, incident: Incident, now: datetime
) -> None:
    drafts = [drafting.start_draft(make.by(people.asha, now + timedelta(minutes=number))) for number in range(2)]
    answer = page(people.asha, "/")
    assert [mine.reference for mine in answer.context["reports"]] == [incident.case.reference]
    text = answer.content.decode()
    assert text.count("Go on with the report that you saved on") == 2
    assert [text.count(f'href="/report/{draft.key}/check"') for draft in drafts] == [1, 1]
    assert page(people.asha, f"/report/{drafts[0].key}/check").status_code in (200, 302)


def test_with_nothing_to_do_it_says_so(page: Callable[..., Any], people: People) -> None:
    text = page(people.colleague, "/").content.decode()
    assert "Nothing. When something falls to you, it stands here" in text
    assert "Your reports" not in text


def test_twenty_lines_on_a_page_and_the_rest_on_the_next(
    page: Callable[..., Any], people: People, report: Callable[..., Incident]
) -> None:
    for hours in (1, 2, 3):
        report(hours=hours)
    owed = Duty.objects.open().filter(holders__user=people.manager).count()
    pages = [page(people.manager, f"/?page={number}").context["lines"] for number in (1, 2)]
    assert (sum(map(len, pages)), len(pages[0]), len({line.page for lines in pages for line in lines})) == (
        owed,
        20,
        owed,
    )


@pytest.mark.parametrize("who", ["manager", "asha"])
def test_it_asks_no_more_for_many_than_for_one(
    page: Callable[..., Any], people: People, report: Callable[..., Incident], who: str
) -> None:
    report(hours=1)
    few = queries(page, getattr(people, who), "/")
    for hours in range(2, 6):
        report(hours=hours)
    # The eleventh asks whether the policy has a briefing to read.
    assert (queries(page, getattr(people, who), "/"), few <= 11) == (few, True)
