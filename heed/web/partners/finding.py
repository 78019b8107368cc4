"""A partner by its number, for whoever may see the agency's partners."""

from django.shortcuts import get_object_or_404

from heed.partners import queries, rules
from heed.partners.queries import Organisation
from heed.web.asked import Asked


def find(request: Asked, pk: int) -> Organisation:
    """Return a partner of the reader's own agency; any other does not exist for them."""
    rules.may_see_partners(request.user).require()
    return get_object_or_404(queries.partners_of(request.user.agency), pk=pk)
