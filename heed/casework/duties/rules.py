"""Who may waive a duty, and who may acknowledge that it is late."""

from datetime import datetime

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can, Scope
from heed.casework.cases.models import Case
from heed.casework.cases.queries import barred_from
from heed.casework.duties.models import Duty
from heed.casework.duties.queries import FALLS_TO, rule_of
from heed.casework.duties.states import How, Status
from heed.people.agencies.models import Holding, User
from heed.policy.book import Rule
from heed.policy.vocabulary import VOCABULARY, Given


def may_see(user: User, duty: Duty) -> bool:
    """Return whether the user may know of the duty: it is theirs, they were told, or they manage whose it is."""
    if duty.agency_id != user.agency_id:
        return False
    if duty.holders.filter(user=user).exists():
        return True
    within = reach(user)
    if duty.case is None:
        return within.covers(Can.LIST_TEAM, duty.team) or within.lends(Can.LIST_TEAM, duty.team)
    manages = within.covers(Can.ACT_ON_REPORTS, duty.team) or within.lends(Can.ACT_ON_REPORTS, duty.team)
    if user.pk in barred_from(duty.case, deciding=False) or not manages:
        return False
    return Case.objects.visible_to(user).filter(pk=duty.case.pk).exists()


def counts(user: User, duty: Duty, at: datetime) -> bool:
    """Return whether the duty is fulfilled when this user does its verb.

    It is when it falls to them or they were told of it, when they hold the post that owes it (back from leave, say),
    and when their reach is wider than a team's. A line manager cannot fulfil what the senior manager owes. What the
    person affected or the reporter has a hand in (agreeing the plan, correcting the report) counts from them too.
    """
    if VOCABULARY[duty.verb].shared:
        return True
    if FALLS_TO(duty=duty.pk, user=user.pk):
        return True
    lent = reach(user).lent
    scopes = [*reach(user).nodes.get(Can.ACT_ON_REPORTS, {}).items()]
    scopes += lent.nodes.get(Can.ACT_ON_REPORTS, {}).items() if lent else ()
    if any(scope == Scope.ALL or (scope == Scope.SERVICE and node in duty.team.line) for node, scope in scopes):
        return True
    whose = [user.pk, *(lent.principals if lent else ())]
    held = Holding.objects.live(at).filter(user__in=whose, post__word=duty.owed_by, post__team__in=duty.team.line)
    return held.exists()


def meets(rule: Rule | None, facts: Given) -> bool:
    """Return whether what was done is what the rule asks for: where it names a letter, that very letter."""
    return rule is None or not rule.letter or facts.get("letter") == rule.letter


def may_waive(user: User, duty: Duty) -> Decision:
    """Waive a duty: whoever it falls to or manages it, where its rule allows that, and nobody named in the case."""
    rule = rule_of(duty)
    if duty.status != Status.OPEN:
        return no(_("This is not owed any more."))
    if rule is None or not rule.waivable:
        return no(_("Your policy does not let anybody waive this. It must be done."))
    barred = barred_from(duty.case, deciding=True) if duty.case else frozenset[int]()
    if user.pk in barred:
        return no(_("Somebody who is named in a report cannot waive what is owed because of it."))
    theirs = duty.holders.filter(user=user).exists()
    within = reach(user)
    deputy = within.lends(Can.ACT_ON_REPORTS, duty.team) and within.lent and not within.lent.principals & barred
    if not theirs and not deputy and not within.covers(Can.ACT_ON_REPORTS, duty.team):
        return no(_("Only somebody who owes this, or manages it, can waive it."))
    return YES


def may_acknowledge(user: User, duty: Duty) -> Decision:
    """Acknowledge lateness: only somebody who was told of it, so that the ladder cannot be hushed from below."""
    if duty.status != Status.OPEN:
        return no(_("This is not owed any more."))
    if duty.acknowledged_at:
        return no(_("Somebody has already said that they look after this."))
    if not duty.holders.filter(user=user, how=How.TOLD).exists():
        return no(_("Only somebody who was told that this is late can say that they look after it."))
    return YES


def may_do_standing(user: User, duty: Duty) -> Decision:
    """Do what comes round by the calendar: whoever it falls to, or manages the team."""
    if duty.status != Status.OPEN or duty.case_id is not None:
        return no(_("This is not owed any more."))
    within = reach(user)
    manages = within.covers(Can.LIST_TEAM, duty.team) or within.lends(Can.LIST_TEAM, duty.team)
    if manages or duty.holders.filter(user=user).exists():
        return YES
    return no(_("Only somebody to whom this falls, or who manages the team, can do it."))
