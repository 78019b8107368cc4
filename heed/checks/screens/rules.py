"""Who may screen a list."""

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for


def may_screen(user: User) -> Decision:
    """Screen a list: who sees the whole register, for by a long list anybody else would go through it (N1)."""
    if not book_for(user.agency).register.kept:
        return no(_("Your organisation keeps no register, so there is nothing to screen against."))
    if reach(user).can(Can.READ_REGISTER):
        return YES
    return no(
        _("Only those who see the whole register can screen a list: its owner, health and safety, data protection. "
          "Look up each visit by itself, or ask one of them.")
    )  # fmt: skip
