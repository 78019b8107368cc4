"""What the parts of a page show: small values that views make and `heed.web.templatetags.heed` renders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `about` is read out after its text where the text alone says too little ("Change" … "your name")."""

    text: Words
    href: str
    about: Words = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a summary list. Safe HTML in `value` stays HTML; plain text keeps its line breaks."""

    key: Words
    value: Words
    actions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A line of a task list; `colour` makes the status a tag; a task without `href` cannot start yet."""

    title: Words
    status: Words
    href: str = ""
    hint: Words = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table."""

    text: Words
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a timeline: what happened, when, done by whom; `story` is the narrative as typed."""

    title: Words
    at: datetime
    by: Words = ""
    story: Words = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as its owner reads it: what, why, by which clause, who, by when.

    `done_at` shows it as done. `href` is where it is done; `about` says on what ("Report H-2F7K-9QXA").
    """

    what: Words
    due_at: datetime
    why: Words = ""
    clause: str = ""
    who: Words = ""
    href: str = ""
    about: Words = ""
    done_at: datetime | None = None
    waived: bool = False
    escalated_to: Words = ""
