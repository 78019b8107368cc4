"""Reports: drafts being written, incidents as told and as later judged, and the hostility that was perceived."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from heed.casework.cases.models import Case, Tracked
from heed.incidents.states import Severity, Status
from heed.people.agencies.models import Agency, User
from heed.people.public.models import Place


class Incidents(models.QuerySet["Incident"]):
    """Questions about reports."""

    def visible_to(self, user: User) -> Self:
        """Keep the reports whose existence the user may know of.

        Asked of each report in turn: as a list of cases SQLite would first gather all that the user may see.
        """
        return self.filter(Exists(Case.objects.visible_to(user).filter(pk=OuterRef("case"))))


class Incident(Tracked):
    """Something that happened, as the reporter told it and as we later judged it."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True)
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="reports")
    reported_at = models.DateTimeField()
    happened_at = models.DateTimeField(null=True)  # null for a concern, where nothing has happened yet
    time_known = models.BooleanField(default=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    story = models.TextField()
    feeling = models.TextField(blank=True)
    facts = models.JSONField(default=dict)  # the facts that policy may ask about, as the reporter stated them
    answers = models.JSONField(default=dict)  # question id of the policy → answer, for what the kinds ask
    severity = models.CharField(max_length=10, choices=Severity, blank=True)
    closed_at = models.DateTimeField(null=True)
    objects = Incidents.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["reported_by", "-reported_at"], name="incident_of_reporter")]
        constraints: ClassVar = [
            models.CheckConstraint(name="incident_status_is_a_word", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="incident_closed_has_a_moment", condition=~Q(status="closed") | ~Q(closed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return self.case.reference

    @property
    def status_words(self) -> str:
        """The status as a reader reads it."""
        return str(Status(self.status).label)


class KindOf(models.Model):
    """A report is of a kind; several may apply to one report (CAM-3)."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="kinds")
    word = models.CharField(max_length=60)

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["word"], name="kind_by_word")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "word"], name="kind_once_per_incident")]

    def __str__(self) -> str:
        return self.word


class Hostility(models.Model):
    """The characteristics that somebody believes were behind it: asked with care, kept apart (N5, CUM-19)."""

    incident = models.OneToOneField(Incident, models.CASCADE, related_name="hostility")
    strands = models.JSONField(default=list)
    words = models.TextField(blank=True)  # in the person's own words

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"hostility in {self.incident_id}"


class Draft(models.Model):
    """A report being written: each page is saved as it is sent, so that nothing typed is lost (B10)."""

    key = models.CharField(max_length=40, unique=True)  # random; names the draft in its addresses
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="drafts")
    answers = models.JSONField(default=dict)  # page → what was typed on it
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    incident = models.OneToOneField(Incident, models.PROTECT, null=True, related_name="draft")  # once it was sent

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return self.key
