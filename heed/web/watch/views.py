"""Answers for a load balancer or a monitor."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed import clock
from heed.notices.health import ailments

known: Final = {"migrated": False}
"""Whether this web process has once seen that the tables are there."""


@login_not_required
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """Answer 200 while the database answers, a worker is alive and messages go out; else 503 and what is wrong."""
    wrong = ailments(clock.now(), tables=not known["migrated"])
    known["migrated"] = known["migrated"] or not wrong
    words = wrong or [_("All is well.")]
    return HttpResponse("\n".join(words) + "\n", content_type="text/plain; charset=utf-8", status=503 if wrong else 200)
