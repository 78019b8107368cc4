"""`heed setup`: the first agency, its policy, two administrators and their links; or a sentence and nothing made."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from heed.access.queries import reach
from heed.access.states import Role
from heed.ledger.models import Entry
from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import policy_of

pytestmark = pytest.mark.django_db
ADA, TOM = "Ada Fenwick <ada@example.org>", "Tom Ashdown <Tom@example.org>"
PASSWORD = "calm purple heron"


def setup(*administrators: str, word: str = "hartmere", policy: str = "default") -> str:
    out = StringIO()
    asked = [f"--administrator={one}" for one in administrators]
    call_command("setup", f"--word={word}", "--name=Hartmere Council", f"--policy={policy}", *asked, stdout=out)
    return out.getvalue()


def refusal(*administrators: str, **more: str) -> str:
    """Return why it was refused; nothing at all was made."""
    before = (Agency.objects.count(), User.objects.count(), Entry.objects.count())
    with pytest.raises(CommandError) as refused:
        setup(*administrators, **more)
    assert (Agency.objects.count(), User.objects.count(), Entry.objects.count()) == before
    return str(refused.value)


@pytest.mark.parametrize(("name", "letters"), [("", 0), ("  ", 0), ("x" * 201, 201)])
def test_an_agency_has_a_name_that_can_be_kept(name: str, letters: int) -> None:
    with pytest.raises(CommandError, match=rf"The agency's name has from 1 to 200 letters, not {letters}\."):
        call_command("setup", "--word=hartmere", f"--name={name}", "--policy=default", f"--administrator={ADA}",
                     f"--administrator={TOM}")  # fmt: skip
    assert not Agency.objects.exists()


def test_an_administrator_has_a_name_that_can_be_kept() -> None:
    assert (
        refusal(f"{'x' * 201} <ada@example.org>", TOM) == "An administrator's name has from 1 to 200 letters, not 201."
    )


def test_an_agency_with_its_policy_and_two_administrators() -> None:
    said = setup(ADA, TOM)
    agency = Agency.objects.get()
    assert (agency.word, agency.name, policy_of(agency).policy) == ("hartmere", "Hartmere Council", "default")
    people = list(User.objects.order_by("name"))
    assert [(one.name, one.email, one.has_usable_password()) for one in people] == [
        ("Ada Fenwick", "ada@example.org", False), ("Tom Ashdown", "tom@example.org", False)]  # fmt: skip
    assert [reach(one).roles for one in people] == [frozenset({Role.EMPLOYEE, Role.ADMINISTRATOR})] * 2
    assert "it works once, within a week" in said


def test_each_link_sets_one_password_and_then_ends() -> None:
    links = re.findall(r"http://localhost:8000(/welcome/\S+)", setup(ADA, TOM))
    assert len(links) == len(set(links)) == 2
    for link, name in zip(links, ("Ada Fenwick", "Tom Ashdown"), strict=True):
        client = Client()
        assert name in client.get(link).content.decode()
        assert (
            client.post(link, {"password1": PASSWORD, "password2": PASSWORD, "password": PASSWORD}).status_code == 302
        )
        assert User.objects.get(name=name).check_password(PASSWORD)
        assert client.get(link).status_code in (404, 410)


def test_a_policy_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    head = '[policy]\nid = "ours"\nextends = "cafcass"\nbody = "Hartmere"\ntitle = "Ours"\nversion = "1"\n'
    own.write_text(head, encoding="utf-8")
    setup(ADA, TOM, policy=str(own))
    assert policy_of(Agency.objects.get()).policy == "ours"


def test_two_administrators_are_needed() -> None:
    said = "Name two administrators with different e-mail addresses: granting a post takes two people."
    assert [refusal(), refusal(ADA), refusal(ADA, "Ada Again <ADA@example.org>")] == [said] * 3


@pytest.mark.parametrize(("who", "said"), [
    ("ada", "“ada” is not a name and an e-mail address. Write it as: Ada Fenwick <ada@example.org>"),
    ("ada@example.org", "“ada@example.org” has no name. Write it as: Ada Fenwick <ada@example.org>"),
    ("", "“” is not a name and an e-mail address. Write it as: Ada Fenwick <ada@example.org>"),
])  # fmt: skip
def test_who_is_no_person_is_refused(who: str, said: str) -> None:
    assert refusal(who, TOM) == said


@pytest.mark.parametrize("word", ["Hartmere", "h", "hart mere", "1st", "hart/mere", "x" * 51])
def test_a_word_that_cannot_stand_in_addresses_is_refused(word: str) -> None:
    said = f"“{word}” cannot be the agency's word. Use small letters, digits and hyphens, such as hartmere."
    assert refusal(ADA, TOM, word=word) == said


def test_an_agency_is_set_up_once() -> None:
    setup(ADA, TOM)
    said = "There is an agency called “hartmere” already. To change its policy, sign in as an administrator."
    assert refusal("Una Vale <una@example.org>", "Will Wren <will@example.org>") == said


def test_an_address_that_somebody_uses_already_is_refused() -> None:
    setup(ADA, TOM)
    said = "Somebody signs in by the address ada@example.org already. Name another one."
    assert refusal(ADA, "Una Vale <una@example.org>", word="elsewhere") == said


def test_a_policy_that_is_not_there_is_refused() -> None:
    assert refusal(ADA, TOM, policy="cafcas").startswith("There is no policy “cafcas”. Name a file, or one of: default")


def test_every_fault_of_a_policy_is_named(tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text('[policy]\nid = "ours"\nextends = "default"\n[drop]\nduty = ["lost"]\n', encoding="utf-8")
    said = refusal(ADA, TOM, policy=str(own))
    assert len(said.splitlines()) > 1
    assert all(line.startswith(f"{own}:") for line in said.splitlines())
