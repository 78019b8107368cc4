"""The address of the briefing."""

from django.urls import URLPattern, URLResolver, path

from heed.web.briefing import views

urlpatterns: list[URLPattern | URLResolver] = [path("briefing", views.briefing, name="briefing")]
