"""The page of an answer: warnings, what may be one and what was said of it, nothing, or that nobody could check."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from heed.checks.answers.queries import Answer, Possible, by_address_alone
from heed.checks.answers.queries import Asked as Sought
from heed.checks.changes import digest_of
from heed.checks.queries import who_to_ask
from heed.checks.settling.queries import Settled, rows_of, said_before
from heed.people.agencies.queries import book_for
from heed.people.agencies.stamps import User
from heed.policy.book import Book
from heed.training.queries import Standing
from heed.web.asked import Asked
from heed.web.duties.shown import as_title
from heed.web.register.page import warning
from heed.web.show import show
from heed.web.words import in_words, local_day


@dataclass(frozen=True, slots=True)
class Weighed:
    """An entry that may be meant, and what was said of it before: by the reader themselves, by others."""

    found: int
    warning: dict[str, Any]
    person: bool
    why: str
    settle: str
    mine: bool | None  # what the reader said: the same, not the same, nothing yet
    said: tuple[str, ...]


def answered(request: Asked, answer: Answer, sought: Sought, lacks: Standing | None = None) -> HttpResponse:
    """Return the page of an answer. Only one that was checked and holds nothing at all says “nothing found”."""
    book, at = book_for(request.user.agency), request.stamp.at
    all_ = weighed(request.user, answer, sought, book)
    same, possible, other = ([each for each in all_ if each.mine is mine] for mine in (True, None, False))
    return show(
        request,
        "register/answer.html",
        title=titled(answer, sure=len(answer.shown) + len(same), possible=len(possible)),
        checked=answer.checked,
        nothing=is_nothing(answer),
        warnings=[
            warning(marker, book) | {"reference": marker.case.reference, "by_address": by_address_alone(marker, sought)}
            for marker in answer.shown
        ],
        same=same,
        possible=possible,
        other=other,
        lead=next((each.found for each in (*possible, *other, *same)), None),  # its first button is the page's main one
        more=answer.more,
        asked=in_short(sought),
        lacks=lacks,
        at=at,
        ask=who_to_ask(request.user.agency, at),
    )


def weighed(reader: User, answer: Answer, sought: Sought, book: Book) -> list[Weighed]:
    """Return what may be meant, likeliest first, with what was said of this very question before."""
    if not answer.possible:
        return []
    before, rows = said_before(digest_of(sought), [each.marker for each in answer.possible]), rows_of(answer.lookup)
    return [_weighed(reader, each, before.get(each.marker.pk, []), rows[each.marker.pk], book)
            for each in answer.possible]  # fmt: skip


def _weighed(reader: User, each: Possible, said: list[Settled], found: int, book: Book) -> Weighed:
    person = each.marker.person_id is not None
    mine = [row.same for row in said if row.said_by_id == reader.pk]
    return Weighed(
        found, warning(each.marker, book), person, as_title(each.why), each.settle, mine[0] if mine else None,
        tuple(sentence(row, reader, person=person) for row in said),
    )  # fmt: skip


def sentence(row: Settled, reader: User, *, person: bool) -> str:
    """Return “Priya Shah said on 3 May 2026 that this is not the same person”."""
    own = {
        (True, True): _("You said on {day} that this is the same person."),
        (True, False): _("You said on {day} that this is the same property."),
        (False, True): _("You said on {day} that this is not the same person."),
        (False, False): _("You said on {day} that this is not the same property."),
    }
    others = {
        (True, True): _("{name} said on {day} that this is the same person."),
        (True, False): _("{name} said on {day} that this is the same property."),
        (False, True): _("{name} said on {day} that this is not the same person."),
        (False, False): _("{name} said on {day} that this is not the same property."),
    }
    told = own if row.said_by_id == reader.pk else others
    return told[row.same, person].format(name=row.said_by.name, day=in_words(local_day(row.said_at)))


def told(*, same: bool) -> str:
    """Return what is said once it is said."""
    if same:
        return _("Saved: it is the same. Take the care that the warning asks for.")
    return _("Saved: it is not the same. The warning still stands below, in case it is after all, and for others.")


def is_nothing(answer: Answer) -> bool:
    """Return whether the register was asked, and holds nothing that is or may be meant."""
    return answer.checked and not (answer.shown or answer.possible)


def titled(answer: Answer, *, sure: int, possible: int) -> str:
    """Return what the page says first: one of the four answers, or that there is only what the reader ruled out."""
    if not answer.checked:
        return _("Heed could not check")
    if sure:
        return ngettext("There is a warning", "There are %(count)d warnings", sure) % {"count": sure}
    if possible:
        return _("There may be a warning")
    return _("Nothing found") if is_nothing(answer) else _("Nothing else found")


def in_short(sought: Sought) -> str:
    """Return what was looked for, as it was typed."""
    born = _("born on {day}").format(day=in_words(sought.born_on)) if sought.born_on else ""
    partly = _("born {day}").format(day=sought.born) if sought.born else ""
    parts = (sought.name, born, partly, sought.address, sought.postcode, sought.telephone, sought.email,
             sought.reference)  # fmt: skip
    return ", ".join(part for part in parts if part)
