"""Which entries fit what was asked, and which may: the index says whom to look at, the entries whether they warn."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from heed.casework.cases.models import Case
from heed.matching.days import UNKNOWN, Day, read_day
from heed.matching.faces import Told, face_of
from heed.matching.names import name_words, words
from heed.matching.one_box import read_line
from heed.people.agencies.models import User
from heed.people.index.queries import Hit, in_short, is_whole, likest, pool_of
from heed.people.public.models import Place
from heed.people.public.queries import warned_in, warned_of
from heed.register.markers.models import Marker
from heed.register.markers.queries import places_of, today
from heed.register.markers.states import About

REFERENCE: Final = re.compile(r"\bH-[A-Z0-9]{4}-[A-Z0-9]{4}\b", re.IGNORECASE)
MOST_POSSIBLE: Final = 5
"""More entries than these that only may fit are not shown: one more fact is asked for, so that nobody browses (N1)."""


@dataclass(frozen=True)
class Asked:
    """What is looked for, as it was typed: any of name, date of birth, address, postcode, reference, contacts."""

    name: str = ""
    born_on: date | None = None
    address: str = ""
    postcode: str = ""
    reference: str = ""
    born: str = ""  # as it was typed, where only a part of the date is known
    telephone: str = ""
    email: str = ""

    @classmethod
    def in_one_line(cls, line: str) -> "Asked":
        """Return what a line asks that holds all there is: “imran nawas 1/9/57 93 egwick terr”."""
        found = REFERENCE.search(line)
        told = read_line(REFERENCE.sub(" ", line))
        day = read_day(told.born) if told.born else UNKNOWN
        whole = _date(day)
        return cls(
            told.name, whole, told.address, told.postcode, found.group() if found else "",
            told.born if day != UNKNOWN and whole is None else "", told.telephone, told.email,
        )  # fmt: skip

    def as_told(self) -> Told:
        """Return it as matching reads it."""
        born = self.born_on.isoformat() if self.born_on else self.born
        return Told(
            name=self.name, born=born, address=self.address, postcode=self.postcode, telephone=self.telephone,
            email=self.email,
        )  # fmt: skip

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the name, folded."""
        return frozenset(name_words(self.name))

    @cached_property
    def lines(self) -> frozenset[str]:
        """The words of the address, folded."""
        return frozenset(words(self.address))

    @cached_property
    def code(self) -> str:
        """The postcode without spaces."""
        return _joined(self.postcode)

    @property
    def whole_reference(self) -> str:
        """The reference as entries have it, however it was typed."""
        code = _joined(self.reference).upper()
        return "-".join((code[:1], code[1:5], code[5:]))

    @property
    def has_address(self) -> bool:
        """Whether any part of an address was given."""
        return bool(self.lines or self.code)

    @property
    def has_whole_address(self) -> bool:
        """Whether the address means one property or a few: a postcode, or lines with a number."""
        numbered = any(letter.isdecimal() for word in self.lines for letter in word)
        return bool(self.code) or (numbered and len(self.lines) > 1)

    @property
    def has_more(self) -> bool:
        """Whether there is one more fact beside a name."""
        return bool(self.born_on or self.born or self.has_address or self.telephone or self.email)

    def told(self) -> str:
        """Return what was asked in one folded line, the same however it was typed."""
        born = self.born_on.isoformat() if self.born_on else ""
        parts = [" ".join(sorted(self.names)), born, " ".join(sorted(self.lines)), self.code, _joined(self.reference)]
        more = [_joined(each) for each in (self.born, self.telephone, self.email)]
        return "\0".join(parts + more if any(more) else parts)


def _date(day: Day) -> date | None:
    """Return a whole date; None for one that is known in part, or that no calendar has."""
    try:
        return date(*day)
    except ValueError:
        return None


def _joined(text: str) -> str:
    return "".join(words(text))


