"""When entries whose time is over were last taken off, and whether that has stopped to ask a person."""

from typing import ClassVar

from django.db import models

from heed.people.agencies.models import Agency, User


class Sweep(models.Model):
    """One row an agency: a wrong clock or setting must not wipe the register, so what is unusual waits for a person."""

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="sweep")
    swept_at = models.DateTimeField()  # when it last ran through
    halted_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, blank=True)  # many | jump
    allowed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    allowed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sweep_allowed_by_somebody",
                condition=models.Q(allowed_at__isnull=True) | models.Q(allowed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"sweep of {self.agency_id}"
