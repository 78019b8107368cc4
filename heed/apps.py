"""The one Django app."""

from django.apps import AppConfig


class Heed(AppConfig):
    """All floors are packages of this one app, so that a table can move between them without a migration."""

    name = "heed"
    label = "heed"
    default_auto_field = "django.db.models.BigAutoField"
