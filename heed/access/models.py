"""Invitations: one-time links by which somebody chooses their first password."""

from django.db import models

from heed.people.agencies.models import User


class Invitation(models.Model):
    """A one-time link. Only a digest of it is kept, so that who reads the table cannot use it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the link's token
    made_at = models.DateTimeField()
    until_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"invitation of {self.user_id}"
