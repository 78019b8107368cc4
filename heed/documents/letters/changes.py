"""Writes about letters, one function a verb. Nothing leaves unless everything that could be wrong with it is right."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from heed.access.decisions import Refused
from heed.casework.cases.models import Case
from heed.casework.cases.queries import done_already, lock
from heed.casework.cases.states import Move
from heed.casework.duties.changes import give_up
from heed.casework.moves import take
from heed.documents.letters import queries, rules, states
from heed.documents.letters.checks.addresses import key_of, lines_of, same
from heed.documents.letters.checks.mistakes import Mistake
from heed.documents.letters.models import BlockedAddress, Letter, Pages, Words
from heed.documents.letters.paper import typeset
from heed.documents.letters.queries import Intended
from heed.documents.letters.states import Status, Way
from heed.ledger.changes import record
from heed.ledger.stamp import Stamp
from heed.people.agencies.queries import book_for, policy_of
from heed.people.agencies.stamps import Signed
from heed.people.public.models import Person
from heed.policy.letters import Block
from heed.policy.vocabulary import Given


@transaction.atomic
def draft(stamp: Signed, *, case: Case, intended: Intended, given: Given, token: str | None = None) -> Letter:
    """Write a letter from a template of the policy. Refused with the first mistake where there is one.

    A second press of the same form gives back the letter that the first one made.
    """
    lock(case)
    if done_already(case, token):
        return queries.of_case(case).filter(written_by=stamp.user)[0]
    _fit(stamp, case, intended)
    letter = Letter(case=case, policy=policy_of(case.agency), written_by=stamp.user, drafted_at=stamp.at)
    letter.status, letter.dated_on = Status.DRAFT, queries.today_of(case, stamp.at)
    _fill(letter, intended)
    letter.save()
    _compose(stamp, letter, intended)
    _take(states.DRAFT, letter, stamp, given, token=token)
    return letter


@transaction.atomic
def change(stamp: Signed, letter: Letter, *, intended: Intended, given: Given, token: str | None = None) -> None:
    """Fill the letter in anew; what came back from Word is given up for what the template says."""
    if _pressed(letter, token):
        return
    rules.may_take(stamp.user, letter, states.CHANGE).require()
    _fit(stamp, letter.case, intended, letter)
    letter.policy, letter.edited, letter.names_kept = policy_of(letter.case.agency), False, []
    letter.written_by = stamp.user
    _fill(letter, intended)
    letter.save()
    _compose(stamp, letter, intended)
    _take(states.CHANGE, letter, stamp, given, {"edited": False}, token=token)


@transaction.atomic
def bring_back(
    stamp: Signed, letter: Letter, *, subject: str, blocks: Sequence[Block], given: Given, token: str | None = None
) -> None:
    """Take the words as they were changed in Word; from then on a second person must look, whatever the policy says."""
    if _pressed(letter, token):
        return
    rules.may_take(stamp.user, letter, states.CHANGE).require()
    letter.edited, letter.names_kept = True, []
    letter.save(update_fields=["edited", "names_kept"])
    _keep(stamp, letter, subject, blocks, "word")
    _none(rules.mistakes_of(letter, stamp.at))
    _take(states.CHANGE, letter, stamp, given, {"edited": True}, token=token)


@transaction.atomic
def finish(stamp: Signed, letter: Letter, *, keep: Iterable[str] = (), given: Given, token: str | None = None) -> None:
    """Hand the letter on for a second look. `keep` are the keys of what gives somebody away and is meant to stay."""
    if _pressed(letter, token):
        return
    rules.may_take(stamp.user, letter, states.FINISH).require()
    _none(rules.mistakes_of(letter, stamp.at))
    letter.names_kept = _kept(letter, stamp, keep)
    letter.save(update_fields=["names_kept"])
    _take(states.FINISH, letter, stamp, given, _more(letter), token=token)


@transaction.atomic
def send_back(stamp: Signed, letter: Letter, *, text: str, given: Given, token: str | None = None) -> None:
    """Send the letter back to whoever wrote it, with what should be different."""
    if _pressed(letter, token):
        return
    rules.may_take(stamp.user, letter, states.SEND_BACK).require()
    _take(states.SEND_BACK, letter, stamp, given, text=text, token=token)


@transaction.atomic
def release(
    stamp: Signed,
    letter: Letter,
    *,
    again: str,
    version: int,
    agreed: Iterable[str] = (),
    given: Given,
    token: str | None = None,
) -> None:
    """Release the letter: its pages are made now and never change again.

    `again` is where it goes, typed a second time by whoever releases it; `version` the words that they have read;
    `agreed` the keys of what gives somebody away and may stay.
    """
    if _pressed(letter, token):
        return
    rules.may_release(stamp.user, letter).require()
    words = letter.words
    if words.number != version:
        raise Refused(_("The letter was changed while you read it. Read it again."))
    if not same(again, where(letter)):
        raise Refused(_("What you typed is not where this letter goes. Look it up again; one of the two is wrong."))
    letter.dated_on = queries.today_of(letter.case, stamp.at)
    _none(rules.mistakes_of(letter, stamp.at))
    away, may = queries.given_away(letter, stamp.at), {*letter.names_kept} & {*agreed}
    if any(found.key not in may for found in away):
        raise Refused(_("The letter gives somebody away: {words}.").format(words=_listed(away, may)))
    letter.released_at, letter.released_by = stamp.at, stamp.user
    letter.save(update_fields=["released_at", "released_by", "dated_on"])
    _take(states.RELEASE, letter, stamp, given, _more(letter), token=token)
    pdf = _pages(letter, words, stamp)
    Pages.objects.create(letter=letter, words=words, pdf=pdf, digest=hashlib.sha256(pdf).hexdigest())


@transaction.atomic
def send(stamp: Signed, letter: Letter, *, given: Given, token: str | None = None) -> None:
    """Record that the letter has gone; duties that ask for a letter of its template are fulfilled."""
    if _pressed(letter, token):
        return
    rules.may_take(stamp.user, letter, states.SEND).require()
    letter.sent_at = stamp.at
    letter.save(update_fields=["sent_at"])
    _take(states.SEND, letter, stamp, given, token=token)


@transaction.atomic
def returned(stamp: Signed, letter: Letter, *, text: str, given: Given, token: str | None = None) -> None:
    """Record that the letter came back; its address is blocked for this person from now on."""
    if _pressed(letter, token):
        return
    rules.may_take(stamp.user, letter, states.RETURNED).require()
    letter.returned_at = stamp.at
    letter.save(update_fields=["returned_at"])
    _take(states.RETURNED, letter, stamp, given, text=text, token=token)
    if letter.to_address:
        _block(stamp, case=letter.case, person=letter.person, address=letter.to_address, letter=letter)


@transaction.atomic
def withdraw(stamp: Signed, letter: Letter, *, text: str, given: Given, token: str | None = None) -> None:
    """Withdraw a letter that has not gone yet, with the reason."""
    if _pressed(letter, token):
        return
    rules.may_take(stamp.user, letter, states.WITHDRAW).require()
    _take(states.WITHDRAW, letter, stamp, given, text=text, token=token)


@transaction.atomic
def block_address(stamp: Signed, *, case: Case, person: Person | None, address: str) -> None:
    """Let no letter go to this address for this person any more: they have moved."""
    rules.may_deal(stamp.user, case).require()
    _block(stamp, case=case, person=person, address=address, letter=None)


@transaction.atomic
def erase(stamp: Stamp, case: Case) -> int:
    """Erase whom the letters of a case went to and what they said, so that none is owed any more. Return how many."""
    found = list(Letter.objects.select_for_update(of=("self",)).filter(case=case, erased_at=None))
    for letter in found:
        Pages.objects.filter(letter=letter).delete()
        letter.versions.all().delete()
        letter.person, letter.to_name, letter.to_address, letter.to_email = None, "", "", ""
        letter.chosen, letter.fields, letter.names_kept, letter.erased_at = {}, {}, [], stamp.at
        if letter.status not in (Status.SENT, Status.RETURNED):
            letter.status = Status.WITHDRAWN
        letter.save()
        record(stamp, verb=states.ERASE.name, chain=case.chain, thing=f"letter:{letter.pk}")
    BlockedAddress.objects.filter(case=case).delete()
    for duty in case.duties.filter(status="open", verb__startswith="letter."):
        give_up(stamp, duty, reason=states.ERASE.name)
    return len(found)


def where(letter: Letter) -> str:
    """Return what is typed again at the release: the address, the e-mail address, or the name of who gets it."""
    if letter.way == Way.EMAIL:
        return letter.to_email
    return letter.to_name if letter.way == Way.HANDED_OVER else letter.to_address


def _take(
    move: Move, letter: Letter, stamp: Signed, given: Given, more: Given | None = None, *, text: str = "",
    token: str | None,
) -> None:  # fmt: skip
    facts: Given = {**letter.facts, **(more or {})}
    take(move, letter, stamp, case=letter.case, given=given, facts=facts, text=text, token=token)


def _pressed(letter: Letter, token: str | None) -> bool:
    """Return whether this form was acted on before; until the transaction ends nobody else does a verb on the case."""
    lock(letter.case)
    letter.refresh_from_db()
    return done_already(letter.case, token)


def _fit(stamp: Signed, case: Case, intended: Intended, letter: Letter | None = None) -> None:
    """Refuse a letter that cannot be written."""
    template = book_for(case.agency).letters.get(intended.template)
    if template is None:
        raise Refused(_("Your policy has no such letter."))
    if letter is not None and letter.template != intended.template:
        raise Refused(_("A letter keeps its template. Withdraw it and write another one."))
    rules.may_write(stamp.user, case, template).require()
    _none(rules.mistakes(intended, case, stamp.at))


def _none(found: Sequence[Mistake]) -> None:
    if found:
        raise Refused(f"{found[0].sentence.rstrip('.')}.")


def _fill(letter: Letter, intended: Intended) -> None:
    letter.template, letter.person = intended.template, intended.person
    letter.to_name = " ".join(intended.to_name.split())
    posted = intended.way in (Way.POST, Way.NOTIFY)
    letter.to_address = "\n".join(lines_of(intended.to_address)) if posted else ""
    letter.to_email = intended.to_email.strip() if intended.way == Way.EMAIL else ""
    letter.way, letter.language, letter.size = intended.way, intended.language, intended.size
    letter.easy_read, letter.other_address, letter.again = intended.easy_read, intended.other_address, intended.again
    chosen = intended.chosen
    letter.chosen = {
        "alternatives": dict(chosen.alternatives), "included": sorted(chosen.included), "own": dict(chosen.own),
    }  # fmt: skip
    letter.fields = {name: value.strip() for name, value in intended.fields.items()}


def _compose(stamp: Signed, letter: Letter, intended: Intended) -> None:
    subject, blocks = queries.composed(intended, letter.case, stamp.user, book_for(letter.case.agency), stamp.at)
    _keep(stamp, letter, subject, blocks, "template")
    _none(rules.mistakes_of(letter, stamp.at))


def _keep(stamp: Signed, letter: Letter, subject: str, blocks: Sequence[Block], source: str) -> None:
    """Add a version of the words; earlier ones stay as they are."""
    last = letter.versions.order_by("-number").values_list("number", flat=True).first() or 0
    kept: list[Any] = [[block.kind, list(block.texts)] for block in blocks]
    Words.objects.create(
        letter=letter, number=last + 1, at=stamp.at, by=stamp.user, subject=subject, blocks=kept, source=source
    )


def _kept(letter: Letter, stamp: Signed, keep: Iterable[str]) -> list[str]:
    """Return the keys of what may stay; Refused where something gives somebody away and was not picked."""
    away, picked = queries.given_away(letter, stamp.at), {*keep}
    if any(found.key not in picked for found in away):
        words = _listed(away, picked)
        raise Refused(
            _("The letter gives somebody away: {words}. Take it out, or say that it stays.").format(words=words)
        )
    return sorted({found.key for found in away})


def _listed(away: Iterable[Any], picked: set[str]) -> str:
    left = (
        f"“{found.words}”" + (f" ({found.part})" if found.part else "") for found in away if found.key not in picked
    )
    return ", ".join(left)


def _more(letter: Letter) -> Given:
    return {"edited": letter.edited, "names": bool(letter.names_kept), "again": letter.again}


def _pages(letter: Letter, words: Words, stamp: Signed) -> bytes:
    try:
        return typeset.pdf(queries.sheet_of(letter, words, stamp.at))
    except typeset.Untypeset as problem:
        raise Refused(_("The letter cannot be printed: {problem}.").format(problem=problem)) from problem


def _block(stamp: Signed, *, case: Case, person: Person | None, address: str, letter: Letter | None) -> None:
    BlockedAddress.objects.get_or_create(
        agency=case.agency, person=person, case=None if person else case, key=key_of(address),
        defaults={"at": stamp.at, "by": stamp.user, "letter": letter},
    )  # fmt: skip
    thing = f"letter:{letter.pk}" if letter else f"case:{case.pk}"
    record(stamp, verb=states.BLOCK_ADDRESS.name, chain=case.chain, thing=thing, facts={})
