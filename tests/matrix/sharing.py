"""Rows for partners: who keeps them and shares with them. What a partner's own people may is in tests/web/partners."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from heed.partners import changes
from heed.partners.changes import Terms
from heed.partners.models import Share
from heed.people.agencies.models import User
from tests.matrix import registered
from tests.matrix.registered import ENTRIES, entry
from tests.matrix.row import NOWHERE, PLAIN, Row, always
from tests.matrix.world import NOW, World

TODAY: Final = NOW.date()
TERMS: Final = Terms("Ros", "Moss", TODAY, "Clause 9", "The short form", "Repairs", "Deeds room", TODAY,
                     date(2026, 12, 31), TODAY)  # fmt: skip
THINGS: Final = ("own", "other-agency", "absent")


def asked(world: World) -> None:
    """Let each of the two agencies have a partner, and an entry that waits to be shared with it."""
    registered.live(world)
    world.make.hold(world.ola, "register-owner")
    here, there = User.objects.get(pk=world.users["register-owner"].pk), User.objects.get(pk=world.ola.pk)
    for thing, owner in (("own", here), ("other-agency", there)):
        by = world.make.by(owner, NOW)
        firm = changes.add_partner(by, name="Tern Repairs Ltd", works="Repairs", closeness="They enter homes.")
        fitter = changes.add_person(by, firm, name="Rhys Moss", email=f"moss@{thing}.example.com")
        marker = world.entries["register-owner", "other" if thing == "own" else "other-agency"]
        marker.refresh_from_db()
        agreement = changes.sign(by, firm, TERMS)
        share = changes.ask(by, marker, agreement, reason="They mend the boiler.", until_on=registered.ENDS)
        world.sharing[thing] = (firm.pk, fitter.pk, share.case.reference, agreement.case.reference)


def agreed(world: World) -> None:
    """Let what waits have been shared."""
    asked(world)
    Share.objects.update(status="live", decided_by=world.sid, decided_at=NOW)


def withdrawn(world: World) -> None:
    """Let what was shared have been withdrawn."""
    agreed(world)
    Share.objects.update(status="withdrawn", withdrawn_at=NOW, chased_at=NOW, why="withdrawn")


def _partner(world: World, _column: str, thing: str) -> tuple[object, ...]:
    return (world.sharing.get(thing, (NOWHERE,))[0],)


def _person(world: World, _column: str, thing: str) -> tuple[object, ...]:
    return world.sharing.get(thing, (NOWHERE, NOWHERE))[:2]


def _share(world: World, _column: str, thing: str) -> tuple[object, ...]:
    return (world.sharing[thing][2] if thing in world.sharing else "H-AAAA-AAAA",)


def _agreement(world: World, _column: str, thing: str) -> tuple[object, ...]:
    return (world.sharing[thing][3] if thing in world.sharing else "H-AAAA-AAAA",)


ROUTES: Final[Mapping[str, tuple[Row, ...]]] = {
    "partners": PLAIN,
    "add-partner": PLAIN,
    "partner": (Row(THINGS, _partner, before=asked),),
    "sign-agreement": (Row(THINGS, _partner, before=asked),),
    "end-agreement": (Row(THINGS, _agreement, before=asked),),
    "review-agreement": (Row(THINGS, _agreement, before=asked),),
    "add-partner-person": (Row(THINGS, _partner, before=asked),),
    "end-partner-person": (Row(THINGS, _person, before=asked),),
    "share": (Row(THINGS, _share, before=asked),),
    "decide-share": (Row(THINGS, _share, before=asked),),
    "withdraw-share": (Row(THINGS, _share, before=agreed),),
    "confirm-share": (Row(THINGS, _share, before=withdrawn),),
    "ask-share": (Row(ENTRIES, entry, before=registered.live),),
    "shared": PLAIN,
    "shared-deleted": (Row(address=always("H-AAAA-AAAA")),),
}
