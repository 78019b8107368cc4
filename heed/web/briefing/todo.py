"""What the home page says of the briefing, for as long as there is something to do about it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import User
from heed.training.queries import holds_until, standing
from heed.training.roll.queries import SOON
from heed.training.states import State
from heed.web.words import moment


@dataclass(frozen=True, slots=True)
class ToDo:
    """The briefing's title, why it is to be read, and whether that is late."""

    title: str
    why: str
    late: bool


def briefing_of(user: User, at: datetime) -> ToDo | None:
    """Return what is to be done: it was never read, runs out soon, or ran out. None for those who need none."""
    book = book_for(user.agency)  # asked once: the home page is opened more than any other
    if not book.briefing.held or reach(user).can(Can.READ_REGISTER):
        return None
    until = holds_until(user)
    if until is not None and at + SOON < until:
        return None
    found = standing(until, at, book)
    if until is None:
        why = _("You have not had it yet. You need it to look anybody up.")
    elif found.state == State.IN_DATE:
        why = _("Yours runs out on %(when)s.") % {"when": moment(until)}
    else:
        why = _("Yours ran out on %(when)s.") % {"when": moment(until)}
    title = book.briefing.title.text(get_language() or "en")
    return ToDo(title, why, late=found.state in (State.GRACE, State.OVER))
