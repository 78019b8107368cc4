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
KINDS = {
    Does.HEAD: table({"head": Key(TEXT, "A heading within the letter.", True)}, "a heading with “head”"),
    Does.LIST: table({"list": Key(TEXTS, "Points, one below the other.", True)}, "points with “list”"),
    Does.MAY: table({
        "may": Key(WORD, "The paragraph’s own name.", True),
        "ask": ASK,
        "text": Key(TEXT, "The paragraph.", True),
    }, "a paragraph that the writer may put in, with “may”, “ask” and “text”"),
    Does.CHOOSE: table({
        "choose": Key(WORD, "The choice’s own name.", True),
        "ask": ASK,
        "of": Key(many(ONE, "a list of alternatives"), "The alternatives, of which the writer chooses one.", True),
        "optional": Key(YES_NO, "True where none of them need be chosen."),
    }, "alternatives with “choose”, “ask” and “of”"),
    Does.WRITE: table({
        "write": Key(WORD, "The sentences’ own name.", True),
        "ask": ASK,
        "most": Key(LENGTH, "How many characters they may have.", True),
        "optional": Key(YES_NO, "True where they may be left out."),
    }, "sentences of the writer’s own, with “write”, “ask” and “most”"),
}  # fmt: skip
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
