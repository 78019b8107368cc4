"""What stands in the addresses of pages about staff."""

from tests.matrix.row import NOWHERE
from tests.matrix.world import World


def somebody(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return somebody of the list of staff."""
    user = world.colleague(column, thing)
    return (user.pk if user else NOWHERE,)


def post_of(world: World, column: str, thing: str) -> tuple[object, ...]:
    """Return them and a post that they hold."""
    user = world.colleague(column, thing)
    held = user.holdings.filter(until_at=None).first() if user else None
    return (*somebody(world, column, thing), held.pk if held else NOWHERE)


def email(world: World, _column: str, thing: str) -> tuple[object, ...]:
    """Return an e-mail address that was proposed."""
    proposed = world.emails.get(thing)
    return (proposed.pk if proposed else NOWHERE,)


def waiting(world: World, _column: str, thing: str) -> tuple[object, ...]:
    """Return a holder who was proposed for a post."""
    holding = world.own_waiting if thing == "own" else world.waiting.get(thing)
    return (holding.pk if holding else NOWHERE,)
