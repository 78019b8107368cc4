"""Addresses of statements, for witnesses."""

from django.urls import path

from heed.web.statements import views

urlpatterns = [path("statements/<str:key>", views.statement, name="statement")]
