"""Addresses of the guidance."""

from django.urls import path

from heed.web.guidance import views

urlpatterns = [
    path("guidance/<slug:agency>/", views.guidance, name="guidance"),
    path("guidance/<slug:agency>/<slug:chart>", views.chart, name="guidance_chart"),
]
