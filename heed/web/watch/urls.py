"""Addresses of the watch."""

from django.urls import path

from heed.web.watch import views

urlpatterns = [path("health", views.health, name="health")]
