"""Taking a move: the one way in which anything on a case changes its state."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Audience, Case, Note, Tracked
from heed.casework.cases.queries import done_already, lock
from heed.casework.cases.states import Move, Part
from heed.casework.duties.changes import follow, fulfil, overtake
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies.stamps import Signed
from heed.policy.vocabulary import Given


@transaction.atomic(savepoint=False)
def take(
    move: Move,
    thing: Tracked,
    stamp: Signed,
    *,
    case: Case,
    given: Given,
    facts: Given | None = None,
    text: str = "",
    answers: Mapping[str, Any] | None = None,
    audience: Audience = Audience.CASE,
    token: str | None = None,
) -> bool:
    """Move the thing, write the ledger and the timeline, mark done what the verb fulfils and open what follows it.

    `facts` are the verb's own and go into the ledger; `given` are all that policy may ask about here. False where the
    form with this token was acted on before; Refused where the thing has left the states that the move starts from.
    """
    # Verbs on one case wait for one another here, so that what is asked below still holds when it is written.
    lock(case)
    if done_already(case, token):
        return False
    _shift(move, thing)
    own, verb = facts or {}, move.verb.name
    record(stamp, verb=verb, chain=case.chain, thing=f"{type(thing).__name__.lower()}:{thing.pk}", facts=own)
    Note.objects.create(
        case=case,
        verb=verb,
        at=stamp.at,
        by=stamp.user,
        text=text,
        answers=_codes(own) | dict(answers or {}),
        audience=audience,
        token=token or "",
    )
    if move.verb.decides:
        involve(stamp, case=case, part=Part.DECIDED, user=stamp.user)
    fulfil(stamp, case=case, verb=verb, facts=own)
    follow(stamp, case=case, verb=verb, given={**given, **own})
    return True


@transaction.atomic(savepoint=False)
def befall(move: Move, thing: Tracked, stamp: Stamp, *, case: Case, given: Given) -> None:
    """Take a move that nobody takes: what comes with time. Duties that it takes the point from end, others open."""
    lock(case)
    _shift(move, thing)
    verb = move.verb.name
    record(stamp, verb=verb, chain=case.chain, thing=f"{type(thing).__name__.lower()}:{thing.pk}")
    Note.objects.create(case=case, verb=verb, at=stamp.at)
    overtake(stamp, case=case, verb=verb)
    follow(stamp, case=case, verb=verb, given=given)


def _shift(move: Move, thing: Tracked) -> None:
    """Bring the thing into the state that the move leads to, from where it stands now."""
    # Not refresh_from_db: that forgets what the thing's key leads to (a report's case), to be asked for again.
    thing.status, thing.revision = QuerySet(type(thing)).values_list("status", "revision").get(pk=thing.pk)
    if move.sources and thing.status not in move.sources:
        raise Refused(_("This cannot be done any more, because something changed in the meantime. Look at it again."))
    thing.status = move.target or thing.status
    thing.revision += 1
    thing.save(update_fields=["status", "revision"])


def _codes(facts: Given) -> dict[str, Any]:
    """Return facts as JSON has them: a set becomes a sorted list."""
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in facts.items()}
