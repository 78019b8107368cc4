"""Writes about evidence. A file is taken in and lies on the disk (`files.intake`) before any of these is called."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Decision, Refused
from heed.casework.cases.models import Case
from heed.casework.cases.queries import done_already, lock
from heed.casework.cases.states import Move
from heed.casework.moves import take
from heed.documents.evidence import queries, rules, states
from heed.documents.evidence.models import Item, Key
from heed.documents.evidence.states import Status
from heed.documents.files import intake, store
from heed.documents.files.intake import Taken
from heed.documents.files.kinds import sort_of
from heed.documents.files.unfit import Unfit
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.notices.changes import tell
from heed.notices.states import Notice
from heed.people.agencies.models import Agency
from heed.people.agencies.stamps import Signed
from heed.policy.vocabulary import Given

AGAIN: Final = timedelta(minutes=1)
YOUNG: Final = timedelta(hours=1)
"""A file without an item is left alone for so long: its item may be about to be written."""


@transaction.atomic
def attach(stamp: Signed, case: Case, taken: Taken, *, about: str = "", token: str | None = None) -> Item | None:
    """Add a file that was taken in to a case. None where the form with this token was acted on before.

    Refused where they may not; Unfit where the case has no room for it.
    """
    stands = rules.standing(stamp.user, case)
    rules.may_add(stands).require()
    lock(case)
    if done_already(case, token):
        _drop(taken.name)
        return None
    if taken.size > queries.room_on(case):
        _drop(taken.name)
        raise Unfit("full")
    item = _lay_down(stamp, taken, agency=case.agency, case=case, added_as=stands.added_as or "", about=about)
    _added(stamp, item, case, token)
    return item


@transaction.atomic
def shelve(stamp: Signed, shelf: str, taken: Taken) -> Item:
    """Keep a file that was taken in where it waits for a case; the same file twice is kept once. Unfit without room."""
    same = next((item for item in queries.on_shelf(stamp.user, shelf) if item.digest == taken.digest), None)
    if same is not None or taken.size > queries.room_on(None, shelf):
        _drop(taken.name)
        if same is None:
            raise Unfit("full")
        return same
    return _lay_down(stamp, taken, agency=stamp.user.agency, shelf=shelf)


@transaction.atomic(savepoint=False)
def hand_over(stamp: Signed, shelf: str, case: Case) -> int:
    """Add to a case what waited for it on a shelf; return how many items."""
    items = queries.on_shelf(stamp.user, shelf)
    stands = rules.standing(stamp.user, case) if items else None
    for item in items:
        item.case, item.shelf = case, ""
        item.added_as = (stands and stands.added_as) or ""
        item.save(update_fields=["case", "shelf", "added_as"])
        _added(stamp, item, case, None)
    return len(items)


@transaction.atomic(savepoint=False)
def clear_shelves(shelves: Iterable[str]) -> None:
    """Forget what waits on these shelves: nobody will send it any more."""
    _forget(Item.objects.filter(shelf__in=[shelf for shelf in shelves if shelf]))


@transaction.atomic
def unshelve(stamp: Signed, item: Item) -> None:
    """Forget one's own item that waits for a case."""
    _forget(Item.objects.filter(pk=item.pk, added_by=stamp.user).exclude(shelf=""))


def look(stamp: Signed, item: Item) -> bool:
    """Record that somebody opens the file; return whether it is what was kept. Refused where they may not."""
    _may_open(stamp, item).require()
    whole = intake.whole(item.name, queries.wrapped_key(item), item.digest)
    with transaction.atomic():
        verb = states.VIEW if whole else states.DAMAGED
        _note(stamp, item, verb.name)
        if whole and item.added_by_id != stamp.by and item.opened_at is None:
            Item.objects.filter(pk=item.pk, opened_at=None).update(opened_at=stamp.at)
    return whole


