"""Every table of every floor, and every verb handed to the policy vocabulary."""

from heed.access import models as access
from heed.access import states as access_states
from heed.casework.cases import models as cases
from heed.casework.duties import models as duties
from heed.casework.duties import states as duty_states
from heed.casework.plans import models as plans
from heed.casework.plans import states as plan_states
from heed.checks import models as checks
from heed.checks.screens import models as screens
from heed.checks.settling import models as settling
from heed.documents.evidence import models as evidence
from heed.documents.evidence import states as evidence_states
from heed.documents.letters import models as letters
from heed.documents.letters import states as letter_states
from heed.documents.statements import models as statements
from heed.documents.statements import states as statement_states
from heed.incidents import models as incidents
from heed.incidents import states as incident_states
from heed.ledger import models as ledger
from heed.mistakes import models as mistakes
from heed.notices import models as notices
from heed.partners import models as partners
from heed.partners import states as partner_states
from heed.people.agencies import models as agencies
from heed.people.agencies import states as agency_states
from heed.people.agencies.models import User
from heed.people.index import models as index
from heed.people.public import models as public
from heed.people.public import states as public_states
from heed.policy.vocabulary import VOCABULARY
from heed.register.appeals import models as appeals
from heed.register.appeals import states as appeal_states
from heed.register.holds import models as holds
from heed.register.holds import states as hold_states
from heed.register.markers import models as markers
from heed.register.markers import states as marker_states
from heed.register.terms import models as terms
from heed.training import models as training

for verbs in (
    incident_states.VERBS,
    evidence_states.VERBS,
    marker_states.VERBS,
    appeal_states.VERBS,
    hold_states.VERBS,
    statement_states.VERBS,
    plan_states.VERBS,
    duty_states.VERBS,
    letter_states.VERBS,
    duty_states.STANDING,
    agency_states.VERBS,
    access_states.VERBS,
    partner_states.VERBS,
    public_states.VERBS,
):
    VOCABULARY.learn(verbs)

__all__ = [
    "User", "access", "agencies", "appeals", "cases", "checks", "duties", "evidence", "holds", "incidents", "index",
    "ledger", "letters", "markers", "mistakes", "notices", "partners", "plans", "public", "screens", "settling",
    "statements", "terms", "training",
]  # fmt: skip
