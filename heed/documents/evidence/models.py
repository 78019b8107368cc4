"""Items of evidence, and the key of each file in a small table of its own."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from heed.casework.cases.models import Case, Involvement, Tracked
from heed.casework.cases.states import Part
from heed.documents.evidence.states import LIVE, AddedAs, Status
from heed.documents.files.kinds import Kind
from heed.people.agencies.models import Agency, User


class Items(models.QuerySet["Item"]):
    """Questions about items."""

    def live(self) -> Self:
        """Keep those whose file is kept."""
        return self.filter(status__in=LIVE)

    def findable_by(self, user: User) -> Self:
        """Keep the user's own, and those of cases that they may know of; whether they may see one, `rules` says."""
        subject = Involvement.objects.filter(case=OuterRef("case"), user=user, part=Part.SUBJECT)
        of_cases = Q(case__in=Case.objects.visible_to(user))
        return self.filter(Q(added_by=user) | of_cases, ~Exists(subject), agency=user.agency_id)

    def to_check(self, at: datetime) -> Self:
        """Keep those that wait for the scanner and are to be shown to it now."""
        return self.filter(status=Status.CHECKING, check_at__lte=at)


class Item(Tracked):
    """One file: what it is, who added it and when. The file itself lies sealed outside the database."""

    name = models.CharField(max_length=32, unique=True)  # random: where its file lies, and its address
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="evidence")
    shelf = models.CharField(max_length=40, blank=True)  # where it waits before there is a case: a draft's key
    called = models.CharField(max_length=200, blank=True)  # what people call it; never a path
    about = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    size = models.PositiveBigIntegerField()  # bytes
    digest = models.CharField(max_length=64)  # SHA-256 of what is kept
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: somebody from outside
    added_at = models.DateTimeField()
    added_as = models.CharField(max_length=10, choices=AddedAs, blank=True)
    scanned_at = models.DateTimeField(null=True)
    check_at = models.DateTimeField(null=True)  # when the scanner is to be asked again
    opened_at = models.DateTimeField(null=True)  # first opened by somebody other than who added it
    removal_asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    removal_asked_at = models.DateTimeField(null=True)
    removal_reason = models.TextField(blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    held = models.BooleanField(default=False)  # a legal hold: it is not erased, whoever asks
    objects = Items.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["case", "added_at"], name="evidence_of_case"),
            models.Index(fields=["shelf"], condition=~Q(shelf=""), name="evidence_on_shelf"),
            models.Index(fields=["check_at"], condition=Q(check_at__isnull=False), name="evidence_to_check"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="evidence_status_is_a_word", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="evidence_on_a_case_or_a_shelf",
                condition=Q(case__isnull=True, shelf__gt="") | Q(case__isnull=False, shelf=""),
            ),
            models.CheckConstraint(
                name="evidence_ended_has_a_moment", condition=Q(status__in=LIVE) | Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="evidence_removed_by_two_people",
                condition=Q(removal_asked_by=None) | Q(ended_by=None) | ~Q(ended_by=F("removal_asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.pk}"

    @property
    def status_words(self) -> str:
        """The status as a reader reads it."""
        return str(Status(self.status).label)

    @property
    def file_name(self) -> str:
        """What the file is called when it is given out: its ending is that of what it is."""
        stem = self.called.rpartition(".")[0] or self.called or "evidence"
        return f"{stem}.{self.kind}"


class Key(models.Model):
    """The key of an item's file, wrapped by the master key. Without this row the file is noise."""

    item = models.OneToOneField(Item, models.CASCADE, primary_key=True, related_name="key")
    wrapped = models.BinaryField()

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"key of item {self.item_id}"
