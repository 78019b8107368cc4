"""Each look-up: who, when, for what purpose, what was asked, what came back."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from heed.access.models import System
from heed.checks.states import Purpose, Unbriefed
from heed.people.agencies.models import Agency, User
from heed.register.markers.models import Marker


class LookUps(models.QuerySet["LookUp"]):
    """Questions about look-ups."""

    def visible_to(self, user: User) -> Self:
        """Keep one's own; who sees those of others asks `of_marker`, by a rule of its own (N2)."""
        return self.filter(asked_by=user)


class LookUp(models.Model):
    """Somebody asked whether there is a warning about this person or place."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    purpose = models.CharField(max_length=10, choices=Purpose)
    name = models.CharField(max_length=200, blank=True)  # as it was typed, until the policy’s time is over
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    born_on = models.DateField(null=True)
    reference = models.CharField(max_length=20, blank=True)
    born = models.CharField(max_length=30, blank=True)  # a date of birth of which only a part was known
    telephone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why so many, where there were many in an hour (N2)
    unbriefed = models.CharField(max_length=10, choices=Unbriefed, blank=True)  # why answered, though not briefed
    urgent = models.CharField(max_length=300, blank=True)  # why it could not wait for the briefing (EHC-17)
    system = models.ForeignKey(System, models.PROTECT, null=True, related_name="+")  # through which they asked
    unchecked = models.BooleanField(default=False)  # the index could not be asked: nobody was told “nothing found”
    size = models.IntegerField(default=0)  # how many entries were live at that moment
    refused = models.BooleanField(default=False)  # too many in a day: nothing was looked for
    digest = models.CharField(max_length=64)  # keyed: “was this asked?” can be answered after the words are gone
    forgotten_at = models.DateTimeField(null=True)  # when the words were deleted, after the policy’s time
    found = models.ManyToManyField(Marker, through="Found", related_name="lookups")
    objects = LookUps.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["asked_by", "-asked_at"], name="lookup_of_user"),
            models.Index(fields=["agency", "-asked_at"], name="lookup_of_agency"),
            models.Index(fields=["agency", "-asked_at"], name="lookup_urgent", condition=Q(unbriefed="urgent")),
            models.Index(fields=["agency", "asked_at"], name="lookup_to_forget", condition=Q(forgotten_at=None)),
            models.Index(fields=["digest"], name="lookup_by_digest"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="lookup_urgent_says_why",
                condition=(Q(unbriefed="urgent") & ~Q(urgent="")) | (~Q(unbriefed="urgent") & Q(urgent="")),
            ),
        ]

    def __str__(self) -> str:
        return f"look-up {self.pk}"


class Found(models.Model):
    """A look-up showed this entry."""

    lookup = models.ForeignKey(LookUp, models.CASCADE, related_name="+")
    marker = models.ForeignKey(Marker, models.CASCADE, related_name="+")
    hidden = models.BooleanField(default=False)  # it fitted, but the reader is its subject and was told of nothing (R6)
    possible = models.BooleanField(default=False)  # it may be the one that was meant
    owner_told = models.BooleanField(default=True)  # False: the owner is still to hear that its subject asked
    why = models.CharField(max_length=500, blank=True)  # it may be, in words: which facts agree, never what they are

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["id"], name="found_untold", condition=Q(owner_told=False))]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["lookup", "marker"], name="found_once_per_lookup"),
            models.CheckConstraint(
                name="found_possible_says_why",
                condition=Q(possible=False, why="") | (Q(possible=True, hidden=False) & ~Q(why="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.marker_id} in {self.lookup_id}"


class Badge(models.Model):
    """For some minutes another system can show what a look-up found, by a reference of which a digest is kept."""

    lookup = models.OneToOneField(LookUp, models.CASCADE, related_name="badge")
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the reference
    until_at = models.DateTimeField()

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"badge of {self.lookup_id}"
