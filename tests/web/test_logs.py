"""The log says where and how the program failed, and nothing of what people wrote."""

import logging
import sys

from heed.web.logs import Discreet


def fail() -> None:
    try:
        int("Colin Marlpit")
    except ValueError as first:
        raise LookupError("4 Marl Lane") from first


def logged() -> str:
    try:
        fail()
    except LookupError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "It failed", (), sys.exc_info())
        return Discreet().format(record)
    return ""


def test_a_failure_is_told_by_place_and_kind() -> None:
    lines = logged().splitlines()
    kinds = ("ValueError", "led to", "LookupError")

    assert tuple(line for line in lines if line in kinds) == kinds
    assert [line.endswith("in fail") for line in lines].count(True) == 2


def test_what_people_wrote_stays_out() -> None:
    lines = [line.strip() for line in logged().splitlines()]

    # The program's own lines are shown as they stand in the code; these two happen to hold what this test is about.
    assert [line for line in lines if "Marl" in line] == [
        'int("Colin Marlpit")',
        'raise LookupError("4 Marl Lane") from first',
    ]
