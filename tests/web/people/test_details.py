"""Changing what is kept about somebody, and by which e-mail address they sign in: two people for that (D2, R8)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from heed.access import changes as access
from heed.access.decisions import Refused
from heed.access.queries import reach
from heed.ledger.models import Entry
from heed.notices.models import Message
from heed.people.agencies import changes, queries
from heed.people.agencies.models import NewEmail, User
from tests.towns import Town
from tests.web.incidents.test_report import queries as queries_of
from tests.web.people.test_staff import client, open_page

JSON = '{"proposal":%s}'
NEW = "asha.vale@hartmere.example.org"


def typed(town: Town, **more: str) -> dict[str, str]:
    return {"name": "Asha Vale", "team": str(town.visiting.pk), "job": "Visiting officer", "works_as": "employee",
            "staff_number": "V-17"} | more  # fmt: skip


def again(user: User) -> User:
    return User.objects.select_related("team", "agency").get(pk=user.pk)


def told(town: Town, kind: str) -> set[str]:
    names = {user.pk: who for who, user in town.users.items()}
    return {names[message.to_id] for message in Message.objects.filter(kind=kind)}


def propose(town: Town, who: str = "asha", by: str = "ada", email: str = NEW) -> NewEmail:
    return access.propose_email(town.make.by(town[by]), user=town[who], email=email)


# --- details ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_what_is_kept_and_keeps_what_is_typed(town: Town) -> None:
    path = f"/staff/{town['asha'].pk}/change"
    shown = client(town["ada"]).get(path).context["form"].initial
    answer = client(town["ada"]).post(path, typed(town))
    asha = again(town["asha"])

    assert (shown["name"], shown["team"]) == ("Asha Rowan", str(town.visiting.pk))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/staff/{asha.pk}")
    assert (asha.name, asha.job, asha.works_as, asha.staff_number) == (
        "Asha Vale", "Visiting officer", "employee", "V-17"
    )  # fmt: skip


@pytest.mark.parametrize(("more", "errors"), [
    ({"name": ""}, {"name": "Enter their name"}),
    ({"team": ""}, {"team": "Select their team"}),
    ({"works_as": ""}, {"works_as": "Select how they work for you"}),
    ({"staff_number": "R-1"}, {"staff_number": "Somebody else has this staff number."}),
])  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_changes(town: Town, more: dict[str, str], errors: dict[str, str]) -> None:
    User.objects.filter(pk=town["pip"].pk).update(staff_number="R-1")
    answer = client(town["ada"]).post(f"/staff/{town['asha'].pk}/change", typed(town, **more))

    assert {name: str(each[0]) for name, each in answer.context["form"].errors.items()} == errors
    assert again(town["asha"]).name == "Asha Rowan"


def test_a_staff_number_of_another_agency_is_free_and_ones_own_stays_and_can_be_emptied(town: Town) -> None:
    User.objects.filter(pk=town["ola"].pk).update(staff_number="V-17")
    path, ada = f"/staff/{town['asha'].pk}/change", client(town["ada"])
    numbers = []
    for number in ("V-17", "V-17", ""):
        assert ada.post(path, typed(town, staff_number=number)).status_code == 302
        numbers.append(again(town["asha"]).staff_number)

    assert numbers == ["V-17", "V-17", ""]


def test_who_moves_to_another_team_leaves_the_posts_of_the_old_one(town: Town) -> None:
    client(town["ada"]).post(f"/staff/{town['ben'].pk}/change", typed(town, team=str(town.rangers.pk)))

    assert (again(town["ben"]).team, set(reach(again(town["ben"])).teams)) == (town.rangers, set())


def test_nobody_is_moved_into_another_agency(town: Town) -> None:
    path = f"/staff/{town['asha'].pk}/change"
    answer = client(town["ada"]).post(path, typed(town, team=str(town.elsewhere.pk)))
    with pytest.raises(Refused, match="another agency"):
        access.change_staff(
            town.make.by(town["ada"]), user=town["asha"], team=town.elsewhere, name="x", job="", works_as="employee",
            staff_number="",
        )  # fmt: skip

    assert (answer.status_code, again(town["asha"]).team) == (200, town.visiting)


@pytest.mark.parametrize("page", ["change", "email"])
def test_who_has_left_or_works_elsewhere_has_no_such_page(town: Town, page: str) -> None:
    changes.end_user(town.make.stamp(), user=town["nia"])
    answers = [client(town["ada"]).get(f"/staff/{town[who].pk}/{page}").status_code for who in ("nia", "ola")]

    assert answers == [404, 404]


# --- the e-mail address ----------------------------------------------------------------------------------------------


def test_an_address_counts_when_a_second_administrator_has_agreed(town: Town) -> None:
    path = f"/staff/{town['asha'].pk}/email"
    assert client(town["ada"]).post(path, {"email": NEW.upper()}).status_code == 302
    [proposed] = queries.waiting_emails(town.agency)
    before = again(town["asha"]).email
    assert client(town["tom"]).post(f"/emails/{proposed.pk}", {"agree": "yes"}).status_code == 302

    assert (before, again(town["asha"]).email) == ("asha.rowan@hartmere.example.org", NEW)
    assert list(queries.waiting_emails(town.agency)) == []


def test_the_person_hears_of_it_at_the_old_address_first_and_the_other_administrators_that_it_waits(town: Town) -> None:
    client(town["ada"]).post(f"/staff/{town['asha'].pk}/email", {"email": NEW})
    first = (told(town, "address"), told(town, "grant"))
    [proposed] = queries.waiting_emails(town.agency)
    client(town["tom"]).post(f"/emails/{proposed.pk}", {"agree": "yes"})

    assert first == ({"asha"}, {"tom"})
    assert Message.objects.filter(kind="address", to=town["asha"]).count() == 2


def test_the_other_administrators_hear_that_a_holder_waits(town: Town) -> None:
    client(town["ada"]).post(f"/staff/{town['pip'].pk}", {"post": f"line-manager@{town.repairs.pk}"})

    assert told(town, "grant") == {"tom"}


@pytest.mark.parametrize(("by", "who", "reason"), [
    ("ada", "asha", "A second person must agree to an e-mail address that you proposed."),
    ("tom", "tom", "Nobody can agree to an e-mail address for themselves."),
    ("ben", "asha", "Only an administrator can change staff, teams and posts."),
    ("ivo", "asha", "They work for another agency."),
])  # fmt: skip
def test_who_cannot_agree_is_told_why(town: Town, by: str, who: str, reason: str) -> None:
    proposed = propose(town, who)
    before = again(town[who]).email
    with pytest.raises(Refused) as refused:
        access.agree_email(town.make.by(town[by]), proposed=proposed)

    assert (str(refused.value), again(town[who]).email) == (reason, before)


def test_an_address_that_was_taken_meanwhile_is_not_given_twice(town: Town) -> None:
    proposed = propose(town)
    User.objects.filter(pk=town["pip"].pk).update(email=NEW)
    with pytest.raises(Refused, match="Somebody has it already"):
        access.agree_email(town.make.by(town["tom"]), proposed=proposed)

    assert again(town["asha"]).email == "asha.rowan@hartmere.example.org"


def test_what_was_decided_is_not_decided_again(town: Town) -> None:
    agreed, refused = propose(town), propose(town, "pip", email="pip.new@hartmere.example.org")
    tom = town.make.by(town["tom"])
    access.agree_email(tom, proposed=agreed)
    access.refuse_email(tom, proposed=refused)
    for again_ in (access.agree_email, access.refuse_email):
        for proposed in (agreed, refused):
            with pytest.raises(Refused, match="already been decided"):
                again_(tom, proposed=proposed)

    assert again(town["pip"]).email == "pip.fenn@hartmere.example.org"


def test_whoever_proposed_it_can_take_it_back(town: Town) -> None:
    proposed = propose(town)
    answer = client(town["ada"]).post(f"/emails/{proposed.pk}", {"refuse": "yes"})

    assert (answer.status_code, list(queries.waiting_emails(town.agency))) == (302, [])


def test_a_second_proposal_takes_the_place_of_the_first(town: Town) -> None:
    first = propose(town)
    second = propose(town, email="asha.other@hartmere.example.org")

    assert [each.pk for each in queries.waiting_emails(town.agency)] == [second.pk]
    with pytest.raises(Refused):
        access.agree_email(town.make.by(town["tom"]), proposed=first)


def test_links_that_went_to_the_old_address_stop_working(town: Town) -> None:
    by = town.make.by(town["ada"])
    token = access.invite(by, user=town["asha"])
    access.agree_email(town.make.by(town["tom"], by.at + timedelta(minutes=5)), proposed=propose(town))
    with pytest.raises(Refused, match="too old"):
        access.accept(town.make.stamp(by.at + timedelta(minutes=6)), token=token, password="a long sentence to keep")


def test_the_address_of_somebody_who_left_is_not_agreed(town: Town) -> None:
    proposed = propose(town)
    changes.end_user(town.make.stamp(), user=town["asha"])
    with pytest.raises(Refused, match="ended"):
        access.agree_email(town.make.by(town["tom"]), proposed=proposed)


@pytest.mark.parametrize("who", ["asker", "the person"])
def test_the_database_itself_asks_for_a_second_person(town: Town, who: str) -> None:
    proposed = propose(town)
    agreed_by = proposed.asked_by if who == "asker" else proposed.user
    with pytest.raises(IntegrityError), transaction.atomic():
        NewEmail.objects.filter(pk=proposed.pk).update(agreed_by=agreed_by)


def test_the_ledger_has_codes_and_no_address(town: Town) -> None:
    proposed = propose(town)
    access.agree_email(town.make.by(town["tom"]), proposed=proposed)
    entries = Entry.objects.filter(verb__in=["user.propose-email", "user.agree-email"]).order_by("pk")

    assert [(entry.verb, entry.thing, entry.facts) for entry in entries] == [
        ("user.propose-email", f"user:{town['asha'].pk}", JSON % proposed.pk),
        ("user.agree-email", f"user:{town['asha'].pk}", JSON % proposed.pk),
    ]


@pytest.mark.parametrize(("who", "said"), [
    ("ada", {"A second person must agree to an e-mail address that you proposed.", 'name="refuse"'}),
    ("tom", {'name="agree"', 'name="refuse"'}),
])  # fmt: skip
def test_the_list_of_what_waits_shows_both_addresses_and_what_the_reader_can_do(
    town: Town, who: str, said: set[str]
) -> None:
    propose(town)
    page = client(town[who]).get("/posts").content.decode()

    assert {sentence for sentence in said | {NEW, "asha.rowan@hartmere.example.org"} if sentence not in page} == set()
    assert ('name="agree"' in page) == ('name="agree"' in said)


def test_the_list_costs_the_same_for_one_and_thirty(town: Town) -> None:
    propose(town)
    few = queries_of(open_page, town["tom"], "/posts")
    for number in range(30):
        user = town.make.user(f"Person {number}", town.repairs)
        access.propose_email(town.make.by(town["ada"]), user=user, email=f"new{number}@hartmere.example.org")

    assert queries_of(open_page, town["tom"], "/posts") == few


def test_the_persons_page_says_that_an_address_waits(town: Town) -> None:
    path = f"/staff/{town['asha'].pk}"
    before = client(town["tom"]).get(path).content.decode()
    propose(town)
    after = client(town["tom"]).get(path).content.decode()

    assert ("Propose another e-mail address" in before, "It waits for a second person" in before) == (True, False)
    assert (NEW in after, "It waits for a second person" in after) == (True, True)


@pytest.mark.parametrize(("page", "title"), [
    ("change", "Change the details of Asha Rowan"), ("email", "Propose another e-mail address for Asha Rowan"),
])  # fmt: skip
def test_the_page_has_its_heading_as_its_title(town: Town, page: str, title: str) -> None:
    text = client(town["ada"]).get(f"/staff/{town['asha'].pk}/{page}").content.decode()

    assert f"{title} – Heed" in text.partition("</title>")[0]
    assert f'<h1 class="govuk-heading-l">{title}</h1>' in text
