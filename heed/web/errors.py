"""Pages for what went wrong, in plain words: nothing about the program, and never more than the reader may know."""

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from heed.web import kept
from heed.web.show import show

CANNOT_STORE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
"""What the disk says when it takes no more."""


def bare(template: str, status: int) -> HttpResponse:
    """Answer with a page that asks nothing of the database, which may be what is broken."""
    return HttpResponse(render_to_string(template), status=status)


def bad_request(_request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: what came cannot be read."""
    return bare("errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403 with a sentence that says why, where there is one."""
    return show(request, "errors/403.html", status=403, reason=getattr(exception, "reason", ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, the same whether a thing is absent or not for this reader (N9)."""
    return show(request, "errors/404.html", status=404)


def wrong_method(request: HttpRequest) -> HttpResponse:
    """Answer 405: the address exists, but not for what was asked of it."""
    return show(request, "errors/405.html", status=405)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413: more was sent than the page takes; nothing of it was read."""
    return show(request, "errors/413.html", status=413)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500: our mistake; or 503 where it is the database or the disk that does not answer or cannot store."""
    trouble = sys.exc_info()[1]
    full = isinstance(trouble, OSError) and trouble.errno in CANNOT_STORE
    if full or isinstance(trouble, OperationalError | InterfaceError):
        return unavailable(request)
    return bare("errors/500.html", 500)


def unavailable(_request: HttpRequest) -> HttpResponse:
    """Answer 503: what was sent could not be stored, or the database does not answer; nothing was saved."""
    response = bare("errors/503.html", 503)
    response.headers["Retry-After"] = "60"
    return response


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token does not fit (signed in or out elsewhere): keep what was typed, or explain."""
    if kept.from_our_own_page(request) and kept.keep(request):
        return kept.again(request)
    return show(request, "errors/csrf.html", status=403)