@dataclass(frozen=True, slots=True)
class Possible:
    """An entry that may be meant, why in words, and the one question that would settle it."""

    marker: Marker
    why: str
    settle: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What fits: entries to show, those that may fit, and those that must not be shown to this reader (R6).

    Where it is not `checked`, nothing is known, and that is never shown as “nothing found”.
    """

    shown: list[Marker] = field(default_factory=list)
    hidden: list[Marker] = field(default_factory=list)
    possible: list[Possible] = field(default_factory=list)
    more: bool = False  # still others may be meant, but too little was asked to show them
    checked: bool = True
    size: int = 0  # how many entries were live
    lookup: int = 0  # the row in which the check is kept


def search(user: User, asked: Asked, at: datetime) -> Answer:
    """Return the live entries of the reader's agency that fit or may fit, found by the index.

    Whether an entry is live is asked of the entry itself: the index says whom to look at, never that anything warns.
    """
    try:
        with transaction.atomic():
            hits = hits_of(user.agency_id, asked)
    except DatabaseError:  # whatever the index cannot tell is “could not check”, and the check is still recorded
        hits = None
    if hits is None:
        return Answer(checked=False)
    live = Marker.objects.live(today(user.agency, at)).filter(case__agency=user.agency_id)
    mine = Case.objects.filter(pk=OuterRef("case")).about(user)
    wanted = live.filter(Q(pk__in=hits) | Q(case__reference=asked.whole_reference))
    entries = wanted.annotate(is_mine=Exists(mine)).order_by("case__reference")
    entries = entries.select_related("case__agency", "person__place", "person__household__place", "place")
    found = list(entries.prefetch_related("person__aliases", "whereabouts__place"))
    return _sorted_out(asked, found, hits, live.count())


def _sorted_out(asked: Asked, found: list[Marker], hits: dict[int, Hit | None], size: int) -> Answer:
    """Return what each entry comes to: a warning, possible, hidden from its subject, or nothing; the likest first."""
    answer, possible = Answer(size=size), []
    for marker in found:
        hit, sure = hits.get(marker.pk), fits(marker, asked)
        why = "" if sure else why_possible(marker, asked, hit)
        if not sure and not why:
            continue
        if marker.is_mine:  # type: ignore[attr-defined]  # annotated above
            answer.hidden.append(marker)
        elif sure:
            answer.shown.append(marker)
        else:
            possible.append((-hit.score if hit else 0, Possible(marker, why, settling(marker, asked))))
    possible.sort(key=lambda each: each[0])
    answer.possible.extend(each for _score, each in possible[:MOST_POSSIBLE])
    return Answer(answer.shown, answer.hidden, answer.possible, len(possible) > MOST_POSSIBLE, size=size)


def hits_of(agency: int, asked: Asked) -> dict[int, Hit | None] | None:
    """Return the likest hit by each case that warns of somebody or somewhere who may be meant; None: cannot be said.

    Whoever and whatever lies in a postcode that was given is among them, however many.
    """
    if not is_whole():
        return None
    hits = {(each.is_place, each.pk): each for each in likest([pool_of(agency, warned=True)], face_of(asked.as_told()))}
    persons = [pk for is_place, pk in hits if not is_place]
    places = [pk for is_place, pk in hits if is_place]
    found: dict[int, Hit | None] = dict.fromkeys(warned_in(agency, asked.postcode) if asked.code else ())
    for row in warned_of(persons, places):
        hit = hits[row.person_id is None, row.person_id or row.place_id or 0]
        best = found.get(row.case)
        found[row.case] = hit if best is None or hit.score > best.score else best
    return found


def fits(marker: Marker, asked: Asked) -> bool:
    """Return whether the entry is the one that was asked for: by its reference, its address, or its name and a fact."""
    if asked.reference and _joined(asked.reference) == _joined(marker.case.reference):
        return True
    places = places_of(marker)
    if asked.has_whole_address and any(same_place(place, asked) for place in places):
        return True
    return _is_called(marker, asked) and any(_agreeing(marker, asked, places))


def by_address_alone(marker: Marker, asked: Asked) -> bool:
    """Return whether an entry about a person fits by its address only: the name that was asked is not one of theirs."""
    by_reference = asked.reference and _joined(asked.reference) == _joined(marker.case.reference)
    return bool(asked.names and marker.person and not by_reference and not _is_called(marker, asked))


def why_possible(marker: Marker, asked: Asked, hit: Hit | None) -> str:
    """Return in words why the entry may be meant; "" where nothing says so.

    What we do not know of a person does not clear them: with their name and nothing to compare it may be them.
    """
    if asked.has_more and _is_called(marker, asked) and not _agreeing(marker, asked, places_of(marker)):
        if not (asked.telephone or asked.email):
            return _("same name; what else you have is not known of them")
        return in_short(hit.reasons) if hit else _("same name")
    if hit is not None and hit.tier:
        lives_there = not hit.is_place and hit.pk != marker.person_id
        told = in_short(hit.reasons)
        return _("it may be somebody who lives with them: {why}").format(why=told) if lives_there else told
    return ""


def settling(marker: Marker, asked: Asked) -> str:
    """Return the one question whose answer would tell whether it is the same."""
    person = marker.person
    if person is None:
        return _("What is the whole address, with the number and the postcode?")
    if person.born_on and not asked.born_on:
        return _("What is their date of birth?")
    if places_of(marker) and not asked.has_whole_address:
        return _("What is their address, with the number of the house?")
    if not asked.names:
        return _("What is their name?")
    if asked.born_on and person.born_on:
        return _("How is their name spelt, and is the date of birth right?")
    return _("How is their name spelt, and have they used another?")


def _is_called(marker: Marker, asked: Asked) -> bool:
    """Return whether every word of the name is in one of the person's names."""
    if marker.about != About.PERSON or marker.person is None or not asked.names:
        return False
    names = [marker.person.name, *(alias.name for alias in marker.person.aliases.all())]
    return any(asked.names <= set(name_words(name)) for name in names)


def _agreeing(marker: Marker, asked: Asked, places: list[Place]) -> list[bool]:
    """Return of each fact beside the name that both sides know, whether it is the same."""
    agree = []
    if asked.born_on and marker.person and marker.person.born_on:
        agree.append(marker.person.born_on == asked.born_on)
    if asked.has_address and places:
        agree.append(any(same_place(place, asked) for place in places))
    return agree


def same_place(place: Place, asked: Asked) -> bool:
    """Return whether what was asked for can be this address: its postcode and its words, as far as both are known."""
    code, lines = _joined(place.postcode), frozenset(words(place.lines))
    if asked.code and code and asked.code != code:
        return False
    if asked.lines and lines:
        return asked.lines <= lines or (len(lines) > 1 and lines <= asked.lines)
    return bool(asked.code and code)
