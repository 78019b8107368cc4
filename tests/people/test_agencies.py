"""Agencies, their trees, posts and people: what is kept, what the database itself refuses, what the reads find."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from heed.ledger.models import Entry
from heed.people.agencies import changes, queries
from heed.people.agencies.models import Absence, Holding, RotaChange, Team, User
from heed.people.agencies.states import VERBS, Level
from heed.policy.faults import PolicyFaults
from heed.policy.load import shipped
from heed.policy.source import Source
from tests.towns import NOW, Town

DAY = timedelta(days=1)


def names(users: object) -> set[str]:
    return {user.name for user in users}  # type: ignore[attr-defined]  # a queryset or a list


# --- the tree --------------------------------------------------------------------------------------------------------


def test_a_path_leads_from_the_root_and_the_line_back_to_it(town: Town) -> None:
    root, service = town.make.root(town.agency), town.visiting.parent
    assert service is not None
    assert town.visiting.path == f"/{root.pk}/{service.pk}/{town.visiting.pk}/"
    assert town.visiting.line == [town.visiting.pk, service.pk, root.pk]


@pytest.mark.parametrize(("node", "below"), [
    ("root", {"visiting", "repairs", "rangers"}), ("housing", {"visiting", "repairs"}), ("visiting", {"visiting"}),
])  # fmt: skip
def test_what_lies_below_a_node(town: Town, node: str, below: set[str]) -> None:
    nodes = {"root": town.make.root(town.agency), "housing": town.visiting.parent, "visiting": town.visiting}
    top = nodes[node]
    assert top is not None
    found = set(Team.objects.below(top))
    assert {name for name in ("visiting", "repairs", "rangers", "elsewhere") if getattr(town, name) in found} == below


def test_a_node_whose_number_begins_like_anothers_is_not_below_it(town: Town) -> None:
    path = town.visiting.path
    Team.objects.filter(pk=town.rangers.pk).update(path=f"{path[:-1]}7/")
    assert set(Team.objects.below(town.visiting)) == {town.visiting}


@pytest.mark.parametrize("twice", ["a name below one parent", "a root"])
def test_the_database_refuses_two_of(town: Town, twice: str) -> None:
    parent = town.visiting.parent if twice.startswith("a name") else None
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.add_team(
            town.make.stamp(), agency=town.agency, parent=parent, level=Level.TEAM, name=town.visiting.name
        )


# --- people ----------------------------------------------------------------------------------------------------------


def test_an_address_is_kept_in_small_letters_and_belongs_to_one_person_anywhere(town: Town) -> None:
    user = changes.add_user(town.make.stamp(), team=town.visiting, email="Wren@Example.ORG", name="Wren")
    assert (user.email, user.has_usable_password(), user.agency) == ("wren@example.org", False, town.agency)
    assert [queries.email_taken(each) for each in ("WREN@example.org", "other@example.org")] == [True, False]
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.add_user(town.make.stamp(), team=town.elsewhere, email="wren@example.org", name="Other")


def test_a_staff_number_is_anothers_only_in_another_agency(town: Town) -> None:
    for number, team in enumerate((town.visiting, town.elsewhere)):
        changes.add_user(town.make.stamp(), team=team, email=f"n{number}@example.org", name="N", staff_number="77")
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.add_user(town.make.stamp(), team=town.repairs, email="n3@example.org", name="N", staff_number="77")


SEARCHES = [
    ("ben", {"Ben Carrow"}),
    ("carrow ben", {"Ben Carrow"}),
    ("BEN CARR", {"Ben Carrow"}),
    ("b", set()),
    ("", set()),
    ("  ", set()),
    ("b c", {"Ben Carrow", "Hew Brack"}),
    ("ben strand", set()),
    ("strand", set()),
    ("zzz", set()),
    ("asha", set()),
    ("%", set()),
    ("%%", set()),
]


@pytest.mark.parametrize(("typed", "found"), SEARCHES)
def test_colleagues_are_found_by_the_words_of_their_name_never_oneself_or_strangers(
    town: Town, typed: str, found: set[str]
) -> None:
    assert names(queries.colleagues_called(town["asha"], typed)) == found


def test_who_has_left_is_nobodys_colleague(town: Town) -> None:
    changes.end_user(town.make.stamp(), user=town["ben"])
    assert "Ben Carrow" not in names(queries.colleagues(town["asha"]))
    assert queries.called(town.agency, "Ben Carrow") == []


@pytest.mark.parametrize(("text", "who"), [
    ("Ben Carrow", ["ben"]), (" ben carrow ", ["ben"]), ("BEN.CARROW@hartmere.example.org", ["ben"]), ("Ben", []),
    ("Ola Strand", []), ("", []),
])  # fmt: skip
def test_somebody_is_called_by_their_very_name_or_address(town: Town, text: str, who: list[str]) -> None:
    assert [town.who(user) for user in queries.called(town.agency, text)] == who


def test_those_likely_to_be_asked_work_in_the_team_or_hold_a_post_at_or_above_it(town: Town) -> None:
    found = {town.who(user) for user in queries.around(town.repairs, NOW)}
    above = {"cat", "hew", "hal", "ros", "leo", "fay", "dot", "gil", "kim", "aud", "ada", "tom"}
    assert found == {"pip", "rita"} | above


def test_ending_access_ends_every_post_and_says_so_in_the_ledger(town: Town) -> None:
    town.make.hold(town["ben"], "senior-manager")
    changes.end_user(town.make.stamp(NOW), user=town["ben"])
    assert set(Holding.objects.filter(user=town["ben"]).values_list("until_at", flat=True)) == {NOW}
    verbs = Entry.objects.filter(chain=f"agency:{town.agency.pk}").order_by("-pk").values_list("verb", flat=True)[:3]
    assert sorted(verbs) == ["post.end", "post.end", "user.end"]


# --- posts -----------------------------------------------------------------------------------------------------------


def test_every_post_that_the_policy_wants_is_a_seat_at_its_nodes(town: Town) -> None:
    seats = {(seat.team.name, seat.word): [town.who(user) for user in seat.holders]
             for seat in queries.seats_of(town.agency, NOW)}  # fmt: skip
    assert seats["Visiting team", "line-manager"] == ["ben"]
    assert seats["Parks", "head-of-service"] == []
    assert seats["Hartmere Council", "administrator"] == ["ada", "tom"]
    assert ("Visiting team", "senior-manager") not in seats
    assert len(seats) == 3 * 1 + 2 * 2 + 9


def test_posts_that_wait_are_listed_longest_first_and_never_anothers(town: Town) -> None:
    post = changes.post_at(town.repairs, "line-manager")
    late = changes.propose_holder(town.make.stamp(NOW), post=post, user=town["nia"])
    early = changes.propose_holder(town.make.stamp(NOW - DAY), post=post, user=town["pip"])
    changes.propose_holder(town.make.stamp(), post=changes.post_at(town.elsewhere, "line-manager"), user=town["ola"])
    assert list(queries.waiting_holdings(town.agency)) == [early, late]
    changes.refuse_holder(town.make.stamp(NOW), holding=early)
    changes.agree_holder(town.make.stamp(NOW), holding=late)
    assert list(queries.waiting_holdings(town.agency)) == []


@pytest.mark.parametrize("asked", ["ada", "nia"])
def test_the_database_refuses_who_gives_a_post_to_themselves(town: Town, asked: str) -> None:
    post = changes.post_at(town.repairs, "line-manager")
    with pytest.raises(IntegrityError), transaction.atomic():
        changes.propose_holder(town.make.by(town[asked]), post=post, user=town[asked])


# --- absences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "deputy"), [("2026-03-05", "2026-03-04", ""), ("2026-03-04", "2026-03-05", "ben")]
)
def test_the_database_refuses_an_absence_that_cannot_be(town: Town, first: str, last: str, deputy: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        town.make.absence(town["ben"], first, last, deputy=town[deputy] if deputy else None)


@pytest.mark.parametrize(("day", "away"), [("2026-03-01", 0), ("2026-03-02", 1), ("2026-03-06", 1), ("2026-03-07", 0)])
def test_an_absence_covers_its_first_and_its_last_day(town: Town, day: str, away: int) -> None:
    town.make.absence(town["ben"], "2026-03-02", "2026-03-06")
    assert Absence.objects.on(NOW.fromisoformat(day).date()).count() == away


def test_an_absence_leaves_a_row_for_now_and_for_each_midnight_that_is_to_come(town: Town) -> None:
    RotaChange.objects.all().delete()
    changes.record_absence(
        town.make.stamp(NOW), user=town["ben"], from_on=NOW.date() - DAY, until_on=NOW.date() + 4 * DAY
    )
    due = list(RotaChange.objects.filter(user=town["ben"]).order_by("due_at").values_list("due_at", flat=True))
    assert due == [NOW, NOW.replace(hour=0) + 5 * DAY]  # the first day had begun already


def test_whose_rota_changed_is_told_longest_waiting_first_and_only_once_it_is_due(town: Town) -> None:
    RotaChange.objects.all().delete()
    for who, days in (("ben", 2), ("cat", 1), ("ben", 0), ("rex", 9)):
        RotaChange.objects.create(agency=town.agency, user=town[who], due_at=NOW + days * DAY)
    assert [town.who(pk) for pk in queries.rota_changed(NOW + 3 * DAY, 10)] == ["ben", "cat"]
    assert [town.who(pk) for pk in queries.rota_changed(NOW + 3 * DAY, 1)] == ["ben"]
    assert queries.rota_changed(NOW - DAY, 10) == []


# --- policies --------------------------------------------------------------------------------------------------------


def test_a_policy_is_numbered_kept_once_and_changes_the_roles_of_posts(town: Town) -> None:
    text = PROMOTED.strip()
    sources = (Source("promoted.toml", text), *shipped("default"))
    versions = [changes.load_policy(town.make.stamp(), agency=town.agency, sources=sources) for _again in range(2)]
    assert ([version.number for version in versions], versions[0].text == versions[1].text) == ([2, 3], True)
    post = town["ben"].holdings.get().post
    assert (post.role, queries.policy_of(town.agency), queries.policy_of(town.elsewhere.agency).number) == (
        "senior-manager", versions[1], 1
    )  # fmt: skip
    assert [version.number for version in queries.versions_of(town.agency)] == [3, 2, 1]
    assert queries.sources_of(versions[0])[0].text == text


def test_a_policy_with_faults_changes_nothing(town: Town) -> None:
    with pytest.raises(PolicyFaults):
        changes.load_policy(
            town.make.stamp(), agency=town.agency, sources=(Source("bad.toml", '[policy]\nid = "bad"\n'),)
        )
    assert town.agency.policies.count() == 1


PROMOTED = """
[policy]
id = "promoted"
extends = "default"
body = "Hartmere"
title = "Promoted"
version = "2"

[posts.line-manager]
title = "Team lead"
role = "senior-manager"
of = "team"
"""


def test_every_verb_about_staff_has_a_line_in_the_ledger_with_ids_alone(town: Town) -> None:
    entries = Entry.objects.filter(verb__in=[verb.name for verb in VERBS])
    assert set(entries.values_list("verb", flat=True)) == {
        "agency.found", "agency.load-policy", "team.add", "user.add", "post.grant", "post.agree"
    }  # fmt: skip
    words = {user.name for user in User.objects.all()} | {user.email for user in User.objects.all()}
    assert not [entry.facts for entry in entries if any(word in str(entry.facts) for word in words)]
