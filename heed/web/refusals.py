"""Turns what views refuse into pages: a `Refused` with its reason, a wrong method."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from heed.access.decisions import Refused
from heed.web import errors

METHODS = ("GET", "HEAD", "POST")
"""What a page can be asked for; anything else is refused before anything is looked up."""
ZERO = "\0"
"""No address of ours has it, and PostgreSQL takes no text that does: to look it up would be a fault."""


class Refusals:
    """The one place where a refusal becomes a page, so that no view catches one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; a method that no page knows, an address that cannot be, and an empty 405, get a page."""
        if request.method not in METHODS:
            page = errors.bare("errors/405.html", 405)
            page.headers["Allow"] = ", ".join(METHODS)
            return page
        if ZERO in request.path:
            return errors.not_found(request)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = errors.wrong_method(request)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its reason; leave everything else to Django."""
        if isinstance(exception, Refused):
            return errors.forbidden(request, exception)
        return None
