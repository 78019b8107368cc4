"""Who did it and who was affected: one's own cases, colleagues by name and team, and nothing about anybody else."""

from collections.abc import Callable

import pytest
from django.test import Client

from heed.incidents.models import Draft, Incident
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import User
from heed.people.public import changes as public
from heed.people.public.models import Person
from heed.web.reporting.people import MOST
from tests.make import Make
from tests.web.reporting.conftest import CALL, Typed

Begin = Callable[[Typed], Draft]
OTHERS = CALL | {"others": {"others": ["affected"]}}


def pick(page: Client, draft: Draft, name: str) -> str:
    """Type a name among the others affected; return the page that comes up."""
    page.post(f"/report/{draft.key}/others-affected", {"name": name})
    return page.get(f"/report/{draft.key}/others-affected").content.decode()


def test_a_colleague_is_shown_by_name_and_team_alone(page: Client, make: Make, asha: User, begin: Begin) -> None:
    make.user("Dina Whitlock", asha.team, job="Family worker", staff_number="S-4471")
    shown = pick(page, begin(OTHERS), "dina")

    assert "Dina Whitlock" in shown
    assert "Visiting team" in shown
    for private in ("Family worker", "S-4471", "dina.whitlock@"):
        assert private not in shown


def test_nobody_of_another_agency_nobody_who_left_and_not_oneself(
    page: Client, make: Make, asha: User, begin: Begin
) -> None:
    elsewhere = make.agency(word="fellmoor", name="Fellmoor Council")
    make.user("Dina Fellmoor", make.team(elsewhere))
    agencies.end_user(make.stamp(), user=make.user("Dina Gone", asha.team))
    draft = begin(OTHERS)

    assert "Nobody who works here is called" in pick(page, draft, "Dina")
    page.post(f"/report/{draft.key}/others-affected", {"pick": "again"})
    assert "Nobody who works here is called" in pick(page, draft, "Asha")


@pytest.mark.parametrize("name", ["e", "%", "_", " a "])
def test_a_letter_does_not_list_the_staff(page: Client, make: Make, asha: User, begin: Begin, name: str) -> None:
    make.user("Dina Whitlock", asha.team)

    assert "Dina" not in pick(page, begin(OTHERS), name)


def test_a_common_name_shows_a_few_and_says_so(page: Client, make: Make, asha: User, begin: Begin) -> None:
    for number in range(MOST + 2):
        make.user(f"Sam Ford {number:02}", asha.team)
    shown = pick(page, begin(OTHERS), "ford")

    assert shown.count("Visiting team") == MOST
    assert "More people have this name" in shown


def test_people_are_added_taken_away_and_sent(page: Client, make: Make, asha: User, begin: Begin) -> None:
    dina, draft = make.user("Dina Whitlock", asha.team), begin(OTHERS)
    there = f"/report/{draft.key}/others-affected"
    pick(page, draft, "whitlock")
    page.post(there, {"pick": dina.pk})
    page.post(there, {"pick": dina.pk})  # pressed twice
    pick(page, draft, "Lou")
    page.post(there, {"pick": "outside"})
    pick(page, draft, "A visitor")
    page.post(there, {"pick": "outside"})
    page.post(there, {"remove": "1"})

    assert page.post(there, {"name": ""}).headers["Location"] == f"/report/{draft.key}/feeling"
    page.post(f"/report/{draft.key}/check")
    parts = Incident.objects.get().case.involvements.filter(part="victim")
    assert sorted(each.user.name if each.user else each.name for each in parts) == [
        "A visitor",
        "Asha Patel",
        "Dina Whitlock",
    ]


def test_somebody_who_was_not_offered_cannot_be_picked(page: Client, make: Make, asha: User, begin: Begin) -> None:
    other = make.user("Dina Fellmoor", make.team(make.agency(word="fellmoor", name="Fellmoor Council")))
    make.user("Dina Whitlock", asha.team)
    draft = begin(OTHERS)
    pick(page, draft, "dina")

    assert page.post(f"/report/{draft.key}/others-affected", {"pick": other.pk}).status_code == 200
    draft.refresh_from_db()
    assert draft.answers["others-affected"] == {"people": [], "find": ["dina"]}


