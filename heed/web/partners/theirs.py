"""The one page that a partner's people have: what is shared with them just now, and what they must have deleted."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from heed.partners import changes, rules
from heed.partners.queries import Share, host_of, places_of, to_confirm
from heed.register.markers.queries import of_person, short_form
from heed.web.asked import Asked
from heed.web.partners.gate import of_partner
from heed.web.show import show


@require_safe
def shared(request: Asked) -> HttpResponse:
    """Show the short form of each entry that is shared with them; each is on record as a look."""
    if not of_partner(request.user):
        raise Http404
    shares = changes.show(request.stamp)
    return show(
        request, "partners/shared.html", warnings=[_warning(each) for each in shares], host=host_of(request.user),
        to_delete=list(to_confirm(request.user)), at=request.stamp.at,
    )  # fmt: skip


def _warning(share: Share) -> dict[str, object]:
    """Return an entry as a partner reads it: whom, where, of what, what to do, until when."""
    short = short_form(share.marker)
    return {
        "reference": share.case.reference,
        "about": of_person(share.marker),
        "places": [str(each) for each in places_of(share.marker)],
        "short": short,
        "until": min(share.until_on, short.ends_on or share.until_on),
    }


@require_POST
def deleted(request: Asked, reference: str) -> HttpResponse:
    """Confirm that every copy of something that was withdrawn is deleted."""
    if not of_partner(request.user):
        raise Http404
    found = get_object_or_404(to_confirm(request.user), case__reference=reference)
    rules.may_confirm(request.user, found).require()
    changes.confirm(request.stamp, found)
    messages.success(request, _("Thank you. It is noted that every copy of %(ref)s is deleted.") % {"ref": reference})
    return redirect("shared")
