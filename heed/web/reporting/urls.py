"""Addresses of reporting."""

from django.urls import path

from heed.web.reporting import views

urlpatterns = [
    path("report", views.start, name="report"),
    path("report/new", views.new, name="report_new"),
    path("report/elsewhere/<slug:route>", views.elsewhere, name="report_elsewhere"),
    path("report/<str:key>/check", views.check, name="report_check"),
    path("report/<str:key>/sent", views.sent, name="report_sent"),
    path("report/<str:key>/discard", views.discard, name="report_discard"),
    path("report/<str:key>/<slug:word>", views.page, name="report_page"),
]
"""`check`, `sent` and `discard` are no words of pages."""
