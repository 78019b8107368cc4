"""Agencies and their policy versions, the tree of teams, users, posts and who holds them, absences."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from heed.people.agencies.states import Level, WorksAs


class Agency(models.Model):
    """A body with its own policy. One installation can hold many; each sees only its own."""

    word = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    founded_at = models.DateTimeField()
    zone = models.CharField(max_length=60, default="Europe/London")  # from the policy; times are shown in it
    partner = models.BooleanField(default=False)  # only a body by which the people of a partner sign in

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return self.name


class PolicyText(models.Model):
    """The words of a policy, kept once however often it is loaded."""

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 over the sources
    sources = models.JSONField()  # [[file name, text], …]: the file first, then those it extends

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return self.digest


class PolicyVersion(models.Model):
    """One loading of a policy for an agency. Never changed: duties remember the version that opened them."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="policies")
    number = models.PositiveIntegerField()
    policy = models.CharField(max_length=60)  # the id in the file
    text = models.ForeignKey(PolicyText, models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("heed.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "number"], name="policy_version_numbered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.policy} {self.number}"


class Teams(models.QuerySet["Team"]):
    """Questions about the tree."""

    def below(self, team: "Team") -> Self:
        """Keep the team itself and everything under it."""
        return self.filter(path__startswith=team.path)


class Team(models.Model):
    """A node of an agency's tree: the agency itself, a service or a team."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="teams")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    level = models.CharField(max_length=10, choices=Level)
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=200, db_index=True)  # "/3/17/": ids from the root down to this node
    objects = Teams.as_manager()

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "parent", "name"], name="team_named_once_below_its_parent"),
            models.UniqueConstraint(fields=["agency"], condition=Q(parent=None), name="agency_has_one_root"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The name with that of the node above it, which tells two teams of one name apart."""
        return f"{self.parent} – {self}" if self.parent else str(self)

    @property
    def line(self) -> list[int]:
        """Ids from this node up to the root, nearest first."""
        return [int(part) for part in reversed(self.path.strip("/").split("/"))]


class Users(BaseUserManager["User"]):
    """People who work for an agency."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user with this e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who works for an agency, in whatever way. Signs in by e-mail address."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="users")
    team = models.ForeignKey(Team, models.PROTECT, related_name="users")
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    job = models.CharField(max_length=200, blank=True)
    works_as = models.CharField(max_length=20, choices=WorksAs, default=WorksAs.EMPLOYEE)
    staff_number = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "staff_number"], condition=~Q(staff_number=""), name="staff_number_once_per_agency"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as the person writes it."""
        return self.name


class NewEmail(models.Model):
    """An e-mail address that somebody is to sign in by from now on, once a second person has agreed.

    Whoever reads an account's mail can set its password: one administrator alone could take over anybody's (R8, D2).
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="new_emails")
    email = models.EmailField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)  # agreed, refused, or another was proposed instead
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user"], condition=Q(ended_at=None), name="new_email_waiting_once"),
            models.CheckConstraint(
                name="new_email_agreed_by_a_second_person",
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")) & ~Q(agreed_by=F("user")),
            ),
        ]

    def __str__(self) -> str:
        return f"new e-mail address of {self.user_id}"


class Post(models.Model):
    """A post at a node of the tree (line manager of a team, head of a service). Duties are owed by posts."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="posts")
    word = models.CharField(max_length=60)
    role = models.CharField(max_length=40)  # from the policy file; refreshed when a policy is loaded

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "word"], name="post_once_per_team")]

    def __str__(self) -> str:
        return self.word


class Holdings(models.QuerySet["Holding"]):
    """Questions about who holds which post."""

    def live(self, at: datetime) -> Self:
        """Keep those in force at the moment: agreed by a second person, begun, not ended, person still here."""
        return self.filter(
            Q(until_at=None) | Q(until_at__gt=at), agreed_at__lte=at, from_at__lte=at, user__is_active=True
        )

    def waiting(self) -> Self:
        """Keep those that a second person has still to agree or refuse."""
        return self.filter(agreed_at=None, until_at=None)


class Holding(models.Model):
    """Somebody holds a post. In force only when a second person has agreed (D2); nobody grants to themselves (R8)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    user = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")  # null: the installer's command
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    objects = Holdings.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["user", "until_at"], name="holding_of_user")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="holding_not_granted_to_oneself",
                condition=(Q(asked_by=None) | ~Q(asked_by=F("user"))) & (Q(agreed_by=None) | ~Q(agreed_by=F("user"))),
            ),
            models.CheckConstraint(
                name="holding_agreed_by_a_second_person",
                condition=Q(asked_by=None) | Q(agreed_by=None) | ~Q(asked_by=F("agreed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.user_id}"


class Absences(models.QuerySet["Absence"]):
    """Questions about who is away."""

    def on(self, day: date) -> Self:
        """Keep absences that cover the day."""
        return self.filter(from_on__lte=day, until_on__gte=day, ended_at=None)


class Absence(models.Model):
    """Somebody is away from one day to another, both included; a deputy may stand in."""

    user = models.ForeignKey(User, models.PROTECT, related_name="absences")
    from_on = models.DateField()
    until_on = models.DateField()
    deputy = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    objects = Absences.as_manager()

    class Meta:
        app_label = "heed"
        constraints: ClassVar = [
            models.CheckConstraint(name="absence_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))),
            models.CheckConstraint(name="absence_deputy_is_another", condition=Q(deputy=None) | ~Q(deputy=F("user"))),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.from_on}"


class RotaChange(models.Model):
    """A row left for the floors above: from `due_at` on, other people may hold what this agency's posts owe."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    due_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return f"{self.user_id} {self.due_at}"
