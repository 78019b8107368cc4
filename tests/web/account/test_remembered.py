"""Every new password stands in the ledger: whose, when, and whether they knew the old one; never what it is."""

import pytest
from django.test import Client

from heed.access.changes import invite
from heed.ledger.models import Entry
from heed.ledger.verify import verify
from heed.notices.letters import letter_of
from heed.notices.models import Message
from heed.people.agencies.models import User
from tests.make import Make
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "four other words for now"
CHOSEN = {"password1": NEW, "password2": NEW}


def lines(user: User) -> list[tuple[str, int | None, str, str]]:
    """Return what the ledger says about passwords of the user: verb, by whom, through which door, on what."""
    verbs = ("user.set-password", "user.accept")
    found = Entry.objects.filter(verb__in=verbs, chain=f"agency:{user.agency_id}", thing=f"user:{user.pk}")
    return list(found.order_by("pk").values_list("verb", "by", "door", "thing"))


def link(client: Client, user: User) -> str:
    client.post("/password/reset", {"email": user.email})
    [line] = [line for line in letter_of(Message.objects.get(to=user)).body.splitlines() if "Begin here: " in line]
    return line.split("http://localhost:8000")[1]


def test_a_changed_password_is_remembered_as_ones_own_act(client: Client, asha: User) -> None:
    client.force_login(asha)
    assert client.post("/password/change", {"oldpassword": PASSWORD, **CHOSEN}).status_code == 302
    assert lines(asha) == [("user.set-password", asha.pk, "web:password", f"user:{asha.pk}")]


@pytest.mark.parametrize("typed", [
    {"oldpassword": "wrong", **CHOSEN}, {"oldpassword": PASSWORD, "password1": "short", "password2": "short"},
    {"oldpassword": PASSWORD, "password1": NEW, "password2": "unlike"},
])  # fmt: skip
def test_what_was_refused_changed_nothing_and_is_not_remembered(
    client: Client, asha: User, typed: dict[str, str]
) -> None:
    client.force_login(asha)
    assert client.post("/password/change", typed).status_code == 200
    assert (lines(asha), User.objects.get(pk=asha.pk).check_password(PASSWORD)) == ([], True)


def test_a_password_set_by_a_link_is_remembered_as_set_by_a_link(client: Client, asha: User) -> None:
    form = client.get(link(client, asha)).headers["Location"]
    client.post(form, CHOSEN)
    client.post(form, CHOSEN)  # the link is used up
    assert lines(asha) == [("user.set-password", None, "web:link", f"user:{asha.pk}")]


def test_a_link_that_is_followed_while_somebody_else_is_signed_in_is_not_their_act(
    client: Client, asha: User, ben: User
) -> None:
    path = link(client, asha)
    client.force_login(ben)
    client.post(client.get(path).headers["Location"], CHOSEN)
    assert [by for _verb, by, _door, _thing in lines(asha)] == [None]
    assert lines(ben) == []


def test_the_first_password_is_remembered_as_the_invitations(make: Make, client: Client, asha: User) -> None:
    client.post(f"/welcome/{invite(make.stamp(), user=asha)}", CHOSEN)  # of the past: it is too old
    assert lines(asha) == []


def test_the_ledger_never_holds_the_password_and_stays_sound(client: Client, asha: User) -> None:
    client.force_login(asha)
    client.post("/password/change", {"oldpassword": PASSWORD, **CHOSEN})
    kept = " ".join(str(value) for row in Entry.objects.values_list() for value in row)
    assert (NEW in kept, PASSWORD in kept, verify().sound) == (False, False, True)
