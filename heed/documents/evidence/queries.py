"""Reads about evidence, named for the question they answer."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Sum

from heed.casework.board.queries import Brief
from heed.casework.cases.models import Case, Involvement
from heed.documents.evidence import rules
from heed.documents.evidence.models import Item, Key
from heed.documents.evidence.states import Status
from heed.documents.files import intake
from heed.people.agencies.models import User
from heed.prepared import Prepared

__all__ = ["Case", "Item", "Status"]  # doors name these types, and touch no tables

OF_CASE: Prepared[Item] = Prepared(
    lambda *, case: Item.objects.filter(case=case).select_related("added_by", "removal_asked_by").order_by("pk")
)
ON_SHELF: Prepared[Item] = Prepared(lambda *, shelf, user: Item.objects.filter(shelf=shelf, added_by=user))


def shown(
    user: User, case: Case, people: Sequence[Involvement] | None = None, owed: Sequence[Brief] | None = None
) -> list[Item]:
    """Return the items of a case that the user may see, oldest first, those that were removed too."""
    stands = rules.standing(user, case, people, owed)
    return [item for item in OF_CASE(case=case.pk) if rules.may_see(item, stands)]


def on_shelf(user: User, shelf: str) -> list[Item]:
    """Return the user's items that wait for a case on this shelf, oldest first."""
    return sorted(ON_SHELF(shelf=shelf, user=user.pk), key=lambda item: item.pk)


def find(user: User, name: str) -> Item | None:
    """Return the item of this name if the user may know of it; None alike where there is none."""
    item = Item.objects.findable_by(user).select_related("case__team", "case__agency", "added_by").filter(name=name)
    found = item.first()
    if found is None or found.case is None:
        return found
    return found if rules.may_see(found, rules.standing(user, found.case)) else None


def wrapped_key(item: Item) -> bytes:
    """Return the wrapped key of the item's file; nothing where it was thrown away."""
    found = Key.objects.filter(item=item).values_list("wrapped", flat=True).first()
    return bytes(found or b"")


def content(item: Item) -> Iterator[bytes]:
    """Give the item's file in blocks. Whoever asks has asked `changes.look` first."""
    return intake.opened(item.name, wrapped_key(item))


def room_on(case: Case | None, shelf: str = "") -> int:
    """Return how many bytes may still be added to a case or a shelf."""
    items = Item.objects.live().filter(case=case, shelf=shelf)
    return int(settings.EVIDENCE_CASE - (items.aggregate(size=Sum("size"))["size"] or 0))


def to_check(at: datetime, many: int) -> list[int]:
    """Return ids of items that are to be shown to the scanner now; none while there is no scanner."""
    if not settings.SCANNER:
        return []
    return list(Item.objects.to_check(at).order_by("check_at").values_list("pk", flat=True)[:many])


def without_item(names: Iterable[str]) -> set[str]:
    """Return which of these files belong to no item whose file is kept."""
    asked = set(names)
    return asked - set(Item.objects.live().filter(name__in=asked).values_list("name", flat=True))
