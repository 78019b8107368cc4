"""Staff from a CSV file: dry, whole or not at all, every bad row with its line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heed.people.agencies.models import Agency, Holding, Team, User
from heed.people.imports.changes import NotImported, import_staff
from heed.people.imports.queries import plan_import
from tests.make import Make

pytestmark = pytest.mark.django_db

GOOD = b"""name,email,service,team,job,works as,staff number,post
Asha Rowan,asha@example.org,Housing,Visiting team,Officer,employee,1001,
Ben Carrow,Ben@Example.org,Housing,Visiting team,Team leader,,1002,line-manager
"""


@pytest.fixture
def agency(make: Make) -> Agency:
    return make.agency()


def test_a_dry_run_says_what_would_happen_and_changes_nothing(agency: Agency) -> None:
    plan = plan_import(agency, GOOD)
    assert [row.email for row in plan.new] == ["asha@example.org", "ben@example.org"]
    assert (plan.changed, plan.same, plan.troubles) == ([], [], [])
    assert plan.teams == ["Housing / Visiting team"]
    assert (User.objects.count(), Team.objects.count()) == (0, 1)


def test_an_import_makes_teams_people_and_only_proposes_posts(make: Make, agency: Agency) -> None:
    import_staff(make.stamp(), agency=agency, content=GOOD)
    ben = User.objects.get(email="ben@example.org")
    assert (ben.team.name, ben.team.parent.name if ben.team.parent else "") == ("Visiting team", "Housing")
    [holding] = Holding.objects.filter(user=ben)
    assert (holding.post.word, holding.agreed_at) == ("line-manager", None)


def test_importing_the_same_file_again_changes_nothing(make: Make, agency: Agency) -> None:
    import_staff(make.stamp(), agency=agency, content=GOOD)
    plan = import_staff(make.stamp(), agency=agency, content=GOOD)
    assert (len(plan.new), len(plan.changed), len(plan.same)) == (0, 0, 2)
    assert Holding.objects.count() == 1


def test_every_bad_row_is_named_with_its_line_and_nothing_is_imported(make: Make, agency: Agency) -> None:
    content = GOOD + (
        b"Cat Denholm,not-an-address,Housing,Visiting team,,,,\n"
        b",dev@example.org,Housing,,,,,line-manger\n"
        b"Asha Again,asha@example.org,Housing,Visiting team,,pirate,,\n"
    )
    with pytest.raises(NotImported) as caught:
        import_staff(make.stamp(), agency=agency, content=content)
    assert [(trouble.line, trouble.words) for trouble in caught.value.plan.troubles] == [
        (4, "“not-an-address” is not an e-mail address."),
        (5, "The name is empty."),
        (5, "The team is empty."),
        (5, "Your policy has no post “line-manger”. Did you mean “line-manager”?"),
        (6, "“pirate” is not one of: Employee, Agency worker, Casual worker, Volunteer, Councillor."),
        (6, "The e-mail address asha@example.org is already on line 2."),
    ]
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "The column “name” is missing."),
        (b"nane,email,service,team\n", 1, "There is no column “nane”. Did you mean “name”?"),
        (b"name,email,service,team\nZo\xeb,z@example.org,A,B\n", 2,
         "This is not UTF-8 text. Save the file as “CSV UTF-8” and try again."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(agency: Agency, content: bytes, line: int, words: str) -> None:
    trouble = plan_import(agency, content).troubles[0]
    assert (trouble.line, trouble.words) == (line, words)


def test_an_address_of_another_agency_is_refused_without_saying_whose_it_is(make: Make, agency: Agency) -> None:
    other = make.agency(word="other")
    make.user("Asha Rowan", make.team(other))
    User.objects.update(email="asha@example.org")
    troubles = plan_import(agency, GOOD).troubles
    assert [trouble.words for trouble in troubles] == ["The e-mail address asha@example.org cannot be used here."]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(noise=st.binary(max_size=200), where=st.integers(0, len(GOOD)))
def test_no_file_whatever_is_in_it_breaks_the_reader(agency: Agency, noise: bytes, where: int) -> None:
    plan_import(agency, GOOD[:where] + noise + GOOD[where:])
