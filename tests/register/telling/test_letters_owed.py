"""Which letter is owed about an entry, by when, and what it begins with; and when none is."""

from datetime import date, timedelta
from typing import Any

import pytest

from heed.casework.duties.models import Duty
from heed.documents.letters.rules import may_deal
from heed.people.agencies.queries import book_for, book_of
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending, Outcome
from heed.register.telling import changes
from heed.register.telling.queries import review_by, words_of
from heed.register.telling.rules import may_read_letters
from heed.register.terms import changes as terms
from heed.register.terms.changes import Reviewed
from tests.make import Make
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db
PROPERTY: dict[str, Any] = {"person": None, "address": "19 Marl Lane", "postcode": "HM1 2AB", "hazards": ["animal"],
            "controls": ["animal-away"]}  # fmt: skip


def owed(marker: Marker) -> list[str]:
    """Return the templates of the letters that are owed now."""
    open_ = Duty.objects.open().filter(case=marker.case, verb="letter.send").select_related("policy")
    return [book_of(duty.policy).duties[duty.rule].letter for duty in open_]


def silent(council: Council, marker: Marker) -> None:
    changes.propose_silence(council.by(council.owner), marker, reason="He has said what he would do.")
    changes.agree_silence(council.by(council.safety), marker, text="I read the police note.")


def renewed(council: Council, marker: Marker) -> None:
    ends_on = council.now.date() + timedelta(days=300)
    reviewed = Reviewed(Outcome.RENEW, council.answers(marker), "It happened again.", ends_on)
    terms.review(council.by(council.owner), marker, reviewed)


@pytest.mark.clause("EHC-8")
@pytest.mark.parametrize(("more", "letter"), [({}, "marker-notification"), (PROPERTY, "property-notification")])
def test_a_letter_is_owed_within_two_working_days(council: Council, more: dict[str, Any], letter: str) -> None:
    marker = council.live(**more)
    [duty] = Duty.objects.open().filter(case=marker.case, verb="letter.send")

    assert (owed(marker), duty.due_at.isoformat()) == ([letter], "2026-06-03T16:00:00+00:00")
    assert [row.user for row in duty.holders.all()] == [council.owner]


def test_east_herts_owes_it_too(make: Make) -> None:
    assert book_for(make.agency("east-herts")).duties["write-to-the-person"].clauses == ("EHC-8",)


@pytest.mark.clause("EHC-10")
def test_silence_agreed_before_the_decision_owes_nothing(council: Council) -> None:
    marker = council.countersigned()
    silent(council, marker)
    council.decide(marker, ends_on=council.now.date() + timedelta(days=150))

    assert (owed(marker), marker.letter_owed) == ([], False)


@pytest.mark.clause("EHC-10")
def test_silence_agreed_later_takes_the_letter_back_and_says_why(council: Council) -> None:
    marker = council.live()
    silent(council, marker)
    marker.refresh_from_db()
    given_up = Duty.objects.get(case=marker.case, rule="write-to-the-person")

    assert (owed(marker), marker.letter_owed) == ([], False)
    assert (given_up.status, given_up.reason) == ("waived", "marker.agree-silence")

    changes.break_silence(council.by(council.owner), marker, text="The case is over.")
    assert (owed(marker), marker.letter_owed) == (["marker-notification"], True)


@pytest.mark.clause("EHC-14")
@pytest.mark.parametrize(("more", "letter"), [({}, "marker-renewal"), (PROPERTY, "property-renewal")])
def test_a_renewal_owes_its_own_letter(council: Council, more: dict[str, Any], letter: str) -> None:
    marker = council.live(**more)
    renewed(council, marker)

    assert owed(marker)[1:] == [letter]


def test_nobody_hears_of_a_renewal_who_must_not_be_told(council: Council) -> None:
    marker = council.live()
    silent(council, marker)
    renewed(council, marker)

    assert owed(marker) == []


@pytest.mark.clause("EHC-2", "EHC-11")
@pytest.mark.parametrize(
    ("why", "more", "letters"),
    [
        (Ending.NO_RISK, {}, ["marker-ended"]),
        (Ending.MOVED, PROPERTY, ["property-ended"]),
        (Ending.MISTAKEN, {}, ["correction-and-apology"]),
        (Ending.MISTAKEN, PROPERTY, ["correction-and-apology"]),
        (Ending.APPEAL, {}, []),
    ],
)
def test_an_end_owes_the_letter_that_fits_it_and_no_other(
    council: Council, why: Ending, more: dict[str, Any], letters: list[str]
) -> None:
    marker = council.live(**more)
    terms.end_now(council.by(council.owner), marker, why, "Looked at again.")

    assert owed(marker) == letters


def test_who_was_never_told_hears_nothing_at_the_end_but_an_apology(council: Council) -> None:
    ends = {}
    for why in (Ending.NO_RISK, Ending.MISTAKEN):
        marker = council.live()
        silent(council, marker)
        terms.end(council.by(council.owner), marker, why=why, text="Looked at again.")
        ends[why] = owed(marker)

    assert ends == {Ending.NO_RISK: [], Ending.MISTAKEN: ["correction-and-apology"]}


@pytest.mark.clause("EHC-8", "EHC-12")
def test_the_letter_begins_with_what_the_entry_says(council: Council) -> None:
    marker = council.live(ends_on=date(2027, 5, 31), hazards=["violence", "threats"])

    assert words_of(marker, council.now) == {
        "happened_on": date(2026, 5, 29),
        "hazards_words": "threats, violence",
        "start_date": date(2026, 6, 1),
        "end_date": date(2027, 5, 31),
        "review_date": date(2027, 4, 28),  # three months before its end it is looked at, within two
        "who_may_be_told": (
            "Only members of our staff, and people who work for us, who meet you or visit your home, and only what "
            "they need to know to stay safe."
        ),
        "appeal_by": date(2027, 5, 31),
        "appeal_how": (
            "You can ask for the decision to be looked at again, in writing, by telephone, or through somebody who "
            "speaks for you. At least three senior people who had no part in it will look at it."
        ),
    }


def test_a_short_entry_is_looked_at_again_before_it_ends(council: Council) -> None:
    marker = council.live(ends_on=date(2026, 6, 20))
    assert review_by(marker, council.now) == date(2026, 6, 20)

    marker.ends_on = None
    assert review_by(marker, council.now) is None


@pytest.mark.parametrize(
    ("who", "reads"),
    [("owner", True), ("safety", True), ("dpo", True), ("manager", False), ("head", False), ("officer", False),
     ("other", False), ("chief", False), ("admin", False)],
)  # fmt: skip
def test_who_reads_the_letters_of_an_entry(council: Council, who: str, reads: bool) -> None:
    assert bool(may_read_letters(getattr(council, who), council.live())) is reads


def test_what_else_falls_to_somebody_opens_no_letter(council: Council) -> None:
    """Whoever countersigns, or sits on an appeal, need not know where the person lives."""
    marker = council.propose()

    assert marker.case.duties.open().filter(verb="marker.countersign", holders__user=council.head).exists()
    assert not may_read_letters(council.head, marker)
    assert not may_deal(council.head, marker.case)
