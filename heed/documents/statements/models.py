"""Statements: whom one was asked of, and whether it was given. The words are notes of the case, and never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from heed.casework.cases.models import Case, Tracked
from heed.documents.statements.states import Status
from heed.people.agencies.models import User


class Statement(Tracked):
    """A statement that a witness is asked for. They see this and what they give, and nothing else of the case."""

    key = models.CharField(max_length=32, unique=True)  # random: its address
    case = models.ForeignKey(Case, models.PROTECT, related_name="statements")
    witness = models.ForeignKey(User, models.PROTECT, related_name="statements")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "witness"], name="statement_once_per_witness"),
            models.CheckConstraint(name="statement_status_is_a_word", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="statement_given_has_a_moment", condition=~Q(status="given") | Q(given_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"statement {self.pk}"
