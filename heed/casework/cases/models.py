"""The case: the thin spine that everything hangs on; who has which part in it; what was noted along the way."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.states import PLACES, Part, Sensitivity, Sort
from heed.people.agencies.models import Agency, Team, User
from heed.people.public.models import Person

SEEING = (Part.VICTIM, Part.REPORTER, Part.MANAGER, Part.ASSIGNED, Part.DECIDED)
"""Parts whose holder sees the case because of them."""

SHUTTING = (Part.VICTIM, Part.SUBJECT, Part.TIE)
"""Parts because of which a post does not open the case to its holder, nor to the holder's deputy."""


class Cases(models.QuerySet["Case"]):
    """Questions about cases; `visible_to` is the one row-level rule of all of them."""

    def visible_to(self, user: User) -> Self:
        """Keep the cases whose existence the user may know of (access model, section 4: O, T, A, F; N6, N8, R6)."""
        mine = Involvement.objects.filter(case=OuterRef("pk"), user=user)
        within = reach(user)
        seen: Q = Q(
            Exists(mine.filter(part__in=(Part.VICTIM, Part.REPORTER, Part.MANAGER, Part.ASSIGNED, Part.DECIDED)))
        )
        # Duties hang on cases by their own foreign key; whoever one falls to has the case assigned to them.
        seen |= Q(Exists(self._owed_by(user)))
        # By a post alone nobody sees a case with which they have declared a tie (R2).
        untied = ~Exists(mine.filter(part=Part.TIE))
        if within.teams:
            seen |= Q(untied, sort=Sort.REPORT, team__in=within.teams)
        if within.lent and within.lent.teams:
            # A deputy carries both people's conflicts (R4).
            theirs = Involvement.objects.filter(case=OuterRef("pk"), user__in=within.lent.principals, part__in=SHUTTING)
            seen |= Q(untied, ~Exists(theirs), sort=Sort.REPORT, team__in=within.lent.teams)
        if within.everything:
            seen |= Q(untied, sort=Sort.REPORT, sensitivity=Sensitivity.NORMAL)
        if within.can(Can.READ_REGISTER):  # whoever manages a team does not read the register because of it (N1)
            seen |= Q(untied, sort=Sort.ENTRY)
        return self.filter(seen, ~Exists(mine.filter(part=Part.SUBJECT)), agency=user.agency_id)

    def involving(self, user: User) -> Self:
        """Keep the cases in which the user has a part that lets them see it, or to which a duty of theirs belongs."""
        parts = Involvement.objects.filter(case=OuterRef("pk"), user=user, part__in=SEEING)
        return self.filter(Q(Exists(parts)) | Q(Exists(self._owed_by(user))), agency=user.agency_id)

    def _owed_by(self, user: User) -> models.QuerySet["Case"]:
        return self.model.objects.filter(pk=OuterRef("pk"), duties__holders__user=user, duties__status="open")

    def tied_to(self, user: User) -> Self:
        """Keep the cases with which the user has declared a tie."""
        return self.filter(Exists(Involvement.objects.filter(case=OuterRef("pk"), user=user, part=Part.TIE)))

    def about(self, user: User) -> Self:
        """Keep the cases of which the user is the subject, which they must not see (R6)."""
        return self.filter(Exists(Involvement.objects.filter(case=OuterRef("pk"), user=user, part=Part.SUBJECT)))


class Case(models.Model):
    """The spine: a reference, whose it is, how sensitive. It has no status; what it carries has one."""

    reference = models.CharField(max_length=20, unique=True)  # random, so that it says nothing and cannot be guessed
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cases")
    team = models.ForeignKey(Team, models.PROTECT, related_name="cases")
    sensitivity = models.CharField(max_length=10, choices=Sensitivity, default=Sensitivity.NORMAL)
    sort = models.CharField(max_length=10, choices=Sort, default=Sort.REPORT)
    opened_at = models.DateTimeField()
    objects = Cases.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["agency", "-opened_at"], name="case_of_agency_newest"),
            models.Index(fields=["team", "-opened_at"], name="case_of_team_newest"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def chain(self) -> str:
        """The ledger chain that this case's entries stand in."""
        return f"case:{self.pk}"

    @property
    def page(self) -> str:
        """The path of the page of what it carries."""
        return f"/{PLACES[Sort(self.sort)]}/{self.reference}"


class Involvement(models.Model):
    """Somebody has a part in a case: a user, a member of the public, or a name where neither is known to us."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="involvements")
    part = models.CharField(max_length=10, choices=Part)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="involvements")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="involvements")
    name = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["user", "part"], name="involvement_of_user")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "part", "user"], condition=~Q(user=None), name="part_once_per_user"
            ),
            models.CheckConstraint(
                name="involvement_is_somebody", condition=~Q(user=None) | ~Q(person=None) | ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} in {self.case_id}"


class Audience(models.TextChoices):
    """Who reads a note beside those who act on the case."""

    CASE = "case", "those who act on the case"
    SUPPORT = "support", "the person affected and those who support them"
    REPORTER = "reporter", "everybody on the case, the reporter included"


class Note(models.Model):
    """What somebody wrote or answered when they did a verb on a case: a line of the timeline. Never changed."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    verb = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    answers = models.JSONField(default=dict)  # the verb's own facts and short answers, such as a police reference
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.CASE)
    token = models.CharField(max_length=40, blank=True)  # of the form: a second press changes nothing

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [models.Index(fields=["case", "at"], name="note_of_case")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "token"], condition=~Q(token=""), name="note_once_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} on {self.case_id}"


class Tracked(models.Model):
    """Something that moves between states: its status, and a revision that lets only one of two writers win."""

    status = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        app_label = "heed"
