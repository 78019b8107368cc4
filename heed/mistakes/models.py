"""That an entry was a mistake, and who was told so. Nothing here says whom the entry was about."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from heed.people.agencies.models import User
from heed.register.markers.models import Marker


class Mistake(models.Model):
    """An entry ended because it was about the wrong person or property; those who had been told of it were told."""

    marker = models.OneToOneField(Marker, models.PROTECT, primary_key=True, related_name="mistake")
    told_at = models.DateTimeField()
    until_at = models.DateTimeField()  # for so long those who were told can read it

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.CheckConstraint(name="mistake_is_shown_for_a_time", condition=Q(until_at__gt=F("told_at"))),
        ]

    def __str__(self) -> str:
        return f"mistake {self.pk}"


class Tellings(models.QuerySet["Telling"]):
    """Questions about who was told."""

    def visible_to(self, user: User) -> Self:
        """Keep what was told to the user themselves: nobody else has that page."""
        return self.filter(user=user)


class Telling(models.Model):
    """Somebody is told of a mistake, how they had come to know of the entry, and when they opened the page first."""

    mistake = models.ForeignKey(Mistake, models.CASCADE, related_name="tellings")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=20)  # by which they know it: the entry's, or that of what was shared
    ways = models.JSONField()  # how they came to know of it: word → the last day of it, as 2026-06-01
    opened_at = models.DateTimeField(null=True)
    objects = Tellings.as_manager()

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mistake", "user"], name="told_once_of_a_mistake"),
            models.UniqueConstraint(fields=["user", "reference"], name="told_by_one_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.mistake_id}"
