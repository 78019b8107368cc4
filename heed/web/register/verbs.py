"""What can be done with an entry: for each word of an address the rule, the form and the change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from heed.access.decisions import Decision
from heed.casework.cases.states import Move
from heed.people.agencies.stamps import Signed, User
from heed.register.holds import changes as holds
from heed.register.holds import rules as may_keep_it
from heed.register.holds import states as holding
from heed.register.homes.changes import Moved, move
from heed.register.homes.rules import may_move
from heed.register.markers import changes, rules, states
from heed.register.markers.changes import Verdict
from heed.register.markers.queries import Marker
from heed.register.markers.states import Decision as Decided
from heed.register.markers.states import Ending, Outcome
from heed.register.telling import changes as telling
from heed.register.telling import rules as may_tell
from heed.register.terms import changes as terms
from heed.register.terms import rules as may_keep
from heed.register.terms.changes import Corrected, Reviewed
from heed.web.register import forms
from heed.web.register.moving import HasMoved

May = Callable[[User, Marker, datetime], Decision]
Take = Callable[[Signed, Marker, Any], None]
"""Acts on a valid form."""


@dataclass(frozen=True, slots=True)
class Way:
    """A verb's page. `factors` shows the proposal beside the form; `facts` numbered facts below it."""

    move: Move
    may: May
    form: type[forms.Verb]
    take: Take
    factors: bool = False
    facts: bool = False
    danger: bool = False


def _version(stamp: Signed, marker: Marker, form: Any) -> None:
    declined = form.cleaned_data["how"] == "decline"
    text = "" if declined else form.cleaned_data["text"]
    changes.give_version(stamp, marker, text=text, declined=declined, token=form.sent_token)


def _countersign(stamp: Signed, marker: Marker, form: Any) -> None:
    changes.countersign(stamp, marker, answers=form.answers, text=form.cleaned_data["text"], token=form.sent_token)


def _amend(stamp: Signed, marker: Marker, form: Any) -> None:
    changes.amend(stamp, marker, facts=form.written, text=form.cleaned_data["text"], token=form.sent_token)


def _decide(stamp: Signed, marker: Marker, form: Any) -> None:
    sent = form.cleaned_data
    verdict = Verdict(Decided(sent["decision"]), form.answers, sent["ends_on"], sent["reason"])
    changes.decide(stamp, marker, verdict, token=form.sent_token)


def _review(stamp: Signed, marker: Marker, form: Any) -> None:
    sent = form.cleaned_data
    reviewed = Reviewed(Outcome(sent["outcome"]), form.answers, sent["reason"], sent["ends_on"])
    terms.review(stamp, marker, reviewed, token=form.sent_token)


def _end(stamp: Signed, marker: Marker, form: Any) -> None:
    sent = form.cleaned_data
    terms.end(stamp, marker, why=Ending(sent["why"]), text=sent["text"], token=form.sent_token)


def _correct(stamp: Signed, marker: Marker, form: Any) -> None:
    sent = form.cleaned_data
    right = Corrected(sent["hazards"], sent["controls"], sent["advice"], sent.get("further"))
    terms.correct(stamp, marker, right, text=sent["text"], token=form.sent_token)


def _moved(stamp: Signed, marker: Marker, form: Any) -> None:
    sent = form.cleaned_data
    moved = Moved(sent["left_on"], sent["address"], sent["postcode"])
    move(stamp, marker, moved, text=sent["text"], token=form.sent_token)


def _propose_silence(stamp: Signed, marker: Marker, form: Any) -> None:
    telling.propose_silence(stamp, marker, reason=form.cleaned_data["text"], token=form.sent_token)


def _written(change: Callable[..., None]) -> Take:
    """Return how a verb is done that asks for words only."""
    return lambda stamp, marker, form: change(stamp, marker, text=form.cleaned_data["text"], token=form.sent_token)


def _now(rule: Callable[[User, Marker], Decision]) -> May:
    """Return a rule that does not ask the time, as one that does."""
    return lambda user, marker, _at: rule(user, marker)


WAYS: Final[Mapping[str, Way]] = {
    "version": Way(states.GIVE_VERSION, _now(rules.may_give_version), forms.Version, _version),
    "countersign": Way(
        states.COUNTERSIGN, _now(rules.may_countersign), forms.Countersign, _countersign, factors=True),
    "decide": Way(states.DECIDE, rules.may_decide, forms.Decide, _decide, factors=True),
    "ask": Way(states.ASK, rules.may_ask, forms.Ask, _written(changes.ask)),
    "amend": Way(states.AMEND, _now(rules.may_amend), forms.Amend, _amend, facts=True),
    "withdraw": Way(states.WITHDRAW, _now(rules.may_withdraw), forms.Withdraw, _written(changes.withdraw), danger=True),
    "propose-silence": Way(
        states.PROPOSE_SILENCE, _now(may_tell.may_propose_silence), forms.Silence, _propose_silence),
    "agree-silence": Way(
        states.AGREE_SILENCE, _now(may_tell.may_agree_silence), forms.Agree, _written(telling.agree_silence)),
    "review-silence": Way(
        states.REVIEW_SILENCE, _now(may_tell.may_break_silence), forms.StillSilent, _written(telling.review_silence)),
    "break-silence": Way(
        states.BREAK_SILENCE, _now(may_tell.may_break_silence), forms.Agree, _written(telling.break_silence)),
    "review": Way(states.REVIEW, _now(may_keep.may_review), forms.Review, _review, factors=True),
    "correct": Way(states.CORRECT, _now(may_keep.may_correct), forms.Correct, _correct),
    "move": Way(states.MOVE, _now(may_move), HasMoved, _moved),
    "end": Way(states.END, _now(may_keep.may_end), forms.End, _end, danger=True),
    "hold": Way(holding.HOLD, _now(may_keep_it.may_hold), forms.Hold, _written(holds.hold)),
    "agree-hold": Way(holding.AGREE, _now(may_keep_it.may_agree), forms.Agree, _written(holds.agree)),
    "review-hold": Way(holding.REVIEW, _now(may_keep_it.may_review), forms.StillHeld, _written(holds.review)),
    "end-hold": Way(holding.END, _now(may_keep_it.may_end), forms.EndHold, _written(holds.end), danger=True),
}  # fmt: skip
"""In the order in which an entry's page offers them; `announce` has a page of its own."""
