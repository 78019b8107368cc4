"""A book out of a file and those that it extends."""

from datetime import date, time

import pytest

from heed.policy.book import Option, Step
from heed.policy.check import check
from heed.policy.conditions import Condition
from heed.policy.faults import PolicyFaults
from heed.policy.load import load, shipped, with_parents
from heed.policy.source import Source
from heed.policy.text import Text
from heed.policy.vocabulary import Fact, Kind, Verb, Vocabulary
from heed.workdays import Calendar, Duration
from tests.policy.conftest import BASE

CHILD = """\
[policy]
id = "child"
extends = "test"
body = { en = "Child Council", cy = "Cyngor Plentyn" }
title = "Safe"
version = "7"
closed = [2026-12-29]

[drop]
kind = ["violence"]
duty = ["brief-team"]

[[duty]]
id = "debrief"
clause = "CUM-12"
because = "Here it is sooner."
on = "incident.report"
owed-by = "health-and-safety"
do = "incident.debrief"
within = "close of business"

[[clause]]
id = "CHILD-1"
summary = "A clause of its own."

[[response]]
id = "warn"
title = "Warn them"
clause = ["CHILD-1", "CUM-22"]
"""


@pytest.fixture
def child(base) -> list[Source]:
    return [Source("child.toml", CHILD), base]


def said(sources: list[Source], vocabulary: Vocabulary) -> list[str]:
    return [str(fault) for fault in check(sources, vocabulary)]


def test_a_file_becomes_a_book(base, vocabulary):
    book = load([base], vocabulary)

    assert (book.id, book.body.text(), book.title.text(), book.version) == ("test", "Test Council", "Safe at work", "1")
    assert book.calendar == Calendar("england-and-wales", time(9), time(17))
    assert book.posts["line-manager"].up == "health-and-safety"
    assert book.questions["injury"].options == (
        Option("none", Text.of("No")),
        Option("minor", Text.of("A little")),
    )
    assert (book.kinds["violence"].implies, book.kinds["violence"].charts) == ({"violence": True}, ("get-out",))
    assert book.charts["get-out"].steps == (
        Step(Text.of("Get out.")),
        Step(Text.of("You are hurt"), (Text.of("Call 999."),)),
    )
    assert book.police.always == ("specific_threat",)
    assert (book.reporting.draft_kept, book.notices.reminders) == (Duration.parse("30 days"), True)


def test_a_duty_becomes_a_rule(base, vocabulary):
    rule = load([base], vocabulary).duties["debrief"]

    assert (rule.on, rule.do, rule.owed_by) == (("incident.report",), "incident.debrief", "line-manager")
    assert rule.when == (Condition("violence", (True,)), Condition("kinds", ("violence",)))
    assert rule.unless == (Condition("concern", (True,)),)
    assert (rule.within, rule.remind) == (Duration.parse("2 working days"), (Duration.parse("1 working day"),))
    assert [(str(rung.after), rung.to) for rung in rule.escalate] == [("4 working hours", "health-and-safety")]
    assert (rule.before_close, rule.waivable, rule.clauses, rule.origin) == (True, False, ("CAM-4", "CAM-13"), "test")


def test_a_recurring_duty_is_first_due_after_its_interval(base, vocabulary):
    duties = load([base], vocabulary).duties

    assert duties["check-in"].within == Duration.parse("2 weeks")
    assert (duties["brief-team"].within, duties["brief-team"].anchor) == (Duration.parse("1 month"), date(2026, 1, 5))


def test_a_child_replaces_drops_and_inherits(child, vocabulary):
    book = load(child, vocabulary)

    assert book.lineage == ("child", "test")
    assert book.calendar == Calendar(closed=frozenset({date(2026, 12, 29)}))
    assert (book.kinds, list(book.duties)) == ({}, ["debrief", "check-in"])
    assert (book.duties["debrief"].owed_by, book.duties["debrief"].origin) == ("health-and-safety", "child")
    assert (book.duties["debrief"].when, book.duties["check-in"].origin) == ((), "test")
    assert book.responses["warn"].clauses == ("CHILD-1", "CUM-22")
    assert book.clauses["CHILD-1"] == "A clause of its own."
    assert said(child, vocabulary) == []


