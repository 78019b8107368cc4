"""Roles, what a role can do, and how far that reaches (the access model; posts are mapped to roles by the policy)."""

from collections.abc import Mapping
from enum import IntEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from heed.policy.vocabulary import Verb


class Role(TextChoices):
    """What a post makes of its holder. Everybody is an employee."""

    EMPLOYEE = "employee", _("Employee")
    LINE_MANAGER = "line-manager", _("Line manager")
    SENIOR_MANAGER = "senior-manager", _("Senior manager")
    HEAD_OF_SERVICE = "head-of-service", _("Head of service")
    REGISTER_OWNER = "register-owner", _("Register owner")
    HEALTH_AND_SAFETY = "health-and-safety", _("Health and safety")
    LEGAL = "legal", _("Legal")
    HR = "hr", _("Human resources")
    DPO = "dpo", _("Data protection officer")
    COMMUNICATIONS = "communications", _("Communications")
    CHIEF_EXECUTIVE = "chief-executive", _("Chief executive")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Can(TextChoices):
    """Something that a role can do, somewhere."""

    READ_REPORTS = "read-reports", _("read reports")
    ACT_ON_REPORTS = "act-on-reports", _("act on reports")
    READ_SUPPORT = "read-support", _("read what support somebody had")
    LIST_ALL = "list-all", _("see the list of all reports")
    LIST_TEAM = "list-team", _("see the list of a team's reports")
    KEEP_STAFF = "keep-staff", _("keep the list of staff, teams and posts")
    RECORD_ABSENCE = "record-absence", _("record that somebody else is away")
    LOAD_POLICY = "load-policy", _("load a policy")
    READ_EVIDENCE = "read-evidence", _("open what was added to a report as evidence")
    READ_LEDGER = "read-ledger", _("read the ledger")
    READ_REGISTER = "read-register", _("see the whole register")
    KEEP_REGISTER = "keep-register", _("keep the register: announce, review, renew, correct and end entries")


class Scope(IntEnum):
    """How far: cases assigned to this person, their team now, their service, all of the agency."""

    ASSIGNED = 1
    TEAM = 2
    SERVICE = 3
    ALL = 4


ASSIGNED = {Can.READ_REPORTS: Scope.ASSIGNED, Can.ACT_ON_REPORTS: Scope.ASSIGNED}
ASSIGNED_ALL = {**ASSIGNED, Can.READ_EVIDENCE: Scope.ASSIGNED}

ROLES: Mapping[Role, Mapping[Can, Scope]] = {
    Role.EMPLOYEE: {},
    Role.LINE_MANAGER: {
        Can.READ_REPORTS: Scope.TEAM,
        Can.ACT_ON_REPORTS: Scope.TEAM,
        Can.READ_SUPPORT: Scope.TEAM,
        Can.READ_EVIDENCE: Scope.TEAM,
        Can.LIST_TEAM: Scope.TEAM,
        Can.RECORD_ABSENCE: Scope.TEAM,
    },
    Role.SENIOR_MANAGER: {
        Can.READ_REPORTS: Scope.SERVICE,
        Can.ACT_ON_REPORTS: Scope.SERVICE,
        Can.READ_EVIDENCE: Scope.ASSIGNED,
        Can.LIST_TEAM: Scope.SERVICE,
        Can.RECORD_ABSENCE: Scope.SERVICE,
    },
    Role.HEAD_OF_SERVICE: ASSIGNED_ALL,
    Role.REGISTER_OWNER: {**ASSIGNED_ALL, Can.READ_REGISTER: Scope.ALL, Can.KEEP_REGISTER: Scope.ALL},
    Role.HEALTH_AND_SAFETY: {
        Can.READ_REPORTS: Scope.ALL,
        Can.ACT_ON_REPORTS: Scope.ALL,
        Can.LIST_ALL: Scope.ALL,
        Can.READ_EVIDENCE: Scope.ALL,
        Can.READ_SUPPORT: Scope.ASSIGNED,
        Can.READ_REGISTER: Scope.ALL,
    },
    Role.LEGAL: ASSIGNED_ALL,
    Role.HR: {**ASSIGNED, Can.READ_SUPPORT: Scope.ASSIGNED},
    Role.DPO: {**ASSIGNED_ALL, Can.READ_LEDGER: Scope.ALL, Can.READ_REGISTER: Scope.ALL},
    Role.COMMUNICATIONS: ASSIGNED,
    Role.CHIEF_EXECUTIVE: ASSIGNED_ALL,
    Role.AUDITOR: {Can.READ_LEDGER: Scope.ALL},
    Role.ADMINISTRATOR: {Can.KEEP_STAFF: Scope.ALL, Can.LOAD_POLICY: Scope.ALL, Can.RECORD_ABSENCE: Scope.ALL},
}
LENDING = (Role.LINE_MANAGER, Role.SENIOR_MANAGER)
"""Roles that a deputy acts in while the holder of the post is away: they manage a team or a service."""


def _verb(word: str, do: str, done: str) -> Verb:
    return Verb(word, do, done, (), ("EHC-15",), "agency")


REGISTER_SYSTEM = _verb("system.register", gettext_noop("register a system"), gettext_noop("A system was registered"))
AGREE_SYSTEM = _verb(
    "system.agree", gettext_noop("agree that a system asks"), gettext_noop("It was agreed that a system asks")
)
END_SYSTEM = _verb("system.end", gettext_noop("end what a system may ask"), gettext_noop("A system may ask no longer"))
VERBS = (REGISTER_SYSTEM, AGREE_SYSTEM, END_SYSTEM)
