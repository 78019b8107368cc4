"""Who may ask whether somebody was looked up."""

from heed.access.decisions import Decision
from heed.people.agencies.models import User
from heed.register.markers.rules import may_browse


def may_ask_of_looks(user: User) -> Decision:
    """Ask whether a person or place was looked up: who sees the whole register, and answers for who looks (N1, N2)."""
    return may_browse(user)
