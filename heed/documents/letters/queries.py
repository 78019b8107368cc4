"""Reads about letters: what can be written, what is wrong with it, what it looks like, what was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from heed.casework.cases.models import Case, Involvement, Note
from heed.casework.cases.queries import involved
from heed.casework.cases.states import Part
from heed.documents.letters.checks.addresses import key_of, lines_of
from heed.documents.letters.checks.names import Found, Other, gives_away
from heed.documents.letters.models import BlockedAddress, Letter, Pages, Words
from heed.documents.letters.paper.sheet import Labels, Sheet
from heed.documents.letters.states import Size, Status, Way
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_for, book_of, posts_held
from heed.people.public.models import Person
from heed.policy.book import Book
from heed.policy.letters import Block, Chosen, LetterTemplate, Sort, compose, fill

__all__ = ["Case", "Letter", "Person", "Words"]  # doors name these types, and touch no tables


@dataclass(frozen=True, slots=True)
class Intended:
    """A letter as somebody means to write it. `fields` hold days as 2026-04-02."""

    template: str
    to_name: str
    person: Person | None = None
    way: str = Way.POST
    to_address: str = ""
    to_email: str = ""
    language: str = "en"
    size: str = Size.STANDARD
    easy_read: bool = False
    chosen: Chosen = field(default_factory=Chosen)
    fields: Mapping[str, str] = field(default_factory=dict)
    other_address: bool = False
    again: bool = False

    @classmethod
    def of(cls, letter: Letter) -> "Intended":
        """Return a letter as it was meant."""
        chosen = letter.chosen
        return cls(
            template=letter.template,
            to_name=letter.to_name,
            person=letter.person,
            way=letter.way,
            to_address=letter.to_address,
            to_email=letter.to_email,
            language=letter.language,
            size=letter.size,
            easy_read=letter.easy_read,
            chosen=Chosen(chosen.get("alternatives", {}), frozenset(chosen.get("included", ())), chosen.get("own", {})),
            fields=letter.fields,
            other_address=letter.other_address,
            again=letter.again,
        )


# --- templates -------------------------------------------------------------------------------------------------------


def template_of(letter: Letter) -> LetterTemplate:
    """Return the template that the letter was written from, in the policy version that ran then."""
    return book_of(letter.policy).letters[letter.template]


def templates_for(agency: Agency) -> list[LetterTemplate]:
    """Return the letters that the agency's policy knows now, in its order."""
    return list(book_for(agency).letters.values())


def recorded(case: Case, template: LetterTemplate) -> datetime | None:
    """Return when what must come before the letter was recorded last; None where it was not."""
    notes = Note.objects.filter(case=case, verb=template.after).order_by("-at", "-pk").values_list("at", "answers")
    for at, answers in notes:
        given = {name: frozenset(one) if isinstance(one, list) else one for name, one in answers.items()}
        if all(condition.holds(given) for condition in template.after_when):
            return at
    return None


def may_be_to(case: Case, template: LetterTemplate) -> list[Involvement]:
    """Return those in the case to whom such a letter can go; a letter to anybody can go to whoever is named."""
    part = {"subject": Part.SUBJECT, "affected": Part.VICTIM}.get(template.to)
    return [each for each in involved(case) if part is None or each.part == part]


# --- words -----------------------------------------------------------------------------------------------------------


def today_of(case: Case, at: datetime) -> date:
    """Return the day of the moment where the agency is."""
    return at.astimezone(ZoneInfo(book_for(case.agency).calendar.zone)).date()


def values_of(intended: Intended, case: Case, writer: User, book: Book, at: datetime) -> dict[str, str]:
    """Return what every field holds, in words."""
    template, lang = book.letters[intended.template], intended.language
    sorts = {one.name: one.sort for one in template.asked(easy=intended.easy_read)}
    typed = {name: in_words(one, lang) if sorts.get(name) is Sort.DAY else one for name, one in intended.fields.items()}
    return typed | {
        "person_name": intended.to_name,
        "address": ", ".join(lines_of(intended.to_address)),
        "reference": case.reference,
        "writer_name": writer.name,
        "writer_post": post_of(writer, case, book, at, lang),
        "body": (book.letterhead.name or book.body).text(lang),
        "contact": ", ".join(lines_of(book.letterhead.contact.text(lang))),
    }


def in_words(day: str, lang: str) -> str:
    """Return a day as a letter writes it: 2 April 2026; empty for none."""
    with override("en-gb" if lang == "en" else lang):
        return date_format(date.fromisoformat(day), "j F Y") if day else ""


def post_of(user: User, case: Case, book: Book, at: datetime, lang: str = "en") -> str:
    """Return what somebody signs as: their job, else the post they hold nearest to the case's team."""
    line = case.team.line
    held = [each.post for each in posts_held([user], at).get(user.pk, ()) if each.post.team_id in line]
    nearest = sorted(held, key=lambda post: line.index(post.team_id))
    return user.job or next((book.posts[one.word].title.text(lang) for one in nearest if one.word in book.posts), "")


def composed(intended: Intended, case: Case, writer: User, book: Book, at: datetime) -> tuple[str, tuple[Block, ...]]:
    """Return heading and body as the template makes them. Lacking where something is not filled in or chosen."""
    values = values_of(intended, case, writer, book, at)
    template = book.letters[intended.template]
    return compose(template, intended.chosen, values, lang=intended.language, easy=intended.easy_read)


def blocks_of(words: Words) -> tuple[Block, ...]:
    """Return the body of a version."""
    return tuple(Block(kind, tuple(texts)) for kind, texts in words.blocks)