@transaction.atomic
def take_back(stamp: Signed, item: Item, *, token: str | None = None) -> None:
    """Take back what one added, before anybody acted on it; the line that it was there stays."""
    item = _locked(item)
    rules.may_take_back(item, _standing(stamp, item)).require()
    _dated(stamp, item)
    if _take(states.TAKE_BACK, item, stamp, token=token):
        _end(stamp, item, Status.REMOVED)


@transaction.atomic
def ask_removal(stamp: Signed, item: Item, *, reason: str, token: str | None = None) -> None:
    """Ask for an item to be removed, with a reason; a second person decides."""
    item = _locked(item)
    rules.may_ask_removal(item, _standing(stamp, item)).require()
    if _take(states.ASK_REMOVAL, item, stamp, text=reason, token=token):
        item.removal_asked_by, item.removal_asked_at, item.removal_reason = stamp.user, stamp.at, reason
        item.save(update_fields=["removal_asked_by", "removal_asked_at", "removal_reason"])


@transaction.atomic
def agree_removal(stamp: Signed, item: Item, *, text: str, token: str | None = None) -> None:
    """Agree to a removal as the second person: the file is gone, the line that it was there stays."""
    item = _locked(item)
    rules.may_decide_removal(item, _standing(stamp, item)).require()
    _dated(stamp, item)
    if _take(states.AGREE_REMOVAL, item, stamp, text=text, token=token):
        _end(stamp, item, Status.REMOVED)


@transaction.atomic
def refuse_removal(stamp: Signed, item: Item, *, text: str, token: str | None = None) -> None:
    """Decide as the second person that an item stays."""
    item = _locked(item)
    rules.may_decide_removal(item, _standing(stamp, item)).require()
    if _take(states.REFUSE_REMOVAL, item, stamp, text=text, token=token):
        item.removal_asked_by, item.removal_asked_at, item.removal_reason = None, None, ""
        item.save(update_fields=["removal_asked_by", "removal_asked_at", "removal_reason"])


@transaction.atomic
def turn_away(stamp: Signed, case: Case | None) -> None:
    """Record that a harmful file was sent and not kept."""
    chain = case.chain if case else f"agency:{stamp.user.agency_id}"
    record(stamp, verb=states.TURN_AWAY.name, chain=chain, thing=f"user:{stamp.user.pk}")


def check(stamp: Stamp, item_id: int) -> None:
    """Show an item that waits to the scanner. Unreachable while it is not there: the item goes on waiting."""
    item = Item.objects.select_related("case", "added_by").get(pk=item_id)
    # Put off first, so that one that the scanner cannot judge does not keep the others from it.
    if not Item.objects.to_check(stamp.at).filter(pk=item_id).update(check_at=stamp.at + AGAIN):
        return
    harmful = intake.harmful(item.name, queries.wrapped_key(item))
    with transaction.atomic():
        item = _locked(item)
        if item.status != Status.CHECKING:
            return
        _note(stamp, item, states.CHECK.name, harmful=harmful)
        item.check_at, item.scanned_at = None, stamp.at
        if not harmful:
            item.status = Status.KEPT
            item.save(update_fields=["status", "check_at", "scanned_at"])
            return
        item.save(update_fields=["check_at", "scanned_at"])
        if item.added_by:
            tell(stamp, [item.added_by], Notice.HARMFUL, reference=item.case.reference if item.case else "")
        _end(stamp, item, Status.HARMFUL)


@transaction.atomic
def erase(stamp: Stamp, items: Iterable[Item]) -> int:
    """Erase items for good (retention, a person's right): key, file, what it was called. What is held stays.

    Return how many were erased. The rows stay as lines that something was there, without anything personal.
    """
    gone = 0
    for item in Item.objects.select_for_update(of=("self",)).filter(pk__in=[item.pk for item in items], held=False):
        _note(stamp, item, states.ERASE.name)
        item.called, item.about, item.removal_reason = "", "", ""
        item.save(update_fields=["called", "about", "removal_reason"])
        _end(stamp, item, Status(item.status) if item.ended_at else Status.REMOVED)
        gone += 1
    return gone


