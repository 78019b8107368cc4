"""Addresses of the pages about messages."""

from django.urls import path

from heed.web.notices import views

urlpatterns = [path("messages", views.undelivered, name="undelivered")]
