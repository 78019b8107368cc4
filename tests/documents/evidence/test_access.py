"""Who sees, opens and adds what: item by item, as the access model's column says (section 4, F6)."""

from datetime import timedelta

import pytest

from heed import clock
from heed.access.decisions import Refused
from heed.casework.cases.changes import involve
from heed.casework.cases.states import Part, Sensitivity
from heed.casework.duties.models import Duty
from heed.documents.evidence import changes, queries, rules
from heed.documents.evidence.models import Item
from heed.people.agencies.models import User
from tests.documents.conftest import Town
from tests.make import FOUNDED, Make

LATER = FOUNDED + timedelta(hours=1)


@pytest.fixture
def items(make: Make, town: Town) -> dict[str, Item]:
    by = {"asha": town.asha, "wes": town.wes, "ben": town.ben}
    return {word: make.item(user, town.incident, word.encode()) for word, user in by.items()}


def seen(user: User, town: Town, items: dict[str, Item]) -> list[str]:
    """Return whose items somebody sees; in the list, and by address alike."""
    user = User.objects.get(pk=user.pk)
    listed = {item.pk for item in queries.shown(user, town.incident.case)}
    found = {item.pk for item in items.values() if queries.find(user, item.name)}
    visible = type(town.incident).objects.visible_to(user).filter(pk=town.incident.pk).exists()
    assert found == listed or not visible
    return [word for word, item in items.items() if item.pk in found]


@pytest.mark.parametrize(("who", "what"), [
    ("asha", ["asha"]),
    ("wes", ["wes"]),
    ("ben", ["asha", "wes", "ben"]),
    ("safety", ["asha", "wes", "ben"]),
    ("senior", []),  # until it is assigned to them
    ("head", []),
    ("hr", []),
    ("communications", []),
    ("colleague", []),
])  # fmt: skip
def test_each_item_is_seen_by_who_added_it_and_by_who_acts(town: Town, items: dict[str, Item], who: str, what) -> None:
    assert seen(getattr(town, who), town, items) == what


@pytest.mark.parametrize(("who", "part", "what"), [
    ("senior", Part.ASSIGNED, ["asha", "wes", "ben"]),
    ("head", Part.DECIDED, ["asha", "wes", "ben"]),
    ("hr", Part.ASSIGNED, []),
    ("communications", Part.ASSIGNED, []),
    ("ben", Part.TIE, ["ben"]),
    ("ben", Part.WITNESS, ["ben"]),
    ("ben", Part.SUBJECT, []),
    ("asha", Part.SUBJECT, []),
])  # fmt: skip
def test_a_part_in_the_case_opens_and_closes_it(
    make: Make, town: Town, items: dict[str, Item], who: str, part: Part, what: list[str]
) -> None:
    involve(make.stamp(LATER), case=town.incident.case, part=part, user=getattr(town, who))

    assert seen(getattr(town, who), town, items) == what


def test_health_and_safety_sees_nothing_of_a_restricted_case(town: Town, items: dict[str, Item]) -> None:
    town.incident.case.sensitivity = Sensitivity.RESTRICTED
    town.incident.case.save()

    assert seen(town.safety, town, items) == []


def test_a_line_of_the_plan_opens_nothing(make: Make, town: Town) -> None:
    assert not rules.standing(town.colleague, town.incident.case).reads


@pytest.mark.parametrize(("who", "allowed"), [
    ("asha", True), ("wes", True), ("ben", True), ("safety", True),
    ("hr", False), ("communications", False), ("colleague", False), ("head", False),
])  # fmt: skip
def test_who_may_add(make: Make, town: Town, who: str, allowed: bool) -> None:
    user = getattr(town, who)
    if not allowed:
        with pytest.raises(Refused, match="part of this"):
            make.item(user, town.incident)
        assert not Item.objects.exists()
        return
    assert make.item(user, town.incident).added_by == user


@pytest.mark.parametrize(("who", "word"), [
    ("asha", "affected"), ("wes", "witness"), ("ben", "acting"),
])  # fmt: skip
def test_it_is_noted_as_what_they_added_it(make: Make, town: Town, who: str, word: str) -> None:
    assert make.item(getattr(town, who), town.incident).added_as == word


def test_what_is_being_checked_is_opened_by_nobody(make: Make, town: Town, settings) -> None:
    settings.SCANNER = "clamd://127.0.0.1:1"
    item = make.item(town.asha, town.incident)

    for user in (town.asha, town.ben):
        with pytest.raises(Refused, match="still being checked"):
            changes.look(make.by(user, LATER), item)


def test_what_is_on_a_shelf_is_its_owners_alone(make: Make, town: Town) -> None:
    item = make.shelved(town.asha, "a-draft")

    assert [bool(queries.find(user, item.name)) for user in (town.asha, town.ben, town.safety)] == [True, False, False]


@pytest.mark.parametrize(("part", "sees", "decides"), [
    (None, True, True), (Part.WITNESS, True, False), (Part.VICTIM, False, False), (Part.SUBJECT, False, False),
])  # fmt: skip
def test_a_deputy_carries_the_conflicts_of_whom_they_stand_in_for(
    make: Make, town: Town, items: dict[str, Item], part: Part | None, sees: bool, decides: bool
) -> None:
    """R4."""
    Item.objects.update(removal_asked_by=town.wes, removal_asked_at=LATER)
    today = clock.now().date()
    make.absence(town.ben, today.isoformat(), (today + timedelta(days=2)).isoformat(), town.colleague)
    if part:
        involve(make.stamp(LATER), case=town.incident.case, part=part, user=town.ben)
        Duty.objects.all().delete()  # which would fall to somebody further up
    item, deputy = items["asha"], User.objects.get(pk=town.colleague.pk)
    item.refresh_from_db()

    stands = rules.standing(deputy, town.incident.case)
    assert (bool(rules.may_open(item, stands)), bool(rules.may_decide_removal(item, stands))) == (sees, decides)
