"""Pages for everybody, signed in or not, that say what Heed is and does with what it is told."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from heed.web.show import show


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the pages are and whom to tell of a barrier."""
    return show(request, "public/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about whom, for how long, and who sees it."""
    return show(request, "public/privacy.html")


@login_not_required
@require_safe
def favicon(_request: HttpRequest) -> HttpResponseRedirect:
    """Answer the request that browsers make whatever a page says."""
    return HttpResponseRedirect(static("favicon.ico"))
