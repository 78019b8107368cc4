"""What one reader of the papers must not see: who others are, where they live, how they are reached."""

import re
from enum import StrEnum
from typing import Final

from heed.casework.cases.queries import involved
from heed.casework.cases.states import NAMED
from heed.documents.letters.checks.names import Other, gives_away
from heed.register.markers.models import Marker
from heed.register.markers.queries import of_person

LEFT_OUT: Final = "[…]"
ROUNDS: Final = 20
"""So often a text is read again for what is still to be left out."""


class Reader(StrEnum):
    """For whom the papers are: the panel, or the person who appeals."""

    PANEL = "panel"
    PERSON = "person"


def others_in(marker: Marker, reader: Reader) -> list[Other]:
    """Return whom the papers may not give away to this reader; to the panel: where they are, not who they are."""
    cases = [marker.case] + ([marker.incident.case] if marker.incident else [])
    people: list[Other] = []
    for each in (each for case in cases for each in involved(case)):
        user, person = each.user, each.person
        if person is not None and person.pk == marker.person_id:
            continue
        name = each.name or (user.name if user else "") or (person.name if person else "")
        place = person.place if person else None
        people.append(
            Other(
                part=each.part,
                name=name if reader is Reader.PERSON and each.part in (*NAMED, "manager", "decided") else "",
                emails=tuple(filter(None, (user.email if user else "", person.email if person else ""))),
                telephones=(person.telephone,) if person and person.telephone else (),
                addresses=(f"{place.lines}\n{place.postcode}",) if place else (),
            )
        )
    return people


def own_of(marker: Marker) -> str:
    """Return the name and address of whom the entry is about, which stay."""
    place = marker.person.place if marker.person else marker.place
    return f"{of_person(marker)}\n{place.lines if place else ''}\n{place.postcode if place else ''}"


def left_out(text: str, others: list[Other], own: str) -> str:
    """Return the text without what gives others away: names, addresses, telephone numbers, e-mail addresses."""
    for _round in range(ROUNDS):
        found = gives_away(text, others, recipient=own)
        if not found:
            break
        for each in found:
            text = re.sub(_spelled(each.words), LEFT_OUT, text, flags=re.IGNORECASE)
    return text


def _spelled(words: str) -> str:
    """Return a pattern for words however they are spaced and punctuated."""
    return r"[\s,.’'-]*".join(re.escape(part) for part in re.split(r"[\s,.’'-]+", words) if part)
