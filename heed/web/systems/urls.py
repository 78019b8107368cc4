"""Addresses of the pages about other systems."""

from django.urls import URLPattern, URLResolver, path

from heed.web.systems import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("systems", views.systems, name="systems"),
    path("systems/register", views.register, name="register-system"),
    path("systems/<int:pk>/agree", views.agree, name="agree-system"),
    path("systems/<int:pk>/end", views.end, name="end-system"),
]
