"""Who may change staff, posts, absences and the policy: everybody asked, and each refusal in its own words."""

from collections.abc import Callable

import pytest

from heed.access import changes, rules
from heed.access.decisions import YES, Decision, Refused, no
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import Absence, Holding, User
from heed.people.agencies.queries import book_for
from heed.policy.load import load, shipped
from heed.policy.source import Source
from heed.policy.vocabulary import VOCABULARY
from tests.make import FOUNDED
from tests.towns import Town

ADMINISTRATORS = {"ada", "tom"}
STAFF = "Only an administrator can change staff, teams and posts."


def allowed(town: Town, rule: Callable[[User], Decision]) -> set[str]:
    """Return who of the town (and of elsewhere) may."""
    return {who for who in town.users if rule(town[who])}


def test_staff_are_kept_by_administrators_alone(town: Town) -> None:
    assert allowed(town, rules.may_keep_staff) == ADMINISTRATORS | {"ivo"}
    assert rules.may_keep_staff(town["hal"]) == no(STAFF)


def test_what_is_kept_about_somebody_is_changed_by_an_administrator_of_their_own_agency(town: Town) -> None:
    assert allowed(town, lambda user: rules.may_change_staff(user, town["asha"])) == ADMINISTRATORS
    assert rules.may_change_staff(town["ivo"], town["asha"]).reason == "They work for another agency."
    assert rules.may_change_staff(town["ben"], town["ola"]).reason == STAFF


def test_nobody_ends_their_own_access(town: Town) -> None:
    assert allowed(town, lambda user: rules.may_end_staff(user, town["ada"])) == {"tom"}
    assert rules.may_end_staff(town["ada"], town["ada"]).reason == (
        "You cannot end your own access. Ask another administrator."
    )


def test_a_policy_is_loaded_by_administrators_alone(town: Town) -> None:
    assert allowed(town, rules.may_load_policy) == ADMINISTRATORS | {"ivo"}


PROMOTED = """
[policy]
id = "promoted"
extends = "default"
body = "Hartmere"
title = "Promoted"
version = "1"

[posts.administrator]
title = "Administrator"
role = "health-and-safety"
of = "agency"
"""


def test_nobody_loads_a_policy_that_makes_more_of_a_post_of_their_own(town: Town) -> None:
    sources = (Source("promoted.toml", PROMOTED), *shipped("default"))
    book = load(sources, VOCABULARY)
    assert rules.may_load_policy(town["ada"], book).reason == (
        "This policy changes what a post of yours may do. Another administrator must load it."
    )
    assert rules.may_load_policy(town["ada"], book_for(town.agency)) == YES
    with pytest.raises(Refused, match="a post of yours"):
        changes.load_policy(town.make.by(town["ada"]), sources=sources)
    assert town.agency.policies.count() == 1


GRANTS = [
    ("ada", "nia", "visiting", ""),
    ("ada", "ada", "visiting", "Nobody can give a post to themselves. Ask another administrator."),
    ("ada", "ola", "visiting", "The post, its holder and you must belong to the same agency."),
    ("ada", "nia", "elsewhere", "The post, its holder and you must belong to the same agency."),
    ("ivo", "nia", "visiting", "The post, its holder and you must belong to the same agency."),
    ("ben", "nia", "visiting", STAFF),
    ("ben", "ben", "visiting", STAFF),
    ("hal", "nia", "visiting", STAFF),
]


@pytest.mark.parametrize(("by", "holder", "team", "reason"), GRANTS)
def test_who_proposes_whom_for_a_post(town: Town, by: str, holder: str, team: str, reason: str) -> None:
    post = agencies.post_at(getattr(town, team), "line-manager")
    assert rules.may_grant(town[by], post, town[holder]) == (no(reason) if reason else YES)


@pytest.fixture
def waiting(town: Town) -> Holding:
    """Ada has proposed Nia as line manager of the repairs team."""
    post = agencies.post_at(town.repairs, "line-manager")
    return changes.grant(town.make.by(town["ada"]), post=post, user=town["nia"])


@pytest.mark.parametrize(("by", "reason"), [
    ("tom", ""),
    ("ada", "A second person must agree to a post that you proposed."),
    ("nia", STAFF),
    ("cat", STAFF),
    ("ivo", "The post belongs to another agency."),
])  # fmt: skip
def test_who_agrees_as_the_second_person(town: Town, waiting: Holding, by: str, reason: str) -> None:
    assert rules.may_agree_grant(town[by], waiting) == (no(reason) if reason else YES)


def test_an_administrator_who_is_proposed_does_not_agree_to_it_themselves(town: Town) -> None:
    post = agencies.post_at(town.repairs, "line-manager")
    holding = changes.grant(town.make.by(town["ada"]), post=post, user=town["tom"])
    assert rules.may_agree_grant(town["tom"], holding).reason == "Nobody can agree to a post for themselves."


