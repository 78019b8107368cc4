"""An action plan in words: where it stands, who has signed, its lines."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.casework.plans import queries, rules
from heed.casework.plans.queries import Action, Case, Plan
from heed.casework.plans.states import Status
from heed.incidents.rules import Footing
from heed.people.agencies.stamps import User
from heed.web.duties.places import report_page
from heed.web.words import in_words, moment

COLOURS = {Status.PROPOSED: "yellow", Status.AGREED: "green", Status.SENT_BACK: "orange"}


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the plan: what, who, by when, and how it stands; `href` where the reader can say that it was done."""

    text: str
    owner: str
    due: str
    status: str
    colour: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan as the reader sees it. `status` is empty where there is none yet; `may` are the verbs open to them."""

    href: str
    status: str = ""
    colour: str = ""
    signed: tuple[str, ...] = ()
    lines: tuple[LineShown, ...] = ()
    may: frozenset[str] = frozenset()
    why_not: str = ""


def plan_of(case: Case, user: User, stands: Footing) -> PlanShown | None:
    """Return the plan for the report's page; None for who has no part in it."""
    href = f"{report_page(case.reference)}/plan"
    if not (stands.parts or stands.manages or stands.falls or stands.line):
        return None
    plan = getattr(case, "plan", None)
    if plan is None:
        return PlanShown(href)
    return shown(plan, user)


def shown(plan: Plan, user: User, *, whole: bool = False) -> PlanShown:
    """Return a plan; with `whole`, also what the reader may do with it."""
    href = f"{report_page(plan.case.reference)}/plan"
    lines = tuple(line_shown(line, user, href, ask=whole) for line in queries.lines_of(plan))
    agree = rules.may_agree(user, plan) if whole else None
    allowed = {
        "agree": agree,
        "send-back": whole and rules.may_send_back(user, plan),
        "change": whole and rules.may_propose(user, plan.case),
    }
    return PlanShown(
        href=href,
        status=str(Status(plan.status).label),
        colour=COLOURS[Status(plan.status)],
        signed=tuple(_signatures(plan)),
        lines=lines,
        may=frozenset(word for word, decision in allowed.items() if decision),
        why_not=agree.reason if agree is not None and plan.status == Status.PROPOSED else "",
    )


def line_shown(line: Action, user: User, href: str, *, ask: bool) -> LineShown:
    """Return a line of the plan."""
    duty = line.duty
    if duty is None:
        status, colour = _("Not agreed yet"), "grey"
    elif duty.status == "open":
        status, colour = _("To be done"), "blue"
    else:
        status, colour = _("Done"), "green"
    may = ask and duty is not None and duty.status == "open" and rules.may_do_line(user, line)
    due = in_words(line.due_on)
    return LineShown(line.text, line.owner.name, due, status, colour, f"{href}/lines/{line.pk}" if may else "")


def _signatures(plan: Plan) -> list[str]:
    affected, manager = _("the person affected"), _("the manager")
    signed = _("{name} agreed as {part} on {moment}.")
    missing = _("It waits for {part} to agree.")
    found = []
    for part, by, at in (
        (affected, plan.victim_signed_by, plan.victim_signed_at),
        (manager, plan.manager_signed_by, plan.manager_signed_at),
    ):
        if by and at:
            found.append(signed.format(name=by.name, part=part, moment=moment(at)))
        elif plan.status == Status.PROPOSED:
            found.append(missing.format(part=part))
    return found