def test_texts_come_in_the_language_asked_for_or_in_english(child, vocabulary):
    book = load(child, vocabulary)

    assert [book.body.text(lang) for lang in ("cy", "cy-GB", "en-gb", "fr")] == [
        "Cyngor Plentyn",
        "Cyngor Plentyn",
        "Child Council",
        "Child Council",
    ]
    assert (str(book.title), bool(Text())) == ("Safe", False)


def test_an_inherited_entry_that_uses_a_dropped_one_is_a_fault_where_it_is_dropped(base, vocabulary):
    child = Source("child.toml", CHILD.replace('kind = ["violence"]', 'chart = ["get-out"]'))

    [fault] = check([child, base], vocabulary)

    assert (fault.file, fault.line, fault.column, fault.expected) == (
        "child.toml",
        10,
        10,
        "the kind dropped or changed too",
    )
    assert fault.message == "The chart “get-out” is dropped, but the kind “violence” still uses it."


def test_a_condition_may_name_a_kind_that_was_dropped(base, vocabulary):
    child = Source(
        "child.toml", CHILD.replace('on = "incident.report"', 'on = "incident.report"\nwhen = { kinds = "violence" }')
    )

    assert said([child, base], vocabulary) == []


def test_a_parent_with_a_fault_is_named_once(base, vocabulary):
    parent = Source("test.toml", base.text.replace("CAM-13", "CAM-99"))

    assert said([Source("child.toml", CHILD.replace("CUM-12", "CUM-99")), parent], vocabulary) == [
        "child.toml:15:10: There is no clause “CUM-99”. Expected a known clause. Did you mean “CUM-9”?",
        "test.toml:48:20: There is no clause “CAM-99”. Expected a known clause. Did you mean “CAM-9”?",
    ]


def test_nothing_is_said_about_meaning_while_a_parent_cannot_be_read(vocabulary):
    sources = [Source("child.toml", CHILD), Source("test.toml", BASE + "x =")]

    with pytest.raises(PolicyFaults) as refused:
        load(sources, vocabulary)

    assert [fault.file for fault in refused.value.faults] == ["child.toml"]


def test_policies_that_extend_each_other(base, vocabulary):
    parent = Source("test.toml", base.text.replace('version = "1"', 'version = "1"\nextends = "child"'))

    assert [
        str(fault).partition(" Expected")[0] for fault in check([Source("child.toml", CHILD), parent], vocabulary)
    ] == [
        "child.toml:3:11: The policy “test” extends itself in the end.",
        "test.toml:6:11: The policy “child” extends itself in the end.",
    ]


def test_loading_the_same_text_again_gives_the_same_book(base, vocabulary):
    assert load([base], vocabulary) is load([Source(base.name, base.text)], vocabulary)


def test_a_vocabulary_that_has_learnt_is_asked_anew(base):
    known = Vocabulary()
    with pytest.raises(PolicyFaults):
        load([base], known)
    facts = [Fact(name, Kind.YES_NO, name) for name in ("violence", "concern", "specific_threat")]
    facts += [
        Fact("injury", Kind.CHOICE, "the injury was", words=("none", "minor")),
        Fact("kinds", Kind.CHOICES, "the kind is", words_from="kind"),
    ]
    known.learn(
        Verb(f"incident.{word}", word, word, tuple(facts)) for word in ("report", "reopen", "debrief", "check-in")
    )
    known.learn([Verb("team.brief", "brief", "briefed", of="team")])

    assert list(load([base], known).duties) == ["debrief", "brief-team", "check-in"]


def test_a_verb_cannot_be_declared_twice_with_another_meaning(vocabulary):
    with pytest.raises(ValueError, match="declared twice"):
        vocabulary.learn([Verb("incident.report", "do it", "It was done")])


def test_parents_are_found_among_the_given_or_else_among_the_shipped():
    child = Source("mine.toml", '[policy]\nid = "mine"\nextends = "cafcass"\n')
    own = Source("own.toml", '[policy]\nid = "cafcass"\n')

    assert with_parents(child) == (child, *shipped("cafcass"))
    assert with_parents(child, [own]) == (child, own)
    assert with_parents(Source("alone.toml", '[policy]\nextends = "nobody"\n')) == (
        Source("alone.toml", '[policy]\nextends = "nobody"\n'),
    )
