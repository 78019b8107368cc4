"""Duties: what is owed, by which post, by when; whom it falls to just now; each rung of the ladder that was climbed."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from heed.casework.cases.models import Case, Tracked
from heed.casework.duties.states import How, Status
from heed.people.agencies.models import Agency, PolicyVersion, Team, User


class Duties(models.QuerySet["Duty"]):
    """Questions about what is owed."""

    def open(self) -> Self:
        """Keep what is still owed."""
        return self.filter(status=Status.OPEN)

    def falling_to(self, user: User) -> Self:
        """Keep what falls to the user just now (being told of lateness further up does not make it theirs)."""
        return self.filter(holders__in=DutyHolder.objects.filter(user=user).exclude(how=How.TOLD))

    def late(self, at: datetime) -> Self:
        """Keep what should have been done by the moment."""
        return self.open().filter(due_at__lt=at)


class Duty(Tracked):
    """Somebody owes a verb on a case (or for a team) by a moment; somebody above them hears when it does not happen."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="duties")
    team = models.ForeignKey(Team, models.PROTECT, related_name="duties")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="duties")
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80)  # id of the rule in the policy; empty for a line of an action plan
    verb = models.CharField(max_length=60)  # what must be done
    owed_by = models.CharField(max_length=60, blank=True)  # the post; empty where one person owes it
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # the person, for a plan's line
    series_at = models.DateTimeField()  # when the first of a recurring series opened; else opened_at
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)  # when a reminder or a rung comes next; null when nothing will
    rung = models.PositiveSmallIntegerField(default=0)  # rungs climbed so far
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)  # why it was waived, or what was noted when a standing duty was done
    objects = Duties.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=Q(status="open", next_at__isnull=False), name="duty_come_due"),
            models.Index(fields=["case", "verb"], condition=Q(status="open"), name="duty_of_case_open"),
            models.Index(fields=["agency", "due_at"], condition=Q(status="open"), name="duty_of_agency_open"),
            models.Index(fields=["team", "rule"], name="duty_of_team"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="duty_done_or_waived_has_a_moment", condition=Q(status="open", done_at=None)
                                   | (~Q(status="open") & ~Q(done_at=None))),
            models.CheckConstraint(name="duty_waived_has_a_reason", condition=~Q(status="waived") | ~Q(reason="")),
            models.CheckConstraint(name="duty_is_owed_by_somebody", condition=~Q(owed_by="") | ~Q(owner=None)),
            models.UniqueConstraint(fields=["team", "rule", "opened_at"], condition=Q(case=None),
                                    name="standing_duty_once_a_round"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.verb} by {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def chain(self) -> str:
        """The ledger chain for what happens to this duty."""
        return f"case:{self.case_id}" if self.case_id else f"agency:{self.agency_id}"


class DutyHolder(models.Model):
    """Whom a duty falls to just now, and why them; refreshed when holders, absences or involvements change."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="holders")
    user = models.ForeignKey(User, models.CASCADE, related_name="duties")
    how = models.CharField(max_length=20, choices=How)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [models.UniqueConstraint(fields=["duty", "user"], name="duty_holder_once")]

    def __str__(self) -> str:
        return f"{self.duty_id} {self.user_id}"


class Rung(models.Model):
    """A step of the ladder that was climbed, exactly once (the constraint is what says so)."""

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="rungs")
    step = models.PositiveSmallIntegerField()  # 0 reminders before it is due have none; the first rung is 1
    at = models.DateTimeField()
    post = models.CharField(max_length=60)
    told = models.PositiveSmallIntegerField()  # how many people were told

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [models.UniqueConstraint(fields=["duty", "step"], name="rung_climbed_once")]

    def __str__(self) -> str:
        return f"{self.duty_id} rung {self.step}"
