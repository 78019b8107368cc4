"""The policies that come with Heed are sound, prove themselves, and each body's does what its own document says."""

from collections.abc import Callable
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from heed.policy.book import Book
from heed.policy.check import check
from heed.policy.load import load, shipped, shipped_ids
from heed.policy.play import implied, standing, what_follows
from heed.policy.vocabulary import Given, Vocabulary
from tests.moments import london

THURSDAY = london("2026-09-17 10:00")
Books = Callable[[str], Book]
Fact = bool | str | set[str]


@pytest.fixture(scope="module")
def book(vocabulary: Vocabulary) -> Books:
    return lambda policy: load(shipped(policy), vocabulary)


def owed(book: Book, verb: str = "incident.report", /, **facts: Fact) -> dict[str, str]:
    """Return what follows on a Thursday at ten: each verb owed, with who owes it by when the first time."""
    given = {name: frozenset(value) if isinstance(value, set) else value for name, value in facts.items()}
    found: dict[str, str] = {}
    for one in what_follows(book, verb, implied(book, given), THURSDAY):
        found.setdefault(one.rule.do.removeprefix("incident."), f"{one.rule.owed_by}, {said(one.due_at)}")
    return found


def said(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo('Europe/London')):%d %b %H:%M}"


def test_all_six_come_with_heed() -> None:
    assert shipped_ids() == ("default", "cafcass", "cambridgeshire", "cumbria", "cwm-taf", "east-herts")


@pytest.mark.parametrize("policy", shipped_ids())
def test_it_has_no_faults_and_every_worked_example_comes_out(policy: str, vocabulary: Vocabulary) -> None:
    assert check(shipped(policy), vocabulary) == []


@pytest.mark.parametrize("policy", shipped_ids())
def test_every_duty_shows_when_it_opens_and_every_condition_when_not(policy: str, book: Books) -> None:
    bare = [
        rule.id
        for rule in book(policy).duties.values()
        if not any(example.due for example in rule.examples)
        or ((rule.when or rule.unless) and all(example.due for example in rule.examples))
    ]

    assert bare == []


@pytest.mark.parametrize("policy", shipped_ids())
def test_every_duty_says_who_hears_when_it_is_late(policy: str, book: Books) -> None:
    assert [rule.id for rule in book(policy).duties.values() if not rule.escalate] == []


@pytest.mark.parametrize("policy", shipped_ids())
def test_every_kind_says_what_to_do_now_and_is_judged(policy: str, book: Books) -> None:
    found = book(policy)

    assert [kind.id for kind in found.kinds.values() if not kind.charts] == []
    assert [kind for kind in found.kinds if "triage" not in owed(found, kinds={kind})] == []


FACTS = ("violence", "threat", "specific_threat", "hate", "crime", "repeated", "sexual", "concern")


@pytest.mark.parametrize("policy", shipped_ids())
def test_no_report_opens_two_duties_of_one_post_for_the_same_verb(policy: str, book: Books) -> None:
    found = book(policy)
    reports: list[Given] = [dict(zip(FACTS, so, strict=True)) for so in product((True, False), repeat=len(FACTS))]
    reports += [{"kinds": frozenset({kind}), "repeated": True, "crime": True} for kind in found.kinds]
    for told in reports:
        follows = what_follows(found, "incident.report", implied(found, {**told, "abuser": "known"}), THURSDAY)
        verbs = [(one.rule.owed_by, one.rule.do) for one in follows]

        assert len(verbs) == len(set(verbs)), told


@pytest.mark.clause("CAF-16")
@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("physical-violence", {"tell-police", "plan.propose"}),
        ("threat-face-to-face", {"plan.propose"}),
        ("threatening-letter-or-email", {"plan.propose"}),
        ("verbal-abuse", set()),
        ("abusive-call", set()),
        ("demonstration", {"brief-police", "assess-gathering", "tell-senior"}),
        ("conflict-in-building", set()),
        ("website-intimidation", {"ask-removal", "plan.propose"}),
        ("property-damage", {"tell-police", "make-safe", "plan.propose"}),
    ],
)
def test_cafcass_follows_its_table_of_nine(kind: str, own: set[str], book: Books) -> None:
    assert set(owed(book("cafcass"), kinds={kind})) == {"care", "debrief", "triage", "offer-support"} | own


@pytest.mark.clause("CAF-16")
def test_cafcass_plans_after_a_call_where_it_may_turn_to_violence(book: Books) -> None:
    judged = owed(book("cafcass"), "incident.triage", kinds={"abusive-call"}, plan_needed=True)

    assert judged == {"plan.propose": "line-manager, 22 Sep 17:00"}


