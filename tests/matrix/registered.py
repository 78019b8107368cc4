"""Entries of the register as they stand towards each user: proposed, countersigned, live; taken back afterwards."""

from datetime import date
from io import BytesIO
from typing import Final

from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.casework.duties.changes import refresh_case
from heed.documents.evidence import changes as evidence
from heed.documents.evidence.models import Item
from heed.documents.files.intake import take_in
from heed.documents.letters.models import Letter, Words
from heed.mistakes.changes import tell_of
from heed.people.agencies.models import User
from heed.people.agencies.queries import policy_of
from heed.register.appeals.models import Appeal, Seat
from heed.register.markers.changes import Fact, Proposal, propose
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending, Status
from tests.matrix.row import NOWHERE, Row
from tests.matrix.world import INSIDE, NOW, World

MINE: Final = ("victim", "reporter", "subject", "tie")
ENTRIES: Final = (*MINE, "other", "other-agency", "absent")
"""Entries in which the user has a part; one that they have nothing to do with; one of somewhere else; none."""
ENDS: Final = date(2026, 9, 1)


def proposed(world: World) -> None:
    """Propose an entry for each part of each user, and two that nobody has a part in."""
    shared, far = _propose(world, world.rex), _propose(world, world.eve)
    for column in INSIDE:
        user = world.users[column]
        inside = user.agency_id == world.agency.pk
        world.entries[column, "other"], world.entries[column, "other-agency"] = (
            (shared, far) if inside else (far, shared)
        )
        for thing in MINE:
            marker = _propose(world, world.rex if inside else world.eve)
            involve(world.make.stamp(NOW), case=marker.case, part=Part(thing), user=user)
            refresh_case(world.make.stamp(NOW), case=marker.case)
            world.entries[column, thing] = marker


def _propose(world: World, by: User) -> Marker:
    person = world.make.person(by.agency, "Colin Marlpit")
    fact = Fact(date(2026, 3, 2), "He raised a spade.")
    proposal = Proposal(grounds="A spade.", hazards=["violence"], controls=["not-alone"], person=person, facts=[fact])
    return propose(world.make.by(by, NOW), proposal)


def countersigned(world: World) -> None:
    """Let every entry be countersigned, by somebody who holds no post here."""
    proposed(world)
    Marker.objects.update(status=Status.COUNTERSIGNED, countersigned_by=world.pip, countersigned_at=NOW)


def live(world: World) -> None:
    """Put every entry on the register; nobody tells the person, as two people agreed."""
    proposed(world)
    put_on(world)


def put_on(world: World) -> None:
    """Let every entry that was proposed be countersigned and decided on, by people who hold no post here."""
    Marker.objects.update(countersigned_by=world.pip, countersigned_at=NOW)
    Marker.objects.update(
        status=Status.LIVE,
        decided_by=world.sid,
        decided_at=NOW,
        ends_on=ENDS,
        longest_on=ENDS,
        silence_reason="He kills.",
        silence_by=world.pip,
        silence_agreed_by=world.una,
    )


def mistaken(world: World) -> None:
    """Let every entry have been about somebody else, and whoever knew of it have been told so."""
    live(world)
    Marker.objects.update(status=Status.ENDED, ending=Ending.MISTAKEN, ended_at=NOW)
    for agency in (world.agency, world.eve.agency):
        tell_of(world.make.stamp(NOW), agency_id=agency.pk)


def appealed(world: World) -> None:
    """Let somebody appeal against every entry, with a panel on which the users sit who see one of nobody they know."""
    live(world)
    for marker in Marker.objects.order_by("pk"):
        appeal = Appeal.objects.create(
            marker=marker, status="with-panel", received_on=ENDS, how="letter", grounds="It was not so.", size=3,
            recorded_by=world.pip, recorded_at=NOW, acknowledge_due_at=NOW, hear_due_at=NOW, answer_due_at=NOW,
        )  # fmt: skip
        Seat.objects.create(appeal=appeal, user=world.una, chairs=True)


def entry(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return, for its address, the reference of the entry that stands like this towards the user."""
    marker = world.entries.get((world.seen_as(column), thing))
    return (marker.case.reference if marker else "H-AAAA-AAAA",)


def lettered(world: World) -> None:
    """Every entry stands, and has a letter that waits for a second look."""
    live(world)
    for marker in Marker.objects.select_related("case__agency"):
        letter = Letter.objects.create(
            case=marker.case, template="correction-and-apology", policy=policy_of(marker.case.agency),
            status="waiting", to_name="Colin Marlpit", to_address="1 Mill Lane\nHartmere\nHM1 1AB", way="post",
            written_by=world.rex, drafted_at=NOW, dated_on=NOW.date(),
            fields={"what_was_wrong": "All.", "put_right": "All."},
        )  # fmt: skip
        Words.objects.create(letter=letter, number=1, at=NOW, by=world.rex, subject="We are sorry",
                             blocks=[["say", ["We got something wrong."]]], source="template")  # fmt: skip


def filed(world: World) -> None:
    """Every entry stands, and has a file that whoever proposed it added before."""
    proposed(world)
    for marker in Marker.objects.select_related("case__agency", "case__team", "proposed_by"):
        taken = take_in(BytesIO(b"Seen."), called="seen.txt", size=5)
        evidence.attach(world.make.by(marker.proposed_by, NOW), marker.case, taken)
    put_on(world)


def letters(world: World, column: str, thing: str) -> tuple[object, ...]:
    return ("entry", *entry(world, column, thing))


def letter_of(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return the letter of the entry that stands like this towards the user."""
    reference = entry(world, column, thing)[0]
    letter = Letter.objects.filter(case__reference=reference).first()
    return ("entry", reference, letter.pk if letter else NOWHERE)


def on_entry(word: str = "") -> Row:
    """Return the row of a page of an entry’s letter; `on-entry` tells it from that of a report’s."""
    more = (word,) if word else ()
    return Row(ENTRIES, lambda world, column, thing: (*letter_of(world, column, thing), *more),
               f"on-entry {word}".strip(), lettered, ENTRIES)  # fmt: skip


def item(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return the file of the entry that stands like this towards the user."""
    found = Item.objects.filter(case__reference=entry(world, column, thing)[0]).first()
    return (found.name if found else "0" * 32,)
