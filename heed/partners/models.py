"""Partner organisations, agreements on file, and what is shared by them; what the database itself refuses."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from heed.casework.cases.models import Case, Tracked
from heed.partners.states import Standing, Status, Why
from heed.people.agencies.models import Agency, User
from heed.register.markers.models import Marker


class Organisation(models.Model):
    """A partner of one agency. Its people sign in as its own: they belong to a body without policy, team or post."""

    body = models.OneToOneField(Agency, models.PROTECT, related_name="organisation")
    host = models.ForeignKey(Agency, models.PROTECT, related_name="organisations")
    works = models.CharField(max_length=300)  # what it does for the agency
    closeness = models.TextField(blank=True)  # why its people come close to people or properties; empty: they do not
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return self.body.name


class Agreements(models.QuerySet["Agreement"]):
    """Questions about agreements."""

    def live(self, day: date) -> Self:
        """Keep those in force on this day (of the agency): the days are asked each time."""
        return self.filter(status=Standing.LIVE, from_on__lte=day, until_on__gte=day)


class Agreement(Tracked):
    """A written agreement and indemnity, as it lies on file: without one nothing is shared (EHC-16)."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="agreements")
    closeness = models.TextField()  # as it was when this was signed
    signed_here = models.CharField(max_length=200)  # who signed for the agency
    signed_there = models.CharField(max_length=200)  # who signed for the partner
    signed_on = models.DateField()
    indemnity = models.CharField(max_length=300)  # what it says, or where it says it
    may_see = models.CharField(max_length=300)
    jobs = models.CharField(max_length=300)  # the area, or the jobs, for which
    kept_where = models.CharField(max_length=200)  # where the signed paper lies
    from_on = models.DateField()
    until_on = models.DateField()
    review_on = models.DateField()
    looked_ahead_on = models.DateField(null=True)  # the day of review that was asked for
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    objects = Agreements.as_manager()

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.CheckConstraint(name="agreement_status_is_a_word", condition=Q(status__in=Standing.values)),
            models.CheckConstraint(
                name="agreement_is_whole",
                condition=~Q(closeness="") & ~Q(indemnity="") & ~Q(signed_here="") & ~Q(signed_there=""),
            ),
            models.CheckConstraint(
                name="agreement_days_are_in_order",
                condition=Q(until_on__gte=F("from_on"), review_on__lte=F("until_on"), signed_on__lte=F("from_on")),
            ),
            models.CheckConstraint(
                name="agreement_ended_says_when", condition=~Q(status="ended") | Q(ended_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class Shares(models.QuerySet["Share"]):
    """Questions about what is shared."""

    def live(self, day: date) -> Self:
        """Keep what shows something on this day: the share, its agreement and the entry are all asked (B34)."""
        return self.filter(
            status=Status.LIVE,
            until_on__gte=day,
            agreement__in=Agreement.objects.live(day),
            marker__in=Marker.objects.live(day),
        )

    def visible_to(self, user: User) -> Self:
        """Keep those of the partner's own organisation, and of the agency that shares."""
        return self.filter(Q(agreement__organisation__body=user.agency_id) | Q(case__agency=user.agency_id))


class Share(Tracked):
    """One entry, shared with one partner in its short form, for a reason, until a day."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="shares")
    marker = models.ForeignKey(Marker, models.PROTECT, related_name="shares")
    reason = models.TextField(blank=True)  # why they need it; gone when the entry's own story goes
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    until_on = models.DateField()
    told_at = models.DateTimeField(null=True)  # when its people last heard that the entry had changed
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=10, choices=Why, blank=True)
    chased_at = models.DateTimeField(null=True)  # when the partner was last asked to confirm
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    objects = Shares.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["chased_at"], condition=Q(status="withdrawn"), name="share_to_chase"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="share_status_is_a_word", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="share_live_by_two",
                condition=~Q(status="live")
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_by=F("asked_by"))),
            ),
            models.CheckConstraint(
                name="share_withdrawn_says_when",
                condition=~Q(status__in=["withdrawn", "confirmed"])
                | (Q(withdrawn_at__isnull=False, chased_at__isnull=False) & ~Q(why="")),
            ),
            models.CheckConstraint(
                name="share_confirmed_says_by_whom",
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["agreement", "marker"], condition=Q(status__in=["asked", "live"]), name="share_once"
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"

    @property
    def status_words(self) -> str:
        """The status as a reader reads it."""
        return str(Status(self.status).label)
