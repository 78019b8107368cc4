"""Every page's address. A slice adds its own list of addresses here."""

from django.urls import URLPattern, URLResolver, include, path

from heed.web import public

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("heed.web.account.urls")),
    path("", include("heed.web.duties.urls")),
    path("", include("heed.web.reporting.urls")),
    path("", include("heed.web.plans.urls")),
    path("", include("heed.web.evidence.urls")),
    path("", include("heed.web.statements.urls")),
    path("", include("heed.web.letters.urls")),
    path("", include("heed.web.appeals.urls")),
    path("", include("heed.web.partners.urls")),
    path("", include("heed.web.mistakes.urls")),
    path("", include("heed.web.briefing.urls")),
    path("", include("heed.web.register.urls")),
    path("", include("heed.web.incidents.urls")),
    path("", include("heed.web.guidance.urls")),
    path("", include("heed.web.people.urls")),
    path("", include("heed.web.systems.urls")),
    path("", include("heed.web.notices.urls")),
    path("", include("heed.web.policy.urls")),
    path("accessibility", public.accessibility, name="accessibility"),
    path("privacy", public.privacy, name="privacy"),
    path("favicon.ico", public.favicon, name="favicon"),
    path("", include("heed.web.watch.urls")),
]
