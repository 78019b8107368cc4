"""Rows for other systems: the pages where they are let ask, and the API, which no sign-in opens."""

from collections.abc import Mapping
from typing import Final

from tests.matrix.row import NOWHERE, PLAIN, Row, always
from tests.matrix.world import World


def _system(world: World, _column: str, thing: str) -> tuple[object, ...]:
    system = world.systems.get(thing)
    return (system.pk if system else NOWHERE,)


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
