"""Addresses of evidence. An item's name is random and says nothing."""

from django.urls import path

from heed.web.evidence import views

urlpatterns = [
    path("evidence/<str:name>", views.open_, name="open-evidence"),
    path("evidence/<str:name>/remove", views.remove, name="remove-evidence"),
    path("evidence/<str:name>/decide", views.decide, name="decide-removal"),
]
