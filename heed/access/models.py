"""Invitations: one-time links by which somebody chooses their first password; and other systems that may ask."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from heed.people.agencies.models import Agency, User


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


class Systems(models.QuerySet["System"]):
    """Questions about other systems."""

    def live(self, day: date) -> Self:
        """Keep those that may ask on this day (of their agency): agreed by a second person, not ended, in date."""
        return self.filter(agreed_at__isnull=False, ended_at=None, until_on__gte=day)


class System(models.Model):
    """Another system of the agency's that asks Heed and keeps nothing. Of its key only a digest is kept."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="systems")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the key
    most_an_hour = models.PositiveIntegerField()  # more look-ups than that within an hour are refused
    until_on = models.DateField()  # the last day on which the key is good
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: the installer's command
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    objects = Systems.as_manager()

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(ended_at=None), name="system_named_once_while_it_asks"
            ),
            models.CheckConstraint(
                name="system_agreed_by_a_second_person",
                condition=Q(agreed_at=None, agreed_by=None)
                | (Q(agreed_at__isnull=False, agreed_by__isnull=False)
                   & (Q(asked_by=None) | ~Q(agreed_by=F("asked_by")))),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
