"""Addresses of the pages about partners, and of the one that partners have."""

from django.urls import URLPattern, URLResolver, path

from heed.web.partners import agreements, shares, theirs, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("partners", views.partners, name="partners"),
    path("partners/add", views.add, name="add-partner"),
    path("partners/<int:pk>", views.partner, name="partner"),
    path("partners/<int:pk>/agreement", agreements.sign, name="sign-agreement"),
    path("partners/agreements/<str:reference>/end", agreements.end, name="end-agreement"),
    path("partners/agreements/<str:reference>/review", agreements.review, name="review-agreement"),
    path("partners/<int:pk>/people", views.add_person, name="add-partner-person"),
    path("partners/<int:pk>/people/<int:person>/end", views.end_person, name="end-partner-person"),
    path("partners/shares/<str:reference>", shares.share, name="share"),
    path("partners/shares/<str:reference>/decide", shares.decide, name="decide-share"),
    path("partners/shares/<str:reference>/withdraw", shares.withdraw, name="withdraw-share"),
    path("partners/shares/<str:reference>/confirm", shares.confirm, name="confirm-share"),
    path("register/<str:reference>/share", shares.ask, name="ask-share"),
    path("shared", theirs.shared, name="shared"),
    path("shared/<str:reference>/deleted", theirs.deleted, name="shared-deleted"),
]
