"""Letters of a policy: what a template can hold, the closed list of fields it may name, and a letter written out of it.

A template is text and nothing else. `{end_date}` names a field; there is no way from a template to anything that is
not in `FIELDS`, and what a field holds is put in as it stands: braces in it are braces.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from heed.policy.conditions import Condition
from heed.policy.text import SILENT, Text

FIELD = re.compile(r"\{([^{}]*)\}")
WAYS = ("post", "email", "handed-over", "notify")
"""How a letter can reach somebody: by post, by e-mail where they chose that, in their hand, by GOV.UK Notify."""


class Sort(StrEnum):
    """Where what a field holds comes from, and what it can be."""

    OURS = "ours"  # from the case, the writer and the letterhead: nobody types it
    DAY = "day"
    LINE = "line"  # a few words
    TEXT = "text"  # some sentences


@dataclass(frozen=True, slots=True)
class Field:
    """Something that a template may name. `most` is how many characters it can hold."""

    name: str
    sort: Sort
    about: str  # "the name of the person the letter is to": says what it holds
    most: int = 200
    past: bool | None = None  # a day that must lie behind (True) or ahead (False) when the letter goes


FIELDS: Mapping[str, Field] = {
    one.name: one
    for one in (
        Field("person_name", Sort.OURS, "the name of the person to whom the letter goes"),
        Field("address", Sort.OURS, "their address, on one line", 400),
        Field("reference", Sort.OURS, "our reference, such as H-7K3M-9QPT"),
        Field("writer_name", Sort.OURS, "the name of whoever signs"),
        Field("writer_post", Sort.OURS, "what they are"),
        Field("body", Sort.OURS, "the name of the public body"),
        Field("contact", Sort.OURS, "how to reach us, from the letterhead", 600),
        Field("happened_on", Sort.DAY, "the day on which it happened", past=True),
        Field("spoken_on", Sort.DAY, "the day on which we spoke with the person", past=True),
        Field("what_happened", Sort.TEXT, "what they did, as a fact and without anybody’s name", 600),
        Field("impact", Sort.TEXT, "what it did to people, without anybody’s name", 600),
        Field("expected", Sort.TEXT, "what we ask of them from now on", 600),
        Field("consequence", Sort.TEXT, "what follows if it happens again", 600),
        Field("hazards_words", Sort.LINE, "what the entry on the register warns of, in a few words", 300),
        Field("why_words", Sort.TEXT, "why it was unacceptable", 600),
        Field("who_may_be_told", Sort.TEXT, "who may be told of the entry", 600),
        Field("start_date", Sort.DAY, "the day from which the entry has stood", past=True),
        Field("end_date", Sort.DAY, "the day on which the entry ends", past=False),
        Field("ended_on", Sort.DAY, "the day on which the entry ended", past=True),
        Field("review_date", Sort.DAY, "the day by which it is looked at again", past=False),
        Field("appeal_by", Sort.DAY, "the last day for an appeal", past=False),
        Field("appeal_how", Sort.TEXT, "how to appeal, and to whom", 600),
        Field("appeal_received_on", Sort.DAY, "the day on which the appeal reached us", past=True),
        Field("answer_by", Sort.DAY, "the day by which they get an answer", past=False),
        Field("outcome_words", Sort.TEXT, "what was decided, and why", 1500),
        Field("what_was_wrong", Sort.TEXT, "what we got wrong", 600),
        Field("put_right", Sort.TEXT, "what we have done to put it right", 600),
        Field("meeting_on", Sort.DAY, "the day of the meeting", past=False),
        Field("meeting_place", Sort.LINE, "where and when we meet", 300),
    )
}
"""The closed list. A template that names anything else is refused by `heed policy check`."""


class Does(StrEnum):
    """What a part of a template does."""

    SAY = "say"  # a paragraph
    HEAD = "head"  # a heading
    LIST = "list"  # points, one below the other
    MAY = "may"  # a paragraph that the writer may put in
    CHOOSE = "choose"  # one of several, which the writer chooses
    WRITE = "write"  # sentences of the writer's own, of a limited length


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of several paragraphs that the writer chooses from; without a text choosing it puts nothing in."""

    word: str
    label: Text
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a template. `id` and `ask` are there where the writer decides something."""

    does: Does
    texts: tuple[Text, ...] = ()
    id: str = ""
    ask: Text | None = None
    of: tuple[Alternative, ...] = ()
    most: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter that a body sends: who it is to, what it says, what must have been recorded before it is written."""

    id: str
    title: Text
    clauses: tuple[str, ...]
    subject: Text
    body: tuple[Part, ...]
    about: Text | None = None
    easy: tuple[Part, ...] = ()  # the same in easy words and short sentences
    to: str = "subject"  # subject | affected | anybody
    on: str = ""  # report | entry: on which case it is written; on either where empty
    after: str = ""  # the verb that must be recorded on the case before
    after_when: tuple[Condition, ...] = ()  # and what it must have stated
    second_look: bool = True
    ways: tuple[str, ...] = WAYS
    usual: Mapping[str, Text] = field(default_factory=dict, hash=False)  # what a field holds unless it is changed

    def parts(self, *, easy: bool = False) -> tuple[Part, ...]:
        """Return its parts; the easy ones where they are wanted and there are any."""
        return self.easy if easy and self.easy else self.body

    def fields(self, *, easy: bool = False) -> tuple[Field, ...]:
        """Return the fields that it names, in the order of the closed list."""
        named = {
            name for text in texts_of(self, easy=easy) for _lang, one in text.by_language for name in names_in(one)
        }
        return tuple(one for name, one in FIELDS.items() if name in named)

    def asked(self, *, easy: bool = False) -> tuple[Field, ...]:
        """Return the fields that somebody has to fill in."""
        return tuple(one for one in self.fields(easy=easy) if one.sort is not Sort.OURS)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above and below every letter of the body. `logo` is an SVG picture, `logo_words` what it shows."""

    name: Text = SILENT
    address: Text = SILENT
    contact: Text = SILENT
    greeting: Text = SILENT
    closing: Text = SILENT
    logo: str = ""
    logo_words: Text = SILENT
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a letter as it is sent: `kind` is say, head or list."""

    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the writer decided: alternatives by id, optional paragraphs, their own sentences by id."""

    alternatives: Mapping[str, str] = field(default_factory=dict)
    included: frozenset[str] = frozenset()
    own: Mapping[str, str] = field(default_factory=dict)


class Lacking(ValueError):
    """A letter cannot be written because a field holds nothing or a choice was not made; `names` says which."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def names_in(text: str) -> list[str]:
    """Return the fields that a text names, in order."""
    return FIELD.findall(text)


