"""Whom the demo offers to be: at least one person for each role of an agency, and why they are worth a look."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heed.access.states import Role
from heed.casework.cases.models import Involvement
from heed.casework.cases.states import Part
from heed.casework.duties.models import DutyHolder
from heed.casework.duties.states import How
from heed.incidents.models import Incident
from heed.incidents.states import Status
from heed.people.agencies.models import Agency, Holding, User
from heed.people.agencies.queries import book_for
from heed.training.roll.queries import roll

LOOK: Final[dict[str, Promise]] = {
    Role.LINE_MANAGER: gettext_lazy("Look at what is owed, at the team’s reports, and do the next step of one."),
    Role.SENIOR_MANAGER: gettext_lazy("Hears of what is late in the service. Say that you look after one of them."),
    Role.HEAD_OF_SERVICE: gettext_lazy("Decides what only a head decides, and hears when it stays undone below."),
    Role.REGISTER_OWNER: gettext_lazy("Decides on entries for the register."),
    Role.HEALTH_AND_SAFETY: gettext_lazy("Sees all reports but the restricted ones, and is last on every ladder."),
    Role.HR: gettext_lazy("Sees the support and not the story."),
    Role.LEGAL: gettext_lazy("Has material taken off websites."),
    Role.DPO: gettext_lazy("Keeps an eye on who looked at what. Sees no report that is not theirs."),
    Role.COMMUNICATIONS: gettext_lazy("Clears our own pages. Does not learn whom it was about."),
    Role.CHIEF_EXECUTIVE: gettext_lazy("Gets what nobody below could do."),
    Role.AUDITOR: gettext_lazy("Reads the ledger and no story."),
    Role.ADMINISTRATOR: gettext_lazy("Keeps staff, posts and policy. Propose a holder; another administrator agrees."),
}
ORDER: Final = tuple(LOOK)


class Character(NamedTuple):
    """Somebody to be: who they are, in a line, and what to look at, in another."""

    user: User
    role: (
        str  # a word of Role, or of the few parts that come besides: reporter, victim-manager, deputy, newcomer, lapsed
    )
    who: str
    look: str


def cast(agency: Agency, at: datetime) -> list[Character]:
    """Return the people of an agency that the sign-in page offers, those who report first."""
    first = [*_reporters(agency), *_named(agency, at), *_deputies(agency), *_unbriefed(agency, at)]
    return [*first, *_holders(agency, at, shown={character.user.pk for character in first})]


def _reporters(agency: Agency) -> Iterator[Character]:
    """Give employees whose report is open, first somebody who holds no post."""
    running = Incident.objects.filter(case__agency=agency).exclude(status=Status.CLOSED).order_by("-reported_at", "pk")
    posts = list(Holding.objects.filter(post__team__agency=agency).values_list("user", flat=True))
    for incident in running.exclude(reported_by__in=posts).select_related("reported_by__team")[:2]:
        user = incident.reported_by
        who = _("{job}, {team}").format(job=user.job, team=user.team.name)
        yield Character(
            user,
            Role.EMPLOYEE,
            who,
            _("Has reported something that is not closed. Follow it, or report something new."),
        )


def _named(agency: Agency, at: datetime) -> Iterator[Character]:
    """Give a manager who was the person affected."""
    posts = Holding.objects.live(at).filter(post__team__agency=agency, post__word="line-manager")
    # As a list: a database that has just been filled knows no figures yet, and would go through the tables in turn.
    managers = list(posts.values_list("user", flat=True))
    parts = Involvement.objects.filter(part=Part.VICTIM, user__in=managers).order_by("-case__opened_at", "pk")
    for part in parts.select_related("user__team")[:1]:
        user = part.user
        if user:
            who = _("Manages {team}, and was the person affected").format(team=user.team.name)
            yield Character(
                user, "victim-manager", who, _("Owes nothing on their own report: that has gone to somebody else.")
            )


def _deputies(agency: Agency) -> Iterator[Character]:
    """Give somebody who stands in for a manager who is away."""
    rows = DutyHolder.objects.filter(how=How.DEPUTY, duty__status="open", duty__agency=agency, duty__case__isnull=False)
    for row in rows.select_related("user__team", "duty__team").order_by("-duty__opened_at", "pk")[:1]:
        who = _("{job}, stands in for the manager of {team}").format(job=row.user.job, team=row.duty.team.name)
        yield Character(row.user, "deputy", who, _("Does what the manager owes, for as long as the manager is away."))


def _unbriefed(agency: Agency, at: datetime) -> Iterator[Character]:
    """Give somebody who has not been briefed yet, and whoever has been without a briefing for longest."""
    if not book_for(agency).briefing.held:
        return
    for user in roll(agency, at, "never")[:1]:
        who = _("{job}, {team}, is new").format(job=user.job, team=user.team.name)
        yield Character(user, "newcomer", who, _("Wants to look somebody up, and has to read the briefing first."))
    for user in roll(agency, at, "over")[:1]:
        who = _("{job}, {team}").format(job=user.job, team=user.team.name)
        yield Character(user, "lapsed", who, _("Their briefing ran out weeks ago: one urgent answer, then none."))


def _holders(agency: Agency, at: datetime, shown: set[int]) -> Iterator[Character]:
    """Give holders of each post: where there are many, the one with most to see; two administrators."""
    live = (
        Holding.objects.live(at)
        .filter(post__team__agency=agency)
        .select_related("user__team", "post__team")
        .order_by("pk")
    )
    holdings = list(live)
    load = _load(agency, at)
    titles = book_for(agency).posts
    for role in ORDER:
        held = [holding for holding in holdings if holding.post.role == role]
        held.sort(key=lambda holding: (holding.user_id in shown, -load.get(holding.user_id, NOTHING).weight))
        words = dict.fromkeys(holding.post.word for holding in held)
        for word in words:
            most = 2 if word in ("administrator", "line-manager") else 1
            for holding in [each for each in held if each.post.word == word][:most]:
                title = titles[word].title.text()
                who = title if holding.post.team.parent_id is None else f"{title}, {holding.post.team.name}"
                yield Character(
                    holding.user, role, who, f"{LOOK[role]} {load.get(holding.user_id, NOTHING).words()}".strip()
                )


class Load(NamedTuple):
    """How much waits for somebody: what they owe, how much of it is late, of how much lateness they were told."""

    owed: int = 0
    late: int = 0
    told: int = 0

    @property
    def weight(self) -> int:
        """Return how much there is to see."""
        return self.owed + 3 * self.late + self.told

    def words(self) -> str:
        """Say it in a sentence or two; nothing where nothing waits."""
        parts = []
        if self.owed:
            parts.append(ngettext("{n} thing to do", "{n} things to do", self.owed).format(n=self.owed))
        if self.late:
            parts.append(_("{n} late").format(n=self.late))
        if self.told:
            parts.append(
                ngettext("told of {n} that is late", "told of {n} that are late", self.told).format(n=self.told)
            )
        return _("Now: {things}.").format(things=", ".join(parts)) if parts else ""


NOTHING: Final = Load()


def _load(agency: Agency, at: datetime) -> dict[int, Load]:
    """Return what waits for everybody of the agency."""
    mine, told = ~Q(how=How.TOLD), Q(how=How.TOLD, duty__acknowledged_at=None)
    counted = (
        DutyHolder.objects.filter(duty__agency=agency, duty__status="open")
        .values_list("user")
        .annotate(
            owed=Count("pk", filter=mine),
            late=Count("pk", filter=mine & Q(duty__due_at__lt=at)),
            told=Count("pk", filter=told),
        )
    )
    return {user: Load(owed, late, heard) for user, owed, late, heard in counted.order_by()}
