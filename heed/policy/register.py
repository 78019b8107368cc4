"""What a policy says of its register: what entries warn of and ask for, what is weighed, and the terms that hold."""

from dataclasses import dataclass

from heed.policy.text import SILENT, Text
from heed.workdays import Duration, Unit

Clauses = tuple[str, ...]
A_MONTH = Duration(30, Unit.DAYS)
HALF_A_YEAR = Duration(6, Unit.MONTHS)
A_YEAR = Duration(12, Unit.MONTHS)


@dataclass(frozen=True, slots=True)
class Hazard:
    """Something that a person or a property on the register may do to whoever visits; `of` is person, place or both."""

    id: str
    title: Text
    of: str
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class Control:
    """What to do about an entry of the register: a short rule for whoever is about to go there."""

    id: str
    title: Text
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class Factor:
    """A question that is answered in writing before somebody stands on the register, and at each review (EHC-6)."""

    id: str
    ask: Text
    of: str
    hint: Text | None = None
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class RegisterTerms:
    """Whether the body keeps a register, who decides on its entries, and how long one may stand."""

    kept: bool = False
    countersigned_by: str = ""  # words of posts
    decided_by: str = ""
    child_countersigned_by: str = ""
    term: Duration = A_YEAR
    longest: Duration = A_YEAR
    child_term: Duration = A_YEAR
    look_ahead: Duration = A_MONTH
    version_wait: Duration = A_MONTH
    silence: Duration = A_YEAR
    mistake_shown: Duration = HALF_A_YEAR
    look_ups_kept: Duration = A_MONTH  # how long their words are; that they were asked is kept
    elsewhere: str = "never"  # never | live-badge
    told: Text = SILENT  # who may be told that somebody stands on it
    appeal: Text = SILENT  # how the person appeals, and by when
    clauses: Clauses = ()


NO_REGISTER = RegisterTerms()