def texts_of(letter: LetterTemplate, *, easy: bool = False) -> Iterator[Text]:
    """Yield every text of a template that can come to be in a letter."""
    yield letter.subject
    for part in letter.parts(easy=easy):
        yield from part.texts
        yield from (one.text for one in part.of if one.text)


def compose(
    letter: LetterTemplate, chosen: Chosen, values: Mapping[str, str], *, lang: str = "en", easy: bool = False
) -> tuple[str, tuple[Block, ...]]:
    """Return the heading and the body of a letter; `values` are what its fields hold, by name.

    Lacking where a field that comes to stand in the letter holds nothing, or an alternative was not chosen.
    """
    blocks = list[Block]()
    lacking = list[str]()
    for part in letter.parts(easy=easy):
        if part.does is Does.CHOOSE and _alternative(part, chosen) is None and not part.optional:
            lacking.append(part.id)
        if part.does is Does.WRITE and not chosen.own.get(part.id, "").strip() and not part.optional:
            lacking.append(part.id)
        blocks += _blocks(part, chosen, values, lang, lacking)
    subject = fill(letter.subject.text(lang), values, lacking)
    if lacking:
        raise Lacking(tuple(dict.fromkeys(lacking)))
    return subject, tuple(blocks)


def fill(text: str, values: Mapping[str, str], lacking: list[str]) -> str:
    """Return the text with its fields filled in, once: what a field holds is never read as a template again."""

    def put(found: re.Match[str]) -> str:
        value = " ".join(values.get(found[1], "").split())
        if not value:
            lacking.append(found[1])
        return value

    return FIELD.sub(put, " ".join(text.split()))


def _blocks(part: Part, chosen: Chosen, values: Mapping[str, str], lang: str, lacking: list[str]) -> list[Block]:
    if part.does is Does.WRITE:
        paragraphs = [" ".join(one.split()) for one in chosen.own.get(part.id, "").splitlines()]
        return [Block("say", (one,)) for one in paragraphs if one]
    if part.does is Does.CHOOSE:
        alternative = _alternative(part, chosen)
        texts = [alternative.text] if alternative and alternative.text else []
    else:
        texts = list(part.texts) if part.does is not Does.MAY or part.id in chosen.included else []
    kind = {Does.HEAD: "head", Does.LIST: "list"}.get(part.does, "say")
    filled = tuple(fill(one.text(lang), values, lacking) for one in texts if one)
    if kind == "list":
        return [Block(kind, filled)]
    return [Block(kind, (one,)) for one in filled]


def _alternative(part: Part, chosen: Chosen) -> Alternative | None:
    word = chosen.alternatives.get(part.id)
    return next((one for one in part.of if one.word == word), None)
