"""Addresses of reports. The verbs that are not steps come first; every other word is a step's."""

from django.urls import path

from heed.web.incidents import lists, views

urlpatterns = [
    path("reports", lists.mine, name="reports"),
    path("reports/team", lists.team, name="team_reports"),
    path("reports/all", lists.everything, name="all_reports"),
    path("reports/<str:reference>", views.report, name="incident"),
    path("reports/<str:reference>/add", views.add, name="add"),
    path("reports/<str:reference>/return", views.return_, name="return"),
    path("reports/<str:reference>/correct", views.correct, name="correct"),
    path("reports/<str:reference>/dispute", views.dispute, name="dispute"),
    path("reports/<str:reference>/declare-tie", views.declare_tie, name="declare_tie"),
    path("reports/<str:reference>/hand-over", views.hand_over, name="hand_over"),
    path("reports/<str:reference>/close", views.close, name="close"),
    path("reports/<str:reference>/reopen", views.reopen, name="reopen"),
    path("reports/<str:reference>/evidence", views.evidence, name="evidence"),
    path("reports/<str:reference>/statements", views.statements, name="statements"),
    path("reports/<str:reference>/identify", views.identify, name="identify"),
    path("reports/<str:reference>/<slug:word>", views.step, name="step"),
]
