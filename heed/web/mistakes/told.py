"""Who was told that an entry was a mistake, as its owner reads it: how they knew of it, whether they have read it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from heed.mistakes.queries import Telling, mistake_of, tellings_of
from heed.mistakes.states import Way
from heed.register.markers.queries import Marker
from heed.register.markers.states import Ending
from heed.web.words import moment

# As an owner reads of somebody else what the page says to them themselves.
WAYS = {
    Way.SHARED: gettext_lazy("it was shared with their organisation"),
    Way.LOOKED: gettext_lazy("looked it up"),
    Way.SYSTEM: gettext_lazy("another system showed it"),
    Way.ANNOUNCED: gettext_lazy("was told that there was a new entry"),
    Way.OPENED: gettext_lazy("opened the entry"),
    Way.PART: gettext_lazy("had a part in the entry"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One person who was told."""

    who: str
    where: str  # their organisation, where it is a partner
    ways: str
    standing: str
    is_open: bool


def told_of_mistake(marker: Marker) -> dict[str, Any]:
    """Return what an entry’s page says of its being a mistake; nothing where it was none."""
    if marker.ending != Ending.MISTAKEN:
        return {}
    mistake = mistake_of(marker)
    listed = [_told(each, marker) for each in tellings_of(marker)]
    return {"mistaken": {"mistake": mistake, "people": listed, "opened": sum(not each.is_open for each in listed)}}


def _told(telling: Telling, marker: Marker) -> Told:
    user = telling.user
    if telling.opened_at:
        standing = _("read it, {when}").format(when=moment(telling.opened_at))
    else:
        standing = _("has not opened it") if user.is_active else _("has left, and was not reached")
    return Told(
        who=user.name,
        where="" if user.agency_id == marker.case.agency_id else user.agency.name,
        ways="; ".join(str(WAYS[way]) for way in Way if way in telling.ways),
        standing=standing,
        is_open=telling.opened_at is None,
    )
