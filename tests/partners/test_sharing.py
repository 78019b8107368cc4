"""What is shared with a partner: only under an agreement, by two people, until the moment it is taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from heed.access.decisions import Refused
from heed.casework.duties.models import Duty
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.partners import changes
from heed.partners.models import Share
from heed.partners.queries import places_of
from heed.partners.states import Why
from heed.people.agencies.models import User
from heed.register.homes.changes import Moved, move
from heed.register.markers.states import Ending
from heed.register.terms.changes import Corrected, correct, end, erase_ended
from tests.partners.conftest import TERMS, UNTIL, Sharing
from tests.register.conftest import MONDAY

pytestmark = pytest.mark.django_db


def confirming(share: Share) -> list[str]:
    """Return how the duties to confirm the deletion of a share stand."""
    return list(Duty.objects.filter(case=share.case, verb="share.confirm").values_list("status", flat=True))


def messages(kind: str, user: User) -> int:
    return Message.objects.filter(kind=kind, to=user).count()


@pytest.mark.clause("EHC-16")
def test_two_people_share_it_and_from_then_on_the_partner_sees_it(sharing: Sharing) -> None:
    share = sharing.ask()
    assert sharing.sees() == []
    changes.decide(sharing.council.by(sharing.council.owner), share, agree=True, text="They go there alone.")
    assert sharing.sees() == [share.pk]
    assert messages("shared", sharing.fitter) == 1


def test_whoever_asked_does_not_agree(sharing: Sharing) -> None:
    share = sharing.ask()
    with pytest.raises(Refused, match="You asked for this"):
        changes.decide(sharing.council.by(sharing.council.safety), share, agree=True)


def test_the_owner_of_the_register_is_one_of_the_two(sharing: Sharing) -> None:
    share = sharing.ask()
    with pytest.raises(Refused, match="owner of the register must be one"):
        changes.decide(sharing.council.by(sharing.council.dpo), share, agree=True)


def test_what_is_refused_is_seen_by_nobody_and_can_be_asked_again(sharing: Sharing) -> None:
    changes.decide(sharing.council.by(sharing.council.owner), sharing.ask(), agree=False, text="They never meet him.")
    assert sharing.sees() == []
    assert sharing.share().status == "live"


@pytest.mark.parametrize("who", ["officer", "manager", "head", "admin", "other"])
def test_who_does_not_see_the_register_shares_nothing(sharing: Sharing, who: str) -> None:
    user = getattr(sharing.council, who)
    with pytest.raises(Refused):
        changes.ask(sharing.council.by(user), sharing.colin, sharing.agreement, reason="A job.", until_on=UNTIL)


def test_who_is_named_in_the_case_shares_nothing(sharing: Sharing) -> None:
    sharing.colin.case.involvements.create(part="tie", user=sharing.council.safety, added_at=MONDAY)
    with pytest.raises(Refused, match="You are named in this case"):
        sharing.ask()


@pytest.mark.clause("EHC-16")
def test_a_partner_without_close_contact_can_be_given_no_agreement_and_nobody_signs_in_for_it(sharing: Sharing) -> None:
    by = sharing.council.by(sharing.council.owner)
    firm = changes.add_partner(by, name="Leaflet Ltd", works="Prints leaflets")
    with pytest.raises(Refused, match="not in close contact"):
        changes.sign(by, firm, TERMS)
    with pytest.raises(Refused, match="not in close contact"):
        changes.add_person(by, firm, name="Una Vale", email="una.vale@leaflet.example.com")


@pytest.mark.parametrize(("until_on", "sentence"), [
    (date(2026, 5, 31), "whichever comes first"),
    (date(2026, 12, 31), "whichever comes first"),
])  # fmt: skip
def test_it_ends_with_the_agreement_or_the_entry_at_the_latest(sharing: Sharing, until_on: date, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        sharing.ask(until_on=until_on)


def test_without_a_reason_and_twice_it_is_not_shared(sharing: Sharing) -> None:
    with pytest.raises(Refused, match="Say why they need it"):
        sharing.ask(reason=" ")
    sharing.ask()
    with pytest.raises(Refused, match="already"):
        sharing.ask()


def test_an_agreement_that_ended_between_asking_and_agreeing_shares_nothing(sharing: Sharing) -> None:
    share = sharing.ask()
    by = sharing.council.by(sharing.council.owner)
    changes.end_agreement(by, sharing.agreement)
    with pytest.raises(Refused, match="no agreement in force"):
        changes.decide(by, Share.objects.get(pk=share.pk), agree=True)


def test_an_entry_that_ended_between_asking_and_agreeing_is_not_shared(sharing: Sharing) -> None:
    share = sharing.ask()
    entry_ended(sharing, share, None)
    with pytest.raises(Refused, match="Only an entry that warns now"):
        changes.decide(sharing.council.by(sharing.council.owner), Share.objects.get(pk=share.pk), agree=True)
    assert messages("shared", sharing.fitter) == 0


# --- taken back (B34) ------------------------------------------------------------------------------------------------


def withdrawn(sharing: Sharing, share: Share, monday: Any) -> None:
    """The owner withdraws it."""
    changes.withdraw(sharing.council.by(sharing.council.owner), share, text="The job is done.")


def agreement_ended(sharing: Sharing, share: Share, monday: Any) -> None:
    """The agreement ends."""
    assert changes.end_agreement(sharing.council.by(sharing.council.owner), sharing.agreement) == 1


def entry_ended(sharing: Sharing, share: Share, monday: Any) -> None:
    """The entry ends."""
    end(sharing.council.by(sharing.council.owner), sharing.colin, why=Ending.NO_RISK, text="He has moved abroad.")


def entry_lapsed(sharing: Sharing, share: Share, monday: Any) -> None:
    """The entry's day is over."""
    type(sharing.colin).objects.filter(pk=sharing.colin.pk).update(ends_on=MONDAY.date() - timedelta(days=1))


