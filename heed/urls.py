"""Every address of Heed."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("heed.api.urls")), path("", include("heed.web.urls"))]
if settings.DEMO:
    urlpatterns.insert(0, path("", include("heed.demo.urls")))

handler400 = "heed.web.errors.bad_request"
handler403 = "heed.web.errors.forbidden"
handler404 = "heed.web.errors.not_found"
handler500 = "heed.web.errors.broken"
