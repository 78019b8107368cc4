"""Entries on the register, what they rest on, and what the database itself refuses to put there."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.models import Case, Tracked
from heed.incidents.models import Incident
from heed.people.agencies.models import Team, User
from heed.people.public.models import Person, Place
from heed.register.markers.states import About, At, Ending, Status

DECIDED = Q(
    cited_on__isnull=False, countersigned_by__isnull=False, countersigned_at__isnull=False, decided_by__isnull=False,
    decided_at__isnull=False,
)  # fmt: skip
"""A dated source, and two people who put their names to it."""


class Markers(models.QuerySet["Marker"]):
    """Questions about entries."""

    def live(self, day: date) -> Self:
        """Keep those that warn on this day (of their agency): the date is asked each time, so silence never extends."""
        return self.filter(status=Status.LIVE, ends_on__gte=day)

    def visible_to(self, user: User) -> Self:
        """Keep the entries whose case the user may open (access model, section 4; N1).

        Owner, health and safety and data protection see the register; others only the case that they have a part in.
        Nobody who is, or lives with, the subject sees it (R6 by the part SUBJECT).
        """
        this = Case.objects.filter(pk=OuterRef("case"))
        seen = Q(Exists(this.involving(user)))
        if reach(user).can(Can.READ_REGISTER):
            # By a post alone nobody sees the entry of somebody with whom they have declared a tie (R2).
            seen |= Q(~Exists(this.tied_to(user)), case__agency=user.agency_id)
        return self.filter(seen, ~Exists(this.about(user)))


class Marker(Tracked):
    """An entry: about whom or which property, what it warns of, what to do, who answers for it, and until when."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True)
    about = models.CharField(max_length=10, choices=About)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="markers")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="markers")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="markers")
    child = models.BooleanField(default=False)
    welfare = models.TextField(blank=True)  # what a child needs: written down before anybody countersigns
    hazards = models.JSONField(default=list)  # words of the policy
    controls = models.JSONField(default=list)
    advice = models.CharField(max_length=300, blank=True)  # what to do, where no control says it
    grounds = models.TextField(blank=True)  # why it is a credible risk
    cited_on = models.DateField(null=True)  # the day of the newest source
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    countersigned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    longest_on = models.DateField(null=True)  # the last day that the policy of the decision allows
    earlier_ends_on = models.DateField(
        null=True
    )  # its end on an earlier register: bringing it in makes nobody's time longer
    letter_owed = models.BooleanField(default=False)
    silence_reason = models.TextField(blank=True)
    silence_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    silence_agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    looked_ahead_on = models.DateField(null=True)  # the end of which a review was asked for
    renewals = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    erased_at = models.DateTimeField(null=True)
    objects = Markers.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["ends_on"], condition=Q(status="live"), name="marker_live_by_end"),
            models.Index(fields=["status"], name="marker_by_status"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="marker_status_is_a_word", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="marker_is_about_one_thing",
                condition=Q(erased_at__isnull=False)
                | Q(about="person", person__isnull=False, place__isnull=True)
                | Q(about="place", place__isnull=False, person__isnull=True),
            ),
            models.CheckConstraint(
                name="marker_live_is_whole", condition=~Q(status="live") | Q(erased_at__isnull=True)
            ),
            models.CheckConstraint(name="marker_live_was_decided", condition=~Q(status="live") | DECIDED),
            models.CheckConstraint(
                name="marker_live_by_two",
                condition=~Q(status="live")
                | (~Q(decided_by=F("countersigned_by")) & ~Q(decided_by=F("proposed_by"))
                   & ~Q(countersigned_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="marker_live_ends_in_time",
                condition=~Q(status="live")
                | Q(ends_on__isnull=False, longest_on__isnull=False, ends_on__lte=F("longest_on")),
            ),
            models.CheckConstraint(
                name="marker_live_is_told_or_not_for_a_reason",
                condition=~Q(status="live") | Q(letter_owed=True)
                | (~Q(silence_reason="") & Q(silence_by__isnull=False, silence_agreed_by__isnull=False)
                   & ~Q(silence_agreed_by=F("silence_by"))),
            ),
            models.CheckConstraint(
                name="marker_ended_says_why", condition=~Q(status="ended") | (Q(ended_at__isnull=False) & ~Q(ending=""))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.case.reference

    @property
    def status_words(self) -> str:
        """The status as a reader reads it."""
        return str(Status(self.status).label)


class Source(models.Model):
    """What an entry rests on: a fact with its day, from a report or from what somebody saw; never hearsay (EHC-2)."""

    marker = models.ForeignKey(Marker, models.CASCADE, related_name="sources")
    happened_on = models.DateField()
    what = models.TextField(blank=True)  # empty where the report says it
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.CheckConstraint(name="source_says_something", condition=~Q(what="") | Q(incident__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} of {self.marker_id}"


class Whereabouts(models.Model):
    """A further address at which an entry about a person warns: they come and go there."""

    marker = models.ForeignKey(Marker, models.CASCADE, related_name="whereabouts")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [models.UniqueConstraint(fields=["marker", "place"], name="whereabouts_once")]

    def __str__(self) -> str:
        return f"{self.marker_id} at {self.place_id}"


class Answer(models.Model):
    """A factor answered in writing, by whom and when; `round` 0 is the addition, then each review (EHC-6)."""

    marker = models.ForeignKey(Marker, models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=12, choices=At)
    factor = models.CharField(max_length=60)
    text = models.TextField()
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["marker", "round"], name="answer_of_marker")]

    def __str__(self) -> str:
        return f"{self.factor} of {self.marker_id}"


class Announcement(models.Model):
    """Staff of these teams were told that there is a new entry, and why they: never who it is about (EHC-7)."""

    marker = models.ForeignKey(Marker, models.CASCADE, related_name="announcements")
    teams = models.ManyToManyField(Team, related_name="+")
    reason = models.TextField()
    size = models.PositiveIntegerField()  # how many people it went to
    announced_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"announcement of {self.marker_id}"
