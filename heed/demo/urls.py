"""The demo's own pages; they exist only there."""

from django.urls import URLPattern, URLResolver, path

from heed.demo import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", views.sign_in, name="demo-sign-in"),
    path("demo/mailbox", views.mailbox, name="demo-mailbox"),
]
