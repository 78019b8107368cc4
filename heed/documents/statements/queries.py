"""Reads about statements."""

from heed.casework.cases.models import Case, Note
from heed.documents.statements import rules
from heed.documents.statements.models import Statement
from heed.documents.statements.states import GIVE
from heed.people.agencies.models import User

__all__ = ["Case", "Note", "Statement"]  # doors name these types, and touch no tables


def find(user: User, key: str) -> Statement | None:
    """Return the statement that the user was asked for; None alike where there is none."""
    found = Statement.objects.select_related("case__agency", "case__team", "asked_by")
    statement = found.filter(key=key, witness=user).first()
    return statement if statement and rules.may_give(user, statement) else None


def of_case(case: Case) -> list[Statement]:
    """Return whom statements were asked of, in the order of asking: for who acts on the case."""
    return list(Statement.objects.filter(case=case).select_related("witness", "asked_by").order_by("pk"))


def given(statement: Statement) -> list[Note]:
    """Return what the witness has said, oldest first."""
    notes = Note.objects.filter(case=statement.case, verb=GIVE.verb.name, by=statement.witness)
    return list(notes.order_by("at", "pk"))
