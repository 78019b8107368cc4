"""Members of the public, the households they belong to, and places."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from heed.people.agencies.models import Agency, User
from heed.people.public.states import AgeBand, Known


class Place(models.Model):
    """An address: `lines` as written, without the postcode; `uprn` is its Unique Property Reference Number."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="places")
    lines = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField(max_length=12, blank=True)

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["agency", "postcode"], name="place_by_postcode")]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.lines, self.postcode) if part)


class Household(models.Model):
    """People who live together at a place."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="households")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="households")

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"household {self.pk}"


class Person(models.Model):
    """A member of the public: known fully, partly, or not at all (“unknown caller”)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="persons")
    known = models.CharField(max_length=10, choices=Known)
    name = models.CharField(max_length=200, blank=True)
    born_on = models.DateField(null=True)
    age_band = models.CharField(max_length=10, choices=AgeBand, blank=True)
    description = models.TextField(blank=True)  # what somebody saw or heard, where the name does not say it
    language = models.CharField(max_length=60, blank=True)
    needs = models.CharField(max_length=300, blank=True)  # communication needs
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    employer = models.CharField(max_length=200, blank=True)  # where their conduct is another organisation's to act on
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="persons")
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="persons")

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["agency", "known"], name="person_by_agency")]
        constraints: ClassVar = [
            models.CheckConstraint(name="person_known_fully_has_a_name", condition=~Q(known="fully") | ~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name that a person uses or was known by."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "name"], name="alias_once_per_person")]

    def __str__(self) -> str:
        return self.name


class FormerAddress(models.Model):
    """Where a person lived, and the day on which they left it: nothing warns of them there any more."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="former_addresses")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    left_on = models.DateField()
    noted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"{self.person_id} at {self.place_id} until {self.left_on}"


class Caseload(models.Model):
    """A worker works with a person: “somebody from my own cases”."""

    user = models.ForeignKey(User, models.CASCADE, related_name="caseload")
    person = models.ForeignKey(Person, models.CASCADE, related_name="workers")

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "person"], name="caseload_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.person_id}"


class Warned(models.Model):
    """Something that is dealt with as a case warns of this person, or at this place.

    It says who is asked about first. Whether it warns today is not said here: the entry’s own dates are asked then.
    """

    case = models.BigIntegerField()
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="+")

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["case"], name="warned_by_case")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "case"], name="person_warned_of_once"),
            models.UniqueConstraint(fields=["place", "case"], name="place_warned_of_once"),
            models.CheckConstraint(
                name="warned_of_one_thing",
                condition=Q(person__isnull=False, place__isnull=True) | Q(person__isnull=True, place__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.place_id} in {self.case}"
