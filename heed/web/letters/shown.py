"""A letter in words: where it stands, what it says, what was changed, and what the reader can do with it."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from heed.documents.letters import queries, rules, states
from heed.documents.letters.paper.sheet import Sheet
from heed.documents.letters.queries import Letter, Words
from heed.documents.letters.states import Status, Way
from heed.people.agencies.stamps import Signed, User
from heed.web.guidance.shown import said
from heed.web.words import moment

COLOURS = {
    Status.DRAFT: "grey", Status.WAITING: "yellow", Status.RELEASED: "blue", Status.SENT: "green",
    Status.RETURNED: "red", Status.WITHDRAWN: "grey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter in a list: what it is, to whom, where it stands, since when."""

    title: str
    to: str
    about: str
    status: str
    colour: str
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A letter that can be written here; `why_not` where it cannot yet."""

    title: str
    about: str
    href: str
    why_not: str = ""
    owed: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the reader can do with a letter."""

    text: str
    href: str
    first: bool = False


def home_of(letter: Letter) -> str:
    """Return the path of a letter's page."""
    return f"{letter.case.page}/letters/{letter.pk}"


def shown(letter: Letter) -> LetterShown:
    """Return a letter as a list shows it."""
    about = _("{way}; written by {name} on {moment}.")
    return LetterShown(
        title=said(queries.template_of(letter).title),
        to=letter.to_name,
        about=about.format(way=Way(letter.way).label, name=letter.written_by.name, moment=moment(letter.drafted_at)),
        status=str(Status(letter.status).label),
        colour=COLOURS[Status(letter.status)],
        href=home_of(letter),
    )


def choices(user: User, case: queries.Case) -> list[Choice]:
    """Return every letter for this sort of case, those that are owed first; why one cannot be written yet."""
    found = []
    for template in queries.templates_for(case.agency):
        if template.on and template.on != case.sort:
            continue
        decision = rules.may_write(user, case, template)
        href = f"{case.page}/letters/write/{template.id}"
        owed = queries.owed(case, template.id)
        found.append(Choice(said(template.title), said(template.about), href, decision.reason, owed))
    return sorted(found, key=lambda one: not one.owed)


def without_address(sheet: Sheet) -> Sheet:
    """Return the letter for a second look: who looks must find the address out for themselves."""
    hidden = _("(The address is left out here. Look it up, and type it below.)")
    return replace(sheet, to_address=(hidden,)) if sheet.to_address else sheet


def wrote(user: User, letter: Letter) -> bool:
    """Return whether the words of the letter are the user's, at least in part."""
    return user.pk == letter.written_by_id or any(words.by_id == user.pk for words in queries.versions_of(letter))


def ways(stamp: Signed, letter: Letter) -> list[Deed]:
    """Return what the reader can do with the letter, the next step first."""
    user, here = stamp.user, home_of(letter)
    needs = rules.needs_second_look(letter) or bool(queries.given_away(letter, stamp.at))
    release = _("Take the second look") if letter.status == Status.WAITING else _("Check it again and release it")
    offered = (
        ("finish", _("Hand it on for a second look"), needs and rules.may_take(user, letter, states.FINISH)),
        ("release", release, not (needs and letter.status == Status.DRAFT) and rules.may_release(user, letter)),
        ("send", _("Say that it was handed over") if letter.way == Way.HANDED_OVER else _("Say that it was sent"),
         rules.may_take(user, letter, states.SEND)),
        ("returned", _("Say that it came back"), rules.may_take(user, letter, states.RETURNED)),
        ("change", _("Change it"), rules.may_take(user, letter, states.CHANGE)),
        ("bring-back", _("Bring it back from Word"), rules.may_take(user, letter, states.CHANGE)),
        ("withdraw", _("Withdraw it"), rules.may_take(user, letter, states.WITHDRAW)),
    )  # fmt: skip
    found = [Deed(text, f"{here}/{word}") for word, text, allowed in offered if allowed]
    return [replace(way, first=not number) for number, way in enumerate(found)]


@dataclass(frozen=True, slots=True)
class Changed:
    """A paragraph of a version beside the one before: `kind` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a letter's words: who made it, when, and what changed."""

    title: str
    changed: tuple[Changed, ...]


def versions(letter: Letter) -> list[Version]:
    """Return every version, newest first, each with what changed since the one before."""
    found = queries.versions_of(letter)
    made = {"word": _("Version {number}, changed in Word by {name} on {moment}"),
            "template": _("Version {number}, by {name} on {moment}")}  # fmt: skip
    return [
        Version(
            made[words.source].format(number=words.number, name=words.by.name, moment=moment(words.at)),
            difference(before, words) if before else (),
        )
        for words, before in zip(found, [*found[1:], None], strict=True)
    ]


def difference(before: Words, after: Words) -> tuple[Changed, ...]:
    """Return the paragraphs of two versions side by side, only those that differ."""
    kinds = {"- ": "gone", "+ ": "new"}
    lines = difflib.ndiff(_paragraphs(before), _paragraphs(after))
    return tuple(Changed(kinds[line[:2]], line[2:]) for line in lines if line[:2] in kinds)


def _paragraphs(words: Words) -> Sequence[str]:
    return [words.subject, *(text for block in queries.blocks_of(words) for text in block.texts)]
