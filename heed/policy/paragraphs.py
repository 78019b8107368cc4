"""The paragraphs of a letter as policy files write them: a text, or a table that says what the writer decides."""

from typing import Any

from heed.policy.letters import Alternative, Does, Part
from heed.policy.shapes import TEXT, WORD, YES_NO, Key, Shape, Spot, exactly, many, table

MOST = (20, 4000)
TEXTS = many(TEXT, "a list of texts")
LENGTH = exactly(int, f"a number of characters from {MOST[0]} to {MOST[1]}", lambda one: MOST[0] <= one <= MOST[1])
ONE = table({
    "word": Key(WORD, "The word that is kept.", True),
    "label": Key(TEXT, "What the writer reads.", True),
    "text": Key(TEXT, "The paragraph; without one, choosing it puts nothing in."),
}, "an alternative with “word”, “label” and “text”")  # fmt: skip
ASK = Key(TEXT, "What the writer is asked.", True)
TABLES: dict[Does, dict[str, Key]] = {
    Does.HEAD: {"head": Key(TEXT, "A heading within the letter.", True)},
    Does.LIST: {"list": Key(TEXTS, "Points, one below the other.", True)},
    Does.MAY: {
        "may": Key(WORD, "A paragraph that the writer may put in, by its own name.", True),
        "ask": ASK,
        "text": Key(TEXT, "The paragraph.", True),
    },
    Does.CHOOSE: {
        "choose": Key(WORD, "A choice that the writer has, by its own name.", True),
        "ask": ASK,
        "of": Key(many(ONE, "a list of alternatives"), "The alternatives, of which the writer chooses one.", True),
        "optional": Key(YES_NO, "True where none of them need be chosen."),
    },
    Does.WRITE: {
        "write": Key(WORD, "Sentences of the writer’s own, by their own name.", True),
        "ask": ASK,
        "most": Key(LENGTH, "How many characters they may have.", True),
        "optional": Key(YES_NO, "True where they may be left out."),
    },
}
KINDS = {does: table(keys, f"a paragraph with “{does.value}”") for does, keys in TABLES.items()}
WRITTEN = ("a text, { head = … }, { list = […] }, { may = …, ask = …, text = … }, { choose = …, ask = …, of = […] } "
           "or { write = …, ask = …, most = … }")  # fmt: skip


def _part(value: Any, spot: Spot) -> Part | None:
    does = next((one for one in KINDS if isinstance(value, dict) and one.value in value), None)
    if does is None:
        text = TEXT.read(value, spot)
        return Part(Does.SAY, (text,)) if text else None
    found = KINDS[does].read(value, spot)
    if found is None:
        return None
    if does is Does.HEAD:
        return Part(does, (found["head"],))
    if does is Does.LIST:
        return Part(does, found["list"])
    return Part(
        does=does,
        texts=(found["text"],) if does is Does.MAY else (),
        id=found[does.value],
        ask=found["ask"],
        of=tuple(Alternative(one["word"], one["label"], one.get("text")) for one in found.get("of", ())),
        most=found.get("most", 0),
        optional=found.get("optional", does is Does.MAY),
    )


PARAGRAPH = Shape(WRITTEN, _part)
PARAGRAPHS = many(PARAGRAPH, f"a list of paragraphs, each {WRITTEN}")


def _texts_by_field(value: Any, spot: Spot) -> Any:
    if not isinstance(value, dict):
        return spot.refuse(f"“{spot.name}” cannot be {type(value).__name__}.", BY_FIELD.expected)
    found = {name: TEXT.read(one, spot.into(name)) for name, one in value.items()}
    return None if any(one is None for one in found.values()) else found


BY_FIELD = Shape("a table of texts by field, such as { appeal_how = “…” }", _texts_by_field)
