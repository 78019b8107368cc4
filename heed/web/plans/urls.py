"""Addresses of a report's action plan."""

from django.urls import path

from heed.web.plans import views

urlpatterns = [
    path("reports/<str:reference>/plan", views.plan, name="plan"),
    path("reports/<str:reference>/plan/propose", views.propose, name="propose_plan"),
    path("reports/<str:reference>/plan/change", views.propose, name="change_plan"),
    path("reports/<str:reference>/plan/agree", views.agree, name="agree_plan"),
    path("reports/<str:reference>/plan/send-back", views.send_back, name="send_back_plan"),
    path("reports/<str:reference>/plan/lines/<int:pk>", views.do_line, name="do_line"),
]
