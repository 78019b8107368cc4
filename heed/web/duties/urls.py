"""Addresses of home and duties."""

from django.urls import path

from heed.web.duties import views

urlpatterns = [
    path("", views.home, name="home"),
    path("duties/<int:pk>", views.duty, name="duty"),
    path("duties/<int:pk>/waive", views.waive, name="waive"),
    path("duties/<int:pk>/acknowledge", views.acknowledge, name="acknowledge"),
    path("teams/<int:pk>/<slug:word>", views.standing, name="standing"),
]
