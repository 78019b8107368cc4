"""One report's whole life under each body's policy, in a real browser: from a phone to its close.

Everything that the policy owes is done through the pages, by whomever it falls to; one duty goes late up its whole
ladder. Whoever wants to know what Heed is for can begin here. On PostgreSQL the first story stands for all.
"""

from collections.abc import Callable

import pytest

from heed.people.public import changes as public
from tests.environment import DATABASE
from tests.journeys.answers import plan
from tests.journeys.conftest import NARROW, PHONE
from tests.journeys.hands import Keys
from tests.journeys.story import Story
from tests.journeys.tellings import AT_COURT, AT_THE_GATE, AT_THE_PROTEST, LETTERS, ON_A_VISIT, WITH_A_DOG

Tell = Callable[[str], Story]
once = pytest.mark.skipif(DATABASE == "postgres", reason="The story of Cafcass stands for all stories on PostgreSQL.")


@pytest.mark.clause("CAF-1", "CAF-5", "CAF-8", "CAF-14", "CAF-15", "CAF-16")
def test_cafcass(tell: Tell) -> None:
    story = tell("cafcass")
    story.team("Court team", "North", {"Asha Rowan": "Family court adviser", "Lou Tarrant": "Family court adviser"})
    story.make.person(story.agency, "Colin Marlpit")
    story.victim = "Asha Rowan"

    # Asha is attacked at court. She is not safe yet, and reports it on her phone; Lou saw it.
    story.reference = story.sit("Asha Rowan", size=PHONE).reports(AT_COURT)

    # Ben, her manager, is in a meeting. Up to headquarters people hear of it within the hour, until Tom takes it on.
    assert story.goes_late("care-at-once") == ["Grace Okafor", "Priya Nair", "Tom Adeyemi"]
    story.looks_after("Tom Adeyemi", "care-at-once")

    # Ben comes back. He cannot simply close it; he knows who it was, and draws up a plan. Asha wants it otherwise.
    story.cannot_close("Ben Carrow")
    story["Ben Carrow"].open(f"/reports/{story.reference}")
    story["Ben Carrow"].follow("See whom it may describe")
    story["Ben Carrow"].press("It is this person")
    story.does(story.duty("propose-plan"), plan(("Asha works from home.", "Asha Rowan")))
    story.sends_back("I do not want to sit at home. Lou could come with me.")
    story.does(story.duty("change-plan"), plan(("Goes to court with Asha.", "Lou Tarrant")))
    story.agrees()

    # Everything else is done, and the report closed. The team talks about it at its meeting, without names.
    story.does_all()
    story.closes("Ben Carrow", "The court will not let him in without an usher.")
    story.does(story.duty("brief-team"), {"text": "The court has an usher for us now."})
    assert story.done() == {
        "Ben Carrow": {
            "care-at-once", "make-safe", "tell-police-of-threat-to-a-person", "debrief", "triage", "offer-support",
            "propose-plan", "change-plan", "tell-senior", "A panic button in the room.",
        },
        "Leo Marsh": {"ask-for-removal"},
        "Asha Rowan": {"agree-plan"},
        "Grace Okafor": {"alert-offices", "consider-responses"},
        "Lou Tarrant": {"Goes to court with Asha."},
    }  # fmt: skip


@once
@pytest.mark.clause("CAM-13", "CAM-15", "CAM-16", "CAM-17", "CAM-19", "CAM-22")
def test_cambridgeshire(tell: Tell) -> None:
    story = tell("cambridgeshire")
    story.team("Libraries", "Communities", {"Asha Rowan": "Library assistant"})
    story.victim = "Asha Rowan"

    # E-mails that do not stop, racist and with threats. Asha's old phone runs no scripts.
    story.reference = story.sit("Asha Rowan", size=PHONE, scripts=False).reports(LETTERS)
    story.cannot_close("Ben Carrow")

    # Nobody decides whether to investigate, until the corporate safety team hears of it.
    story.does_all(but="decide-investigation")
    assert story.goes_late("decide-investigation") == ["Grace Okafor", "Priya Nair", "Tom Adeyemi"]
    story.looks_after("Tom Adeyemi", "decide-investigation")
    story.does_all()
    story.closes("Ben Carrow", "One named person answers him from now on.")

    # It is not over for Asha. Grace listens; the report is open again, and the plan that there is will do.
    not_over = {"text": "He writes to my colleague now, about me."}
    story.on_the_report("Asha Rowan", "Say that this is not resolved", not_over, sees="The reporter said")
    calmer = {"severity": "minor", "escalation_risk": "low", "plan_needed": "yes", "text": "Nobody is afraid of him."}
    story.does(story.duty("triage"), calmer)
    story.waives("Ben Carrow", "propose-plan-if-needed", "The plan that there is will do.")
    story.does_all()
    story.closes("Ben Carrow", "His arrangement covers everybody here now.")
    assert story.done() == {
        "Ben Carrow": {
            "care", "debrief", "triage", "decide-investigation", "answer-message", "tell-police-of-threat",
            "offer-support", "check-pattern", "follow-up-discrimination", "record-on-file", "review-assessments",
            "alert-offices", "tell-senior", "decide-safe-work", "propose-plan-if-needed", "speak", "investigate",
            "take-up", "confirm-in-writing", "A panic button in the room.",
        },
        "Hana Iqbal": {"tailor-support"},
        "Grace Okafor": {"consider-responses", "answer-dispute", "second-look"},
        "Asha Rowan": {"agree-plan"},
        "Priya Nair": {"consider-arrangement"},
    }  # fmt: skip


