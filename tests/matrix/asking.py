"""Rows for other systems: the pages where they are let ask, and the API, which no sign-in opens."""

from collections.abc import Mapping
from typing import Final

from heed.checks.models import Found, LookUp
from tests.matrix.registered import live
from tests.matrix.row import NOWHERE, PLAIN, Row, always
from tests.matrix.world import INSIDE, NOW, World


def _system(world: World, _column: str, thing: str) -> tuple[object, ...]:
    system = world.systems.get(thing)
    return (system.pk if system else NOWHERE,)


def looked_up(world: World) -> None:
    """Let each user, and one colleague, have looked up what resembles an entry that they have nothing to do with."""
    live(world)
    for user, marker in [*((world.users[column], world.entries[column, "other"]) for column in INSIDE),
                         (world.pip, world.entries["employee", "other"])]:  # fmt: skip
        asked = LookUp.objects.create(
            agency=user.agency, asked_by=user, asked_at=NOW, purpose="visit", name="Colin Marl", digest="0" * 64
        )
        Found.objects.create(lookup=asked, marker=marker, possible=True, why="same first name")


def resembling(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return what the user's own look-up found that resembles it; a colleague's; none."""
    asker = {"own": world.users[world.seen_as(column)], "other": world.pip}.get(thing)
    found = Found.objects.filter(lookup__asked_by=asker, possible=True).first()
    return (found.pk if asker and found else NOWHERE,)


OWN: Final = ("own", "other-agency", "absent")
ROUTES: Final[Mapping[str, tuple[Row, ...]]] = {
    "systems": PLAIN,
    "register-system": PLAIN,
    "agree-system": (Row(OWN, _system),),
    "end-system": (Row(OWN, _system),),
    "api_look_up": PLAIN,
    "badge": (Row(address=always("AAAAAAAA")),),
    "badge_picture": (Row(address=always("AAAAAAAA")),),
}
