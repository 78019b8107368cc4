"""Setting a password by a link: after an invitation, or when it was forgotten."""

from datetime import timedelta

import pytest
from django.test import Client

from heed import clock
from heed.access.changes import invite
from heed.ledger.stamp import Stamp
from heed.notices.letters import letter_of
from heed.notices.models import Message
from heed.people.agencies.models import User

pytestmark = pytest.mark.django_db
NEW = "four other words for now"
CHOSEN = {"password1": NEW, "password2": NEW}


def ask(client: Client, email: str) -> tuple[int, str, int]:
    answer = client.post("/password/reset", {"email": email})
    return answer.status_code, answer.headers["Location"], len(answer.content)


def letter(client: Client, user: User) -> str:
    client.post("/password/reset", {"email": user.email.upper()})
    return letter_of(Message.objects.get(to=user)).body


def path_in(body: str) -> str:
    [line] = [line for line in body.splitlines() if "Begin here: " in line]
    return line.split("http://localhost:8000")[1]


def test_known_and_unknown_addresses_are_answered_alike(client: Client, asha: User) -> None:
    assert ask(client, asha.email) == ask(client, "nobody@example.org") == (302, "/password/reset/sent", 0)


def test_only_a_known_address_gets_a_letter_and_it_names_nobody(client: Client, asha: User) -> None:
    client.post("/password/reset", {"email": "nobody@example.org"})

    body = letter(client, asha)

    assert Message.objects.count() == 1
    assert (asha.name in body, asha.email in body) == (False, False)


def test_no_table_holds_the_link(client: Client, asha: User) -> None:
    letter(client, asha)

    assert Message.objects.get().link == "/"


def test_the_link_sets_a_password_once(client: Client, asha: User) -> None:
    path = path_in(letter(client, asha))

    form = client.get(path).headers["Location"]
    saved = client.post(form, CHOSEN)
    again = client.get(path)

    asha.refresh_from_db()
    assert (saved.headers["Location"], asha.check_password(NEW)) == ("/password/reset/done", True)
    assert "This link no longer works" in again.content.decode()


def test_a_weak_password_is_refused_in_words(client: Client, asha: User) -> None:
    form = client.get(path_in(letter(client, asha))).headers["Location"]

    short = client.post(form, {"password1": "short", "password2": "short"}).context["form"].errors
    unlike = client.post(form, {"password1": NEW, "password2": "something else"}).context["form"].errors

    assert (list(short), list(unlike)) == (["password1"], ["password2"])


def stamp() -> Stamp:
    return Stamp(by=None, at=clock.now(), door="test")


def test_an_invitation_leads_to_a_first_password_and_works_once(client: Client, asha: User) -> None:
    path = f"/welcome/{invite(stamp(), user=asha)}"

    page = client.get(path)
    saved = client.post(path, CHOSEN)
    next_page = client.get("/sign-in")
    again = client.get(path)

    asha.refresh_from_db()
    assert "Welcome to Heed" in page.content.decode()
    assert (saved.headers["Location"], asha.check_password(NEW)) == ("/sign-in", True)
    assert "Your password is saved" in next_page.content.decode()
    assert again.status_code == 410


def test_an_old_or_made_up_invitation_leads_nowhere(client: Client, asha: User) -> None:
    old = invite(Stamp(by=None, at=clock.now() - timedelta(days=8), door="test"), user=asha)

    assert [client.get(f"/welcome/{token}").status_code for token in (old, "made-up")] == [410, 410]
