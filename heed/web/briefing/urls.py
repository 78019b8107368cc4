"""The addresses of the briefing."""

from django.urls import URLPattern, URLResolver, path

from heed.web.briefing import staff, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("briefing", views.briefing, name="briefing"),
    path("briefing/staff", staff.briefed, name="briefed"),
]
