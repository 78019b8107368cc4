"""What a briefing cannot get wrong: each of its questions can be answered rightly."""

from collections.abc import Iterator

from heed.policy.entries import Entry
from heed.policy.faults import Fault, nearest


def check_briefing(entry: Entry) -> Iterator[Fault]:
    """Yield what keeps a briefing from being passed."""
    for part in ("topic", "question"):
        if not entry.get(part):
            yield entry.fault((part,), f"A briefing needs at least one [[briefing.{part}]].", f"[[briefing.{part}]]")
    yield from _questions(entry)


def _questions(entry: Entry) -> Iterator[Fault]:
    known = set[str]()
    for number, one in enumerate(entry.get("question")):
        if one["word"] in known:
            yield entry.fault(("question", number, "word"), f"“{one['word']}” names two questions.", "another word")
        known.add(one["word"])
        words = [option["word"] for option in one["options"]]
        if len(words) < 2 or len(words) != len(set(words)):
            message = f"“{one['word']}” needs two or more answers, each with a word of its own."
            yield entry.fault(("question", number, "options"), message, "two or more different options")
        if one["right"] not in words:
            message = f"“{one['right']}” is none of the answers."
            yield entry.fault(("question", number, "right"), message, "a word of its options",
                              nearest(one["right"], words))  # fmt: skip
