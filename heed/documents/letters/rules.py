"""Who may write, read, change, look over, release and send a letter; and everything that keeps one from going."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from heed.access.decisions import YES, Decision, no
from heed.access.queries import reach
from heed.access.states import Can
from heed.casework.cases.models import Case
from heed.casework.cases.queries import barred_from, involved
from heed.casework.cases.states import Move, Sort
from heed.documents.letters import queries, states
from heed.documents.letters.checks import addresses, merging
from heed.documents.letters.checks.mistakes import Mistake
from heed.documents.letters.models import Letter
from heed.documents.letters.queries import Intended
from heed.documents.letters.states import Status, Way
from heed.people.agencies.models import User
from heed.people.agencies.queries import book_for, book_of
from heed.policy.book import Book
from heed.policy.letters import LetterTemplate
from heed.policy.vocabulary import VOCABULARY


def may_deal(user: User, case: Case, *, deciding: bool = False) -> Decision:
    """Deal with the letters of a case: whoever acts on it by post or duty, and is not the one it happened to.

    On an entry that is whoever keeps the register; who manages the team has nothing to do with it by that alone.
    """
    if user.pk in barred_from(case, deciding=deciding):
        return no(_("You are named in this case, so somebody else must do this."))
    if reach(user).covers(Can.KEEP_REGISTER if case.sort == Sort.ENTRY else Can.ACT_ON_REPORTS, case.team):
        return YES
    owed = case.duties.filter(status="open", holders__user=user, owner=None)
    if (owed.filter(verb__startswith="letter.") if case.sort == Sort.ENTRY else owed).exists():
        return YES
    return no(_("Only those who act on this case deal with its letters."))


def may_write(user: User, case: Case, template: LetterTemplate) -> Decision:
    """Write a letter from a template: only once what must come before it is on record (CAM-19, CAM-32)."""
    decision = may_deal(user, case)
    if template.on and template.on != case.sort:
        return no(_("This letter is not written on a case of this sort."))
    if decision and template.after and queries.recorded(case, template) is None:
        first = _(VOCABULARY[template.after].do)
        return no(_("This letter cannot be written yet. First record this: {first}.").format(first=first))
    return decision


def may_take(user: User, letter: Letter, move: Move) -> Decision:
    """Do a verb to a letter that stands where the verb may start."""
    decision = may_deal(user, letter.case, deciding=move.verb.decides)
    if decision and letter.status not in move.sources:
        status = Status(letter.status).label
        return no(_("This cannot be done while the letter is “{status}”.").format(status=status))
    return decision


def needs_second_look(letter: Letter) -> bool:
    """Return whether a second person must read it: by policy, or because of what was done with its words (B22)."""
    return queries.template_of(letter).second_look or letter.edited or bool(letter.names_kept)


def may_release(user: User, letter: Letter) -> Decision:
    """Release a letter: a second person wherever one is needed, never whoever wrote or changed its words."""
    decision = may_take(user, letter, states.RELEASE)
    if not decision:
        return decision
    if needs_second_look(letter):
        if letter.status != Status.WAITING:
            return no(_("This letter needs a second look. Hand it on first."))
        if user.pk in {letter.written_by_id, *letter.versions.values_list("by", flat=True)}:
            return no(_("You wrote this letter. Somebody else must take the second look."))
    return YES


# --- what keeps a letter from going ----------------------------------------------------------------------------------


def mistakes(intended: Intended, case: Case, at: datetime, book: Book | None = None) -> list[Mistake]:
    """Return everything that is wrong with a letter as somebody means to write it."""
    book = book or book_for(case.agency)
    template = book.letters.get(intended.template)
    if template is None:
        return [Mistake("no-template", _("Your policy has no such letter"))]
    easy, today = intended.easy_read, queries.today_of(case, at)
    return [
        *merging.in_name(intended.to_name),
        *_recipient(intended, case, template),
        *_way(intended, case, template),
        *_language(intended, template),
        *merging.in_choices(template, intended.chosen, easy=easy),
        *merging.in_fields(template, intended.fields, today, easy=easy),
    ]


def mistakes_of(letter: Letter, at: datetime) -> list[Mistake]:
    """Return everything that is wrong with a letter as it stands, its words included."""
    words = letter.words
    found = mistakes(Intended.of(letter), letter.case, at, book_of(letter.policy))
    return [*found, *merging.in_words(words.subject, [text for _kind, texts in words.blocks for text in texts])]


def _recipient(intended: Intended, case: Case, template: LetterTemplate) -> Iterator[Mistake]:
    """Yield what speaks against the person: they must have the right part in this very case, and this name."""
    person, able = intended.person, queries.may_be_to(case, template)
    everybody = {each.person_id for each in able if each.person_id}
    if person is None and template.to == "subject":
        yield Mistake("nobody-chosen", _("Choose to whom the letter goes"), "person")
    elif person is not None and person.pk not in everybody:
        yield Mistake("not-in-case", _("This person does not have that part in this case"), "person")
    elif person is not None and not list(merging.in_name(intended.to_name)):
        known = [person.name, *(alias.name for alias in person.aliases.all())]
        plain = [addresses.key_of(one) for one in known if one]
        if not plain:
            yield Mistake("not-known", _("We do not know yet who this is. Decide that first"), "person")
        elif not any(addresses.key_of(intended.to_name).endswith(one) for one in plain):
            sentence = _("Our records call this person “{name}”").format(name=person.name)
            yield Mistake("another-name", sentence, "to_name")
    if not intended.again and queries.sent(case, intended.template, person):
        yield Mistake("sent-before", _("This letter has gone out on this case before. Say that it goes again"), "again")


def _way(intended: Intended, case: Case, template: LetterTemplate) -> Iterator[Mistake]:
    if intended.way not in template.ways:
        yield Mistake("way-not-open", _("Your policy does not let this letter go that way"), "way")
    if intended.way == Way.EMAIL:
        staff = User.objects.filter(agency=case.agency, email__iexact=intended.to_email.strip())
        yield from addresses.in_email(intended.to_email, staff.values_list("email", flat=True))
    if intended.way in (Way.POST, Way.NOTIFY):
        found = list(addresses.in_address(intended.to_address, intended.to_name))
        yield from found or _address(intended, case)


def _address(intended: Intended, case: Case) -> Iterator[Mistake]:
    """Yield what speaks against an address that is one: it is out of date, somebody else's, or not that on record."""
    person, address = intended.person, intended.to_address
    if queries.blocked(case, person, address):
        sentence = _("This address is out of date: no letter goes there for this person")
        yield Mistake("blocked-address", sentence, "to_address")
    for each in involved(case):
        other = each.person
        if other is None or person is None or other.place is None or person.place_id == other.place_id:
            continue
        if other != person and addresses.same(address, _written(other.place)):
            yield Mistake("address-of-another", _("This is the address of somebody else in this case"), "to_address")
    if person and person.place and not intended.other_address and not addresses.same(address, _written(person.place)):
        sentence = _("Our records have another address for this person. Check it; say below if this one is right")
        yield Mistake("another-address", sentence, "other_address")


def _written(place: object) -> str:
    return str(place)


def _language(intended: Intended, template: LetterTemplate) -> Iterator[Mistake]:
    texts = [text for part in template.parts(easy=intended.easy_read) for text in part.texts]
    if any(intended.language not in dict(text.by_language) for text in (template.subject, *texts)):
        yield Mistake("no-translation", _("Your policy does not have this letter in that language"), "language")
    if intended.easy_read and not template.easy:
        yield Mistake("no-easy-read", _("Your policy does not have this letter in easy words"), "easy_read")
