"""Heed's addresses, and one that answers "ok" behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


def ok(_request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("ok")


urlpatterns: list[URLPattern | URLResolver] = [path("ok", ok), path("", include("heed.urls"))]
