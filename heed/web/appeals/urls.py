"""Addresses of an appeal, below the entry that it is about."""

from django.urls import path

from heed.web.appeals import views

urlpatterns = [
    path("register/<str:reference>/appeal", views.appeal, name="appeal"),
    path("register/<str:reference>/appeal/receive", views.receive, name="receive_appeal"),
    path("register/<str:reference>/appeal/papers/<slug:reader>", views.papers, name="appeal_papers"),
    path("register/<str:reference>/appeal/papers/<slug:reader>.pdf", views.papers_pdf, name="appeal_papers_pdf"),
    path("register/<str:reference>/appeal/<slug:word>", views.step, name="appeal_step"),
]
