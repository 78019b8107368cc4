"""Writes about reports that are not sent yet: begun, kept page by page, thrown away, forgotten."""

import re
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from heed.documents.evidence.changes import clear_shelves
from heed.incidents import rules
from heed.incidents.models import Draft
from heed.ledger.stamp import Stamp
from heed.people.agencies.models import Agency
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import Signed
from heed.workdays import before

DRAFT_KEY = re.compile(r"[A-Za-z0-9_-]{16}")


@transaction.atomic
def start_draft(stamp: Signed, *, key: str = "") -> Draft:
    """Begin a report; from the first answer on it is kept on the server.

    `key` was made with the first page, so that pressing twice begins one report; a key that is not one of ours, or is
    taken by somebody else, counts as none.
    """
    rules.may_report(stamp.user).require()
    fresh = {"agency": stamp.user.agency, "started_at": stamp.at, "saved_at": stamp.at}
    if DRAFT_KEY.fullmatch(key):
        draft, _created = Draft.objects.get_or_create(key=key, defaults={"user": stamp.user, **fresh})
        if draft.user_id == stamp.user.pk:
            return draft
    return Draft.objects.create(key=new_draft_key(), user=stamp.user, **fresh)


def new_draft_key() -> str:
    """Return a random name for a draft's addresses."""
    return secrets.token_urlsafe(12)


@transaction.atomic
def save_page(stamp: Signed, draft: Draft, *, page: str, answers: Mapping[str, Any]) -> None:
    """Keep what was typed on one page of the report; other pages of the same draft are left as they are."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk, user=stamp.user)
    if draft.incident_id is None:
        draft.answers = {**draft.answers, page: dict(answers)}
        draft.saved_at = stamp.at
        draft.save(update_fields=["answers", "saved_at"])


@transaction.atomic
def discard_draft(stamp: Signed, draft: Draft) -> None:
    """Throw away a report that was not sent."""
    _throw_away(Draft.objects.filter(pk=draft.pk, user=stamp.user, incident=None))


@transaction.atomic
def forget_drafts(stamp: Stamp, *, agency_id: int) -> int:
    """Delete drafts that nobody has touched for as long as the agency's policy keeps them; return how many."""
    book = book_for(Agency.objects.get(pk=agency_id))
    oldest = before(book.reporting.draft_kept, stamp.at, book.calendar)
    return _throw_away(Draft.objects.filter(agency=agency_id, saved_at__lt=oldest))


def _throw_away(drafts: QuerySet[Draft]) -> int:
    """Delete drafts with the files that wait on them; return how many drafts."""
    clear_shelves(drafts.values_list("key", flat=True))
    return drafts.delete()[0]
