"""Messages that a mail server refused: one's own, and for administrators everybody's."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from heed.notices import queries, rules
from heed.notices.states import Notice
from heed.web.asked import Asked
from heed.web.show import show

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that did not arrive, as the page shows it: what it was about, never what of."""

    about: str
    at: datetime
    to: str = ""
    pk: int = 0
    address: str = ""
    trouble: str = ""
    link: str = ""


@require_safe
def undelivered(request: Asked) -> HttpResponse:
    """Show what did not arrive at the reader, and for administrators at whom else."""
    own = [
        Undelivered(about_of(kind), at, link=link if kind not in (Notice.INVITATION, Notice.PASSWORD) else "")
        for kind, at, link in queries.refused_to(request.user)
    ]
    keeps = bool(rules.may_see_undelivered(request.user))
    refused = queries.refused(request.user.agency_id)
    page = Paginator(refused if keeps else refused.none(), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        Undelivered(about_of(each.kind), each.made_at, each.to.name, each.to_id, each.to.email, each.trouble)
        for each in page
    ]
    return show(request, "notices/undelivered.html", own=own, keeps=keeps, page=page, rows=rows)


def about_of(kind: str) -> str:
    """Return what a message of this kind says, and no more."""
    return str(Notice(kind).label)
