"""Every verb of a report, by everybody who can stand towards one: who may, who may not, and in which state."""

from collections.abc import Callable

import pytest

from heed.access.decisions import Decision, Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Note
from heed.casework.cases.states import Move, Part
from heed.casework.duties.changes import refresh_case
from heed.casework.duties.models import Duty
from heed.incidents import changes, rules, states
from heed.incidents.models import Incident
from heed.incidents.states import DECIDING, MOVES, STEPS, Status
from heed.ledger.models import Entry
from heed.people.agencies.models import User
from heed.people.agencies.stamps import Signed
from tests.towns import NOW, Town

DECIDES = tuple(move for move in STEPS if move.verb.decides)
OTHER = tuple(move for move in STEPS if not move.verb.decides)
WORDS = {move.verb.name.partition(".")[2]: move for move in MOVES}

# One column for each of: a step by which somebody decides, any other step, send back, close, reopen, say whom it
# describes, correct, add, dispute. Each verb is asked about while the report is in a state in which it can be done.
MODEL = """
victim             - - - - - - - + +
reporter           - - - - - - + + +
witness            - - - - - - - + -
subject            - - - - - - - - -
subject-manager    - - - - - - - + -
witness-manager    - + - - - - + + -
tied-manager       - + - - - - + + -
victim-manager     - - - - - - - + +
reporter-manager   - + - - - - + + +
manager            + + + + + + + + -
senior             + + + + + + + + -
safety             + + + + + + + + -
other-manager      - - - - - - - - -
other-senior       - - - - - - - - -
hr                 - - - - - - - - -
legal              - - - - - - - - -
communications     - - - - - - - - -
dpo                - - - - - - - - -
chief-executive    - - - - - - - - -
head-of-service    - - - - - - - - -
administrator      - - - - - - - - -
auditor            - - - - - - - - -
colleague          - - - - - - - - -
elsewhere          - - - - - - - - -
"""
ASKED = ("decide", "step", "return", "close", "reopen", "identify", "correct", "add", "dispute")
ROWS = {row.split()[0]: row.split()[1:] for row in MODEL.strip().splitlines()}
PEOPLE = {
    "manager": "ben", "senior": "cat", "safety": "hal", "other-manager": "rex", "other-senior": "sol", "hr": "fay",
    "legal": "leo", "communications": "gil", "dpo": "dot", "chief-executive": "kim", "head-of-service": "hew",
    "administrator": "ada", "auditor": "aud", "colleague": "nia", "elsewhere": "eve",
}  # fmt: skip


class Asking:
    """A report on which nothing is owed any more, so that standing alone decides; and whom it is asked about."""

    def __init__(self, town: Town, row: str) -> None:
        part, _, manager = row.partition("-")
        named = {"victim": Part.VICTIM, "reporter": Part.REPORTER, "witness": Part.WITNESS, "subject": Part.SUBJECT,
                 "tied": Part.TIE}  # fmt: skip
        who = PEOPLE.get(row) or ("ben" if manager else "pip")
        self.user: User = town[who]
        reporter = self.user if part == "reporter" else town["sid"]
        victim = self.user if part == "victim" and row not in PEOPLE else town["asha"]
        if row == "victim":
            victim = self.user
        self.report: Incident = town.make.report(reporter, NOW, victims=[victim], kinds=("stalking",))
        type(self.report.case).objects.filter(pk=self.report.pk).update(team=town.visiting)
        self.report = Incident.objects.get(pk=self.report.pk)
        if row not in PEOPLE and part not in ("victim", "reporter"):
            involve(town.make.stamp(), case=self.report.case, part=named[part], user=self.user)
        Duty.objects.filter(case=self.report.case).delete()

    def may(self, what: str) -> Decision:
        """Return whether they may, while the report is in a state in which it can be done."""
        self.report.status = {"reopen": Status.CLOSED, "correct": Status.RETURNED}.get(what, Status.REPORTED)
        special: dict[str, Callable[[User, Incident], Decision]] = {
            "add": rules.may_add, "dispute": rules.may_dispute, "correct": rules.may_correct, "close": rules.may_close
        }  # fmt: skip
        if what in special:
            return special[what](self.user, self.report)
        if what in ("decide", "step"):
            moves = DECIDES if what == "decide" else OTHER
            [found] = {rules.may_step(self.user, self.report, move) for move in moves}  # all of them alike
            return found
        return rules.may_act(self.user, self.report, WORDS[what])


@pytest.mark.parametrize("row", ROWS)
def test_each_may_do_what_the_model_says_and_no_more(town: Town, row: str) -> None:
    asking = Asking(town, row)
    found = {what: bool(asking.may(what)) for what in ASKED}
    assert found == {what: cell == "+" for what, cell in zip(ASKED, ROWS[row], strict=True)}


@pytest.mark.parametrize("row", ROWS)
def test_every_refusal_says_why_in_a_sentence_that_names_nobody(town: Town, row: str) -> None:
    asking = Asking(town, row)
    refusals = [asking.may(what).reason for what in ASKED if not asking.may(what)]
    assert all(reason.endswith(".") and reason[0].isupper() for reason in refusals)
    assert not [each for each in refusals for user in town.users.values() if user.name.split()[0] in each]


def test_the_verbs_that_decide_are_those_that_the_access_model_bars_to_whoever_is_named() -> None:
    assert {move.verb.name.partition(".")[2] for move in MOVES if move.verb.decides} == DECIDING
    assert {"triage", "return", "close", "countersign", "decide-investigation", "identify"} <= DECIDING