def sweep(stamp: Stamp) -> int:
    """Remove files that belong to no item: their item was never written, or has ended. Return how many."""
    old = [name for name, at in store.kept() if at < stamp.at - YOUNG]
    lost = queries.without_item(old)
    for name in lost:
        store.remove(name)
    for name in old:
        store.remove_unfinished(name)
    return len(lost)


# --- beneath them all ------------------------------------------------------------------------------------------------


def _lay_down(
    stamp: Signed, taken: Taken, *, agency: Agency, case: Case | None = None, shelf: str = "", added_as: str = "",
    about: str = "",
) -> Item:  # fmt: skip
    waits = taken.scanned is False
    item = Item.objects.create(
        name=taken.name,
        agency=agency,
        case=case,
        shelf=shelf,
        called=taken.called,
        about=about,
        kind=taken.kind,
        size=taken.size,
        digest=taken.digest,
        status=Status.CHECKING if waits else Status.KEPT,
        added_by=stamp.user,
        added_at=stamp.at,
        added_as=added_as,
        scanned_at=stamp.at if taken.scanned else None,
        check_at=stamp.at if waits else None,
    )
    Key.objects.create(item=item, wrapped=taken.wrapped)
    return item


def _added(stamp: Signed, item: Item, case: Case, token: str | None) -> None:
    given: Given = {"sort": sort_of(item.kind), "added_as": item.added_as}
    # The digest goes on record, so that a file put in its place later is noticed whoever wrote the row.
    take(states.ADD, item, stamp, case=case, given=given, facts={**given, "digest": item.digest}, token=token)


def _take(move: Move, item: Item, stamp: Signed, *, text: str = "", token: str | None) -> bool:
    assert item.case is not None
    return take(move, item, stamp, case=item.case, given={}, text=text, token=token)


def _dated(stamp: Stamp, item: Item) -> None:
    """Note when an item ended and by whom; no state of an ended one is without."""
    item.ended_at, item.ended_by_id = stamp.at, stamp.by
    item.save(update_fields=["ended_at", "ended_by"])


def _end(stamp: Stamp, item: Item, status: Status) -> None:
    """Throw the key away now; the file, which is noise without it, once that is certain."""
    if item.ended_at is None:
        _dated(stamp, item)
    item.status, item.check_at = status, None
    item.save(update_fields=["status", "check_at"])
    Key.objects.filter(item=item).delete()
    _drop_later(item.name)


def _forget(items: "Iterable[Item]") -> None:
    """Delete items that were never part of a case, with their files."""
    for item in list(items):
        Item.objects.filter(pk=item.pk).delete()
        _drop_later(item.name)


def _drop_later(name: str) -> None:
    transaction.on_commit(lambda: _drop(name))


def _drop(name: str) -> None:
    store.remove(name)


def _locked(item: Item) -> Item:
    """Return the item as it is now, locked, so that of two decisions only one counts."""
    found = Item.objects.select_for_update(of=("self",)).select_related("case__team", "case__agency", "added_by")
    return found.get(pk=item.pk)


def _standing(stamp: Signed, item: Item) -> rules.Standing:
    if item.case is None:
        raise Refused(_("This file is not part of a report yet."))
    return rules.standing(stamp.user, item.case)


def _may_open(stamp: Signed, item: Item) -> Decision:
    if item.case is None:
        stands = rules.Standing(stamp.user.pk, frozenset(), reads=False)
    else:
        stands = rules.standing(stamp.user, item.case)
    return rules.may_open(item, stands)


def _note(stamp: Stamp, item: Item, verb: str, **facts: bool) -> None:
    chain = item.case.chain if item.case else f"agency:{item.agency_id}"
    record(stamp, verb=verb, chain=chain, thing=f"item:{item.pk}", facts=facts)
