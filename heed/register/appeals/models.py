"""Appeals and who sits on their panels; what the database itself refuses to call decided."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from heed.casework.cases.models import Tracked
from heed.people.agencies.models import User
from heed.register.appeals.states import OPEN, How, Outcome, Status, Tie
from heed.register.markers.models import Marker

BY_THREE = (
    Q(first__isnull=False, second__isnull=False, third__isnull=False)
    & ~Q(first=F("second")) & ~Q(first=F("third")) & ~Q(second=F("third"))
)  # fmt: skip
"""Three people, each another."""


class Appeal(Tracked):
    """Somebody does not agree with an entry: how we heard of it, by when they are answered, what came of it."""

    marker = models.ForeignKey(Marker, models.PROTECT, related_name="appeals")
    received_on = models.DateField()
    how = models.CharField(max_length=10, choices=How)
    by_name = models.CharField(max_length=200, blank=True)  # who appeals for them; empty where they do it themselves
    grounds = models.TextField(blank=True)  # what they say
    told = models.TextField(blank=True)  # what the employee concerned is shown of it
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    acknowledge_due_at = models.DateTimeField()
    hear_due_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    size = models.PositiveSmallIntegerField()  # of the panel, as the policy had it when the appeal came
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reasons = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    # Three of the panel who had said how they see it when it was decided. More may sit; fewer cannot have decided.
    first = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    third = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.CheckConstraint(name="appeal_status_is_a_word", condition=Q(status__in=Status.values)),
            models.CheckConstraint(name="appeal_panel_of_three_at_least", condition=Q(size__gte=3)),
            models.CheckConstraint(name="appeal_decided_by_three", condition=~Q(status="decided") | BY_THREE),
            models.CheckConstraint(
                name="appeal_decided_says_what_and_when",
                condition=~Q(status="decided") | (Q(outcome__in=Outcome.values) & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="appeal_decided_says_why",
                condition=~Q(status="decided") | ~Q(reasons="") | Q(erased_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["marker"], condition=Q(status__in=OPEN), name="appeal_one_open_at_a_time"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"appeal {self.pk} of {self.marker_id}"

    @property
    def status_words(self) -> str:
        """The status as a reader reads it."""
        return str(Status(self.status).label)


class Seat(models.Model):
    """One of a panel, and how they see it."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, models.PROTECT, related_name="seats")
    chairs = models.BooleanField(default=False)
    view = models.CharField(max_length=10, choices=Outcome, blank=True)
    reasons = models.TextField(blank=True)
    viewed_at = models.DateTimeField(null=True)
    tie = models.CharField(max_length=10, choices=Tie, blank=True)  # why they stepped down, until the seat is filled
    left_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["appeal", "user"], name="seat_once"),
            models.UniqueConstraint(fields=["appeal"], condition=Q(chairs=True), name="seat_one_chair"),
            models.CheckConstraint(name="seat_view_has_a_moment", condition=Q(view="") | Q(viewed_at__isnull=False)),
            models.CheckConstraint(name="seat_left_has_no_view", condition=Q(left_at=None) | Q(view="", reasons="")),
            models.CheckConstraint(
                name="seat_left_says_why", condition=Q(left_at=None, tie="") | (Q(left_at__isnull=False) & ~Q(tie=""))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.appeal_id}"
