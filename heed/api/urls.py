"""Every address of the API. What is no answer is told in the same form: that it could not be checked."""

import logging
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from heed.access.decisions import Refused
from heed.api.answers import Unanswered
from heed.api.badges import badge
from heed.api.keys import Key
from heed.api.look_ups import router
from heed.checks.rules import TooMany

logger = logging.getLogger("heed.api")

api = NinjaAPI(
    title="Heed",
    version="1",
    description="Other systems ask Heed whether there is a warning about one person or place; they keep nothing.",
    auth=Key(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", router)


def _unanswered(request: HttpRequest, status: int, say: str) -> HttpResponse:
    return api.create_response(request, Unanswered(say=say).dict(), status=status)


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Any) -> HttpResponse:
    """Say that it could not be checked, whatever went wrong; log where, without what it was about."""
    logger.error("A question from another system failed: %s", type(error).__name__)
    return _unanswered(request, 503, _("Heed could not check. Try again, and take the care that you always take."))


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _error: Any) -> HttpResponse:
    """Say that the key is none: unknown, ended, over, or not agreed to yet."""
    answer = _unanswered(request, 401, _("Send a key that is good: it may have ended, or wait for agreement."))
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(ValidationError)
@api.exception_handler(HttpError)
def unclear(request: HttpRequest, error: Any) -> HttpResponse:
    """Say which fields are wrong, without repeating what was in them."""
    fields = sorted({str(each["loc"][-1]) for each in getattr(error, "errors", [])})
    words = _("Heed cannot read the question. Look at: {fields}.").format(fields=", ".join(fields) or _("the body"))
    return _unanswered(request, 422, words)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Any) -> HttpResponse:
    """Say why not, in a sentence for the system's user."""
    return _unanswered(request, 429 if isinstance(error, TooMany) else 403, error.reason)


def _patterns() -> list[URLPattern | URLResolver]:
    """Return the routes; they need no sign-in, because the key is asked for instead."""
    every: list[Any] = api.urls[0]
    found = [each for each in every if each.name != "api-root"]
    for each in found:
        login_not_required(each.callback)
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/badges/<str:reference>.html", login_not_required(badge), {"form": "html"}, name="badge"),
    path("api/badges/<str:reference>.svg", login_not_required(badge), {"form": "svg"}, name="badge_picture"),
    path("api/", include(_patterns())),
]
