"""Action plans: lines with an owner and a day, and the two signatures that make them agreed."""

from typing import ClassVar

from django.db import models

from heed.casework.cases.models import Case, Tracked
from heed.casework.duties.models import Duty
from heed.people.agencies.models import User


class Plan(Tracked):
    """What victim and manager agree to do so that it does not happen again (CAF-5, CUM-8)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="plan")
    victim_signed_at = models.DateTimeField(null=True)
    victim_signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    manager_signed_at = models.DateTimeField(null=True)
    manager_signed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="plan_agreed_has_both_signatures",
                condition=~models.Q(status="agreed")
                | (models.Q(victim_signed_at__isnull=False) & models.Q(manager_signed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="plan_signed_by_two_people",
                condition=models.Q(victim_signed_by=None)
                | models.Q(manager_signed_by=None)
                | ~models.Q(victim_signed_by=models.F("manager_signed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"plan of {self.case_id}"


class Action(models.Model):
    """A line of an action plan. Once the plan is agreed it is a duty of its owner."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    text = models.CharField(max_length=500)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    due_on = models.DateField()
    duty = models.OneToOneField(Duty, models.PROTECT, null=True, related_name="action")
    dropped_at = models.DateTimeField(null=True)  # a changed plan drops lines; what was agreed stays on record

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return self.text
