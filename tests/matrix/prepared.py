"""What must have happened before some verbs can be asked about: done by people who may, and taken back afterwards."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO

from django.db.models import F

from heed.casework.duties.models import Duty
from heed.casework.ladder.changes import climb
from heed.casework.plans import changes as plans
from heed.casework.plans.changes import Line
from heed.documents.evidence import changes as evidence
from heed.documents.evidence.models import Item
from heed.documents.evidence.rules import standing
from heed.documents.files.intake import take_in
from heed.documents.letters.models import Letter, Words
from heed.documents.statements.models import Statement
from heed.incidents.models import Incident
from heed.incidents.states import Status
from heed.people.agencies.models import User
from heed.people.agencies.queries import policy_of
from tests.matrix.world import INSIDE, MINE, NOW, THINGS, World

DUE = date(2026, 3, 20)


def returned(_world: World) -> None:
    """Every report was sent back for correction."""
    Incident.objects.update(status=Status.RETURNED)


def closed(_world: World) -> None:
    """Every report was closed."""
    Incident.objects.update(status=Status.CLOSED, closed_at=NOW)


def late(world: World) -> None:
    """Every manager's duty is late, and the senior manager was told."""
    later = world.make.stamp(NOW + timedelta(days=3))
    for duty in Duty.objects.open().filter(rule="debrief"):
        while duty.rung == 0 and duty.next_at:
            climb(later, duty_id=duty.pk, expected=duty.next_at)
            duty.refresh_from_db()


def planned(world: World, things: Sequence[str] = THINGS) -> None:
    """Every report has a plan that the person affected has drawn up and the manager has not agreed to."""
    for report, victim in _victims(world, things):
        people = [victim, *([world.users[column] for column in _lines(world, report)])]
        lines = [Line("Meet at the office", each, DUE) for each in people]
        plans.propose(world.make.by(victim, NOW), case=report.case, lines=lines, given={})


def agreed(world: World) -> None:
    """Some reports have a plan that both have agreed to; whose thing it is to own a line owns one."""
    planned(world, ("own", "line", "team", "assigned"))
    for report, _victim in _victims(world, ("own", "line", "team", "assigned")):
        plans.agree(world.make.by(_manager(world, report), NOW), plan=report.case.plan, given={})


def drafted(world: World) -> None:
    """Every report has the draft of a letter, which somebody else has written."""
    _letters(world, "draft")


def lettered(world: World) -> None:
    """Every report has a letter that waits for a second look."""
    _letters(world, "waiting")


def ready(world: World) -> None:
    """Every report has a letter that was released and can be sent."""
    _letters(world, "released")


def _letters(world: World, status: str) -> None:
    released = {"released_at": NOW, "released_by": world.sid} if status == "released" else {}
    for report in {each.pk: each for each in world.reports.values()}.values():
        letter = Letter.objects.create(
            case=report.case, template="correction-and-apology", policy=policy_of(report.case.agency), status=status,
            to_name="Sam Marl", to_address="1 Mill Lane\nHartmere\nHM1 1AB", way="post", written_by=world.rex,
            drafted_at=NOW, dated_on=NOW.date(), fields={"what_was_wrong": "All.", "put_right": "All."}, **released,
        )  # fmt: skip
        Words.objects.create(letter=letter, number=1, at=NOW, by=world.rex, subject="We are sorry",
                             blocks=[["say", ["We got something wrong."]]], source="template")  # fmt: skip


def _victims(world: World, things: Sequence[str]) -> list[tuple[Incident, User]]:
    """Return each report of these things with the person affected."""
    found = {report.pk: report for (_column, thing), report in world.reports.items() if thing in things}
    return [
        (report, next(each.user for each in report.case.involvements.all() if each.part == "victim" and each.user))
        for report in found.values()
    ]


def _lines(world: World, report: Incident) -> list[str]:
    """Return the columns whose thing it is to own a line of this report's plan."""
    return [column for (column, thing), each in world.reports.items() if thing == "line" and each.pk == report.pk]


def _manager(world: World, report: Incident) -> User:
    """Return somebody who may agree as the manager."""
    if report.case.agency_id != world.agency.pk:
        return world.eve
    named = {each.user_id for each in report.case.involvements.all()}
    above = (world.users["health-and-safety"], world.users["senior-manager"], world.rex)
    return next(each for each in above if each.pk not in named)


def with_files(world: World) -> None:
    """Every report has a file of its reporter's; where the thing is a part that gives evidence, one of its holder's."""
    for (column, thing), report in world.reports.items():
        giver = world.users[column] if thing in ("own", "victim", "reporter", "witness") else report.reported_by
        if thing in MINE or not Item.objects.filter(case=report.case).exists():
            _file(world, giver, report)


def removal_asked(world: World) -> None:
    """Of every file it was asked to remove it, by whoever added it."""
    with_files(world)
    Item.objects.update(removal_asked_by=F("added_by"), removal_asked_at=NOW, removal_reason="A child is in it.")


def asked_for_statements(world: World) -> None:
    """Everybody was asked for a statement about a report that they are a witness of; a colleague of theirs too."""
    asked = {world.users[column]: world.reports[column, "witness"] for column in INSIDE}
    for witness, report in (asked | {world.una: world.reports["employee", "other"]}).items():
        Statement.objects.create(
            key=f"{witness.pk:032}",
            case=report.case,
            witness=witness,
            asked_by=report.reported_by,
            asked_at=NOW,
            status="asked",
        )


def _file(world: World, giver: User, report: Incident) -> None:
    """Add a file of the giver's, or of the reporter's where the giver may not add one."""
    if not standing(giver, report.case).added_as:
        giver = report.reported_by
    evidence.attach(world.make.by(giver, NOW), report.case, take_in(BytesIO(b"Seen."), called="seen.txt", size=5))
