"""Reads about cases: who has which part, and what was noted."""

from heed.casework.cases.models import Case, Involvement, Note
from heed.casework.cases.states import NAMED, Part
from heed.people.agencies.models import User
from heed.prepared import Prepared

INVOLVED: Prepared[Involvement] = Prepared(
    lambda *, case: Involvement.objects.filter(case=case).select_related("user", "person__place").order_by("pk")
)


BARRED: Prepared[int] = Prepared(
    lambda parts, *, case: Involvement.objects.filter(case=case, part__in=parts, user__isnull=False).values_list(
        "user_id", flat=True
    )
)
LOCKED: Prepared[int] = Prepared(
    lambda *, case: Case.objects.filter(pk=case).select_for_update(no_key=True).values_list("pk", flat=True)
)


def lock(case: Case) -> None:
    """Wait until nobody else is doing a verb on the case, and let others wait until this transaction ends."""
    LOCKED(case=case.pk)


def involved(case: Case) -> list[Involvement]:
    """Return everybody with a part in the case, in the order in which they were given it."""
    return INVOLVED(case=case.pk)


def parts_of(case: Case, user: User) -> frozenset[Part]:
    """Return the parts that the user has in the case."""
    return frozenset(Part(part) for part in case.involvements.filter(user=user).values_list("part", flat=True))


def barred_from(case: Case, *, deciding: bool) -> frozenset[int]:
    """Return ids of users who must not owe or do a verb on the case.

    A verb that decides is barred to everybody named in the case (R1, R2); any other to the victim and to a subject.
    """
    return frozenset(BARRED(NAMED if deciding else (Part.VICTIM, Part.SUBJECT), case=case.pk))


def victims(case: Case) -> list[User]:
    """Return the users who were affected."""
    return list(User.objects.filter(involvements__case=case, involvements__part=Part.VICTIM).distinct())


def affects_user(case: Case) -> bool:
    """Return whether somebody with an account was affected, who then speaks for themselves."""
    return case.involvements.filter(part=Part.VICTIM, user__isnull=False).exists()


def sees(user: User, case: Case) -> bool:
    """Return whether the user may know of the case."""
    return Case.objects.visible_to(user).filter(pk=case.pk).exists()


def done_already(case: Case, token: str | None) -> bool:
    """Return whether the form with this token was acted on before (a second press, the back button)."""
    if not token or "\0" in token:  # none of ours, and PostgreSQL cannot be asked for it
        return False
    return Note.objects.filter(case=case, token=token).exists()
