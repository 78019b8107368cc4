"""The papers of an appeal as one reader reads them, on a page or as a file."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from heed.documents.letters.paper.sheet import Labels, Sheet
from heed.documents.letters.paper.typeset import pdf
from heed.documents.letters.queries import in_words
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for
from heed.policy.letters import Block
from heed.register.appeals.models import Appeal
from heed.register.appeals.papers.rules import Reader, left_out, others_in, own_of
from heed.register.appeals.queries import comment_of
from heed.register.appeals.states import How
from heed.register.markers.models import Marker
from heed.register.markers.queries import controls_of, factors_for, today, version_of
from heed.register.markers.states import At


def papers(appeal: Appeal, reader: Reader) -> list[Block]:
    """Return the papers as headings, paragraphs and lists.

    Nobody reads in them where somebody lives or how they are reached, but for the person whom the entry is about; the
    person reads no name of an employee or a witness either, nor what the employee concerned said of the appeal.
    """
    marker = appeal.marker
    book = book_for(marker.case.agency)
    hazards = [book.hazards[word].title.text() for word in marker.hazards if word in book.hazards]
    controls = [each.title.text() for each in controls_of(book, marker)] + ([marker.advice] if marker.advice else [])
    until = in_words(marker.ends_on.isoformat(), "en") if marker.ends_on else ""
    found = [
        _head(_("The appeal")), *_appeal(appeal),
        _head(_("What the entry warns of")), Block("list", tuple(hazards)),
        _head(_("What it asks staff to do")), Block("list", tuple(controls)),
        _say(_("It stands until {day}.").format(day=until)),
        _head(_("Why there is a credible risk")), _say(marker.grounds),
        _head(_("What it rests on")), Block("list", _sources(marker)),
        _head(_("What was weighed")), *_weighed(marker),
    ]  # fmt: skip
    version = version_of(marker)
    if version is not None and version.text:
        found += [_head(_("How it was, as the employee concerned tells it")), _say(version.text)]
    comment = comment_of(appeal)
    if reader is Reader.PANEL and comment is not None and comment.text:
        found += [_head(_("What the employee concerned says of the appeal")), _say(comment.text)]
    others, own = others_in(marker, reader), own_of(marker)
    return [Block(each.kind, tuple(left_out(text, others, own) for text in each.texts)) for each in found if each.texts]


def _head(text: str) -> Block:
    return Block("head", (text,))


def _say(text: str) -> Block:
    return Block("say", (text,) if text.strip() else ())


def _appeal(appeal: Appeal) -> list[Block]:
    day, way = in_words(appeal.received_on.isoformat(), "en"), How(appeal.how).label
    words = _("{way}, on {day}, from {name}.") if appeal.by_name else _("{way}, on {day}.")
    return [_say(words.format(way=way, day=day, name=appeal.by_name)), _say(appeal.grounds)]


def _sources(marker: Marker) -> tuple[str, ...]:
    rows = marker.sources.select_related("incident__case").order_by("happened_on", "pk")
    told = _("as told in the report that the entry came from")
    return tuple(f"{in_words(each.happened_on.isoformat(), 'en')}: {each.what or told}" for each in rows)


def _weighed(marker: Marker) -> list[Block]:
    """Return each factor with what was answered at each step; who answered is told by their part, not by name."""
    given = list(marker.answers.order_by("round", "answered_at", "pk"))
    found = []
    for factor in factors_for(book_for(marker.case.agency), marker.about):
        answers = tuple(f"{At(each.step).label}: {each.text}" for each in given if each.factor == factor.id)
        found += [_say(factor.ask.text()), Block("list", answers)] if answers else []
    return found


def bundle(appeal: Appeal, reader: Reader, by: User, at: datetime) -> bytes:
    """Return the papers as a tagged PDF (PDF/UA-1), dated today, with who made it for whom."""
    marker = appeal.marker
    book = book_for(marker.case.agency)
    with override("en-gb"):
        labels = Labels(str(_("Our reference")), str(_("Page {page} of {pages}")))
        whom = _("For the panel alone") if reader is Reader.PANEL else _("For the person who appeals")
        subject = _("Papers for the appeal")
    return pdf(
        Sheet(
            body=book.body.text(),
            head=(),
            to_name=str(whom),
            to_address=(),
            reference=marker.case.reference,
            date=in_words(today(marker.case.agency, at).isoformat(), "en"),
            greeting="",
            subject=str(subject),
            blocks=tuple(papers(appeal, reader)),
            closing="",
            writer_name=by.name if reader is Reader.PANEL else book.body.text(),
            writer_post="",
            labels=labels,
        )
    )
