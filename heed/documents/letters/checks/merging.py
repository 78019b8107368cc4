"""Mistakes of merging: a field that nobody filled in, a day on the wrong side, what was left over from a form."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.utils.translation import gettext as _

from heed.documents.letters.checks.mistakes import Mistake
from heed.policy.letters import Chosen, Does, Field, LetterTemplate, Sort

LEFT_OVER = re.compile(
    r"\bX{2,}\b|\bTB[CAD]\b|\?{2,}|_{3,}|\.{4,}|\[[^\]]*\]|<[^<>]*>|\blorem ipsum\b|\bdd/mm|%\w+%|«[^»]*»"
    r"|\b(insert|add|delete) (name|date|as appropriate|here)\b|&(amp|nbsp|lt|gt|quot|#\d+);",
    re.IGNORECASE,
)
SPOILT = re.compile(r"(?<=[a-z,] )None\b|\bNaN\b|\bnull\b|\bundefined\b|#(REF|VALUE|NAME)[!?]|#N/A")
BRACE = re.compile(r"[{}]")
GREETING = re.compile(r"(?m)^\s*(dear|hello|hi)\s+\w+|\byours (sincerely|faithfully)\b", re.IGNORECASE)
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)
TITLE = r"mr|mrs|ms|miss|mx|dr|prof|sir|dame|rev|cllr"
TWICE = re.compile(rf"^({TITLE})\.?\s+({TITLE})\b", re.IGNORECASE)
NOBODY = {"unknown", "unknowncaller", "name", "thename", "tbc", "tba", "na", "none", "sir", "madam", "sirmadam",
          "occupier", "customer", "test", "xx", "xxx", "notknown", "anonymous"}  # fmt: skip
ORDER = (
    ("happened_on", "spoken_on"),
    ("start_date", "end_date"),
    ("start_date", "ended_on"),
    ("review_date", "end_date"),
    ("appeal_received_on", "answer_by"),
)
"""Pairs of days of which the first cannot come after the second."""


def in_name(name: str) -> Iterator[Mistake]:
    """Yield what is wrong with the name to whom a letter goes."""
    plain = "".join(letter for letter in name.casefold() if letter.isalnum())
    if not name.strip():
        yield Mistake("no-name", _("Enter the name of the person to whom the letter goes"), "to_name")
    elif plain in NOBODY or LEFT_OVER.search(name) or not re.search(r"[^\W\d_]", name):
        yield Mistake("name-is-nobody", _("“{name}” is nobody’s name").format(name=name), "to_name")
    elif BRACE.search(name):
        yield Mistake("brace-in-name", _("Take the braces out of the name"), "to_name")
    elif TWICE.search(name):
        yield Mistake("title-twice", _("Write the title once"), "to_name")
    if UNPRINTABLE.search(name) or "\n" in name:
        yield Mistake("unprintable-name", _("The name holds letters that cannot be printed"), "to_name")


def in_fields(template: LetterTemplate, values: Mapping[str, str], today: date, *, easy: bool) -> Iterator[Mistake]:
    """Yield what is wrong with what the fields hold; days are written as 2026-04-02."""
    asked = template.asked(easy=easy)
    known = {field.name for field in asked}
    for name in sorted(values.keys() - known):
        yield Mistake("field-too-many", _("This letter has no field “{name}”").format(name=name), name)
    for field in asked:
        value = values.get(field.name, "").strip()
        if not value:
            yield Mistake("field-empty", _("Fill this in"), field.name)
        elif field.sort is Sort.DAY:
            yield from _day(field, value, today)
        else:
            yield from _text(value, field.name, field.most)
    days = {name: value for name, value in values.items() if name in known and _is_day(value)}
    for first, second in ORDER:
        if first in days and second in days and days[first] > days[second]:
            sentence = _("These days are in the wrong order: {first} and {second}")
            yield Mistake("days-out-of-order", sentence.format(first=first, second=second), second)


def in_choices(template: LetterTemplate, chosen: Chosen, *, easy: bool) -> Iterator[Mistake]:
    """Yield what is wrong with what the writer chose and wrote of their own."""
    parts = {part.id: part for part in template.parts(easy=easy) if part.id}
    for id_ in sorted({*chosen.alternatives, *chosen.included, *chosen.own} - parts.keys()):
        yield Mistake("choice-too-many", _("This letter has nothing to choose for “{id}”").format(id=id_), id_)
    for id_, part in parts.items():
        word = chosen.alternatives.get(id_, "")
        if part.does is Does.CHOOSE and not word and not part.optional:
            yield Mistake("nothing-chosen", _("Choose one of these"), id_)
        elif part.does is Does.CHOOSE and word and word not in [one.word for one in part.of]:
            yield Mistake("unknown-choice", _("Choose one of these"), id_)
        if part.does is Does.WRITE:
            text = chosen.own.get(id_, "").strip()
            if not text and not part.optional:
                yield Mistake("nothing-written", _("Write this, in your own words"), id_)
            yield from _text(text, id_, part.most)


def in_words(subject: str, texts: Iterable[str]) -> Iterator[Mistake]:
    """Yield what was left over in a whole letter, as it is about to leave or as it came back from Word."""
    whole = [subject, *texts]
    if not subject.strip():
        yield Mistake("no-heading", _("The letter has no heading"))
    if not "".join(whole[1:]).strip():
        yield Mistake("no-words", _("The letter says nothing"))
    for text in whole:
        yield from _left_over(text, "")


def _day(field: Field, value: str, today: date) -> Iterator[Mistake]:
    if not _is_day(value):
        yield Mistake("no-day", _("Enter a day"), field.name)
        return
    day = date.fromisoformat(value)
    if field.past is True and day > today:
        yield Mistake("day-ahead", _("This day has not come yet"), field.name)
    if field.past is False and day <= today:
        yield Mistake("day-behind", _("This day must lie ahead"), field.name)
    if abs((day - today).days) > 366 * 6:
        yield Mistake("day-far-off", _("This day is years off. Check the year"), field.name)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _text(value: str, name: str, most: int) -> Iterator[Mistake]:
    if len(value) > most:
        yield Mistake("too-long", _("Write {most} characters at most").format(most=most), name)
    yield from _left_over(value, name)
    if GREETING.search(value):
        yield Mistake("greeting-twice", _("Leave greeting and ending out: the letter has them"), name)


def _left_over(text: str, name: str) -> Iterator[Mistake]:
    if BRACE.search(text):
        yield Mistake("brace-left", _("Take the braces out: “{text}”").format(text=text[:80]), name)
    found = LEFT_OVER.search(text) or SPOILT.search(text)
    if found:
        yield Mistake("left-over", _("“{found}” was left over").format(found=found[0]), name)
    if UNPRINTABLE.search(text):
        yield Mistake("unprintable", _("There are letters in this that cannot be printed"), name)