def test_on_behalf_of_nobody_is_refused(page: Client, begin: Begin) -> None:
    draft = begin(CALL | {"for-whom": {"whom": "other"}})

    shown = page.post(f"/report/{draft.key}/affected", {"name": " "}).content.decode()

    assert "Enter the name of who was affected" in shown


def test_somebody_who_left_meanwhile_stays_as_a_name(page: Client, make: Make, asha: User, begin: Begin) -> None:
    dina, draft = make.user("Dina Whitlock", asha.team), begin(OTHERS)
    pick(page, draft, "dina")
    page.post(f"/report/{draft.key}/others-affected", {"pick": dina.pk})
    page.post(f"/report/{draft.key}/others-affected", {"name": ""})
    agencies.end_user(make.stamp(), user=dina)
    page.post(f"/report/{draft.key}/check")

    assert Incident.objects.get().case.involvements.filter(part="victim", name="Dina Whitlock").count() == 1


def test_ones_own_cases_are_offered_and_nobody_elses(page: Client, make: Make, asha: User, begin: Begin) -> None:
    mine = make.person(asha.agency, "Colin Marlpit")
    make.person(asha.agency, "Vera Stonecrop")
    public.assign(make.stamp(), person=mine, user=asha)
    draft = begin(CALL | {"who": {"who": "mine"}})
    shown = page.get(f"/report/{draft.key}/mine").content.decode()

    assert "Colin Marlpit" in shown
    assert "Vera Stonecrop" not in shown
    page.post(f"/report/{draft.key}/mine", {"persons": [mine.pk]})
    page.post(f"/report/{draft.key}/check")
    incident = Incident.objects.get()
    assert incident.case.involvements.get(part="subject").person == mine
    assert incident.facts["abuser"] == "known"


def test_somebody_elses_case_cannot_be_chosen(page: Client, make: Make, asha: User, begin: Begin) -> None:
    public.assign(make.stamp(), person=make.person(asha.agency, "Colin Marlpit"), user=asha)
    stranger = make.person(asha.agency, "Vera Stonecrop")
    draft = begin(CALL | {"who": {"who": "mine"}, "mine": {"persons": [stranger.pk]}})

    assert page.get(f"/report/{draft.key}/check").headers["Location"] == f"/report/{draft.key}/mine?change=1"


def test_the_form_answers_alike_whether_somebody_is_known_or_not(
    page: Client, make: Make, asha: User, begin: Begin
) -> None:
    make.person(asha.agency, "Colin Marlpit")
    draft = begin(CALL | {"who": {"who": "named"}})
    known = page.post(f"/report/{draft.key}/describe", {"name": "Colin Marlpit"})
    unknown = page.post(f"/report/{draft.key}/describe", {"name": "Nemo Nobody"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    page.post(f"/report/{draft.key}/describe", {"name": "Colin Marlpit"})
    assert page.get(f"/report/{draft.key}/check").content.decode().count("Colin Marlpit") == 1
    page.post(f"/report/{draft.key}/check")
    assert sorted(Person.objects.values_list("name", "known")) == [
        ("Colin Marlpit", "fully"),
        ("Colin Marlpit", "partly"),
    ]


@pytest.mark.parametrize(
    ("who", "fields", "sentence"),
    [
        ("named", {"description": "Tall"}, "Enter their name"),
        ("partly", {"telephone": "01632 960123"}, "Write what you know about them"),
        ("unknown", {"email": "not an address"}, "Enter an e-mail address like name@example.com"),
    ],
)
def test_what_was_said_to_be_known_is_asked_for(
    page: Client, begin: Begin, who: str, fields: dict[str, str], sentence: str
) -> None:
    draft = begin(CALL | {"who": {"who": who}})

    assert sentence in page.post(f"/report/{draft.key}/describe", fields).content.decode()


@pytest.mark.clause("CUM-20")
def test_an_employer_elsewhere_is_kept_with_the_person(page: Client, begin: Begin) -> None:
    draft = begin(CALL | {"employer": {"employed": "yes", "employer": "Marlpit Haulage"}})
    page.post(f"/report/{draft.key}/check")

    incident = Incident.objects.get()
    assert incident.facts["employed_elsewhere"]
    assert Person.objects.get().employer == "Marlpit Haulage"
    assert incident.case.duties.filter(verb="incident.tell-employer").count() == 1
