"""The steps of a chart: texts, or circumstances with what to do in them."""

from typing import Any

from heed.policy.book import Step
from heed.policy.shapes import TEXT, Key, Shape, Spot, many, table

TEXTS = many(TEXT, "a list of texts")
FORK = table({"if": Key(TEXT, "The circumstance.", True), "then": Key(TEXTS, "What to do in it.", True)},
             "a step with “if” and “then”")  # fmt: skip


def _step(value: Any, spot: Spot) -> Step | None:
    if isinstance(value, dict) and value.keys() & {"if", "then"}:
        fork = FORK.read(value, spot)
        return Step(fork["if"], fork["then"]) if fork else None
    text = TEXT.read(value, spot)
    return Step(text) if text else None


STEP = Shape("a text, or { if = a text, then = [texts] }", _step)
STEPS = many(STEP, "a list of steps: texts, or { if = a text, then = [texts] }")
