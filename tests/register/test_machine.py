"""Whatever anybody does, in whatever order, at whatever time: what must always hold of an entry holds (Hypothesis)."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.access.decisions import Refused
from heed.ledger.verify import verify
from heed.people.agencies.models import User
from heed.register.markers import changes
from heed.register.markers.changes import Fact, Verdict
from heed.register.markers.models import Marker
from heed.register.markers.states import Decision, Ending, Outcome
from heed.register.telling import changes as telling
from heed.register.terms import changes as terms
from heed.register.terms.changes import Reviewed
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db

PEOPLE = ("officer", "manager", "head", "owner", "safety", "chief", "dpo", "admin", "other")
LONG = os.environ.get("HEED_LONG") == "1"
Act = Callable[[Council, User, Marker, datetime], object]


def decide(council: Council, user: User, marker: Marker, at: datetime, *, days: int) -> None:
    verdict = Verdict(Decision.ADD, council.answers(marker), at.date() + timedelta(days=days), "As answered.")
    changes.decide(council.by(user, at), marker, verdict)


def review(council: Council, user: User, marker: Marker, at: datetime, outcome: Outcome) -> None:
    reviewed = Reviewed(outcome, council.answers(marker), "Looked at.", at.date() + timedelta(days=300))
    terms.review(council.by(user, at), marker, reviewed)


ACTS: dict[str, Act] = {
    "version": lambda c, u, m, at: changes.give_version(c.by(u, at), m, declined=True),
    "countersign": lambda c, u, m, at: changes.countersign(c.by(u, at), m, answers=c.answers(m)),
    "ask": lambda c, u, m, at: changes.ask(c.by(u, at), m, text="What day?"),
    "amend": lambda c, u, m, at: changes.amend(c.by(u, at), m, facts=[Fact(date(2026, 5, 30), "Seen.")], text="Here."),
    "withdraw": lambda c, u, m, at: changes.withdraw(c.by(u, at), m, text="No."),
    "decide": lambda c, u, m, at: decide(c, u, m, at, days=200),
    "decide-far": lambda c, u, m, at: decide(c, u, m, at, days=2000),
    "silence": lambda c, u, m, at: telling.propose_silence(c.by(u, at), m, reason="He would hurt her."),
    "agree": lambda c, u, m, at: telling.agree_silence(c.by(u, at), m),
    "break": lambda c, u, m, at: telling.break_silence(c.by(u, at), m),
    "announce": lambda c, u, m, at: telling.announce(c.by(u, at), m, teams=[c.other.team], reason="Near."),
    "renew": lambda c, u, m, at: review(c, u, m, at, Outcome.RENEW),
    "review-end": lambda c, u, m, at: review(c, u, m, at, Outcome.END),
    "end": lambda c, u, m, at: terms.end(c.by(u, at), m, why=Ending.NO_RISK, text="Over."),
    "off": lambda c, _u, _m, at: terms.take_off(c.make.stamp(at), agency_id=c.owner.agency_id),
    "ahead": lambda c, _u, _m, at: terms.look_ahead(c.make.stamp(at), agency_id=c.owner.agency_id),
    "erase": lambda c, _u, _m, at: terms.erase_ended(c.make.stamp(at), agency_id=c.owner.agency_id),
}
# The way that is meant, with whatever else in between: else chance hardly ever gets an entry onto the register.
MEANT = (("version", "officer"), ("countersign", "head"), ("decide", "owner"))
STEPS = st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from(PEOPLE), st.integers(0, 60 * 24 * 40))


def holds(council: Council, marker: Marker, at: datetime) -> None:
    """Assert what must always be so."""
    names = (marker.proposed_by_id, marker.countersigned_by_id, marker.decided_by_id)
    if marker.status == "live":
        assert len({*names}) == 3
        assert None not in names
        assert marker.cited_on is not None
        assert marker.ends_on is not None
        assert marker.longest_on is not None
        assert marker.ends_on <= marker.longest_on
        assert marker.letter_owed or (marker.silence_reason and marker.silence_agreed_by_id != marker.silence_by_id)
        named = set(marker.case.involvements.filter(part="victim").values_list("user", flat=True))
        assert not named & {marker.countersigned_by_id, marker.decided_by_id}
        owed = {duty.verb for duty in marker.case.duties.open()}
        assert ("letter.send" in owed) == (marker.silence_agreed_by_id is None)  # nobody sends one here
    shown = Marker.objects.live(at.date()).filter(pk=marker.pk).exists()
    assert shown == (marker.status == "live" and marker.ends_on is not None and marker.ends_on >= at.date())
    if marker.status in ("ended", "withdrawn", "refused"):
        late = {duty.verb for duty in marker.case.duties.open()}
        assert late <= ({"letter.send"} if marker.ending == "no-risk" and not marker.erased_at else set())
    if marker.status in ("proposed", "countersigned", "returned"):
        assert marker.case.duties.open().exists()
    if marker.erased_at:
        assert (marker.person, marker.grounds, marker.sources.count()) == (None, "", 0)


@settings(max_examples=300 if LONG else 6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=st.lists(STEPS, max_size=4), between=st.lists(STEPS, max_size=4), after=st.lists(STEPS, max_size=8))
def test_an_entry_holds_whatever_happens(
    council: Council,
    before: list[tuple[str, str, int]],
    between: list[tuple[str, str, int]],
    after: list[tuple[str, str, int]],
) -> None:
    marker, now = council.propose(), datetime(2026, 6, 1, 9, tzinfo=UTC)
    meant = [(act, who, 5) for act, who in MEANT]
    for act, who, minutes in [*before, meant[0], meant[1], *between, meant[2], *after]:
        now += timedelta(minutes=minutes)
        marker.refresh_from_db()
        try:
            ACTS[act](council, getattr(council, who), marker, now)
        except Refused:
            continue  # a rule said no, and nothing has changed
        marker.refresh_from_db()
        holds(council, marker, now)
    assert verify().fault == ""
