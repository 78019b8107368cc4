"""The address of the page about a mistake."""

from django.urls import URLPattern, URLResolver, path

from heed.web.mistakes import views

urlpatterns: list[URLPattern | URLResolver] = [path("mistakes/<str:reference>", views.mistake, name="mistake")]