def share_lapsed(sharing: Sharing, share: Share, monday: Any) -> None:
    """The share's day is over."""
    Share.objects.filter(pk=share.pk).update(until_on=MONDAY.date() - timedelta(days=1))


@pytest.mark.clause("EHC-16")
@pytest.mark.parametrize("happens", [withdrawn, agreement_ended, entry_ended, entry_lapsed, share_lapsed])
def test_the_very_next_request_shows_nothing_and_deletion_is_asked_for(
    sharing: Sharing, monday: Any, happens: Any
) -> None:
    share = sharing.share()
    assert sharing.sees() == [share.pk]
    happens(sharing, share, monday)
    assert sharing.sees() == []  # before any job has run
    changes.lapse(sharing.council.make.stamp(MONDAY), agency_id=sharing.council.owner.agency_id)
    expected = {withdrawn: Why.WITHDRAWN, agreement_ended: Why.AGREEMENT, share_lapsed: Why.TERM}
    share = Share.objects.get(pk=share.pk)
    assert (share.status, share.why) == ("withdrawn", expected.get(happens, Why.ENTRY))
    assert (confirming(share), messages("delete", sharing.fitter)) == (["open"], 1)


def test_letting_end_what_is_over_does_so_once(sharing: Sharing, monday: Any) -> None:
    share = sharing.share()
    stamp, agency = sharing.council.make.stamp(MONDAY), sharing.council.owner.agency_id
    assert changes.lapse(stamp, agency_id=agency) == 0
    share_lapsed(sharing, share, monday)
    assert [changes.lapse(stamp, agency_id=agency) for _ in range(2)] == [1, 0]


def test_whoever_left_the_partner_sees_nothing(sharing: Sharing) -> None:
    sharing.share()
    changes.end_person(sharing.council.by(sharing.council.owner), sharing.firm, sharing.fitter)
    assert not User.objects.get(pk=sharing.fitter.pk).is_active


def test_another_partner_sees_none_of_it(sharing: Sharing) -> None:
    sharing.share()
    by = sharing.council.by(sharing.council.owner)
    other = changes.add_partner(by, name="Plover Care", works="Care at home", closeness="They wash people at home.")
    carer = changes.add_person(by, other, name="Mab Lyle", email="mab.lyle@plover.example.com")
    assert sharing.sees(carer) == []


def test_each_look_is_on_record(sharing: Sharing) -> None:
    share = sharing.share()
    sharing.sees()
    sharing.sees()
    looks = Entry.objects.filter(chain=sharing.colin.case.chain, verb="case.look", thing=f"share:{share.pk}")
    assert [each.by for each in looks] == [sharing.fitter.pk] * 2


# --- deletion is confirmed (B35, B36) --------------------------------------------------------------------------------


def test_the_partner_confirms_and_the_duty_is_done(sharing: Sharing) -> None:
    share = sharing.share()
    withdrawn(sharing, share, None)
    changes.confirm(sharing.council.by(sharing.fitter), share)
    assert (share.status, share.confirmed_by, confirming(share)) == ("confirmed", sharing.fitter, ["done"])


