"""Whoever was told of an entry that was a mistake hears so: all of them, at once, once, and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from heed.casework.cases.changes import involve, look
from heed.casework.cases.states import Part
from heed.checks.answers.queries import Asked
from heed.checks.changes import check
from heed.checks.models import Found, LookUp
from heed.checks.states import Purpose
from heed.ledger.models import Entry
from heed.mistakes.changes import read, tell_of
from heed.mistakes.models import Mistake, Telling
from heed.mistakes.queries import told_to, who_heard
from heed.notices.models import Message
from heed.partners import changes as partners
from heed.people.agencies import changes as people
from heed.people.agencies.models import User
from heed.register.markers.models import Marker
from heed.register.markers.states import Ending
from heed.register.telling.changes import announce
from heed.register.terms.changes import erase_ended
from tests.api.conftest import let_ask
from tests.mistakes.conftest import Ended, by_itself
from tests.partners.conftest import Sharing
from tests.register.conftest import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("EHC-2")]
TEAM = {"Asha Rowan", "Ben Sorrel", "Hana Teasel"}  # the employee concerned, who proposed, who countersigned
AGAIN = """
    INSERT INTO heed_telling (mistake_id, user_id, reference, ways)
    SELECT mistake_id, user_id, 'H-AAAA-AAAA', '{}' FROM heed_telling
