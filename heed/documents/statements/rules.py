"""Who may ask for a statement, and who gives it."""

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.casework.cases.models import Case
from heed.casework.cases.queries import parts_of
from heed.casework.cases.states import Part
from heed.documents.evidence.rules import Standing
from heed.documents.statements.models import Statement
from heed.people.agencies.models import User


def may_invite(stands: Standing) -> Decision:
    """Ask witnesses for statements: who acts on the case and reads its evidence."""
    if stands.reads and (stands.proposes or not stands.named):
        return YES
    return no(_("Only those who act on this can invite witnesses."))


def may_be_invited(case: Case, witness: User) -> Decision:
    """Be asked: a colleague who works here, who is not who it is about, and does not act on it so far."""
    if witness.agency_id != case.agency_id or not witness.is_active:
        return no(_("Nobody of this address works here."))
    parts = parts_of(case, witness)
    if Part.SUBJECT in parts:
        return no(_("This person cannot be a witness here."))
    if parts & {Part.MANAGER, Part.DECIDED, Part.ASSIGNED}:
        return no(_("They act on this already. Somebody who acts on it cannot be a witness of it."))
    return YES


def may_give(user: User, statement: Statement) -> Decision:
    """Give a statement: whoever was asked, as often as they have more to say."""
    if statement.witness_id != user.pk or Part.SUBJECT in parts_of(statement.case, user):
        return no(_("Only whoever was invited can give this statement."))
    return YES