@pytest.mark.clause("CAF-8", "CUM-12")
@pytest.mark.parametrize(
    ("policy", "by"),
    [
        ("default", "line-manager, 17 Sep 14:00"),
        ("cafcass", "line-manager, 17 Sep 14:00"),
        ("cwm-taf", "line-manager, 17 Sep 14:00"),
        ("east-herts", "line-manager, 17 Sep 14:00"),
        ("cambridgeshire", "line-manager, 17 Sep 14:00"),
        ("cumbria", None),  # only if the employee agrees
    ],
)
def test_whether_a_no_keeps_the_police_from_a_threat_to_a_person(policy: str, by: str | None, book: Books) -> None:
    told = owed(book(policy), kinds={"abusive-call"}, specific_threat=True, police_consent="no")

    assert told.get("tell-police") == by


@pytest.mark.clause("CUM-12", "CUM-17", "CUM-19")
@pytest.mark.parametrize("fact", ["violence", "threat", "hate", "repeated"])
def test_cumbria_tells_the_police_if_the_employee_agrees(fact: str, book: Books) -> None:
    happened: dict[str, Fact] = {fact: True}
    agreed = owed(book("cumbria"), "incident.report", **happened, police_consent="yes")
    refused = owed(book("cumbria"), "incident.report", **happened, police_consent="no")

    assert "tell-police" in agreed
    assert ("tell-police" in refused) == (fact == "hate")  # True Vision is talked about and recorded


@pytest.mark.clause("EHC-5")
def test_east_herts_tells_the_police_of_a_crime_whatever_the_person_says(book: Books) -> None:
    told = owed(book("east-herts"), kinds={"stalking"}, police_consent="no")

    assert told["tell-police"] == "line-manager, 17 Sep 17:00"


@pytest.mark.clause("CAF-15", "CAM-13", "CUM-12")
@pytest.mark.parametrize("policy", shipped_ids())
def test_care_comes_first_and_the_debrief_before_the_day_ends(policy: str, book: Books) -> None:
    told = owed(book(policy), kinds={"verbal-abuse"})

    assert (told["care"], told["debrief"]) == ("line-manager, 17 Sep 11:00", "line-manager, 17 Sep 17:00")
    assert owed(book(policy), in_danger=True)["care"] == "line-manager, 17 Sep 10:00"


@pytest.mark.clause("CAM-5")
@pytest.mark.parametrize("policy", shipped_ids())
def test_a_worry_is_talked_about_and_something_decided_before_anything_happens(policy: str, book: Books) -> None:
    told = owed(book(policy), kinds={"concern"})

    assert told["debrief"] == "line-manager, 18 Sep 17:00"
    assert told["decide-safe-work"] == "line-manager, 21 Sep 17:00"


def test_a_worry_beside_violence_is_violence(book: Books) -> None:
    told = owed(book("default"), kinds={"concern", "physical-violence"})

    assert told["debrief"] == "line-manager, 17 Sep 17:00"


def test_a_no_to_one_kinds_question_does_not_unsay_another_kind(book: Books) -> None:
    told = owed(book("default"), kinds={"dangerous-animal", "threat-face-to-face"}, threat=False)

    assert "tell-police" in told


@pytest.mark.clause("CAF-10", "CAF-11", "CAF-12")
def test_a_protest_is_prepared_for_or_met(book: Books) -> None:
    gathering = {"brief-police", "assess-gathering", "tell-senior"}
    ahead = owed(book("cafcass"), kinds={"demonstration"}, planned=True)
    now = owed(book("cafcass"), kinds={"demonstration"}, planned=False)

    assert {verb: by for verb, by in ahead.items() if verb in gathering} == {
        "tell-senior": "line-manager, 17 Sep 11:00",
        "brief-police": "line-manager, 17 Sep 14:00",
        "assess-gathering": "line-manager, 18 Sep 17:00",
    }
    assert {verb: by for verb, by in now.items() if verb in gathering} == {
        "brief-police": "line-manager, 17 Sep 10:00",
        "assess-gathering": "line-manager, 17 Sep 10:30",
        "tell-senior": "line-manager, 17 Sep 11:00",
    }


@pytest.mark.clause("CAF-14")
def test_who_is_attacked_on_a_website_hears_it_and_lawyers_have_it_removed(book: Books) -> None:
    told = owed(book("cafcass"), kinds={"website-intimidation"}, on_behalf=True)

    assert told["tell-affected"] == "senior-manager, 18 Sep 17:00"
    assert told["ask-removal"] == "legal, 21 Sep 17:00"
    assert book("cafcass").posts["senior-manager"].title.text() == "Regional manager"