@once
@pytest.mark.clause("CUM-9", "CUM-11", "CUM-12", "CUM-13", "CUM-17", "CUM-20")
def test_cumbria(tell: Tell) -> None:
    story = tell("cumbria")
    people = {"Ira Bell": "Teaching assistant", "Ben Carrow": "Caretaker"}
    story.team("Staff", "Fellside Primary School", people, vacant=frozenset({"line-manager"}))
    story.victim = "Helen Dacre"

    # A pupil's father threatens the headteacher, for the third time. Her phone is a narrow one.
    story.reference = story.sit("Helen Dacre", size=NARROW).reports(AT_THE_GATE)

    # She owes none of what a manager does: the chair of governors does. He does not find the time to meet her.
    story.cannot_close("Colin Airey")
    story.does_all(but="debrief")
    assert story.goes_late("debrief") == ["Grace Okafor", "Tom Adeyemi"]
    story.looks_after("Tom Adeyemi", "debrief")

    story.does_all()
    story.closes("Colin Airey", "He may not come onto the grounds, and his firm has taken him off the run.")
    assert story.done() == {
        "Colin Airey": {
            "care", "tell-police-of-threat-to-a-person", "debrief", "triage", "offer-support", "decide-investigation",
            "tell-senior", "follow-up-discrimination", "act-on-repetition", "propose-plan", "record-on-file",
            "check-in", "keep-informed", "review-assessments", "investigate-all", "arrange-training",
            "decide-safe-work", "take-up", "speak", "investigate",
        },
        "Grace Okafor": {"tell-employer", "alert-offices", "consider-responses"},
        "Helen Dacre": {"agree-plan"},
        "Ben Carrow": {"A panic button in the room."},
    }  # fmt: skip


@once
@pytest.mark.clause("CWM-8", "CWM-11", "CWM-15", "CWM-20", "CWM-21", "CWM-23", "CWM-25")
def test_cwm_taf(tell: Tell) -> None:
    story = tell("cwm-taf")
    story.team("Safeguarding", "Children's services", {"Asha Rowan": "Social worker"})
    story.victim = "Asha Rowan"
    public.assign(story.make.stamp(), person=story.make.person(story.agency), user=story.user("Asha Rowan"))

    # A visit to a family of Asha's: a dog, a silence, a hint. She works her phone with a keyboard alone.
    story.reference = story.sit("Asha Rowan", size=PHONE, hand=Keys()).reports(ON_A_VISIT)

    # Ben asks for the exact words; she adds them, and what she told first stays.
    story.on_the_report(
        "Ben Carrow", "Send it back for correction", {"text": "Thank you. What did he say exactly?"}, sees="Sent back"
    )
    exactly = {"text": "“Social workers have accidents on these stairs.”"}
    story.on_the_report("Asha Rowan", "Correct this report", exactly, sees="The report was corrected")

    # The health visitor is due at the family at noon, and is not told before Tom sees to it.
    story.cannot_close("Ben Carrow")
    story.does_all(but="alert-agencies")
    assert story.goes_late("alert-agencies") == ["Grace Okafor", "Priya Nair", "Tom Adeyemi"]
    story.looks_after("Tom Adeyemi", "alert-agencies")

    story.does_all()
    story.closes("Ben Carrow", "Nobody goes there alone, from any agency.")
    assert story.done() == {
        "Asha Rowan": {"correct-the-report", "agree-plan"},
        "Ben Carrow": {
            "care", "alert-agencies", "tell-police-of-threat-to-a-person", "debrief", "triage", "record-on-file",
            "decide-safe-work-after-repetition", "offer-support", "decide-investigation", "check-pattern",
            "review-assessments", "supervise", "investigate-motive", "arrange-training", "tell-senior",
            "decide-safe-work", "propose-plan-if-needed", "investigate", "plan-before-next-visit",
            "A panic button in the room.",
        },
        "Grace Okafor": {"consider-responses"},
    }  # fmt: skip


