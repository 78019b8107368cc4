"""One body's policy as typed objects: what its file says, with what it inherits, and nothing that it does not say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from heed.policy.briefing import NO_BRIEFING, BriefingTerms
from heed.policy.conditions import Condition
from heed.policy.fairness import USUAL, AppealTerms
from heed.policy.letters import Letterhead, LetterTemplate
from heed.policy.register import NO_REGISTER, Control, Factor, Hazard, RegisterTerms
from heed.policy.text import SILENT, Text
from heed.policy.vocabulary import Given, Verb
from heed.workdays import Calendar, Duration, Unit

Clauses = tuple[str, ...]
NO_LETTERHEAD = Letterhead()
A_MONTH = Duration(30, Unit.DAYS)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that duties are owed by or told to; `role` says what its holder may do, `up` who hears next."""

    word: str
    title: Text
    role: str
    of: str  # team | service | agency
    up: str | None = None
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to a question."""

    word: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a report asks because of its kind; `fact` is the fact of the report that its answer sets."""

    id: str
    ask: Text
    answer: str  # yes-no | choice | choices | text | number
    hint: Text | None = None
    options: tuple[Option, ...] = ()
    fact: str | None = None
    optional: bool = False
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A kind of incident that a report can be of; `implies` are the facts that choosing it sets."""

    id: str
    title: Text
    clauses: Clauses
    questions: tuple[str, ...] = ()
    hint: Text | None = None
    implies: Given = field(default_factory=dict, hash=False)
    charts: tuple[str, ...] = ()
    sensitive: bool = False
    concern: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chart. With `then` it is a circumstance, and `then` is what to do in it."""

    text: Text
    then: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """What to do now, step by step."""

    id: str
    title: Text
    clauses: Clauses
    steps: tuple[Step, ...]
    after: Text | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """Support that can be offered; `agreement` means only if the person agrees to it."""

    id: str
    title: Text
    about: Text
    clauses: Clauses
    agreement: bool = False
    link: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """Something that can be done about the person responsible; `needs` is what must come first."""

    id: str
    title: Text
    clauses: Clauses
    needs: Text | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """Conduct that another procedure deals with: whose it is, and where to go. Nothing of it is kept."""

    id: str
    who: Text
    to: Text
    clauses: Clauses


@dataclass(frozen=True, slots=True)
class Reporting:
    """What the report pages say, and how long a draft is kept."""

    in_doubt: Text = SILENT
    after: Text = SILENT
    draft_kept: Duration = A_MONTH
    time_limit: Duration | None = None
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The body's stance on abuse and violence."""

    text: Text = SILENT
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class Police:
    """When the police are told: `always` are the facts for which the person's consent is not asked."""

    consent: str = "asked"  # asked | not-needed
    always: tuple[str, ...] = ()
    true_vision: bool = False
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """How soon an action plan is looked at again, if the policy says."""

    review: Duration | None = None
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class NoticeTerms:
    """Whether reminders go out, and how."""

    reminders: bool = True
    channel: str = "email"
    clauses: Clauses = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of an escalation: `after` is counted from when it was due, or from the rung before."""

    after: Duration
    to: str


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of a duty: with these facts at this moment it is due at `due`, or does not open (None)."""

    at: datetime
    given: Given = field(hash=False)
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A duty that verbs open (`on`), or that stands by the calendar (`for_`): who owes which verb by when.

    `unless` lists circumstances each of which is enough to keep it closed. `origin` is the policy whose file says it.
    """

    id: str
    clauses: Clauses
    because: Text
    owed_by: str
    do: str
    within: Duration
    on: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    remind: tuple[Duration, ...] = ()
    escalate: tuple[Rung, ...] = ()
    before_close: bool = False
    waivable: bool = False
    every: Duration | None = None
    lasts: Duration | None = None
    until: tuple[str, ...] = ()  # verbs that take its point away
    letter: str = ""  # the template that alone fulfils it
    for_: str | None = None  # team | service | agency
    anchor: date | None = None
    examples: tuple[Example, ...] = ()
    origin: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Book:
    """A whole policy, ready to be asked. `verbs` are the verbs of the program that it was read against."""

    id: str
    body: Text
    title: Text
    version: str
    calendar: Calendar
    about: Text | None = None
    posts: Mapping[str, Post] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    kinds: Mapping[str, ReportKind] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    support: Mapping[str, Support] = field(default_factory=dict)
    responses: Mapping[str, Response] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)
    letters: Mapping[str, LetterTemplate] = field(default_factory=dict)
    hazards: Mapping[str, Hazard] = field(default_factory=dict)
    controls: Mapping[str, Control] = field(default_factory=dict)
    factors: Mapping[str, Factor] = field(default_factory=dict)
    duties: Mapping[str, Rule] = field(default_factory=dict)
    reporting: Reporting = Reporting()
    statement: Statement = Statement()
    police: Police = Police()
    plan: PlanTerms = PlanTerms()
    register: RegisterTerms = NO_REGISTER
    appeal: AppealTerms = USUAL
    briefing: BriefingTerms = NO_BRIEFING
    notices: NoticeTerms = NoticeTerms()
    letterhead: Letterhead = NO_LETTERHEAD
    clauses: Mapping[str, str] = field(default_factory=dict)  # of all bodies and of this one: id → summary
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    lineage: tuple[str, ...] = ()  # its own id, then those of the policies that it extends
