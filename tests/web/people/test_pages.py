"""The pages about staff: found, changed, refused, and nothing of another agency."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from heed.notices.models import Message
from heed.people.agencies.models import Absence, Holding, User
from tests.make import Make

pytestmark = pytest.mark.django_db
GOOD = b"name,email,service,team,post\nAsha Rowan,asha@example.org,Housing,Visiting team,\n"


class Town:
    """Two administrators, a manager, somebody in the team, and a stranger of another agency."""

    def __init__(self, make: Make) -> None:
        self.agency = make.agency()
        team = make.team(self.agency)
        self.ada = make.user("Ada Fenwick", team, post="administrator")
        self.tom = make.user("Tom Ashdown", team, post="administrator")
        self.ben = make.user("Ben Carrow", team, post="line-manager")
        self.asha = make.user("Asha Rowan", team)
        self.stranger = make.user("Ola Strand", make.team(make.agency(word="elsewhere")))


@pytest.fixture
def town(make: Make) -> Town:
    return Town(make)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


PAGES = ["/staff/", "/staff/add", "/staff/import", "/posts"]


@pytest.mark.parametrize("path", PAGES)
def test_only_administrators_see_the_pages_about_staff(town: Town, path: str) -> None:
    codes = [signed_in(user).get(path).status_code for user in (town.ada, town.ben, town.asha)]
    assert codes == [200, 403, 403]


def test_somebody_of_another_agency_does_not_exist(town: Town) -> None:
    assert signed_in(town.ada).get(f"/staff/{town.stranger.pk}").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_staff_costs_the_same_for_one_and_thirty(
    make: Make, town: Town, count: int, django_assert_num_queries: object
) -> None:
    team = make.team(town.agency)
    for number in range(count):
        make.user(f"Person {number}", team)
    client = signed_in(town.ada)
    client.get("/staff/?text=Person")
    with django_assert_num_queries(7):  # type: ignore[operator]  # a fixture's function
        assert client.get("/staff/?text=Person").content.count(b"Person") >= count


def test_adding_somebody_invites_them_by_a_link_that_lets_them_choose_a_password(town: Town) -> None:
    client = signed_in(town.ada)
    answer = client.post("/staff/add", {
        "name": "Nia Brook", "email": "nia@example.org", "team": town.asha.team_id, "works_as": "volunteer",
    })  # fmt: skip
    nia = User.objects.get(email="nia@example.org")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/staff/{nia.pk}")
    link = Message.objects.get(to=nia).link
    welcome = Client()
    assert "Welcome to Heed" in welcome.get(link).content.decode()
    short, long = ({"password1": words, "password2": words} for words in ("short", "calm purple heron"))
    assert welcome.post(link, short).status_code == 200
    assert welcome.post(link, long).status_code == 302
    assert welcome.get(link).status_code == 410
    nia.refresh_from_db()
    assert nia.check_password("calm purple heron")


def test_a_proposed_post_waits_until_the_other_administrator_agrees(town: Town) -> None:
    signed_in(town.ada).post(f"/staff/{town.asha.pk}", {"post": f"line-manager@{town.asha.team_id}"})
    holding = Holding.objects.get(user=town.asha)
    assert signed_in(town.ada).post(f"/posts/{holding.pk}", {"agree": "yes"}).status_code == 403
    assert signed_in(town.tom).post(f"/posts/{holding.pk}", {"agree": "yes"}).status_code == 302
    holding.refresh_from_db()
    assert holding.agreed_by == town.tom


def test_a_file_is_checked_then_imported(town: Town) -> None:
    User.objects.filter(pk=town.asha.pk).update(email="other@example.org")
    client = signed_in(town.ada)
    checked = client.post("/staff/import", {"file": SimpleUploadedFile("staff.csv", GOOD)}).content.decode()
    assert "Nothing is wrong with this file" in checked
    assert not User.objects.filter(email="asha@example.org").exists()
    found = re.search(r'name="text" value="([^"]*)"', checked)
    assert found is not None
    assert client.post("/staff/import", {"text": found[1], "import": "yes"}).status_code == 302
    assert User.objects.filter(email="asha@example.org").exists()


def test_a_bad_file_names_its_lines(town: Town) -> None:
    bad = GOOD + b"Ben,nobody,Housing,Visiting team,\n"
    page = signed_in(town.ada).post("/staff/import", {"file": SimpleUploadedFile("staff.csv", bad)}).content.decode()
    assert "“nobody” is not an e-mail address." in page


def test_a_manager_records_an_absence_in_their_team_and_nobody_elses(make: Make, town: Town) -> None:
    first, last = {"day": "1", "month": "12", "year": "2026"}, {"day": "4", "month": "12", "year": "2026"}
    days = {f"from_on_{part}": typed for part, typed in first.items()}
    days |= {f"until_on_{part}": typed for part, typed in last.items()} | {"deputy": "Tom Ashdown"}
    assert signed_in(town.ben).post(f"/absences/of/{town.asha.pk}", days).status_code == 302
    assert Absence.objects.get(user=town.asha).deputy == town.tom
    far = make.user("Far Away", make.team(town.agency, "Other team", "Parks"))
    assert signed_in(town.ben).post(f"/absences/of/{far.pk}", days).status_code == 404
    assert signed_in(town.asha).get("/absences/").status_code == 200


def test_ending_ones_own_access_is_refused_with_the_reason(town: Town) -> None:
    answer = signed_in(town.ada).post(f"/staff/{town.ada.pk}/end")
    assert (answer.status_code, "You cannot end your own access" in answer.content.decode()) == (403, True)
