"""Looking up: what fits and what does not, what is recorded, how much is too much, and what nobody may learn."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part
from heed.checks.answers.queries import Asked
from heed.checks.changes import check, digest_of, tell_owner
from heed.checks.models import Found, LookUp
from heed.checks.queries import untold
from heed.checks.rules import MANY_AN_HOUR, MOST_A_DAY, enough, may_look_up, must_explain
from heed.checks.states import Purpose
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.public.changes import add_place
from heed.people.public.models import Alias
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.terms.changes import end
from tests.make import Make
from tests.register.conftest import MONDAY, Council

pytestmark = pytest.mark.django_db


def look(council: Council, user: Any = None, at: datetime = MONDAY, reason: str = "", **asked: Any) -> list[Marker]:
    """Look up as somebody of another team."""
    stamp = council.by(user or council.other, at)
    return check(stamp, purpose=Purpose.VISIT, asked=Asked(**asked), reason=reason).shown


@pytest.fixture
def colin(council: Council) -> Marker:
    """A live entry: Colin Marlpit, known as Col Ó Máille, born in 1971, of 12 Marl Lane, often at 1 Tern Row."""
    person = council.person
    person.born_on, person.place = (
        date(1971, 3, 4),
        add_place(agency=person.agency, lines="12 Marl Lane, Hartmere", postcode="ZZ9 9ZZ"),
    )
    person.save()
    Alias.objects.create(person=person, name="Col Ó Máille")
    return council.live(further=[("1 Tern Row", "ZZ9 1AA")])


@pytest.fixture
def yard(council: Council) -> Marker:
    """A live entry about a property."""
    more: dict[str, Any] = {"person": None, "address": "3 Kiln Yard", "postcode": "ZZ8 8ZZ", "hazards": ["animal"]}
    return council.live(controls=["animal-away"], **more)


FITTING: list[dict[str, Any]] = [
    {"name": "Colin Marlpit", "born_on": date(1971, 3, 4)},
    {"name": "marlpit, COLIN", "born_on": date(1971, 3, 4)},
    {"name": "Mr Marlpit", "postcode": "zz99zz"},
    {"name": "omaille", "postcode": "ZZ9 9ZZ"},
    {"name": "Col Ó Máille", "address": "12 marl lane"},
    {"name": "Colin", "address": "1 Tern Row", "postcode": "ZZ9 1AA"},
    {"postcode": "ZZ9 9ZZ"},
    {"address": "12 Marl Lane"},
    {"address": "12, Marl Lane, Hartmere, Sussex"},
    {"address": "1 Tern Row"},
    {"name": "Somebody Else", "postcode": "ZZ9 9ZZ"},  # the address alone is enough: they may meet him there
    {"name": "Colin Marlpit", "born_on": date(1971, 3, 4), "postcode": "ZZ1 1ZZ"},  # he moved; the birth date agrees
]


@pytest.mark.clause("EHC-1", "CUM-22")
@pytest.mark.parametrize("asked", FITTING)
def test_what_fits_is_found(council: Council, colin: Marker, asked: dict[str, Any]) -> None:
    assert look(council, **asked) == [colin]


OTHERS: list[dict[str, Any]] = [
    {"name": "Colin Marlpit", "born_on": date(1980, 3, 4)},
    {"name": "Colin Marlpit", "postcode": "ZZ1 1ZZ"},
    {"name": "Colin Marlpitt", "born_on": date(1971, 3, 4)},
    {"name": "Una Marlpit", "born_on": date(1971, 3, 4)},
    {"address": "2 Marl Lane"},
    {"address": "12 Marl Road"},
    {"address": "14 Marl Lane", "postcode": "ZZ9 9ZZ"},
    {"address": "12 Marl Lane", "postcode": "ZZ1 1ZZ"},
    {"postcode": "ZZ9 9Z"},
    {"reference": "H-AAAA-AAAA"},
    {"reference": "H-AAAA-AAAA", "name": "Colin Marlpit"},
]


@pytest.mark.parametrize("asked", OTHERS)
def test_what_does_not_fit_is_not_shown(council: Council, colin: Marker, asked: dict[str, Any]) -> None:
    assert look(council, **asked) == []


def test_a_reference_finds_its_entry_however_it_is_typed(council: Council, colin: Marker) -> None:
    typed = colin.case.reference.lower().replace("-", " ")
    assert look(council, reference=typed) == [colin]


def test_what_is_not_known_of_a_person_does_not_clear_them(council: Council) -> None:
    marker = council.live()  # neither a date of birth nor an address
    for asked in (Asked(name="Colin Marlpit", born_on=date(1990, 1, 1)), Asked(name="Marlpit", postcode="ZZ5 5ZZ")):
        answer = check(council.by(council.other), purpose=Purpose.VISIT, asked=asked)
        assert (answer.shown, [(each.marker, each.why) for each in answer.possible]) == (
            [], [(marker, "same name; what else you have is not known of them")])  # fmt: skip


@pytest.mark.clause("EHC-1")
def test_a_property_warns_by_its_address_and_by_no_name(council: Council, yard: Marker) -> None:
    assert look(council, address="3 Kiln Yard") == [yard]
    assert look(council, postcode="zz8 8zz") == [yard]
    assert look(council, name="Kiln Yard", born_on=date(1990, 1, 1)) == []


TOO_LITTLE: list[tuple[dict[str, Any], str]] = [
    ({}, "Enter an address, or a name with one more fact."),
    ({"born_on": date(1971, 3, 4)}, "Enter an address, or a name with one more fact."),
    ({"name": "Mr"}, "Enter an address, or a name with one more fact."),
    ({"name": "Colin Marlpit"},
     "Add one more fact: a date of birth, an address or a postcode. A name alone is not enough."),
    ({"address": "Marl Lane"}, "Add the number of the house, or its postcode."),
    ({"address": "12"}, "Add the number of the house, or its postcode."),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "words"), TOO_LITTLE)
def test_nobody_browses_by_asking_for_too_little(
    council: Council, colin: Marker, asked: dict[str, Any], words: str
) -> None:
    assert enough(Asked(**asked)).reason == words
    with pytest.raises(Refused) as refused:
        look(council, **asked)
    assert (refused.value.reason, LookUp.objects.count()) == (words, 0)


@pytest.mark.clause("EHC-11")
def test_only_what_is_live_today_is_shown(council: Council, colin: Marker) -> None:
    last = datetime(2026, 10, 29, 22, 59, tzinfo=UTC)
    assert look(council, at=last, postcode="ZZ9 9ZZ") == [colin]
    assert look(council, at=last + timedelta(hours=2), postcode="ZZ9 9ZZ") == []
    end(council.by(council.owner), colin, why=Ending.NO_RISK, text="He has apologised.")
    assert look(council, postcode="ZZ9 9ZZ") == []


def test_what_is_only_proposed_warns_nobody(council: Council) -> None:
    marker = council.countersigned()
    assert look(council, reference=marker.case.reference) == []


def test_another_agency_finds_nothing_here(council: Council, make: Make, colin: Marker) -> None:
    stranger = make.user("Hal Strand", make.team(make.agency(word="elsewhere", name="Elsewhere Council")))
    assert look(council, stranger, reference=colin.case.reference) == []
    assert look(council, stranger, postcode="ZZ9 9ZZ") == []


@pytest.mark.clause("EHC-17", "EHC-15")
def test_each_look_is_recorded_with_its_purpose_also_when_nothing_is_found(council: Council, colin: Marker) -> None:
    look(council, postcode="ZZ9 9ZZ", name="Colin")
    look(council, postcode="ZZ1 1ZZ")
    rows = [(row.asked_by, row.purpose, row.name, row.postcode, row.found.count(), row.asked_at)
            for row in LookUp.objects.order_by("pk")]  # fmt: skip
    assert rows == [
        (council.other, "visit", "Colin", "ZZ9 9ZZ", 1, MONDAY),
        (council.other, "visit", "", "ZZ1 1ZZ", 0, MONDAY),
    ]


def test_the_ledger_holds_codes_and_ids_and_no_word_that_was_typed(council: Council, colin: Marker) -> None:
    look(council, name="Colin Marlpit", postcode="ZZ9 9ZZ")
    row, entry = LookUp.objects.get(), Entry.objects.get(verb="register.look-up")
    assert (entry.chain, entry.thing) == (f"agency:{colin.case.agency_id}", f"lookup:{row.pk}")
    assert entry.facts == f'{{"found":["{colin.pk}"],"purpose":"visit"}}'


def test_the_digest_is_the_same_however_it_was_typed_and_says_nothing_without_the_key(settings: Any) -> None:
    one, other = Asked(name="Colin Marlpit", postcode="ZZ9 9ZZ"), Asked(name="MARLPIT  colin", postcode="zz99zz")
    assert digest_of(one) == digest_of(other)
    assert digest_of(one) != digest_of(replace(one, name="Colin Marlpits"))
    before = digest_of(one)
    settings.LEDGER_KEY = "another key that nobody knows, long enough"
    assert digest_of(one) != before


def test_who_is_the_subject_is_told_of_nothing_and_the_owner_hears_of_it(council: Council, colin: Marker) -> None:
    involve(council.make.stamp(), case=colin.case, part=Part.SUBJECT, user=council.other)
    Message.objects.all().delete()
    assert look(council, postcode="ZZ9 9ZZ") == []
    [row] = Found.objects.all()
    assert (row.marker, row.hidden, untold(10), Message.objects.count()) == (colin, True, [row.pk], 0)
    for _time in range(2):  # told once, however often the job comes by
        tell_owner(council.by(council.officer), row.pk)
    [message] = Message.objects.all()
    assert (message.to, message.kind, message.link, untold(10)) == (
        council.owner, "looks", f"/register/{colin.case.reference}/looks", [],
    )  # fmt: skip
    assert Entry.objects.get(verb="register.look-up").facts == '{"found":[],"purpose":"visit"}'


@pytest.mark.parametrize("policy", ["cafcass", "cambridgeshire", "cumbria", "cwm-taf"])
def test_where_no_register_is_kept_nothing_is_looked_up(make: Make, policy: str) -> None:
    user = make.user("Una Vale", make.team(make.agency(policy=policy)))
    assert not may_look_up(user)
    with pytest.raises(Refused, match="keeps no register"):
        check(make.by(user, MONDAY), purpose=Purpose.CALL, asked=Asked(postcode="ZZ9 9ZZ"))


# --- how much is too much (N2) ---------------------------------------------------------------------------------------


def asked_before(council: Council, times: int, at: datetime, **more: Any) -> None:
    LookUp.objects.bulk_create(
        LookUp(agency=council.other.agency, asked_by=council.other, asked_at=at, purpose="visit", postcode="ZZ1 1ZZ",
               digest="0" * 64, **more)
        for _time in range(times)
    )  # fmt: skip


def test_many_in_an_hour_need_a_reason_that_is_kept(council: Council, colin: Marker) -> None:
    asked_before(council, MANY_AN_HOUR - 1, MONDAY - timedelta(minutes=59))
    assert look(council, postcode="ZZ9 9ZZ") == [colin]
    assert must_explain(council.other, MONDAY)
    with pytest.raises(Refused, match="Say why"):
        look(council, postcode="ZZ9 9ZZ", reason="  ")
    assert look(council, postcode="ZZ9 9ZZ", reason="The whole street is inspected.") == [colin]
    assert LookUp.objects.latest("pk").reason == "The whole street is inspected."
    assert not must_explain(council.other, MONDAY + timedelta(hours=2))


def test_more_in_a_day_than_anybody_needs_are_refused_and_data_protection_is_told_once(
    council: Council, colin: Marker
) -> None:
    asked_before(council, MOST_A_DAY, MONDAY - timedelta(hours=2))
    Message.objects.all().delete()
    for _time in range(2):
        with pytest.raises(Refused, match="data protection was told"):
            look(council, postcode="ZZ9 9ZZ")
    assert [(each.to, each.kind, each.link) for each in Message.objects.all()] == [(council.dpo, "looks", "/register")]
    assert LookUp.objects.filter(refused=True).count() == 2
    assert (Found.objects.count(), Entry.objects.filter(verb="register.refuse-look-up").count()) == (0, 2)


def test_the_next_day_it_begins_anew(council: Council, colin: Marker) -> None:
    asked_before(council, MOST_A_DAY, MONDAY - timedelta(hours=2))
    asked_before(council, 3, MONDAY, refused=True)
    assert look(council, at=MONDAY + timedelta(hours=15), postcode="ZZ9 9ZZ") == [colin]


def test_one_more_than_ninety_nine_is_still_answered(council: Council, colin: Marker) -> None:
    asked_before(council, MOST_A_DAY - 1, MONDAY - timedelta(hours=2))
    assert look(council, postcode="ZZ9 9ZZ") == [colin]
    with pytest.raises(Refused):
        look(council, postcode="ZZ9 9ZZ")


def test_without_data_protection_health_and_safety_is_told(council: Council, colin: Marker) -> None:
    council.dpo.holdings.update(until_at=MONDAY - timedelta(days=1))
    asked_before(council, MOST_A_DAY, MONDAY)
    Message.objects.all().delete()
    with pytest.raises(Refused):
        look(council, postcode="ZZ9 9ZZ")
    assert [each.to for each in Message.objects.all()] == [council.safety]
