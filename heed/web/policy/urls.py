"""Addresses of the policy's pages."""

from django.urls import URLPattern, URLResolver, path

from heed.web.policy import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("policy", views.policy, name="policy"),
    path("policy/try", views.what_if, name="policy_try"),
    path("policy/compare", views.compare, name="policy_compare"),
    path("policy/load", views.load, name="policy_load"),
]
