"""A council with an entry on its register that is shared with a firm, and a way to end it as a mistake."""

from collections.abc import Callable

import pytest

from heed.ledger.stamp import Stamp
from heed.mistakes.changes import tell_of
from heed.register.markers.states import Ending
from heed.register.terms.changes import end_now
from tests.partners.conftest import Sharing, monday, one_sharing, sharing
from tests.register.conftest import MONDAY

__all__ = ["Sharing", "monday", "one_sharing", "sharing"]
Ended = Callable[..., int]


def by_itself(at=MONDAY):
    return Stamp(by=None, at=at, door="job:mistakes")


@pytest.fixture
def ended(sharing: Sharing) -> Ended:
    """ended(): the owner has ended the entry as a mistake and the worker has told; returns how many people."""

    def ended(why: Ending = Ending.MISTAKEN) -> int:
        council = sharing.council
        end_now(council.by(council.owner), sharing.colin, why, "It was his brother.")
        return tell_of(by_itself(), agency_id=sharing.colin.case.agency_id)

    return ended
