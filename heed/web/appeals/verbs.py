"""What can be done with an appeal: for each word of an address the rule, the form and the change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from heed.access.decisions import Decision
from heed.casework.cases.states import Move
from heed.people.agencies.stamps import Signed, User
from heed.register.appeals import changes, rules, states
from heed.register.appeals.changes import Decided
from heed.register.appeals.queries import Appeal
from heed.register.appeals.states import Outcome, Tie
from heed.web.appeals import forms

May = Callable[[User, Appeal, datetime], Decision]
Take = Callable[[Signed, Appeal, Any], None]
"""Acts on a valid form."""


@dataclass(frozen=True, slots=True)
class Way:
    """A verb's page; `title` where the verb's own words are for whoever sees to it, not for who does it."""

    move: Move
    may: May
    form: type[forms.Step]
    take: Take


def _acknowledge(stamp: Signed, appeal: Appeal, form: Any) -> None:
    changes.acknowledge(stamp, appeal, text=form.cleaned_data["text"], token=form.sent_token)


def _panel(stamp: Signed, appeal: Appeal, form: Any) -> None:
    changes.name_panel(stamp, appeal, form.users, token=form.sent_token)


def _step_down(stamp: Signed, appeal: Appeal, form: Any) -> None:
    sent = form.cleaned_data
    changes.step_down(stamp, appeal, tie=Tie(sent["tie"]), text=sent["text"], token=form.sent_token)


def _fill(stamp: Signed, appeal: Appeal, form: Any) -> None:
    changes.fill(stamp, appeal, form.users, token=form.sent_token)


def _comment(stamp: Signed, appeal: Appeal, form: Any) -> None:
    declined = form.cleaned_data["how"] == "decline"
    text = "" if declined else form.cleaned_data["text"]
    changes.comment(stamp, appeal, text=text, declined=declined, token=form.sent_token)


def _view(stamp: Signed, appeal: Appeal, form: Any) -> None:
    sent = form.cleaned_data
    changes.view(stamp, appeal, outcome=Outcome(sent["outcome"]), reasons=sent["reasons"], token=form.sent_token)


def _decide(stamp: Signed, appeal: Appeal, form: Any) -> None:
    sent = form.cleaned_data
    decided = Decided(Outcome(sent["outcome"]), sent["reasons"], sent["controls"], sent["advice"], sent["ends_on"])
    changes.decide(stamp, appeal, decided, token=form.sent_token)


def _withdraw(stamp: Signed, appeal: Appeal, form: Any) -> None:
    changes.withdraw(stamp, appeal, text=form.cleaned_data["text"], token=form.sent_token)


def _now(rule: Callable[[User, Appeal], Decision]) -> May:
    """Return a rule that does not ask the time, as one that does."""
    return lambda user, appeal, _at: rule(user, appeal)


WAYS: Final[Mapping[str, Way]] = {
    "comment": Way(states.COMMENT, _now(rules.may_comment), forms.Comment, _comment),
    "acknowledge": Way(states.ACKNOWLEDGE, _now(rules.may_acknowledge), forms.Acknowledge, _acknowledge),
    "name-panel": Way(states.NAME_PANEL, _now(rules.may_name_panel), forms.Panel, _panel),
    "view": Way(states.VIEW, rules.may_view, forms.View, _view),
    "step-down": Way(states.STEP_DOWN, _now(rules.may_step_down), forms.StepDown, _step_down),
    "fill-seat": Way(states.FILL, _now(rules.may_fill), forms.Fill, _fill),
    "decide": Way(states.DECIDE, rules.may_decide, forms.Decide, _decide),
    "withdraw": Way(states.WITHDRAW, _now(rules.may_withdraw), forms.Withdraw, _withdraw),
}
"""In the order in which an appeal's page offers them."""
