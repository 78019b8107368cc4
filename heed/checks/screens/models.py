"""Each list that was screened: who, when, for what purpose, a code of each row, what came back; and no row's words."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from heed.checks.states import Purpose
from heed.people.agencies.models import Agency, User
from heed.register.markers.models import Marker


class Tier(models.TextChoices):
    """How likely it is that an entry is meant."""

    ALERT = "alert", gettext_lazy("Likely the same")
    REVIEW = "review", gettext_lazy("May be the same")


class Screens(models.QuerySet["Screen"]):
    """Questions about screenings."""

    def visible_to(self, user: User) -> Self:
        """Keep one's own."""
        return self.filter(asked_by=user)


class Screen(models.Model):
    """Somebody screened a list."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    many = models.PositiveIntegerField()  # rows that were asked
    bad = models.PositiveIntegerField()  # rows that could not be read
    size = models.PositiveIntegerField()  # entries that were live
    objects = Screens.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["agency", "-asked_at"], name="screen_of_agency")]

    def __str__(self) -> str:
        return f"screening {self.pk}"


class Screened(models.Model):
    """A row of a list that was asked. The list stays with whoever brought it: what it said is not kept."""

    screen = models.ForeignKey(Screen, models.CASCADE, related_name="rows")
    place = models.PositiveIntegerField()  # in the list, from 1, bad rows left out
    digest = models.CharField(max_length=64)  # keyed, as of a look-up: “was this asked?” can be answered

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["digest"], name="screened_by_digest")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["screen", "place"], name="screened_once_per_row")]

    def __str__(self) -> str:
        return f"row {self.place} of {self.screen_id}"


class Hit(models.Model):
    """An entry came back for a row."""

    row = models.ForeignKey(Screened, models.CASCADE, related_name="hits")
    marker = models.ForeignKey(Marker, models.CASCADE, related_name="+")
    tier = models.CharField(max_length=10, choices=Tier)
    score = models.IntegerField()  # log-odds in thousandths
    hidden = models.BooleanField(default=False)  # whoever asked is its subject, and was told of nothing (R6)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["row", "marker"], name="hit_once_per_row"),
            models.CheckConstraint(name="hit_has_a_tier", condition=Q(tier__in=("alert", "review"))),
        ]

    def __str__(self) -> str:
        return f"{self.marker_id} for {self.row_id}"
