"""The words of agencies and staff, and the verbs that change who works where and who holds which post."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.policy.vocabulary import Verb


class Level(TextChoices):
    """How high a node of the tree stands: the agency itself, a service, a team."""

    AGENCY = "agency", gettext_lazy("Agency")
    SERVICE = "service", gettext_lazy("Service")
    TEAM = "team", gettext_lazy("Team")


class WorksAs(TextChoices):
    """In which way somebody works for the body; all of them report (CUM-1, CAF-1)."""

    EMPLOYEE = "employee", gettext_lazy("Employee")
    AGENCY = "agency-worker", gettext_lazy("Agency worker")
    CASUAL = "casual", gettext_lazy("Casual worker")
    VOLUNTEER = "volunteer", gettext_lazy("Volunteer")
    COUNCILLOR = "councillor", gettext_lazy("Councillor")


def _verb(word: str, do: str, done: str, of: str = "agency", clauses: tuple[str, ...] = ()) -> Verb:
    return Verb(word, do, done, (), clauses, of)


FOUND = _verb("agency.found", _("set up the agency"), _("The agency was set up"))
LOAD_POLICY = _verb("agency.load-policy", _("load a policy"), _("A policy was loaded"))
ADD_TEAM = _verb("team.add", _("add a team"), _("A team was added"), "team")
ADD_USER = _verb("user.add", _("add somebody who works here"), _("Somebody was added"), "user")
CHANGE_USER = _verb("user.change", _("change what is kept about somebody"), _("Somebody's details changed"), "user")
PROPOSE_EMAIL = _verb(
    "user.propose-email", _("propose an e-mail address for somebody"), _("An e-mail address was proposed"), "user"
)
AGREE_EMAIL = _verb("user.agree-email", _("agree to an e-mail address"), _("An e-mail address was changed"), "user")
REFUSE_EMAIL = _verb("user.refuse-email", _("refuse an e-mail address"), _("An e-mail address was refused"), "user")
END_USER = _verb("user.end", _("end somebody's access"), _("Somebody's access ended"), "user")
INVITE = _verb("user.invite", _("invite somebody by a one-time link"), _("Somebody was invited"), "user")
ACCEPT = _verb("user.accept", _("accept an invitation"), _("An invitation was accepted"), "user")
SET_PASSWORD = _verb("user.set-password", _("choose a new password"), _("Somebody chose a new password"), "user")
IMPORT = _verb("staff.import", _("import staff"), _("Staff were imported"))
GRANT = _verb("post.grant", _("propose who holds a post"), _("A holder was proposed for a post"), "post")
AGREE_GRANT = _verb("post.agree", _("agree who holds a post"), _("The holder of a post was agreed"), "post")
REFUSE_GRANT = _verb("post.refuse", _("refuse who holds a post"), _("The holder of a post was refused"), "post")
END_HOLDING = _verb("post.end", _("end the holding of a post"), _("The holding of a post ended"), "post")
RECORD_ABSENCE = _verb("absence.record", _("record an absence"), _("An absence was recorded"), "user")
END_ABSENCE = _verb("absence.end", _("end an absence"), _("An absence was ended"), "user")
VERBS = (
    FOUND, LOAD_POLICY, ADD_TEAM, ADD_USER, CHANGE_USER, PROPOSE_EMAIL, AGREE_EMAIL, REFUSE_EMAIL, END_USER, INVITE,
    ACCEPT, SET_PASSWORD, IMPORT, GRANT, AGREE_GRANT, REFUSE_GRANT, END_HOLDING, RECORD_ABSENCE, END_ABSENCE,
)  # fmt: skip
