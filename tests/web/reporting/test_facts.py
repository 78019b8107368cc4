"""What the answers state: each page's answers and the facts they set, as tables."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from heed.incidents.states import REPORTED_FACTS
from heed.people.agencies.models import User
from heed.web.reporting import pages
from heed.web.reporting.facts import facts, given, whole
from heed.web.reporting.telling import Telling
from tests.make import Make

NOW = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)  # 4pm in London, the Thursday before Easter
START = {
    "safe": {"safe": ["yes"]},
    "for-whom": {"whom": ["me"]},
    "elsewhere": {"route": ["none"]},
    "kinds": {"kinds": ["verbal-abuse"]},
}
Tell = Callable[..., Telling]


@pytest.fixture
def tell(make: Make, asha: User) -> Tell:
    """tell(who={"who": ["nobody"]}): a report as far as these pages were told, after the usual beginning."""

    def tell(**typed: dict[str, list[str]]) -> Telling:
        told = START | {word.replace("_", "-"): fields for word, fields in typed.items()}
        return pages.telling(make.by(asha, NOW), told)

    return tell


DAMAGE = {"what-was-damaged": "A window", "still-dangerous": "no", "repeated": "no"}
UNTOLD = {"told": ["no"]}
UNKNOWN = {"who": ["unknown"]}
BASE = {"concern": False, "in_danger": False, "on_behalf": False}


@pytest.mark.parametrize(
    ("typed", "stated"),
    [
        ({}, {}),
        ({"safe": {"safe": ["no"]}}, {"in_danger": True}),
        ({"for_whom": {"whom": ["other"]}}, {"on_behalf": True}),
        ({"for_whom": {"whom": ["nobody"]}}, {}),
        ({"kinds": {"kinds": ["concern"]}}, {"concern": True}),
        ({"kinds": {"kinds": ["concern", "verbal-abuse"]}}, {}),
        ({"where": {"where": ["office"]}}, {"channel": "in-person", "setting": "office"}),
        ({"where": {"where": ["home-visit"]}}, {"channel": "in-person", "setting": "home-visit"}),
        ({"where": {"where": ["street"]}}, {"channel": "in-person", "setting": "street"}),
        ({"where": {"where": ["school"]}}, {"channel": "in-person", "setting": "school"}),
        ({"where": {"where": ["court"]}}, {"channel": "in-person", "setting": "court"}),
        ({"where": {"where": ["own-home"]}}, {"channel": "in-person", "setting": "own-home"}),
        ({"where": {"where": ["elsewhere"]}}, {"channel": "in-person", "setting": "elsewhere"}),
        ({"where": {"where": ["telephone"]}}, {"channel": "telephone"}),
        ({"where": {"where": ["email"]}}, {"channel": "email", "setting": "online"}),
        ({"where": {"where": ["text"]}}, {"channel": "text"}),
        ({"where": {"where": ["letter"]}}, {"channel": "letter"}),
        ({"where": {"where": ["video-call"]}}, {"channel": "video-call", "setting": "online"}),
        ({"where": {"where": ["social-media"]}}, {"channel": "social-media", "setting": "online"}),
        ({"where": {"where": ["website"]}}, {"channel": "website", "setting": "online"}),
        ({"where": {"where": ["other"]}}, {"channel": "other"}),
        ({"who": {"who": ["named"]}}, {"abuser": "known"}),
        ({"who": {"who": ["partly"]}}, {"abuser": "partly-known"}),
        ({"who": {"who": ["unknown"]}}, {"abuser": "unknown"}),
        ({"who": {"who": ["nobody"]}}, {"abuser": "nobody"}),
        ({"who": {"who": ["mine"]}}, {}),  # no caseload: not a choice
        ({"who": UNKNOWN, "employer": {"employed": ["yes"]}}, {"abuser": "unknown", "employed_elsewhere": True}),
        ({"who": UNKNOWN, "employer": {"employed": ["no"]}}, {"abuser": "unknown", "employed_elsewhere": False}),
        ({"who": UNKNOWN, "employer": {"employed": ["not-known"]}}, {"abuser": "unknown"}),
        ({"who": {"who": ["nobody"]}, "employer": {"employed": ["yes"]}}, {"abuser": "nobody"}),  # a page left behind
        ({"others": {"others": ["none"]}}, {"others_affected": False}),
        ({"others": {"others": ["witness"]}}, {"others_affected": True}),
        ({"others": {"others": ["affected", "witness"]}}, {"others_affected": True}),
        ({"others": {"others": ["none", "witness"]}}, {}),
        ({"feeling": {"threatened": ["yes"]}}, {"felt_threatened": True}),
        ({"feeling": {"threatened": ["no"]}}, {"felt_threatened": False}),
        ({"feeling": {"threatened": ["unsure"]}}, {"felt_threatened": True}),
        (
            {"for_whom": {"whom": ["other"]}, "feeling": {"threatened": ["unsure"]}},
            {"on_behalf": True},
        ),
        ({"hostility": {"hostility": ["yes"]}}, {"hate": True}),
        ({"hostility": {"hostility": ["no"]}}, {"hate": False}),
        ({"hostility": {"hostility": ["rather-not"]}}, {}),
        ({"hostility": {}}, {}),
        ({"police": {"told": ["yes"]}}, {"police_told": True}),
        ({"police": {"told": ["no"]}}, {"police_told": False}),
        ({"police": {"told": ["not-known"]}}, {}),
        ({"police": UNTOLD, "consent": {"consent": ["yes"]}}, {"police_told": False, "police_consent": "yes"}),
        ({"police": UNTOLD, "consent": {"consent": ["no"]}}, {"police_told": False, "police_consent": "no"}),
        ({"police": {"told": ["yes"]}, "consent": {"consent": ["no"]}}, {"police_told": True}),
    ],
)  # fmt: skip
@pytest.mark.clause("CAF-3", "CUM-5", "CUM-12", "CUM-19", "CUM-20")
def test_answers_state_facts(tell: Tell, typed: dict[str, Any], stated: dict[str, Any]) -> None:
    assert facts(tell(**typed)) == BASE | stated


@pytest.mark.parametrize(
    ("kinds", "answers", "stated"),
    [
        (
            ["physical-violence"],
            {"injury": "hospital", "weapon": "yes", "specific-threat": "no", "damage": "no", "children": "yes"}
            | {"repeated": "no"},
            {"injury": "hospital", "weapon": True, "specific_threat": False, "damage": False, "children": True}
            | {"repeated": False},
        ),
        (
            ["verbal-abuse"],
            {"threat": "not-known", "specific-threat": "not-known", "children": "not-known", "repeated": "yes"},
            {"repeated": True},
        ),
        (
            ["dangerous-animal", "verbal-abuse"],
            {
                "injury": "none", "animal-there": "yes", "animal-as-threat": "yes", "threat": "no",
                "specific-threat": "no", "children": "no", "repeated": "no",
            },
            {"injury": "none", "threat": True, "specific_threat": False, "children": False, "repeated": False},
        ),
        (
            ["demonstration"],
            {"planned": "yes", "threat": "no", "children": "no"},
            {"planned": True, "threat": False, "children": False},
        ),
        (["property-damage"], DAMAGE, {"repeated": False}),
        (["property-damage"], DAMAGE | {"what-was-damaged": ""}, {}),  # not answered well
    ],
)  # fmt: skip
def test_the_questions_of_the_kinds_state_facts(
    tell: Tell, kinds: list[str], answers: dict[str, str], stated: dict[str, Any]
) -> None:
    told = tell(kinds={"kinds": kinds}, details={name: [text] for name, text in answers.items()})

    assert facts(told) == BASE | stated


def test_what_the_kinds_settle_is_not_asked_and_holds(tell: Tell) -> None:
    told = tell(kinds={"kinds": ["threat-face-to-face", "verbal-abuse", "discrimination"]})

    assert "threat" not in [question.id for question in told.form("details").questions]  # type: ignore[attr-defined]  # of Details
    assert not told.applies("hostility")
    assert told.applies("strands")
    assert {name: given(told)[name] for name in ("threat", "hate", "concern")} == {
        "threat": True,
        "hate": True,
        "concern": False,
    }


def test_only_facts_of_the_verb_are_stated(tell: Tell) -> None:
    names = {fact.name for fact in REPORTED_FACTS}
    told = tell(
        safe={"safe": ["no"]},
        where={"where": ["office"]},
        who={"who": ["unknown"]},
        employer={"employed": ["yes"]},
        feeling={"threatened": ["yes"]},
        others={"others": ["witness"]},
        hostility={"hostility": ["yes"]},
        police={"told": ["no"]},
        consent={"consent": ["unsure"]},
    )

    assert set(facts(told)) <= names
    assert len(facts(told)) == 12


WHOLE = {
    "kinds": {"kinds": ["verbal-abuse"]},
    "when": {"day": ["other"], "date_day": ["1"], "date_month": ["april"], "date_year": ["2026"], "time": ["4.30pm"]},
    "where": {"where": ["office"]},
    "place": {"address": ["12 Quay Street"], "postcode": ["hm1 2ab"]},
    "who": {"who": ["partly"]},
    "describe": {"name": ["Col"], "description": ["Red cap"], "age_band": ["30-49"], "email": ["col@example.com"]},
    "employer": {"employed": ["yes"], "employer": ["Marlpit Haulage"]},
    "others": {"others": ["none"]},
    "feeling": {"threatened": ["no"], "feeling": ["Angry"]},
    "story": {"story": ["He swore at me."]},
    "files": {},
    "details": {"threat": ["no"], "specific-threat": ["no"], "children": ["no"], "repeated": ["no"]},
    "hostility": {"hostility": ["yes"]},
    "strands": {"strands": ["race", "age"], "words": ["What he called me"]},
    "police": {"told": ["yes"], "reference": ["HM/12/26"]},
}


def test_a_whole_report(tell: Tell, asha: User) -> None:
    told = whole(tell(**WHOLE))

    [subject] = told.subjects
    assert (told.kinds, told.story, told.feeling) == (("verbal-abuse",), "He swore at me.", "Angry")
    assert told.happened_at == datetime(2026, 4, 1, 15, 30, tzinfo=UTC)
    assert told.time_known
    assert (told.address, told.postcode) == ("12 Quay Street", "hm1 2ab")
    assert (list(told.victims), list(told.witnesses)) == ([asha], [])
    assert (subject.person, subject.name, subject.description) == (None, "Col", "Red cap")
    assert subject.more == {
        "age_band": "30-49", "telephone": "", "email": "col@example.com", "employer": "Marlpit Haulage",
    }  # fmt: skip
    assert (list(told.strands), told.hostility) == (["race", "age"], "What he called me")
    assert told.answers == {
        "threat": False, "specific-threat": False, "children": False, "repeated": False, "police-reference": "HM/12/26",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "at", "known", "answers"),
    [
        ({"day": ["today"], "time": ["9:30am"]}, datetime(2026, 4, 2, 8, 30, tzinfo=UTC), True, {}),
        ({"day": ["today"]}, datetime(2026, 4, 2, 11, 0, tzinfo=UTC), False, {}),
        ({"day": ["yesterday"], "time": ["midday"]}, datetime(2026, 4, 1, 11, 0, tzinfo=UTC), True, {}),
        ({"day": ["unknown"], "about": ["Early in March"]}, None, False, {"about-when": "Early in March"}),
    ],
)
def test_when_it_happened(
    tell: Tell, typed: dict[str, list[str]], at: datetime | None, known: bool, answers: dict[str, str]
) -> None:
    told = whole(tell(when=typed, story=WHOLE["story"]))

    assert (told.happened_at, told.time_known, told.answers) == (at, known, answers)


def test_a_day_alone_is_never_in_the_future(tell: Tell, make: Make, asha: User) -> None:
    early = datetime(2026, 4, 2, 6, 0, tzinfo=UTC)
    told = pages.telling(make.by(asha, early), START | {"when": {"day": ["today"]}, "story": {"story": ["…"]}})

    assert whole(told).happened_at == early


@pytest.mark.clause("CAM-5")
def test_a_worry_has_nobody_affected_but_who_is_worried(tell: Tell, asha: User) -> None:
    told = tell(
        kinds={"kinds": ["concern"]},
        when={"day": ["today"]},  # told before the kind was changed
        police={"told": ["yes"], "reference": ["left behind"]},
        who={"who": ["nobody"]},
        feeling={"threatened": ["no"]},
        story={"story": ["He waits outside every day."]},
        details={"worry": ["That he follows me"], "next-contact": [""]},
    )

    assert list(told.route()) == [
        "safe", "for-whom", "elsewhere", "kinds", "now", "place", "who", "feeling", "story", "files", "details",
    ]  # fmt: skip
    sent = whole(told)
    assert (sent.happened_at, list(sent.victims), sent.subjects) == (None, [asha], [])
    assert sent.answers == {"worry": "That he follows me"}
    assert sent.facts == {**BASE, "concern": True, "abuser": "nobody", "felt_threatened": False}
