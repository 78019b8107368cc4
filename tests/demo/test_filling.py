"""The living organisation: whole, repeatable, harmless, and made by nothing but the program's own changes."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from heed.access.states import Role
from heed.casework.cases.models import Note
from heed.casework.duties.models import Duty, Rung
from heed.demo.cast import cast
from heed.demo.filling import fill
from heed.demo.past import Past
from heed.incidents.models import Incident
from heed.ledger.verify import verify
from heed.notices.models import Message
from heed.people.agencies.models import Absence, Agency, Holding, RotaChange, User
from heed.people.public.models import Person
from heed.policy.load import shipped_ids
from heed.training.queries import standing_of
from heed.training.states import State
from tests.demo.conftest import NOW, SMALL
from tests.demo.room import make_room

pytestmark = pytest.mark.django_db
FICTION = re.compile(r"07700 900\d{3}|01632 960\d{3}")
TELEPHONE = re.compile(r"\+?\d[\d ]{8,}\d")
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")
INVENTED = re.compile(r"@([\w-]+\.)?example\.(org|com)$")
LAST_TOLD = 8  # reports of one team, one after another, of which no two tell the same story


def test_every_policy_has_its_agency_and_nothing_was_refused(small: list[Past]) -> None:
    assert {past.town.sheet.policy for past in small} == set(shipped_ids())
    assert [refusal for past in small for refusal in past.works.refused] == []
    assert all(past.made > SMALL.reports for past in small)


def test_the_ledger_is_as_it_was_written(small: list[Past]) -> None:
    assert verify().fault == ""


def test_no_message_waits_to_be_sent(small: list[Past]) -> None:
    assert Message.objects.exists()
    assert set(Message.objects.values_list("status", "next_at")) == {("history", None)}


def test_nothing_happens_after_now(small: list[Past]) -> None:
    assert Note.objects.filter(at__gt=NOW).count() == 0
    assert Incident.objects.filter(reported_at__gt=NOW).count() == 0
    assert not Duty.objects.open().filter(next_at__lte=NOW).exists()
    assert not RotaChange.objects.filter(due_at__lte=NOW).exists()


def test_duties_are_done_late_and_open_and_one_has_climbed_its_ladder(small: list[Past]) -> None:
    statuses = set(Duty.objects.values_list("status", flat=True))
    late = Duty.objects.late(NOW)

    assert statuses == {"open", "done", "waived"}
    assert late.filter(acknowledged_at=None, case__isnull=False).exists()
    assert {"senior-manager", "health-and-safety"} <= set(Rung.objects.values_list("post", flat=True))
    up = late.filter(rung__gte=3, acknowledged_at=None).values_list("agency", flat=True)
    assert set(up) == {past.town.agency.pk for past in small}


@pytest.mark.parametrize("policy", shipped_ids())
def test_each_role_has_somebody_to_be(policy: str, small: list[Past]) -> None:
    agency = next(past.town.agency for past in small if past.town.sheet.policy == policy)

    offered = cast(agency, NOW)

    assert {character.role for character in offered} >= {*Role, "victim-manager", "deputy"}
    assert Counter(character.role for character in offered)[Role.ADMINISTRATOR] == 2
    assert all(character.user.agency_id == agency.pk for character in offered)


def test_somebody_is_away_now_with_a_deputy_and_a_team_has_no_manager(small: list[Past]) -> None:
    assert Absence.objects.on(NOW.date()).exclude(deputy=None).exists()
    for past in small:
        teams = {crew.team.pk for crew in past.town.crews}
        managed = Holding.objects.live(NOW).filter(post__word="line-manager").values_list("post__team", flat=True)
        assert teams - set(managed) != set()


def test_posts_were_proposed_by_one_and_agreed_by_another(small: list[Past]) -> None:
    later = Holding.objects.exclude(asked_by=None).exclude(agreed_at=None)

    assert later.exists()
    assert all(holding.asked_by_id != holding.agreed_by_id for holding in later)


def test_addresses_and_numbers_are_of_the_ranges_kept_for_fiction(small: list[Past]) -> None:
    emails = [
        *User.objects.values_list("email", flat=True),
        *Person.objects.exclude(email="").values_list("email", flat=True),
    ]
    numbers = Person.objects.exclude(telephone="").values_list("telephone", flat=True)
    words = [*Incident.objects.values_list("story", flat=True), *Note.objects.values_list("text", flat=True)]
    answers = [str(each) for each in Incident.objects.values_list("answers", flat=True)]

    assert [email for email in emails if not INVENTED.search(email)] == []
    assert [number for number in numbers if not FICTION.fullmatch(number)] == []
    said = [found for text in (*words, *answers) for found in TELEPHONE.findall(text)]
    assert [found for found in said if not FICTION.fullmatch(found)] == []
    assert [found for text in words for found in ADDRESS.findall(text) if not INVENTED.search(found)] == []


def test_no_gap_of_a_text_is_left_open(small: list[Past]) -> None:
    words = [
        *Incident.objects.values_list("story", flat=True),
        *Note.objects.values_list("text", flat=True),
        *(str(text) for answers in Incident.objects.values_list("answers", flat=True) for text in answers.values()),
    ]

    assert [text for text in words if re.search(r"[{}]", text)] == []


def test_no_team_tells_the_same_story_twice_in_a_row(small: list[Past]) -> None:
    told: dict[int, list[str]] = {}
    for team, story in Incident.objects.order_by("reported_at").values_list("case__team", "story"):
        told.setdefault(team, []).append(story)

    for stories in told.values():
        for number in range(len(stories)):
            last = stories[max(0, number - LAST_TOLD) : number + 1]
            assert len(set(last)) == len(last)


def test_the_same_seed_and_day_tell_the_same(small: list[Past]) -> None:
    first = snapshot("cwm-taf")
    with transaction.atomic():
        make_room()
        fill(NOW, seed="tests", scale=SMALL, only=("cwm-taf",))
        again = snapshot("cwm-taf")
        transaction.set_rollback(True)

    assert len(first) > 50
    assert again == first


def test_another_seed_tells_something_else(small: list[Past]) -> None:
    with transaction.atomic():
        make_room()
        fill(NOW, seed="other", scale=SMALL, only=("east-herts",))
        other = snapshot("east-herts")
        transaction.set_rollback(True)

    assert other != snapshot("east-herts")


def snapshot(policy: str) -> list[tuple[object, ...]]:
    """Return what happened in the newest agency on the policy, without what is random on purpose."""
    agency = Agency.objects.filter(policies__policy=policy).latest("pk")
    notes = Note.objects.filter(case__agency=agency).order_by("at", "case__opened_at", "verb")
    reports = Incident.objects.filter(case__agency=agency).order_by("reported_at")
    return [
        *notes.values_list("verb", "at", "by__name", "text"),
        *reports.values_list("story", "reported_by__name", "place__lines", "feeling"),
    ]


def test_eighteen_months_lie_behind(small: list[Past]) -> None:
    founded = Agency.objects.order_by("founded_at").first()

    assert founded is not None
    assert NOW - founded.founded_at > timedelta(days=540)


@pytest.mark.clause("EHC-17")
def test_where_a_briefing_is_asked_for_most_have_it_and_some_stand_otherwise(small: list[Past]) -> None:
    for past in small:
        states = Counter(standing_of(user, NOW).state for user in past.town.users.values())
        rare = {state: states[state] for state in (State.NEVER, State.GRACE, State.OVER)}
        if past.town.book.briefing.held:
            assert rare == dict.fromkeys(rare, 1)
            assert states[State.IN_DATE] == len(past.town.users) - 3
        else:
            assert set(states) == {State.NEVER}


def test_where_a_briefing_is_asked_for_one_can_be_somebody_without_it(small: list[Past]) -> None:
    for past in small:
        offered = {character.role: character.user for character in cast(past.town.agency, NOW)}
        without = {role: standing_of(offered[role], NOW).state for role in ("newcomer", "lapsed") if role in offered}
        held = past.town.book.briefing.held
        assert without == ({"newcomer": State.NEVER, "lapsed": State.OVER} if held else {})
