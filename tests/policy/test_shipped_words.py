"""What the shipped policies offer to choose from: kinds, charts, support, responses; and what judging leads to."""

import pytest

from tests.policy.test_shipped import Books, book, owed

__all__ = ["book"]  # the fixture

CWM_15 = {
    "silence": "covert-intimidation", "written threats": "threatening-letter-or-email",
    "bombardment": "excessive-contact", "derogatory": "verbal-abuse", "racist": "discrimination",
    "sexual": "sexual-harassment", "homophobic": "discrimination", "body language": "covert-intimidation",
    "dogs or animals": "dangerous-animal", "swearing": "verbal-abuse", "shouting": "verbal-abuse",
    "throwing": "physical-violence", "violence": "physical-violence", "following": "stalking",
    "personal information": "private-details",
}  # fmt: skip
CUM_4 = {
    "verbal and physical abuse": "verbal-abuse", "racial slurs": "discrimination",
    "sexual advances": "sexual-harassment",
    "violence or threat": "threat-face-to-face", "mimicry": "humiliation", "aggressive behaviour": "verbal-abuse",
    "intimidation": "covert-intimidation", "discrimination": "discrimination", "bullying": "humiliation",
    "harassment": "stalking", "graffiti": "property-damage", "jokes": "humiliation", "surroundings": "property-damage",
    "towards a person": "physical-violence", "entrapment": "entrapment",
}  # fmt: skip


@pytest.mark.clause("CWM-15", "CUM-4")
@pytest.mark.parametrize(
    ("policy", "behaviours", "clause"), [("cwm-taf", CWM_15, "CWM-15"), ("cumbria", CUM_4, "CUM-4")]
)
def test_everything_that_the_paper_names_is_of_a_kind_that_says_so(
    policy: str, behaviours: dict[str, str], clause: str, book: Books
) -> None:
    kinds = book(policy).kinds

    assert [what for what, kind in behaviours.items() if clause not in kinds[kind].clauses] == []


@pytest.mark.clause("CAM-24")
def test_cambridgeshire_has_its_six_charts(book: Books) -> None:
    charts = book("cambridgeshire").charts.values()

    assert {chart.id for chart in charts if "CAM-24" in chart.clauses} == {
        "discrimination", "message", "call", "repeated-contact", "planned-meeting", "high-risk-meeting",
    }  # fmt: skip


@pytest.mark.clause("CAM-22")
def test_cambridgeshire_offers_what_its_guidance_names(book: Books) -> None:
    support = book("cambridgeshire").support.values()

    assert {one.id for one in support if "CAM-22" in one.clauses} == {
        "talk", "employee-assistance", "mental-health-first-aider", "hr", "police-help",
    }  # fmt: skip


@pytest.mark.clause("CAF-6")
def test_cafcass_can_do_what_its_guidance_lists(book: Books) -> None:
    responses = book("cafcass").responses.values()

    assert {one.id for one in responses if "CAF-6" in one.clauses} == {
        "refer-to-court", "refuse-to-see", "injunction", "legal-advice", "legal-action", "criminal-proceedings",
        "community-safety",
    }  # fmt: skip


@pytest.mark.clause("CUM-22")
def test_cumbria_warns_restricts_and_last_of_all_withdraws(book: Books) -> None:
    found = book("cumbria")

    assert [found.responses[word].clauses for word in ("warning", "restrict", "withdraw-service")] == [
        ("CUM-22", "CUM-13"),
        ("CUM-22", "CUM-13"),
        ("CUM-14",),
    ]
    assert found.posts["head-of-service"].title.text() == "Assistant director"


@pytest.mark.clause("CAM-14")
def test_what_follows_is_in_proportion(book: Books) -> None:
    found = book("default")
    minor = owed(found, "incident.triage", severity="minor", escalation_risk="low", plan_needed=False)
    major = owed(found, "incident.triage", severity="major", escalation_risk="high", plan_needed=True, children=True)

    assert minor == {}
    assert set(major) == {
        "tell-senior", "alert-offices", "alert-agencies", "decide-safe-work", "consider-responses", "consider-marker",
        "plan.propose",
    }  # fmt: skip


@pytest.mark.clause("CAF-7", "CAM-12")
def test_other_offices_hear_the_same_day(book: Books) -> None:
    cafcass = owed(book("cafcass"), "incident.triage", escalation_risk="high")
    cambridgeshire = owed(book("cambridgeshire"), "incident.triage", escalation_risk="medium")

    assert cafcass["alert-offices"] == "senior-manager, 17 Sep 17:00"
    assert cambridgeshire["alert-offices"] == "line-manager, 17 Sep 17:00"


@pytest.mark.clause("CWM-21")
def test_cwm_taf_complains_to_the_police_for_its_staff_and_looks_for_the_motive(book: Books) -> None:
    told = owed(book("cwm-taf"), threat=True, hate=True, police_consent="no")

    assert told["tell-police"] == "line-manager, 18 Sep 17:00"
    assert told["investigate"] == "line-manager, 01 Oct 17:00"


@pytest.mark.clause("CWM-2", "CWM-4")
def test_cwm_taf_asks_how_a_family_does_not_cooperate_and_what_cannot_be_assessed(book: Books) -> None:
    found = book("cwm-taf")
    asked = found.kinds["not-cooperating"].questions

    assert [option.word for option in found.questions["non-cooperation"].options] == [
        "ambivalence",
        "avoidance",
        "confrontation",
        "violence",
    ]
    assert {"non-cooperation", "reasons", "hard-to-assess", "child"} < set(asked)
    assert owed(found, kinds={"not-cooperating"})["review-assessments"] == "line-manager, 24 Sep 17:00"
