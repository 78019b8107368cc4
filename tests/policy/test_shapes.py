"""Each shape that a value can have: what it takes, what it makes of it, and what it says where it cannot."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from heed.policy import shapes
from heed.policy.book import Step
from heed.policy.conditions import Condition
from heed.policy.durations import longest_wait, right_duration
from heed.policy.faults import Fault
from heed.policy.moments import clock_time, day_in_words, in_words, in_zone
from heed.policy.shapes import Key, Shape, Spot, many, one_of, one_or_many, shown, table
from heed.policy.source import Source, parse
from heed.policy.steps import STEPS
from heed.policy.text import SILENT, Text
from heed.workdays import Calendar, Duration, Unit

FILE = parse(Source("test.toml", "x = 1\n"))


def read(shape: Shape, value: Any) -> tuple[Any, list[Fault]]:
    """Return what a shape makes of a value, and the faults that it notes."""
    faults: list[Fault] = []
    return shape.read(value, Spot(FILE, ("x",), faults)), faults


DAY = datetime(2026, 4, 2, 16, 30, tzinfo=UTC)
TAKEN: list[tuple[Shape, Any, Any]] = [
    (shapes.TEXT, "Safe", Text((("en", "Safe"),))),
    (shapes.TEXT, {"en": "Safe", "cy": "Diogel"}, Text((("en", "Safe"), ("cy", "Diogel")))),
    (shapes.TEXT, {"en": "Safe", "en-GB": "Safe"}, Text((("en", "Safe"), ("en-GB", "Safe")))),
    (shapes.STRING, "1.0", "1.0"),
    (shapes.WORD, "line-manager", "line-manager"),
    (shapes.WORD, "a1_b.c", "a1_b.c"),
    (shapes.WORDS, ["a", "b"], ("a", "b")),
    (shapes.WORDS, [], ()),
    (shapes.YES_NO, True, True),
    (shapes.YES_NO, False, False),
    (shapes.DATE, date(2026, 12, 24), date(2026, 12, 24)),
    (shapes.DATES, [date(2026, 12, 24)], (date(2026, 12, 24),)),
    (shapes.TIME, time(9), time(9)),
    (shapes.TIME, time(0), time(0)),
    (shapes.MOMENT, DAY, DAY),
    (shapes.DURATION, "2 working days", Duration(2, Unit.WORKING_DAYS)),
    (shapes.DURATION, "immediately", Duration(0, Unit.IMMEDIATELY)),
    (shapes.REMINDER, "1 working day before", Duration(1, Unit.WORKING_DAYS)),
    (shapes.ZONE, "Europe/London", "Europe/London"),
    (shapes.CLAUSE, "CAF-5", ("CAF-5",)),
    (shapes.CLAUSE, ["CAF-5", "CUM-8"], ("CAF-5", "CUM-8")),
    (shapes.VERBS, "incident.report", ("incident.report",)),
    (shapes.CONDITIONS, {"violence": True}, (Condition("violence", (True,)),)),
    (shapes.CONDITIONS, {"injury": ["minor", "medical"]}, (Condition("injury", ("minor", "medical")),)),
    (shapes.CONDITIONS, {"times": {"at-least": 2}}, (Condition("times", at_least=2),)),
    (shapes.GIVEN, {"kinds": ["a", "b"], "n": 2, "yes": True, "w": "x"},
     {"kinds": frozenset({"a", "b"}), "n": 2, "yes": True, "w": "x"}),
    (shapes.GIVEN, {}, {}),
    (STEPS, ["Go.", {"if": "Hurt", "then": ["Call 999."]}],
     (Step(Text.of("Go.")), Step(Text.of("Hurt"), (Text.of("Call 999."),)))),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "value", "made"), TAKEN, ids=[str(value)[:40] for _shape, value, _made in TAKEN])
def test_what_fits_is_read(shape: Shape, value: Any, made: Any) -> None:
    assert read(shape, value) == (made, [])


REFUSED: list[tuple[Shape, Any, str]] = [
    (shapes.TEXT, "", ""), (shapes.TEXT, "  ", ""), (shapes.TEXT, 5, ""), (shapes.TEXT, {"cy": "Diogel"}, ""),
    (shapes.TEXT, {"en": ""}, ""), (shapes.TEXT, {"en": "Safe", "Welsh!": "x"}, ""), (shapes.TEXT, ["Safe"], ""),
    (shapes.STRING, 1.0, ""), (shapes.STRING, "", ""), (shapes.WORD, "Line Manager", ""), (shapes.WORD, "1a", ""),
    (shapes.WORD, "", ""), (shapes.WORD, "é", ""), (shapes.WORDS, "a", ""), (shapes.WORDS, ["a", 5], ""),
    (shapes.YES_NO, "true", ""), (shapes.YES_NO, 1, ""), (shapes.YES_NO, 0, ""),
    (shapes.DATE, datetime(2026, 12, 24), ""), (shapes.DATE, "2026-12-24", ""), (shapes.DATE, date(1999, 12, 31), ""),
    (shapes.DATE, date(2101, 1, 1), ""), (shapes.TIME, "09:00", ""), (shapes.MOMENT, datetime(2026, 4, 2), ""),
    (shapes.MOMENT, date(2026, 4, 2), ""), (shapes.DURATION, "2 workin days", "2 working days"),
    (shapes.DURATION, "5 minuts", "5 minutes"), (shapes.DURATION, "imediately", "immediately"),
    (shapes.DURATION, "0 days", ""), (shapes.DURATION, 5, ""), (shapes.DURATION, "-1 days", ""),
    (shapes.DURATION, "101 years", ""), (shapes.DURATION, "1.5 hours", ""), (shapes.DURATION, "soon", ""),
    (shapes.REMINDER, "1 working day", "1 working day before"), (shapes.REMINDER, "1 workin day before",
                                                                   "1 working day before"),
    (shapes.REMINDER, "before", ""), (shapes.ZONE, "Europe/Londn", "Europe/London"), (shapes.ZONE, "../etc", ""),
    (shapes.ZONE, "", ""), (shapes.ZONE, 5, ""), (shapes.CLAUSE, [], ""), (shapes.CLAUSE, [5], ""),
    (shapes.VERBS, 5, ""), (shapes.CONDITIONS, {}, ""), (shapes.CONDITIONS, "violence", ""),
    (shapes.CONDITIONS, {"n": {"at-least": "two"}}, ""), (shapes.CONDITIONS, {"n": {"at-least": True}}, ""),
    (shapes.CONDITIONS, {"n": {"at-most": 2}}, ""), (shapes.CONDITIONS, {"n": []}, ""),
    (shapes.CONDITIONS, {"n": [1.5]}, ""), (shapes.GIVEN, [], ""), (shapes.GIVEN, {"n": 1.5}, ""),
    (shapes.GIVEN, {"n": [1]}, ""), (STEPS, "Go.", ""), (STEPS, [5], ""), (STEPS, [{"if": "Hurt"}], ""),
    (STEPS, [{"if": "Hurt", "then": "Call"}], ""),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "value", "near"), REFUSED, ids=[str(value)[:40] for _shape, value, _near in REFUSED])
def test_what_does_not_fit_is_refused_with_one_fault_that_says_what_was_expected(
    shape: Shape, value: Any, near: str
) -> None:
    made, faults = read(shape, value)
    assert (made, len(faults), faults[0].nearest) == (None, 1, near)
    assert faults[0].expected
    assert faults[0].message.endswith(".")


SMALL = table({"name": Key(shapes.STRING, "", True), "size": Key(one_of(("big", "small")), "")}, "a thing")


@pytest.mark.parametrize(("value", "made", "said"), [
    ({"name": "A"}, {"name": "A"}, []),
    ({"name": "A", "size": "big"}, {"name": "A", "size": "big"}, []),
    ({}, None, ["A thing lacks “name”."]),
    ({"name": "A", "size": "bg"}, None, ["“size” cannot be “bg”."]),
    ({"nme": "A"}, None, ["A thing has no key “nme”.", "A thing lacks “name”."]),
    ("A", None, ["“x” cannot be “A”."]),
])  # fmt: skip
def test_a_table_is_read_key_by_key_and_everything_wrong_with_it_is_said(
    value: Any, made: Any, said: list[str]
) -> None:
    found, faults = read(SMALL, value)
    assert (found, [fault.message for fault in faults]) == (made, said)


def test_lists_read_each_and_say_every_fault_in_them() -> None:
    found, faults = read(many(shapes.WORD, "words"), ["a", 5, "B", "c"])
    assert (found, [fault.message for fault in faults]) == (None, ["“x” cannot be 5.", "“x” cannot be “B”."])
    assert read(one_or_many(shapes.WORD, "words"), "a") == (("a",), [])
    assert read(one_or_many(shapes.WORD, "words"), [])[1][0].message == "“x” is empty."


@pytest.mark.parametrize(("value", "words"), [
    ("short", "“short”"), ("x" * 70, f"“{'x' * 57}…”"), (True, "true"), (False, "false"), ({}, "a table"),
    ([], "a list"), (5, "5"), (10**12, "so large a number"), (-(10**13), "so large a number"), (1.5, "1.5"),
])  # fmt: skip
def test_a_value_is_named_so_that_a_sentence_can_hold_it(value: object, words: str) -> None:
    assert shown(value) == words


@pytest.mark.parametrize(("typed", "meant"), [
    ("2 workingdays", "2 working days"), ("1 workday", "1 working day"), ("3 mnths", "3 months"), ("1 wek", "1 week"),
    ("next working dy", "next working day"), ("close of busines", "close of business"), ("two days", ""),
    ("99999 days", ""), ("x", ""), ("", ""),
])  # fmt: skip
def test_a_duration_that_was_probably_meant(typed: str, meant: str) -> None:
    assert right_duration(typed) == meant


def test_durations_are_compared_by_how_long_a_plain_week_makes_them() -> None:
    days = Calendar()
    ordered = ["immediately", "30 minutes", "4 hours", "close of business", "1 day", "1 working day", "3 working days",
               "1 week", "6 working days", "2 weeks", "1 month", "1 year"]  # fmt: skip
    waits = [longest_wait(Duration.parse(each), days) for each in ordered]
    assert waits == sorted(waits)


@pytest.mark.parametrize(("at", "words"), [
    (time(0), "midnight"), (time(12), "midday"), (time(0, 5), "12:05am"), (time(12, 30), "12:30pm"), (time(9), "9am"),
    (time(17), "5pm"), (time(23, 59), "11:59pm"), (time(11, 59), "11:59am"),
])  # fmt: skip
def test_a_time_of_day_in_words(at: time, words: str) -> None:
    assert clock_time(at) == words


@pytest.mark.parametrize(("moment", "words", "written"), [
    (datetime(2026, 4, 7, 16, tzinfo=UTC), "Tuesday 7 April 2026 at 5pm", "2026-04-07T17:00:00+01:00"),
    (datetime(2026, 1, 5, 9, tzinfo=UTC), "Monday 5 January 2026 at 9am", "2026-01-05T09:00:00+00:00"),
    (datetime(2026, 7, 31, 23, 30, tzinfo=UTC), "Saturday 1 August 2026 at 12:30am", "2026-08-01T00:30:00+01:00"),
])  # fmt: skip
def test_a_moment_in_words_and_as_a_file_has_it(moment: datetime, words: str, written: str) -> None:
    assert (in_words(moment), in_zone(moment)) == (words, written)
    assert day_in_words(date(2028, 2, 29)) == "29 February 2028"


@pytest.mark.parametrize(("text", "lang", "said"), [
    (Text.of("Safe"), "en", "Safe"), (Text.of("Safe"), "cy", "Safe"), (Text.of({"en": "S", "cy": "D"}), "cy", "D"),
    (Text.of({"en": "S", "cy": "D"}), "cy-GB", "D"), (Text.of({"en": "S", "cy": ""}), "cy", "S"), (SILENT, "en", ""),
])  # fmt: skip
def test_a_text_in_a_language_or_else_in_english(text: Text, lang: str, said: str) -> None:
    assert text.text(lang) == said
    assert bool(text) is (text is not SILENT)