@pytest.mark.clause("CAM-17", "CAM-31")
def test_a_pattern_goes_to_the_head_of_service(book: Books) -> None:
    found = book("cambridgeshire")

    assert owed(found, kinds={"abusive-call"})["check-pattern"] == "line-manager, 22 Sep 17:00"
    assert owed(found, "incident.check-pattern", pattern=True) == {
        "consider-arrangement": "head-of-service, 24 Sep 17:00"
    }


@pytest.mark.clause("CAM-18")
def test_abuse_on_our_own_pages_is_for_communications(book: Books) -> None:
    told = owed(book("cambridgeshire"), kinds={"social-media"}, own_channel=True)

    assert told["ask-removal"] == "communications, 18 Sep 17:00"


@pytest.mark.clause("CWM-8", "CWM-11", "CWM-25")
def test_cwm_taf_alerts_other_agencies_within_the_hour_and_supervises(book: Books) -> None:
    told = owed(book("cwm-taf"), kinds={"threat-face-to-face"}, abuser="known")

    assert told["alert-agencies"] == "line-manager, 17 Sep 11:00"
    assert told["record-on-file"] == "line-manager, 18 Sep 17:00"
    assert told["supervise"] == "line-manager, 24 Sep 17:00"


@pytest.mark.clause("CWM-20", "CWM-23")
def test_cwm_taf_decides_on_safe_work_and_plans_before_the_next_visit(book: Books) -> None:
    found = book("cwm-taf")

    assert owed(found, repeated=True)["decide-safe-work"] == "line-manager, 18 Sep 17:00"
    assert owed(found, "incident.supervise") == {"plan.propose": "line-manager, 21 Sep 17:00"}


@pytest.mark.clause("EHC-3", "EHC-4")
def test_east_herts_countersigns_and_then_one_director_decides(book: Books) -> None:
    found = book("east-herts")
    told = owed(found, kinds={"physical-violence"}, abuser="known")

    assert told["countersign"] == "head-of-service, 21 Sep 17:00"
    assert owed(found, "incident.countersign") == {"consider-marker": "register-owner, 21 Sep 17:00"}
    assert "record-on-file" not in told  # EHC-15: markers stand on no other system


@pytest.mark.clause("CUM-13", "CUM-20")
def test_cumbria_tells_senior_managers_and_the_other_employer(book: Books) -> None:
    told = owed(book("cumbria"), kinds={"verbal-abuse"}, abuser="known", employed_elsewhere=True)

    assert told["tell-senior"] == "line-manager, 21 Sep 17:00"
    assert told["tell-employer"] == "senior-manager, 24 Sep 17:00"
    assert "partner" not in book("cumbria").routes


@pytest.mark.clause("CUM-9", "CUM-10", "CUM-15")
def test_cumbria_stays_in_touch_and_refers_whoever_agrees(book: Books) -> None:
    found = book("cumbria")
    told = owed(found, kinds={"verbal-abuse"})

    assert (told["check-in"], told["keep-informed"]) == ("line-manager, 01 Oct 10:00", "line-manager, 01 Oct 10:00")
    assert (str(found.duties["check-in"].lasts), found.support["occupational-health"].agreement) == ("3 months", True)
    assert owed(found, "incident.take-up", taken={"occupational-health"}) == {"refer": "line-manager, 24 Sep 17:00"}


@pytest.mark.clause("CUM-11")
def test_in_a_school_it_goes_up_from_the_headteacher_to_the_chair_of_governors(book: Books) -> None:
    posts, chain = book("cumbria").posts, ["line-manager"]
    while (above := posts[chain[-1]].up) is not None:
        chain.append(above)

    assert chain == [
        "line-manager", "headteacher", "chair-of-governors", "senior-manager", "head-of-service", "chief-executive",
    ]  # fmt: skip


@pytest.mark.clause("CAF-5", "CAM-22", "EHC-17")
@pytest.mark.parametrize(
    ("policy", "verbs"),
    [
        ("default", {"team.brief", "team.talk-wellbeing", "team.remind-to-report"}),
        ("cafcass", {"team.brief", "team.remind-to-report"}),
        ("cambridgeshire", {"team.talk-wellbeing", "team.remind-to-report"}),
        ("cumbria", {"team.remind-to-report"}),
        ("cwm-taf", {"team.brief", "team.talk-wellbeing", "team.remind-to-report"}),
        ("east-herts", {"team.remind-to-report"}),
    ],
)
def test_what_comes_round_for_every_team(policy: str, verbs: set[str], book: Books) -> None:
    assert {rule.do for rule in standing(book(policy), "team")} == verbs
