"""Letters, every version of their words, the very pages that went out, and addresses that must not be written to."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from heed.casework.cases.models import Case, Tracked
from heed.documents.letters.states import Size, Status, Way
from heed.people.agencies.models import Agency, PolicyVersion, User
from heed.people.public.models import Person


class Letter(Tracked):
    """A letter on a case: from which template, to whom, where, how, and what its writer chose."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    template = models.CharField(max_length=80)  # id in the policy
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="letters")
    to_name = models.CharField(max_length=200)
    to_address = models.TextField(blank=True)  # a line to a line; empty where it is handed over or e-mailed
    to_email = models.EmailField(blank=True)
    other_address = models.BooleanField(default=False)  # the writer knows that our records have another one
    way = models.CharField(max_length=20, choices=Way)
    language = models.CharField(max_length=10, default="en")
    size = models.CharField(max_length=10, choices=Size, default=Size.STANDARD)
    easy_read = models.BooleanField(default=False)
    chosen = models.JSONField(default=dict)  # {"alternatives": {id: word}, "included": [id], "own": {id: text}}
    fields = models.JSONField(default=dict)  # field → what it holds; a day as 2026-04-02
    names_kept = models.JSONField(default=list)  # names of others that the writer wants in it, for a second person
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    dated_on = models.DateField()  # the date that stands in it
    edited = models.BooleanField(default=False)  # its words came back from Word
    again = models.BooleanField(default=False)  # the writer knows that the same letter has gone to them before
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # what it was about has ended: whom it went to and what it said is gone

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["case", "template"], name="letter_of_case"),
            models.Index(fields=["status"], condition=Q(status="waiting"), name="letter_waiting"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="letter_status_is_a_word", condition=Q(status__in=Status.values)),
            models.CheckConstraint(
                name="letter_released_says_when_and_by_whom",
                condition=Q(released_at=None, released_by=None)
                | Q(released_at__isnull=False, released_by__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_goes_out_released",
                condition=Q(status__in=["draft", "waiting", "withdrawn"]) | Q(released_at__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_sent_has_a_moment",
                condition=~Q(status__in=["sent", "returned"]) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="letter_has_somewhere_to_go",
                condition=Q(way="handed-over")
                | (Q(way="email") & ~Q(to_email=""))
                | ~Q(to_address="")
                | Q(erased_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} on {self.case_id}"

    @property
    def facts(self) -> dict[str, Any]:
        """What policy may ask about every verb of the letter."""
        return {"letter": self.template, "way": self.way}

    @property
    def words(self) -> "Words":
        """Its words as they stand now."""
        return self.versions.latest("number")


class Words(models.Model):
    """The words of a letter as they were at one time: a heading and blocks. Never changed; each change adds one."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=500)
    blocks = models.JSONField()  # [[kind, [text, …]], …]
    source = models.CharField(max_length=10)  # template | word

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [models.UniqueConstraint(fields=["letter", "number"], name="words_numbered_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} version {self.number}"


class Pages(models.Model):
    """The very pages that were released, with the digest of them that stands in the ledger."""

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="pages")
    words = models.ForeignKey(Words, models.PROTECT, related_name="+")
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256 of the PDF

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"pages of {self.letter_id}"


class BlockedAddress(models.Model):
    """An address to which no letter goes for this person any more: a letter came back, or they have moved."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="blocked_addresses")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="+")  # where the person is a name only
    key = models.CharField(max_length=400)  # the address without case, spaces and punctuation
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, related_name="+")  # the one that came back

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["agency", "key"], name="blocked_address_by_key")]
        constraints: ClassVar = [
            models.CheckConstraint(name="blocked_for_somebody", condition=~Q(person=None) | ~Q(case=None))
        ]

    def __str__(self) -> str:
        return f"blocked address {self.pk}"
