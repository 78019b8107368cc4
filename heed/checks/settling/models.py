"""What somebody says of a question and an entry: the same, or not. What they said before is in the ledger."""

from typing import ClassVar

from django.db import models

from heed.people.agencies.models import User
from heed.register.markers.models import Marker


class Settled(models.Model):
    """Somebody said whether what was asked and an entry are the same. It hides the entry from nobody."""

    marker = models.ForeignKey(Marker, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)  # of what was asked, keyed: it says nothing about whom was asked for
    same = models.BooleanField()
    said_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["marker", "digest", "said_by"], name="settled_once_by_each"),
        ]

    def __str__(self) -> str:
        return f"settled {self.pk}"
