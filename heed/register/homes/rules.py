"""Who says that the person of an entry has moved. Every refusal says why."""

from django.utils.translation import gettext as _

from heed.access.decisions import Decision, no
from heed.people.agencies.models import User
from heed.register.markers import states
from heed.register.markers.models import Marker
from heed.register.markers.rules import may_keep
from heed.register.markers.states import About


def may_move(user: User, marker: Marker) -> Decision:
    """Say that the person of an entry has moved: whoever may put a fact of it right; never of a property."""
    if marker.about == About.PLACE:
        return no(_("A warning about a property stays with the property, whoever lives there. If the danger has left, "
                    "end the entry."))  # fmt: skip
    return may_keep(user, marker, states.MOVE)
