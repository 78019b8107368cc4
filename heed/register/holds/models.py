"""A hold on an entry: why, by whom, agreed by whom, until when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from heed.people.agencies.models import User
from heed.register.markers.models import Marker


class Hold(models.Model):
    """The entry is kept from deletion, from when until when, and why."""

    marker = models.ForeignKey(Marker, models.PROTECT, related_name="holds")
    reason = models.TextField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    alone = models.BooleanField(default=False)  # legal or data protection, who need no second person
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["marker"], condition=Q(ended_at=None), name="hold_one_at_a_time"),
            models.CheckConstraint(
                name="hold_agreed_by_another", condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by"))),
            models.CheckConstraint(name="hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="hold_ended_by_somebody", condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"hold on {self.marker_id}"