def test_the_owner_confirms_what_they_heard_and_says_from_whom(sharing: Sharing) -> None:
    share = sharing.share()
    withdrawn(sharing, share, None)
    by = sharing.council.by(sharing.council.owner)
    with pytest.raises(Refused, match="Say who told you"):
        changes.confirm(by, share)
    changes.confirm(by, Share.objects.get(pk=share.pk), text="Rhys Moss, by telephone.")
    assert confirming(share) == ["done"]


def test_somebody_else_confirms_nothing(sharing: Sharing) -> None:
    share = sharing.share()
    with pytest.raises(Refused, match="Nothing is waiting"):
        changes.confirm(sharing.council.by(sharing.fitter), share)
    withdrawn(sharing, share, None)
    with pytest.raises(Refused, match="Only the owner"):
        changes.confirm(sharing.council.by(sharing.council.officer), share, text="I think so.")


def test_the_partner_is_asked_again_every_two_working_days_until_it_confirms(sharing: Sharing) -> None:
    share = sharing.share()
    withdrawn(sharing, share, None)
    agency = sharing.council.owner.agency_id
    wednesday = MONDAY.replace(day=3, hour=16)
    days = [MONDAY, wednesday - timedelta(hours=1), wednesday, wednesday + timedelta(hours=1),
            wednesday + timedelta(days=2)]  # fmt: skip
    asked = [changes.chase(sharing.council.make.stamp(day), agency_id=agency) for day in days]
    assert asked == [0, 0, 1, 0, 1]
    assert messages("delete", sharing.fitter) == 3
    changes.confirm(sharing.council.by(sharing.fitter), Share.objects.get(pk=share.pk))
    assert changes.chase(sharing.council.make.stamp(MONDAY.replace(month=7)), agency_id=agency) == 0


def test_why_it_was_shared_goes_when_the_entry_is_erased(sharing: Sharing) -> None:
    share = sharing.share()
    entry_ended(sharing, share, None)
    later = sharing.council.make.stamp(MONDAY + timedelta(days=90))  # when no letter about its end is waited for
    agency = sharing.council.owner.agency_id
    erase_ended(later, agency_id=agency)
    changes.lapse(later, agency_id=agency)
    assert [changes.forget(later, agency_id=agency) for _ in range(2)] == [1, 0]
    assert Share.objects.get(pk=share.pk).reason == ""
    assert share.case.notes.exclude(text="").count() == 0
    assert messages("delete", sharing.fitter) == 1


# --- changed while it is shared --------------------------------------------------------------------------------------


def tells(sharing: Sharing, minutes: int = 1) -> int:
    at = MONDAY + timedelta(minutes=minutes)
    return changes.tell_changed(sharing.council.make.stamp(at), agency_id=sharing.council.owner.agency_id)


@pytest.mark.clause("EHC-16")
def test_partners_hear_once_that_what_is_shared_was_put_right(sharing: Sharing) -> None:
    share = sharing.share()
    assert tells(sharing) == 0
    later = sharing.council.by(sharing.council.owner, MONDAY + timedelta(minutes=2))
    correct(later, sharing.colin, Corrected(advice="Telephone first."), text="He has no gate.")
    assert [tells(sharing, minutes) for minutes in (3, 4)] == [1, 0]
    assert Message.objects.filter(kind="changed-share").values_list("to", "reference", "link").get() == (
        sharing.fitter.pk, share.case.reference, "/shared")  # fmt: skip


@pytest.mark.clause("EHC-16")
def test_partners_hear_that_the_person_has_moved_and_read_the_new_address_at_once(sharing: Sharing) -> None:
    sharing.share()
    later = sharing.council.by(sharing.council.owner, MONDAY + timedelta(minutes=2))
    move(later, sharing.colin, Moved(MONDAY.date(), "1 Tern Row", "ZZ1 1AA"), text="The housing file.")
    [share] = changes.show(sharing.council.by(sharing.fitter))
    assert [str(each) for each in places_of(share.marker)] == ["1 Tern Row, ZZ1 1AA"]
    assert tells(sharing, 3) == 1


def test_of_what_was_withdrawn_no_change_is_told(sharing: Sharing, monday: Any) -> None:
    withdrawn(sharing, sharing.share(), monday)
    later = sharing.council.by(sharing.council.owner, MONDAY + timedelta(minutes=2))
    correct(later, sharing.colin, Corrected(advice="Telephone first."), text="He has no gate.")
    assert tells(sharing, 3) == 0