def sheet_of(letter: Letter, words: Words, at: datetime) -> Sheet:
    """Return a letter with these words as it is printed; a draft says that it is one."""
    book, lang = book_of(letter.policy), letter.language
    values = values_of(Intended.of(letter), letter.case, letter.written_by, book, at)
    head = book.letterhead
    with override("en-gb" if lang == "en" else lang):
        going = letter.status not in (Status.DRAFT, Status.WAITING, Status.WITHDRAWN)
        draft = "" if going else str(_("Draft. This has not been sent."))
        labels = Labels(str(_("Our reference")), str(_("Page {page} of {pages}")), draft)
    return Sheet(
        body=values["body"],
        head=(*lines_of(head.address.text(lang)), *lines_of(head.contact.text(lang))),
        to_name=letter.to_name,
        to_address=tuple(lines_of(letter.to_address)),
        reference=letter.case.reference,
        date=in_words(letter.dated_on.isoformat(), lang),
        greeting=fill(head.greeting.text(lang), values, []),
        subject=words.subject,
        blocks=blocks_of(words),
        closing=fill(head.closing.text(lang), values, []),
        writer_name=letter.written_by.name,
        writer_post=values["writer_post"],
        labels=labels,
        lang=lang,
        large=letter.size == Size.LARGE,
        easy=letter.easy_read,
        window="notify" if letter.way == Way.NOTIFY else "dl",
        logo=head.logo,
        logo_words=head.logo_words.text(lang),
    )


# --- whom it gives away ----------------------------------------------------------------------------------------------


def others_in(case: Case, recipient: Person | None, writer: User) -> tuple[Other, ...]:
    """Return everybody in the case but the recipient and whoever signs, with what would give them away."""
    found = []
    for each in sorted(involved(case), key=lambda each: list(Part).index(Part(each.part))):
        if (recipient and each.person_id == recipient.pk) or each.user_id == writer.pk:
            continue
        user, person = each.user, each.person
        found.append(
            Other(
                part=str(Part(each.part).label),
                name=each.name or (user.name if user else "") or (person.name if person else ""),
                emails=tuple(filter(None, (user.email if user else "", person.email if person else ""))),
                telephones=(person.telephone,) if person and person.telephone else (),
                addresses=(f"{person.place.lines}\n{person.place.postcode}",) if person and person.place else (),
            )
        )
    return tuple(found)


def gives_away_in(letter: Letter, subject: str, texts: Iterable[str], at: datetime) -> tuple[Found, ...]:
    """Return what in these words of a letter gives somebody else in its case away."""
    book = book_of(letter.policy)
    head, lang = book.letterhead, letter.language
    values = values_of(Intended.of(letter), letter.case, letter.written_by, book, at)
    usual = [one.text(lang) for one in book.letters[letter.template].usual.values()]
    ours = "\n".join([head.address.text(lang), head.contact.text(lang), *usual, values["reference"], values["body"]])
    people = others_in(letter.case, letter.person, letter.written_by)
    recipient = f"{letter.to_name}\n{letter.to_address}\n{letter.to_email}"
    return gives_away("\n".join([subject, *texts]), people, ours=ours, recipient=recipient)


def given_away(letter: Letter, at: datetime) -> tuple[Found, ...]:
    """Return what in the letter as it stands gives somebody else away."""
    words = letter.words
    return gives_away_in(letter, words.subject, [text for _kind, texts in words.blocks for text in texts], at)


def blocked(case: Case, person: Person | None, address: str) -> bool:
    """Return whether no letter goes to this address for this person any more."""
    found = BlockedAddress.objects.filter(agency=case.agency, key=key_of(address))
    return found.filter(person=person).exists() if person else found.filter(case=case, person=None).exists()


# --- what there is ---------------------------------------------------------------------------------------------------

WHOLE = ("case__agency", "case__team", "policy", "person__place", "written_by", "released_by")


def of_case(case: Case) -> QuerySet[Letter]:
    """Return every letter of the case that was not erased, newest first."""
    return Letter.objects.filter(case=case, erased_at=None).select_related(*WHOLE).order_by("-drafted_at", "-pk")


def waiting_for(user: User) -> QuerySet[Letter]:
    """Return the letters that wait for a second look on cases that the user sees, longest waiting first."""
    cases = Case.objects.visible_to(user)
    waiting = Letter.objects.filter(status=Status.WAITING, case__in=cases).exclude(written_by=user)
    return waiting.select_related(*WHOLE).order_by("drafted_at", "pk")


def versions_of(letter: Letter) -> list[Words]:
    """Return every version of its words, newest first."""
    return list(letter.versions.select_related("by").order_by("-number"))


def pages_of(letter: Letter) -> bytes | None:
    """Return the very pages that were released; None before that."""
    kept = Pages.objects.filter(letter=letter).values_list("pdf", flat=True).first()
    return bytes(kept) if kept is not None else None


def sent(case: Case, template: str, person: Person | None = None) -> list[Letter]:
    """Return the letters of this template that have gone on the case (to this person, where one is given)."""
    gone = of_case(case).filter(template=template, status__in=(Status.SENT, Status.RETURNED))
    return list(gone.filter(person=person) if person else gone)


def gone(case: Case) -> list[Letter]:
    """Return every letter that has gone on the case, oldest first; of one that was erased only when."""
    sent = Letter.objects.filter(case=case, sent_at__isnull=False).select_related("policy")
    return list(sent.order_by("sent_at", "pk"))


def owed(case: Case, template: str) -> bool:
    """Return whether some duty on the case still asks for a letter of this template."""
    duties = case.duties.filter(status="open", verb="letter.send").select_related("policy")
    return any(book_of(duty.policy).duties[duty.rule].letter == template for duty in duties if duty.rule)