@pytest.mark.parametrize("first", ["agree", "refuse"])
@pytest.mark.parametrize("second", ["agree", "refuse"])
def test_what_was_decided_is_not_decided_again(town: Town, waiting: Holding, first: str, second: str) -> None:
    decide = {"agree": changes.agree_grant, "refuse": changes.refuse_grant}
    stale = Holding.objects.select_related("post__team", "user").get(pk=waiting.pk)
    decide[first](town.make.by(town["tom"]), holding=waiting)
    with pytest.raises(Refused, match=r"This has already been decided\."):
        decide[second](town.make.by(town["tom"]), holding=stale)
    kept = Holding.objects.get(pk=waiting.pk)
    assert (kept.agreed_at is None, kept.until_at is None) == (first == "refuse", first == "agree")


@pytest.mark.parametrize(("by", "whose", "reason"), [
    ("ada", "ben", ""),
    ("ada", "tom", ""),
    ("tom", "tom", "You cannot end your own post as administrator. Ask another administrator."),
    ("cat", "ben", STAFF),
    ("ben", "ben", STAFF),
    ("ivo", "ben", "The post belongs to another agency."),
])  # fmt: skip
def test_who_ends_the_holding_of_a_post(town: Town, by: str, whose: str, reason: str) -> None:
    holding = Holding.objects.select_related("post__team", "user").get(user=town[whose])
    assert rules.may_end_holding(town[by], holding) == (no(reason) if reason else YES)


def test_a_post_that_has_ended_is_not_ended_again(town: Town) -> None:
    holding = Holding.objects.get(user=town["ben"])
    changes.end_holding(town.make.by(town["ada"]), holding=holding)
    with pytest.raises(Refused, match="It has ended already"):
        changes.end_holding(town.make.by(town["tom"]), holding=holding)
    assert Holding.objects.get(pk=holding.pk).ended_by == town["ada"]


ABSENCES = {
    "asha": {"asha", "ben", "cat", "ada", "tom"},
    "ben": {"ben", "cat", "ada", "tom"},
    "pip": {"pip", "rita", "cat", "ada", "tom"},
    "sid": {"sid", "rex", "sol", "ada", "tom"},
    "cat": {"cat", "ben", "ada", "tom"},
    "ola": {"ola", "eve", "ivo"},
}
"""Who is away → who may record it: they themselves, who manages their team or service, administrators."""


@pytest.mark.parametrize("absent", ABSENCES)
def test_an_absence_is_recorded_by_oneself_ones_managers_and_administrators(town: Town, absent: str) -> None:
    assert allowed(town, lambda user: rules.may_record_absence(user, town[absent])) == ABSENCES[absent]


DEPUTIES = [
    ("ben", "ben", "asha", ""),
    ("cat", "ben", "nia", ""),
    ("cat", "ben", "cat", ""),
    ("ben", "asha", "ben", ""),
    ("ada", "ben", "nia", ""),
    ("ada", "ben", "ada", "Nobody can make themselves the deputy of somebody else. Ask their manager."),
    ("tom", "hal", "tom", "Nobody can make themselves the deputy of somebody else. Ask their manager."),
    ("ben", "ben", "ola", "The deputy must belong to the same agency."),
    ("nia", "ben", "nia", "Nobody can make themselves the deputy of somebody else. Ask their manager."),
    ("nia", "ben", "asha", "Only the person, their manager or an administrator can record an absence."),
]


@pytest.mark.parametrize(("by", "absent", "deputy", "reason"), DEPUTIES)
def test_who_names_whom_as_deputy(town: Town, by: str, absent: str, deputy: str, reason: str) -> None:
    assert rules.may_record_absence(town[by], town[absent], town[deputy]) == (no(reason) if reason else YES)


@pytest.mark.parametrize(("by", "over"), [("ben", True), ("cat", True), ("ada", True), ("asha", True), ("nia", False)])
def test_who_ends_an_absence_early(town: Town, by: str, over: bool) -> None:
    absence = town.make.absence(town["asha"], "2026-03-02", "2026-03-06")
    try:
        changes.end_absence(town.make.by(town[by]), absence=absence)
    except Refused:
        assert not over
    assert (Absence.objects.get(pk=absence.pk).ended_at == FOUNDED) is over


def test_the_ledger_is_read_by_the_data_protection_officer_and_the_auditor_alone(town: Town) -> None:
    assert allowed(town, rules.may_read_ledger) == {"dot", "aud"}
    assert rules.may_read_ledger(town["ada"]).reason == "Only the data protection officer and auditors read the ledger."


def test_nobody_is_added_to_a_team_of_another_agency(town: Town) -> None:
    with pytest.raises(Refused, match="The team belongs to another agency"):
        changes.add_staff(
            town.make.by(town["ada"]), team=town.elsewhere, email="x@example.org", name="X", job="", works_as="casual"
        )
    assert not User.objects.filter(email="x@example.org").exists()


def test_a_decision_says_yes_or_why_not() -> None:
    assert (bool(YES), bool(no("Because."))) == (True, False)
    YES.require()
    with pytest.raises(Refused) as refused:
        no("Because.").require()
    assert refused.value.reason == "Because."
