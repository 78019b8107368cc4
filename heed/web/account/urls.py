"""Where people sign in and out. The names are the ones that allauth looks for."""

from allauth.account import views
from django.urls import URLPattern, URLResolver, path, re_path

from heed.web.account import views as ours

KEY = r"(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in", ours.SignIn.as_view(), name="account_login"),
    path("sign-out", ours.SignOut.as_view(), name="account_logout"),
    path("sign-in/closed", views.account_inactive, name="account_inactive"),
    path("welcome/<str:token>", ours.welcome, name="welcome"),
    path("password/change", ours.ChangePassword.as_view(), name="account_change_password"),
    path("password/reset", views.password_reset, name="account_reset_password"),
    path("password/reset/sent", views.password_reset_done, name="account_reset_password_done"),
    path("password/reset/done", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(rf"^password/reset/{KEY}$", views.password_reset_from_key, name="account_reset_password_from_key"),
]
