"""Who may see, open, add and remove evidence (access model, section 4: the column Evidence, item by item)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import ROLES, Can, Role
from heed.casework.board.queries import Brief, open_on
from heed.casework.cases.models import SHUTTING, Case, Involvement, Note
from heed.casework.cases.queries import involved
from heed.casework.cases.states import NAMED, Part, Sort
from heed.documents.evidence.models import Item
from heed.documents.evidence.states import LIVE, AddedAs, Status
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_at

GIVING = ((Part.VICTIM, AddedAs.AFFECTED), (Part.REPORTER, AddedAs.REPORTER), (Part.WITNESS, AddedAs.WITNESS))
"""Parts whose holder gives evidence, and as what they are noted."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands towards the evidence of a case, looked up once for all of its items."""

    user: int
    parts: frozenset[Part]
    reads: bool  # they may open what others have added
    behind: frozenset[Part] = frozenset()  # parts of whom they stand in for, where they read only as a deputy
    proposes: bool = False  # they reported what they are to prove: a manager who proposes an entry

    @property
    def named(self) -> bool:
        """Whether they, or whom they stand in for, are named in the case, and so decide nothing about it (R1, R4)."""
        return bool((self.parts | self.behind) & set(NAMED))

    @property
    def added_as(self) -> AddedAs | None:
        """As what they would add something; None where they may not."""
        given = next((word for part, word in GIVING if part in self.parts), None)
        return given or (AddedAs.ACTING if self.reads else None)


def standing(
    user: User, case: Case, people: Sequence[Involvement] | None = None, owed: Sequence[Brief] | None = None
) -> Standing:
    """Return how the user stands; `people` and `owed` are the case's involvements and open duties, where at hand."""
    people = involved(case) if people is None else people
    owed = open_on(case.pk) if owed is None else owed
    parts = frozenset(Part(each.part) for each in people if each.user_id == user.pk)
    within = reach(user)
    lent = within.lent if within.lends(Can.READ_EVIDENCE, case.team) else None
    behind = frozenset(Part(each.part) for each in people if lent and each.user_id in lent.principals)
    if case.sort == Sort.ENTRY:
        return _standing_on_entry(user, case, parts, owed)
    by_post = within.covers(Can.READ_EVIDENCE, case.team) or (lent is not None and not behind & set(SHUTTING))
    by_part = Part.MANAGER in parts or (bool(parts & {Part.ASSIGNED, Part.DECIDED}) and within.can(Can.READ_EVIDENCE))
    reads = (by_post or by_part or _asked(user, owed)) and not parts & set(NAMED)
    return Standing(user.pk, parts, reads, behind)


def _standing_on_entry(user: User, case: Case, parts: frozenset[Part], owed: Sequence[Brief]) -> Standing:
    """Return how the user stands on an entry of the register: a post in the team opens nothing of it (N1).

    Who sees the register reads its evidence, whoever countersigns or decides, and the manager who proposed it: they
    bring the facts, and are named in the case only so that they decide nothing.
    """
    within = reach(user)
    proposes = parts & set(NAMED) == {Part.REPORTER} and within.covers(Can.READ_EVIDENCE, case.team)
    by_post = within.covers(Can.READ_REGISTER, case.team)
    by_part = bool(parts & {Part.ASSIGNED, Part.DECIDED}) and within.can(Can.READ_EVIDENCE)
    reads = proposes or ((by_post or by_part or _asked(user, owed)) and not parts & set(NAMED))
    return Standing(user.pk, parts, reads, proposes=proposes)


def _asked(user: User, owed: Sequence[Brief]) -> bool:
    """Return whether a duty of the case falls to the user that lets its post read evidence."""
    return any(duty.line is None and any(held.user == user.pk for held in duty.held) and _reads(duty) for duty in owed)


def _reads(duty: Brief) -> bool:
    """Return whether the duty is one of a post that reads evidence: then whoever it falls to does."""
    post = book_at(duty.policy).posts.get(duty.owed_by)
    return post is not None and Can.READ_EVIDENCE in ROLES[Role(post.role)]


def may_see(item: Item, stands: Standing) -> Decision:
    """Know of an item: whoever added it, and who reads the evidence of the case."""
    if Part.SUBJECT not in stands.parts and (stands.reads or item.added_by_id == stands.user):
        return YES
    return no(_("Only whoever added this file, and those who act on the case, see it."))


def may_open(item: Item, stands: Standing) -> Decision:
    """Open the file: who may see it, once it was checked and while it is kept."""
    if item.status == Status.CHECKING:
        return no(_("This file is still being checked for viruses. Try again in a few minutes."))
    if item.status not in LIVE:
        return no(_("This file is not there any more."))
    return may_see(item, stands)


def may_add(stands: Standing) -> Decision:
    """Add a file: the reporter, the person affected, a witness, and who reads the evidence of the case."""
    if stands.added_as is not None and Part.SUBJECT not in stands.parts:
        return YES
    return no(_("Only people who are part of this can add files to it."))


def may_take_back(item: Item, stands: Standing) -> Decision:
    """Take back what one added, until somebody else has opened it or the case was acted on."""
    if item.added_by_id != stands.user:
        return no(_("Only whoever added a file can take it back."))
    if item.status not in LIVE or item.held:
        return no(_("This file cannot be removed."))
    if item.opened_at or acted_on(item):
        return no(_("Others have acted on this already, so a second person must agree to remove the file."))
    return YES


def acted_on(item: Item) -> bool:
    """Return whether anybody who is not named in the item's case has done anything on it."""
    if item.case is None:
        return False
    named = [each.user_id for each in involved(item.case) if each.part in NAMED and each.user_id]
    return Note.objects.filter(case=item.case).exclude(by__in=named).exists()


def may_ask_removal(item: Item, stands: Standing) -> Decision:
    """Ask for a removal, with a reason: who may see the item."""
    if item.status not in LIVE or item.held:
        return no(_("This file cannot be removed."))
    if item.removal_asked_at:
        return no(_("It was asked already to have this file removed."))
    return may_see(item, stands)


def may_decide_removal(item: Item, stands: Standing) -> Decision:
    """Decide a removal: a second person, who reads the evidence and is not named in the case (R1, D2)."""
    if not item.removal_asked_at or item.status not in LIVE:
        return no(_("Nobody has asked to have this file removed."))
    if item.removal_asked_by_id == stands.user:
        return no(_("A second person must decide about what you asked for."))
    if item.held:
        return no(_("This file cannot be removed."))
    if not stands.reads or stands.named:
        return no(_("Only those who act on the case can decide about its files."))
    return YES