@once
@pytest.mark.clause("EHC-3", "EHC-4", "EHC-5", "EHC-6")
def test_east_herts(tell: Tell) -> None:
    story = tell("east-herts")
    people = {"Asha Rowan": "Environmental health officer", "Mo Farrell": "Head of housing"}
    story.team("Food and safety", "Neighbourhoods", people)
    story.victim = "Asha Rowan"

    # Priya, the head of service, is away this month; Mo stands in for her. Asha is bitten and pushed on a visit.
    story.make.absence(story.user("Priya Nair"), "2026-03-02", "2026-03-31", deputy=story.user("Mo Farrell"))
    story.reference = story.sit("Asha Rowan", size=PHONE).reports(WITH_A_DOG)
    story.cannot_close("Ben Carrow")

    # Mo has his own service to run, and does not countersign before the chief executive looks after it.
    story.does_all(but="countersign")
    assert story.goes_late("countersign") == ["Tom Adeyemi", "Ruth Vaughan", "Dee Whitlock"]
    story.looks_after("Dee Whitlock", "countersign")
    story["Mo Farrell"].open("/")
    story["Mo Farrell"].sees("It falls to you because you stand in for the Head of service or director")

    # Once it is countersigned, the owner of the register decides whether the next visitor is warned.
    story.does_all()
    story.closes("Ben Carrow", "The dog warden has been, and an entry is proposed.")
    assert story.done() == {
        "Ben Carrow": {
            "care", "make-safe", "debrief", "tell-police-of-crime", "triage", "offer-support", "decide-investigation",
            "check-pattern", "propose-plan", "review-assessments", "tell-senior", "decide-safe-work", "speak",
            "investigate", "A panic button in the room.",
        },
        "Mo Farrell": {"countersign"},
        "Grace Okafor": {"consider-responses"},
        "Ruth Vaughan": {"decide-on-entry"},
        "Asha Rowan": {"agree-plan"},
    }  # fmt: skip


@once
@pytest.mark.clause("CAF-10", "CAF-11", "CAF-12", "CAM-18", "CUM-5", "CUM-16")
def test_the_policy_that_the_others_extend(tell: Tell) -> None:
    story = tell("default")
    story.team("Reception", "Corporate services", {"Asha Rowan": "Receptionist", "Lou Tarrant": "Receptionist"})
    story.victim = "Asha Rowan"

    # Somebody grabs Asha at a protest outside. Lou reports it for her; few people may read what is sexual.
    story.reference = story.sit("Lou Tarrant", size=PHONE).reports(AT_THE_PROTEST)
    story.sit("Asha Rowan", size=PHONE)
    story.cannot_close("Ben Carrow")

    # It is for Grace to decide what happens now, and fast. She does not, and both above her hear of it.
    story.does_all(but="decide-investigation-swiftly")
    assert story.goes_late("decide-investigation-swiftly") == ["Priya Nair", "Tom Adeyemi"]
    story.looks_after("Tom Adeyemi", "decide-investigation-swiftly")

    story.does_all()
    story.closes("Ben Carrow", "He has been charged. Our page is clean again.")
    assert story.done() == {
        "Ben Carrow": {
            "tell-managers-of-gathering", "brief-police-now", "assess-gathering-now", "care", "debrief", "triage",
            "offer-support", "take-up", "check-in", "keep-informed", "check-pattern", "speak", "investigate",
            "tell-police-of-threat", "tell-senior", "propose-plan", "decide-safe-work", "record-on-file",
            "review-assessments", "arrange-training", "A panic button in the room.",
        },
        "Grace Okafor": {
            "tell-the-person-named", "decide-investigation-swiftly", "alert-offices", "consider-responses",
        },
        "Cal Morgan": {"clear-own-channel"},
        "Leo Marsh": {"ask-for-removal"},
        "Priya Nair": {"consider-arrangement", "consider-marker"},
        "Asha Rowan": {"agree-plan"},
    }  # fmt: skip
