"""One-time links: used once, good for a week, ended by the next one, and kept only as a digest."""

from datetime import timedelta

import pytest

from heed.access import changes
from heed.access.decisions import Refused
from heed.access.models import Invitation
from heed.access.queries import administrators, digest_of, invited, signed_in
from heed.ledger.models import Entry
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import User
from tests.make import FOUNDED
from tests.towns import Town

WORDS = "three calm swans"
WEEK = timedelta(days=7)
MOMENT = timedelta(microseconds=1)


def accept(town: Town, token: str, after: timedelta = timedelta(0)) -> User:
    return changes.accept(town.make.stamp(FOUNDED + after), token=token, password=WORDS)


@pytest.fixture
def token(town: Town) -> str:
    return changes.invite(town.make.by(town["ada"]), user=town["nia"])


def test_it_sets_the_password_once(town: Town, token: str) -> None:
    assert invited(token, FOUNDED) == town["nia"]
    assert accept(town, token) == town["nia"]
    assert (town["nia"].check_password(WORDS), invited(token, FOUNDED)) == (True, None)
    with pytest.raises(Refused, match="has been used or is too old"):
        accept(town, token)


@pytest.mark.parametrize(("after", "good"), [
    (timedelta(0), True), (timedelta(days=6, hours=23), True), (WEEK - MOMENT, True), (WEEK, False),
    (WEEK + MOMENT, False), (timedelta(days=400), False),
])  # fmt: skip
def test_it_is_good_for_a_week_to_the_moment(town: Town, token: str, after: timedelta, good: bool) -> None:
    assert (invited(token, FOUNDED + after) is not None) is good
    if good:
        accept(town, token, after)
    else:
        with pytest.raises(Refused):
            accept(town, token, after)
    assert town["nia"].check_password(WORDS) is good


def test_a_new_link_ends_the_one_before(town: Town, token: str) -> None:
    again = changes.invite(town.make.by(town["ada"]), user=town["nia"])
    assert (invited(token, FOUNDED), invited(again, FOUNDED)) == (None, town["nia"])
    with pytest.raises(Refused):
        accept(town, token)
    accept(town, again)


def test_a_link_of_somebody_else_is_left_alone(town: Town, token: str) -> None:
    other = changes.invite(town.make.by(town["ada"]), user=town["pip"])
    assert [town.who(invited(each, FOUNDED)) for each in (token, other)] == ["nia", "pip"]


@pytest.mark.parametrize("wrong", ["", "x", "nia", "%", "'; --"])
def test_what_is_no_token_leads_nowhere(town: Town, token: str, wrong: str) -> None:
    assert (invited(wrong, FOUNDED), invited(token.upper(), FOUNDED), invited(f"{token} ", FOUNDED)) == (None,) * 3


def test_whoever_has_left_is_not_let_in_by_a_link_from_before(town: Town, token: str) -> None:
    agencies.end_user(town.make.stamp(), user=town["nia"])
    with pytest.raises(Refused):
        accept(town, token)
    assert not town["nia"].has_usable_password()


def test_no_table_and_no_entry_holds_the_token(town: Town, token: str) -> None:
    [kept] = Invitation.objects.filter(user=town["nia"])
    assert (kept.digest, len(kept.digest)) == (digest_of(token), 64)
    everything = [*Invitation.objects.values_list(), *Entry.objects.values_list()]
    assert not [row for row in everything if token in str(row)]


def test_tokens_are_random_and_long(town: Town) -> None:
    tokens = {changes.invite(town.make.stamp(), user=town["nia"]) for _try in range(20)}
    assert (len(tokens), min(map(len, tokens)) >= 32) == (20, True)


def test_inviting_and_accepting_stand_in_the_ledger_by_id_alone(town: Town, token: str) -> None:
    accept(town, token)
    nia = town["nia"]
    found = Entry.objects.filter(thing=f"user:{nia.pk}", verb__in=("user.invite", "user.accept")).order_by("pk")
    assert [(each.verb, each.by, each.facts) for each in found] == [
        ("user.invite", town["ada"].pk, "{}"), ("user.accept", None, "{}")
    ]  # fmt: skip


def test_administrators_are_who_holds_the_post_now_in_this_agency(town: Town) -> None:
    def now() -> set[str]:
        return {town.who(user) for user in administrators(town.agency.pk, FOUNDED)}

    assert now() == {"ada", "tom"}
    agencies.end_user(town.make.stamp(), user=town["tom"])
    assert now() == {"ada"}
    assert {town.who(user) for user in administrators(town.elsewhere.agency_id, FOUNDED)} == {"ivo"}


def test_a_session_belongs_to_nobody_once_the_account_is_closed(town: Town) -> None:
    assert signed_in(town["nia"].pk) == town["nia"]
    agencies.end_user(town.make.stamp(), user=town["nia"])
    assert (signed_in(town["nia"].pk), signed_in(0)) == (None, None)
