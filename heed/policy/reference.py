"""The reference of the policy vocabulary as Markdown, written from the code."""

from collections.abc import Iterator, Mapping

from heed.policy.durations import ALONE, UNITS
from heed.policy.faults import listed
from heed.policy.letters import FIELDS, Field, Sort
from heed.policy.paragraphs import TABLES
from heed.policy.schema import EXAMPLE_KEYS, RUNG_KEYS, SECTIONS, Form
from heed.policy.shapes import Key
from heed.policy.vocabulary import Fact, Kind, Verb, Vocabulary

HEADS = {Form.ONE: "[{}]", Form.LIST: "[[{}]]", Form.WORDS: "[{}.<word>]"}
KINDS = {Kind.YES_NO: "true or false", Kind.NUMBER: "a number"}
INTRODUCTION = """\
# The policy vocabulary

Everything that a policy file (`heed/policies/*.toml`) can say. `heed policy check` refuses anything else, with the
line, what was expected and the nearest right word. This page is written by `heed policy reference`.

A file that `extends` another inherits all its entries. An entry with the same id in the same section takes the
inherited one's place as a whole; `[drop]` removes it. Every text may be a string or a table by language
(`{ en = "…", cy = "…" }`). A clause is one string or a list of them.

A condition on a fact is a value (`violence = true`), any of a list (`severity = ["serious", "major"]`) or, for
numbers, `{ at-least = 3 }`. For a fact with several words it holds when any of them was chosen. `when` holds when all
of it does; each line of `unless` is enough to keep a duty from opening. A fact that was not stated makes no condition
true.
"""


def reference(vocabulary: Vocabulary) -> str:
    """Return the whole reference."""
    return "\n".join([INTRODUCTION, *_sections(), *_durations(), *_verbs(vocabulary)]) + "\n"


def _sections() -> Iterator[str]:
    yield "## Sections\n"
    for name, section in SECTIONS.items():
        yield f"### `{HEADS[section.form].format(name)}`\n\n{section.about}\n"
        yield from _keys(section.keys)
        if name == "duty":
            yield "Each rung of `escalate`:\n"
            yield from _keys(RUNG_KEYS)
            yield "### `[[duty.example]]`\n\nA worked example. Every check runs it, under the policy of the file.\n"
            yield from _keys(EXAMPLE_KEYS)
        if name == "letter":
            yield "A paragraph of `body` or `easy` is a text, or one of these tables:\n"
            for does, keys in TABLES.items():
                yield f"#### `{{ {does.value} = … }}`\n"
                yield from _keys(keys)


def _keys(keys: Mapping[str, Key]) -> Iterator[str]:
    yield "| key | needed | what it is | what to write |\n| --- | --- | --- | --- |"
    for name, key in keys.items():
        yield f"| `{name}` | {'yes' if key.needed else ''} | {key.about} | {key.shape.expected} |"
    yield ""


def _durations() -> Iterator[str]:
    yield "## Durations\n"
    yield f"A number of {listed(UNITS)} (`2 working days`, `1 month`), or one of {listed(f'`{one}`' for one in ALONE)}."
    yield """
Working days start counting on the day after and end at the close of business of the last of them. Working hours count
only while the body is open. Days, weeks, months and years end at the same local time, on the last day of a month that
is too short. Minutes and hours are elapsed time. A reminder is a duration and “before”: `1 working day before`.
"""


def _verbs(vocabulary: Vocabulary) -> Iterator[str]:
    verbs = sorted(vocabulary, key=lambda verb: verb.name)
    shared = _shared(verbs)
    yield "## Verbs\n"
    yield "What can happen (`on`) and what can be owed (`do`). A duty is opened by verbs on a case and asks for a verb"
    yield "on a case; a standing duty asks for a verb on a team or agency.\n"
    yield "| verb | on a | what it is | facts besides those of every report | clauses |"
    yield "| --- | --- | --- | --- | --- |"
    for verb in verbs:
        own = ", ".join(f"`{fact.name}`" for fact in verb.facts if fact not in shared)
        yield f"| `{verb.name}` | {verb.of} | {verb.do} | {own} | {', '.join(verb.clauses)} |"
    yield "\n## Facts of every report\n\nEvery `incident` verb states these.\n"
    yield from _facts(shared)
    yield "## Facts of single verbs\n"
    yield from _facts(list(dict.fromkeys(fact for verb in verbs for fact in verb.facts if fact not in shared)))


LETTER_FIELDS = """\
# The fields of letters

What a letter in a policy file can name in braces, as in `{person_name}`. There is nothing else: `heed policy check`
refuses any other name, and no template comes at anything in Heed that is not in this list. What a field holds is put
in as it stands and never read as a template again. This page is written from the code.

| field | what it holds | where it comes from | at most |
| --- | --- | --- | --- |
"""
COMES_FROM = {
    Sort.OURS: "from the case, the writer and the letterhead",
    Sort.DAY: "a day that the writer enters",
    Sort.LINE: "a few words of the writer",
    Sort.TEXT: "some sentences of the writer, or the policy’s `usual` words",
}


def letter_fields() -> str:
    """Return the page of the fields that letters can name."""
    return LETTER_FIELDS + "".join(f"{_field(one)}\n" for one in FIELDS.values())


def _field(one: Field) -> str:
    side = {True: ", not ahead", False: ", ahead", None: ""}[one.past]
    most = "" if one.sort is Sort.DAY else f"{one.most} characters"
    return f"| `{{{one.name}}}` | {one.about} | {COMES_FROM[one.sort]}{side} | {most} |"


def _shared(verbs: list[Verb]) -> list[Fact]:
    return [fact for verb in verbs if verb.name == "incident.report" for fact in verb.facts]


def _facts(facts: list[Fact]) -> Iterator[str]:
    yield "| fact | holds | what it says |\n| --- | --- | --- |"
    for fact in facts:
        about = fact.about if fact.kind in KINDS else f"{fact.about} …"
        yield f"| `{fact.name}` | {_holds(fact)} | {about} |"
    yield ""


def _holds(fact: Fact) -> str:
    if fact.kind in KINDS:
        return KINDS[fact.kind]
    several = "any of " if fact.kind is Kind.CHOICES else ""
    words = f"the ids of `[[{fact.words_from}]]`" if fact.words_from else ", ".join(f"`{word}`" for word in fact.words)
    return f"{several}{words}"
