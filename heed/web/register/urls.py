"""Addresses of the register. What is not an entry comes first; every word below an entry is a verb's."""

from django.urls import path

from heed.web.register import asked_before, lists, look_up, propose, views

urlpatterns = [
    path("register", lists.register, name="register"),
    path("register/look-up", look_up.look_up, name="look_up"),
    path("register/look-up/<int:found>/settle", look_up.settle, name="settle"),
    path("register/was-it-asked", asked_before.was_it_asked, name="was_it_asked"),
    path("register/propose", propose.from_concern, name="propose_entry"),
    path("register/let-go-on", lists.let_go_on, name="let_go_on"),
    path("register/<str:reference>", views.entry, name="entry"),
    path("register/<str:reference>/announce", views.announce, name="announce"),
    path("register/<str:reference>/looks", views.looks, name="looks"),
    path("register/<str:reference>/evidence", views.evidence, name="entry_evidence"),
    path("register/<str:reference>/statements", views.statements, name="entry_statements"),
    path("register/<str:reference>/<slug:word>", views.verb, name="entry_verb"),
    path("reports/<str:reference>/propose", propose.from_report, name="propose_from_report"),
]
