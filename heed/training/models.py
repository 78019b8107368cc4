"""Who answered the questions of the briefing, when, how many wrong, and until when it then holds."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from heed.people.agencies.models import Agency, User


class Briefings(models.QuerySet["Briefing"]):
    """Questions about briefings."""

    def visible_to(self, user: User) -> Self:
        """Keep one's own."""
        return self.filter(user=user)

    def in_date(self, at: datetime) -> Self:
        """Keep those that hold at this moment."""
        return self.filter(until_at__gt=at)


class Briefing(models.Model):
    """Somebody answered the questions of the briefing of their agency; with all right it holds until a moment."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    wrong = models.IntegerField()  # how many of the answers
    until_at = models.DateTimeField(null=True)  # None where it was not passed
    next_at = models.DateTimeField(null=True)  # when they are next reminded that it runs out
    text = models.CharField(max_length=64)  # digest of the policy's words as they were then
    objects = Briefings.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["user", "-until_at"], name="briefing_in_date"),
            models.Index(fields=["next_at"], name="briefing_to_remind", condition=Q(next_at__isnull=False)),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="briefing_holds_if_all_is_right",
                condition=Q(wrong=0, until_at__isnull=False) | Q(wrong__gt=0, until_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"briefing {self.pk}"
