"""Proposing an entry: fact and not hearsay, complete whichever door it comes through, nobody's part forgotten."""

from collections.abc import Callable
from datetime import date

import pytest

from heed.access.decisions import Refused
from heed.casework.cases.states import Part
from heed.notices.models import Message
from heed.register.markers import changes
from heed.register.markers.changes import Fact, Proposal
from heed.register.markers.models import Marker
from heed.register.markers.rules import may_propose
from tests.make import Make
from tests.register.conftest import Council

pytestmark = pytest.mark.django_db


@pytest.mark.clause("EHC-2", "EHC-4")
def test_an_entry_cites_the_report_it_came_from_by_its_day(council: Council) -> None:
    marker = council.propose()
    [source] = marker.sources.all()
    assert (source.incident, source.what, source.happened_on) == (council.incident, "", date(2026, 5, 29))
    assert (marker.status, marker.cited_on) == ("proposed", date(2026, 5, 29))
    assert (marker.person, marker.place, marker.about) == (council.person, None, "person")


def test_everybody_named_in_the_report_keeps_their_part(council: Council) -> None:
    marker = council.propose()
    parts = {(each.part, each.user or each.person) for each in marker.case.involvements.all()}
    assert parts == {
        (Part.REPORTER, council.manager),
        (Part.REPORTER, council.officer),
        (Part.VICTIM, council.officer),
        (Part.SUBJECT, council.person),
    }


def test_the_employee_concerned_is_asked_for_their_version_by_link_alone(council: Council) -> None:
    marker = council.propose()
    [message] = Message.objects.filter(kind="version")
    assert (message.to, message.reference) == (council.officer, marker.case.reference)
    assert message.link == f"/register/{marker.case.reference}/version"


def test_the_duty_to_propose_ends_with_the_proposal_and_countersigning_is_owed(council: Council) -> None:
    council.make.step(council.safety, council.incident, "consider-marker", council.now, facts={"propose": True})
    assert council.incident.case.duties.filter(status="open", verb="marker.propose").count() == 1
    marker = council.propose()
    assert council.incident.case.duties.filter(status="open", verb="marker.propose").count() == 0
    [duty] = marker.case.duties.open()
    assert (duty.rule, duty.verb, [row.user for row in duty.holders.all()]) == (
        "countersign-marker",
        "marker.countersign",
        [council.head],
    )


INCOMPLETE = [
    ({"hazards": []}, "Say what the entry warns of."),
    ({"hazards": ["dragons"]}, "Say what the entry warns of."),
    ({"hazards": ["place"]}, "Say what the entry warns of."),
    ({"controls": [], "advice": ""}, "Say what staff should do."),
    ({"controls": ["run"]}, "Say what staff should do."),
    ({"grounds": "  "}, "Say why there is a credible risk."),
    ({"person": None, "hazards": ["animal"]}, "Say who or which property it is about."),
    ({"child": True}, "It is about a child: say what the child needs, and who looks after that."),
    ({"facts": [Fact(date(2026, 6, 2), "x")]}, "A fact cannot lie in the future."),
]


@pytest.mark.parametrize(("wrong", "words"), INCOMPLETE)
def test_what_is_missing_is_said_and_nothing_is_kept(council: Council, wrong: dict[str, object], words: str) -> None:
    with pytest.raises(Refused) as refused:
        council.propose(**wrong)
    assert refused.value.reason == words
    assert not Marker.objects.exists()


@pytest.mark.clause("EHC-2")
def test_hearsay_alone_is_refused(council: Council) -> None:
    proposal = council.proposal()
    with pytest.raises(Refused, match="never rests on hearsay"):
        changes.propose(council.by(council.manager), proposal)


def test_a_concern_with_a_dated_fact_needs_no_report(council: Council, fact: Callable[..., Fact]) -> None:
    proposal = council.proposal(facts=[fact("2026-05-20"), fact("2026-05-25")])
    marker = changes.propose(council.by(council.manager), proposal)
    assert (marker.incident, marker.cited_on, marker.sources.count()) == (None, date(2026, 5, 25), 2)


@pytest.mark.clause("EHC-1")
def test_a_property_is_proposed_by_its_address(council: Council) -> None:
    proposal = council.proposal(
        person=None, address="12 Marl Lane", postcode="ZZ9 9ZZ", hazards=["animal"], controls=["animal-away"]
    )
    marker = changes.propose(council.by(council.manager), proposal, incident=council.incident)
    assert (marker.about, str(marker.place), marker.person) == ("place", "12 Marl Lane, ZZ9 9ZZ", None)


def test_a_person_may_have_several_addresses_each_once(council: Council) -> None:
    further = [("1 Tern Row", "ZZ9 1AA"), ("1  Tern Row", "zz9 1aa"), ("", "")]
    marker = council.propose(further=further)
    assert [str(each.place) for each in marker.whereabouts.all()] == ["1 Tern Row, ZZ9 1AA"]


def test_somebody_of_another_agency_cannot_be_proposed(council: Council, make: Make) -> None:
    stranger = make.person(make.agency(word="elsewhere", name="Elsewhere Council"), "Una Speedwell")
    with pytest.raises(Refused, match="not known here"):
        council.propose(person=stranger)


def test_who_proposes(council: Council) -> None:
    allowed = {
        user.name: bool(may_propose(user, council.incident))
        for user in (council.officer, council.manager, council.head, council.safety, council.other, council.admin)
    }
    assert allowed == {
        "Asha Rowan": False,  # it happened to them
        "Ben Sorrel": True,
        "Hana Teasel": False,  # the report has not come to them
        "Sana Yarrow": True,
        "Olu Campion": False,
        "Ada Bistort": False,
    }
    assert not may_propose(council.officer)
    assert may_propose(council.manager)


@pytest.mark.parametrize("policy", ["cafcass", "cambridgeshire", "cumbria", "cwm-taf"])
def test_a_body_without_a_register_says_so(make: Make, policy: str) -> None:
    agency = make.agency(policy=policy)
    manager = make.user("Ben Sorrel", make.team(agency), post="line-manager")
    decision = may_propose(manager)
    assert not decision
    assert "keeps no register" in decision.reason
    with pytest.raises(Refused):
        changes.propose(make.by(manager), Proposal(grounds="x", hazards=["violence"], controls=["not-alone"]))


def test_withdrawn_before_a_decision_nothing_is_owed_any_more(council: Council) -> None:
    marker = council.propose()
    changes.withdraw(council.by(council.manager), marker, text="It was somebody else.")
    assert (marker.status, marker.case.duties.open().count()) == ("withdrawn", 0)
    with pytest.raises(Refused):
        changes.countersign(council.by(council.head), marker, answers=council.answers(marker))


def test_only_who_proposed_withdraws(council: Council) -> None:
    marker = council.propose()
    for user in (council.officer, council.head, council.owner, council.other):
        with pytest.raises(Refused, match="Only whoever proposed"):
            changes.withdraw(council.by(user), marker, text="No.")
