"""Addresses of the pages about staff."""

from django.urls import URLPattern, URLResolver, path

from heed.web.people import absences, details, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/", views.staff, name="staff"),
    path("staff/add", views.add, name="add-somebody"),
    path("staff/import", views.import_staff, name="import-staff"),
    path("staff/<int:pk>", views.somebody, name="somebody"),
    path("staff/<int:pk>/change", details.change, name="change-somebody"),
    path("staff/<int:pk>/email", details.email, name="propose-email"),
    path("staff/<int:pk>/invite", views.invite, name="invite"),
    path("staff/<int:pk>/end", views.end, name="end-access"),
    path("staff/<int:pk>/posts/<int:holding>/end", views.end_post, name="end-post"),
    path("posts", views.posts, name="posts"),
    path("posts/<int:holding>", views.decide, name="decide-post"),
    path("emails/<int:pk>", details.decide_email, name="decide-email"),
    path("absences/", absences.absences, name="absences"),
    path("absences/of/<int:pk>", absences.record, name="record-absence"),
    path("absences/<int:pk>/end", absences.end, name="end-absence"),
]
