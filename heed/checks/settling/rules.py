"""Who may say whether an entry that may be meant is the one."""

from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.checks.models import Found
from heed.people.agencies.models import User

WHILE: Final = timedelta(hours=1)
"""For so long after the look-up: later somebody else may stand there, and the answer is not the one they read."""


def may_settle(user: User, found: Found, at: datetime) -> Decision:
    """Say it of one's own look-up, soon after: nobody knows better who was meant than who asked."""
    if found.lookup.asked_by_id != user.pk:
        return no(_("Only who looked it up can say who was meant."))
    if found.lookup.asked_at < at - WHILE:
        return no(_("You looked this up a while ago. Look it up again, and say it then."))
    return YES