"""
LATER = MONDAY + timedelta(days=29)


def heard(sharing: Sharing) -> dict[str, set[str]]:
    """Return who would be told, and how they came to know of the entry."""
    return {each.user.name: {way.value for way in each.ways} for each in who_heard(sharing.colin)}


def looks_up(sharing: Sharing, user: User) -> list[Marker]:
    asked = Asked(address="12 Marl Lane", postcode="ZZ9 9ZZ")
    return check(sharing.council.by(user), purpose=Purpose.VISIT, asked=asked).shown


def told(kind: str = "mistake") -> set[tuple[str, str, str]]:
    return set(Message.objects.filter(kind=kind).values_list("to__name", "reference", "link"))


def test_who_had_a_part_is_told_and_nobody_who_only_could_have_looked(sharing: Sharing) -> None:
    assert heard(sharing) == {name: {"part"} for name in (*TEAM, "Owen Thrift")}


def test_who_looked_it_up_is_told_and_who_was_kept_from_it_is_not(sharing: Sharing) -> None:
    council = sharing.council
    involve(council.by(council.owner), case=sharing.colin.case, part=Part.SUBJECT, user=council.admin)
    assert [marker.pk for marker in looks_up(sharing, council.other)] == [sharing.colin.pk]
    assert looks_up(sharing, council.admin) == []
    assert heard(sharing)["Olu Campion"] == {"looked"}
    assert "Ada Bistort" not in heard(sharing)


def test_who_was_shown_it_as_one_that_may_be_meant_is_told(sharing: Sharing) -> None:
    looks_up(sharing, sharing.council.other)
    Found.objects.update(possible=True, why="The address is the same.")
    assert heard(sharing)["Olu Campion"] == {"looked"}


def test_who_looked_up_something_else_is_not_told(sharing: Sharing) -> None:
    asked = Asked(address="93 Egwick Terrace", postcode="ZZ1 1ZZ")
    assert check(sharing.council.by(sharing.council.other), purpose=Purpose.VISIT, asked=asked).shown == []
    assert "Olu Campion" not in heard(sharing)


def test_who_saw_it_in_another_system_is_told(sharing: Sharing) -> None:
    council = sharing.council
    looks_up(sharing, council.other)
    LookUp.objects.update(system=let_ask(council).system)
    assert heard(sharing)["Olu Campion"] == {"system"}


def test_who_was_in_the_team_when_it_was_announced_is_told_wherever_they_work_now(sharing: Sharing) -> None:
    council = sharing.council
    left = council.other
    announce(council.by(council.owner), sharing.colin, teams=[left.team], reason="They repair his boiler.")
    User.objects.filter(pk=left.pk).update(team=council.officer.team)
    council.make.user("Nia Vetch", left.team)  # came afterwards, and was told of nothing
    assert heard(sharing)["Olu Campion"] == {"announced"}
    assert "Nia Vetch" not in heard(sharing)


def test_where_the_messages_are_gone_the_team_as_it_is_now_is_told(sharing: Sharing) -> None:
    council = sharing.council
    announce(council.by(council.owner), sharing.colin, teams=[council.other.team], reason="They repair his boiler.")
    Message.objects.all().delete()
    assert heard(sharing)["Olu Campion"] == {"announced"}


def test_who_opened_the_entry_is_told(sharing: Sharing) -> None:
    with transaction.atomic():
        look(sharing.council.by(sharing.council.dpo), case=sharing.colin.case, thing=f"marker:{sharing.colin.pk}")
    assert heard(sharing)["Dev Burnet"] == {"opened"}


@pytest.mark.clause("EHC-16")
def test_the_people_of_a_partner_are_told_by_the_reference_that_they_know(sharing: Sharing, ended: Ended) -> None:
    share = sharing.share()
    ended()
    reference = share.case.reference
    assert {row for row in told() if row[0] == "Rhys Moss"} == {("Rhys Moss", reference, f"/mistakes/{reference}")}
    [telling] = told_to(sharing.fitter, MONDAY)
    assert (telling.reference, telling.ways) == (reference, {"shared": "2026-06-01"})


@pytest.mark.clause("EHC-16")
def test_a_partner_from_whom_it_was_withdrawn_before_is_told_as_well(sharing: Sharing) -> None:
    share = sharing.share()
    sharing.sees()
    partners.withdraw(sharing.council.by(sharing.council.owner), share, text="The job is done.")
    assert heard(sharing)["Rhys Moss"] == {"shared", "opened"}


@pytest.mark.parametrize("agree", [None, False])
def test_a_partner_with_whom_it_was_never_shared_is_told_of_nothing(sharing: Sharing, agree: bool | None) -> None:
    share = sharing.ask()
    if agree is not None:
        partners.decide(sharing.council.by(sharing.council.owner), share, agree=agree, text="They never meet him.")
    assert "Rhys Moss" not in heard(sharing)


def test_everybody_hears_at_once_by_reference_and_link_and_who_ended_it_knows_already(
    sharing: Sharing, ended: Ended
) -> None:
    assert ended() == len(TEAM)
    reference = sharing.colin.case.reference
    assert told() == {(name, reference, f"/mistakes/{reference}") for name in TEAM}
    [entry] = Entry.objects.filter(verb="mistake.tell")
    assert (entry.chain, entry.thing, entry.by) == (sharing.colin.case.chain, f"marker:{sharing.colin.pk}", None)


def test_nobody_is_told_twice(sharing: Sharing, ended: Ended) -> None:
    ended()
    assert tell_of(by_itself(MONDAY + timedelta(minutes=1)), agency_id=sharing.colin.case.agency_id) == 0
    assert len(told()) == len(TEAM)


@pytest.mark.parametrize("why", [each for each in Ending if each not in (Ending.MISTAKEN, Ending.LAPSED)])
def test_an_entry_that_ended_for_another_reason_was_no_mistake(ended: Ended, why: Ending) -> None:
    assert ended(why) == 0
    assert not Mistake.objects.exists()


def test_an_entry_of_another_agency_is_left_to_that(sharing: Sharing) -> None:
    assert tell_of(by_itself(), agency_id=sharing.firm.body_id) == 0


def test_somebody_who_has_left_is_on_the_list_and_gets_no_message(sharing: Sharing, ended: Ended) -> None:
    council = sharing.council
    people.end_user(council.by(council.admin), user=council.head)
    ended()
    assert {row[0] for row in told()} == TEAM - {"Hana Teasel"}
    assert Telling.objects.filter(user=council.head).count() == 1


def test_what_ended_before_this_was_kept_is_not_told_once_the_time_for_it_is_over(sharing: Sharing) -> None:
    council = sharing.council
    Marker.objects.filter(pk=sharing.colin.pk).update(status="ended", ending="mistaken", ended_at=MONDAY)
    late = datetime(2026, 12, 2, tzinfo=UTC)
    assert tell_of(by_itself(late), agency_id=council.person.agency_id) == 0
    assert tell_of(by_itself(MONDAY + timedelta(days=100)), agency_id=council.person.agency_id) > 0


@pytest.mark.clause("EHC-13")
def test_all_of_it_works_when_the_person_has_been_erased(sharing: Sharing, ended: Ended) -> None:
    looks_up(sharing, sharing.council.other)
    ended()
    erase_ended(by_itself(LATER), agency_id=sharing.colin.case.agency_id)
    gone = Marker.objects.get(pk=sharing.colin.pk)
    assert (gone.person, gone.erased_at) == (None, LATER)
    [telling] = told_to(sharing.council.other, LATER)
    assert telling.ways == {"looked": "2026-06-01"}


@pytest.mark.clause("EHC-13")
def test_they_are_told_also_where_the_entry_was_erased_first(sharing: Sharing) -> None:
    council = sharing.council
    looks_up(sharing, council.other)
    Marker.objects.filter(pk=sharing.colin.pk).update(status="ended", ending="mistaken", ended_at=MONDAY)
    agency = council.person.agency_id
    erase_ended(by_itself(LATER), agency_id=agency)
    tell_of(by_itself(LATER), agency_id=agency)
    assert told_to(council.other, LATER).count() == 1


@pytest.mark.clause("EHC-13")
def test_nothing_that_is_kept_says_whom_it_was_about(sharing: Sharing, ended: Ended) -> None:
    sharing.share()
    ended()
    person = sharing.council.person
    kept = [str(value) for row in Telling.objects.values() for value in row.values()]
    kept += [entry.facts for entry in Entry.objects.filter(verb__startswith="mistake.")]
    assert [text for text in kept if person.name in text or "Marl" in text] == []


def test_the_first_time_that_it_is_opened_counts(sharing: Sharing, ended: Ended) -> None:
    ended()
    council = sharing.council
    for minutes in (5, 6):
        [telling] = told_to(council.officer, MONDAY)
        read(council.by(council.officer, MONDAY + timedelta(minutes=minutes)), telling)
    assert told_to(council.officer, MONDAY).get().opened_at == MONDAY + timedelta(minutes=5)
    assert Entry.objects.filter(verb="mistake.read").count() == 1
    assert Telling.objects.filter(opened_at=None).count() == len(TEAM) - 1


def test_it_can_be_read_for_as_long_as_the_policy_says(sharing: Sharing, ended: Ended) -> None:
    ended()
    last = Mistake.objects.get().until_at
    assert (last.date().isoformat(), last > MONDAY) == ("2026-12-01", True)
    officer = sharing.council.officer
    assert [told_to(officer, at).count() for at in (last - timedelta(minutes=1), last)] == [1, 0]


def test_only_who_was_told_can_read_it(sharing: Sharing, ended: Ended) -> None:
    ended()
    council = sharing.council
    seen = {user.name for user in User.objects.all() if told_to(user, MONDAY).exists()}
    assert seen == TEAM
    assert not told_to(council.owner, MONDAY).exists()


def test_the_database_refuses_to_tell_somebody_twice_or_for_no_time(sharing: Sharing, ended: Ended) -> None:
    ended()
    for statement in (AGAIN, "UPDATE heed_mistake SET until_at = told_at"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