STATES = {
    Status.REPORTED: {"return", "close", "identify", "step"},
    Status.RETURNED: {"correct", "identify", "step"},
    Status.CLOSED: {"reopen", "identify"},
}
"""What a manager can do in which state. On a closed report no step is open unless it is still owed."""


@pytest.mark.parametrize("status", Status)
def test_what_can_be_done_depends_on_where_the_report_stands(town: Town, status: Status) -> None:
    asking = Asking(town, "manager")
    asking.report.status = status
    found = {word for word in ("return", "close", "reopen", "identify")
             if rules.may_act(asking.user, asking.report, WORDS[word])}  # fmt: skip
    found |= {"correct"} if rules.may_correct(asking.user, asking.report) else set()
    found |= {"step"} if rules.may_step(asking.user, asking.report, states.DEBRIEF) else set()
    assert found == STATES[status]


@pytest.mark.parametrize("falls", ["fay", "leo", "gil", "kim", "rex", "nia"])
def test_to_whom_it_falls_does_that_verb_and_no_other(town: Town, falls: str) -> None:
    asking = Asking(town, "manager")
    _owe(town, asking.report, town[falls], "incident.tell-senior")
    may = {move.verb.name for move in STEPS if rules.may_step(town[falls], asking.report, move)}
    assert may == {"incident.tell-senior"}
    assert not rules.may_act(town[falls], asking.report, states.CLOSE)


def test_what_is_still_owed_on_a_closed_report_is_done_and_nothing_else(town: Town) -> None:
    asking = Asking(town, "manager")
    _owe(town, asking.report, town["ben"], "incident.check-in")
    asking.report.status = Status.CLOSED
    may = {move.verb.name for move in STEPS if rules.may_step(town["ben"], asking.report, move)}
    assert may == {"incident.check-in"}


def _owe(town: Town, report: Incident, user: User, verb: str) -> Duty:
    version = town.agency.policies.get()
    duty = Duty.objects.create(
        agency=town.agency, team=town.visiting, case=report.case, policy=version, verb=verb, owed_by="legal",
        series_at=NOW, opened_at=NOW, due_at=NOW, status="open",
    )  # fmt: skip
    duty.holders.create(user=user, how="holder")
    return duty


Change = Callable[[Signed, Incident], None]


def _step(move: Move) -> Change:
    return lambda stamp, report: changes.step(stamp, report, move)


CHANGES: dict[str, Change] = {
    "add": lambda stamp, report: changes.add(stamp, report, text="x"),
    "return": lambda stamp, report: changes.return_(stamp, report, text="x"),
    "correct": lambda stamp, report: changes.correct(stamp, report, text="x"),
    "dispute": lambda stamp, report: changes.dispute(stamp, report, text="x"),
    "close": lambda stamp, report: changes.close(stamp, report, outcome="resolved", text="x"),
    "reopen": lambda stamp, report: changes.reopen(stamp, report, text="x"),
    **{move.verb.name.partition(".")[2]: _step(move) for move in STEPS},
}


@pytest.mark.parametrize("word", CHANGES)
def test_a_change_asks_the_rule_itself_and_leaves_nothing_behind_when_refused(town: Town, word: str) -> None:
    report = town.make.report(town["asha"], NOW)
    Incident.objects.filter(pk=report.pk).update(
        status={"reopen": "closed", "correct": "returned"}.get(word, "reported"),
        closed_at=NOW if word == "reopen" else None,
    )
    report = Incident.objects.get(pk=report.pk)
    before = (Entry.objects.count(), Note.objects.count(), Duty.objects.count())
    with pytest.raises(Refused):
        CHANGES[word](town.make.by(town["sid"], NOW), report)
    assert (Entry.objects.count(), Note.objects.count(), Duty.objects.count()) == before
    assert Incident.objects.get(pk=report.pk).status == report.status


@pytest.mark.parametrize("move", [move for move in MOVES if move.sources], ids=lambda move: move.verb.name)
def test_a_page_that_was_open_while_the_report_moved_on_changes_nothing(town: Town, move: Move) -> None:
    report = town.make.report(town["asha"], NOW)
    Duty.objects.filter(case=report.case).delete()
    wrong = next(status for status in Status if status not in move.sources)
    stale = Incident.objects.get(pk=report.pk)
    stale.status = move.sources[0]  # as the page was read
    Incident.objects.filter(pk=report.pk).update(status=wrong, closed_at=NOW)
    with pytest.raises(Refused, match="something changed in the meantime"):
        CHANGES[move.verb.name.partition(".")[2]](town.make.by(town["ben"], NOW), stale)
    assert Incident.objects.get(pk=report.pk).status == wrong


def test_a_conflict_is_tested_at_the_act_not_when_the_page_was_read(town: Town) -> None:
    report = town.make.report(town["asha"], NOW)
    ben = town["ben"]
    assert rules.may_step(ben, report, states.TRIAGE)  # the page is read
    involve(town.make.stamp(), case=report.case, part=Part.TIE, user=ben)
    refresh_case(town.make.stamp(NOW), case=report.case)
    with pytest.raises(Refused, match="You are named in this report"):
        changes.step(town.make.by(ben, NOW), report, states.TRIAGE, facts={"severity": "minor"})
