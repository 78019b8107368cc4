"""A book out of entries that are known to be right."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from heed.policy.book import (
    Book,
    Chart,
    Example,
    NoticeTerms,
    Option,
    PlanTerms,
    Police,
    Post,
    Question,
    Reporting,
    ReportKind,
    Response,
    Route,
    Rule,
    Rung,
    Statement,
    Support,
)
from heed.policy.briefing import NO_BRIEFING, Answer, BriefingQuestion, BriefingTerms, Topic
from heed.policy.chain import Chain
from heed.policy.entries import Entry
from heed.policy.fairness import USUAL, AppealTerms
from heed.policy.letters import WAYS, Letterhead, LetterTemplate
from heed.policy.register import Control, Factor, Hazard, RegisterTerms
from heed.policy.text import Text
from heed.policy.vocabulary import Vocabulary
from heed.workdays import Calendar, Duration

IMMEDIATELY = Duration.parse("immediately")
Thing = TypeVar("Thing")


def calendar(policy: Entry) -> Calendar:
    """Return the calendar that [policy] describes (ValueError where a day closes before it opens)."""
    day = policy.get("day")
    return Calendar(
        nation=policy.get("calendar"),
        opens=day["opens"],
        closes=day["closes"],
        zone=policy.get("zone", "Europe/London"),
        closed=frozenset(policy.get("closed", ())),
    )


def build(chain: Chain, vocabulary: Vocabulary, clauses: dict[str, str]) -> Book:
    """Return the book that a chain without faults makes. `clauses` are the known ones, id → summary."""
    policy = chain.of("policy")[""]
    own = {entry.id: entry.get("summary").text() for entry in chain.good("clause")}
    return Book(
        id=policy.get("id"),
        body=policy.get("body"),
        title=policy.get("title"),
        version=policy.get("version"),
        about=policy.get("about"),
        calendar=calendar(policy),
        posts=_each(chain, "posts", _post),
        questions=_each(chain, "question", _question),
        kinds=_each(chain, "kind", _kind),
        charts=_each(chain, "chart", _chart),
        support=_each(chain, "support", _support),
        responses=_each(chain, "response", _response),
        routes=_each(chain, "route", _route),
        letters=_each(chain, "letter", _letter),
        hazards=_each(chain, "hazard", _hazard),
        controls=_each(chain, "control", _control),
        factors=_each(chain, "factor", _factor),
        duties=_each(chain, "duty", rule),
        reporting=_only(chain, "reporting", _reporting, Reporting()),
        statement=_only(chain, "statement", _statement, Statement()),
        police=_only(chain, "police", _police, Police()),
        plan=_only(chain, "plan", _plan, PlanTerms()),
        register=_only(chain, "register", _register, RegisterTerms()),
        appeal=_only(chain, "appeal", _appeal, USUAL),
        briefing=_only(chain, "briefing", _briefing, NO_BRIEFING),
        notices=_only(chain, "notices", _notices, NoticeTerms()),
        letterhead=_only(chain, "letterhead", _letterhead, Letterhead()),
        clauses=clauses | own,
        verbs=dict(vocabulary.verbs),
        lineage=tuple(one.file.policy for one in chain.files),
    )


def _each(chain: Chain, section: str, make: Callable[[Entry], Thing]) -> dict[str, Thing]:
    return {entry.id: make(entry) for entry in chain.good(section)}


def _only(chain: Chain, section: str, make: Callable[[Entry], Thing], absent: Thing) -> Thing:
    entry = chain.of(section).get("")
    return make(entry) if entry else absent


def _post(entry: Entry) -> Post:
    return Post(
        entry.id, entry.get("title"), entry.get("role"), entry.get("of"), entry.get("up"), entry.get("clause", ())
    )


def _question(entry: Entry) -> Question:
    return Question(
        id=entry.id,
        ask=entry.get("ask"),
        answer=entry.get("answer"),
        hint=entry.get("hint"),
        options=tuple(Option(one["word"], one["label"]) for one in entry.get("options", ())),
        fact=entry.get("fact"),
        optional=entry.get("optional", False),
        clauses=entry.get("clause", ()),
    )


def _kind(entry: Entry) -> ReportKind:
    return ReportKind(
        id=entry.id,
        title=entry.get("title"),
        clauses=entry.get("clause"),
        questions=entry.get("questions"),
        hint=entry.get("hint"),
        implies=entry.get("implies", {}),
        charts=entry.get("charts", ()),
        sensitive=entry.get("sensitive", False),
        concern=entry.get("concern", False),
    )


def _chart(entry: Entry) -> Chart:
    return Chart(entry.id, entry.get("title"), entry.get("clause"), entry.get("steps"), entry.get("after"))


def _support(entry: Entry) -> Support:
    return Support(
        id=entry.id,
        title=entry.get("title"),
        about=entry.get("about"),
        clauses=entry.get("clause"),
        agreement=entry.get("agreement", False),
        link=entry.get("link", ""),
        telephone=entry.get("telephone", ""),
    )


def _response(entry: Entry) -> Response:
    return Response(entry.id, entry.get("title"), entry.get("clause"), entry.get("needs"))


def _route(entry: Entry) -> Route:
    return Route(entry.id, entry.get("who"), entry.get("to"), entry.get("clause"))


def _reporting(entry: Entry) -> Reporting:
    return Reporting(
        in_doubt=entry.get("in-doubt"),
        after=entry.get("after"),
        draft_kept=entry.get("draft-kept"),
        time_limit=entry.get("time-limit"),
        clauses=entry.get("clause"),
    )


def _statement(entry: Entry) -> Statement:
    return Statement(entry.get("text"), entry.get("clause"))


def _police(entry: Entry) -> Police:
    return Police(entry.get("consent"), entry.get("always", ()), entry.get("true-vision", False), entry.get("clause"))


def _plan(entry: Entry) -> PlanTerms:
    return PlanTerms(entry.get("review"), entry.get("clause"))


def _hazard(entry: Entry) -> Hazard:
    return Hazard(entry.id, entry.get("title"), entry.get("of"), entry.get("clause"))


def _control(entry: Entry) -> Control:
    return Control(entry.id, entry.get("title"), entry.get("clause"))


def _factor(entry: Entry) -> Factor:
    return Factor(entry.id, entry.get("ask"), entry.get("of"), entry.get("hint"), entry.get("clause"))


def _register(entry: Entry) -> RegisterTerms:
    """Return the terms of the register; what a file leaves out stays as it is without one."""
    said = {name.replace("-", "_"): value for name, value in (entry.values or {}).items()}
    renamed = {"clause": "clauses", "markers_elsewhere": "elsewhere"}
    return RegisterTerms(**{renamed.get(name, name): value for name, value in said.items()})


def _appeal(entry: Entry) -> AppealTerms:
    return AppealTerms(
        entry.get("panel"), entry.get("acknowledged"), entry.get("heard"), entry.get("answered"), entry.get("clause")
    )


def _briefing(entry: Entry) -> BriefingTerms:
    return BriefingTerms(
        title=entry.get("title"),
        topics=tuple(Topic(one["head"], one["says"]) for one in entry.get("topic")),
        questions=tuple(map(_briefing_question, entry.get("question"))),
        lasts=entry.get("lasts"),
        remind=entry.get("remind", ()),
        grace=entry.get("grace"),
        starts=entry.get("starts"),
        clauses=entry.get("clause"),
    )


def _briefing_question(one: dict[str, Any]) -> BriefingQuestion:
    options = tuple(Answer(option["word"], option["label"]) for option in one["options"])
    return BriefingQuestion(one["word"], one["ask"], options, one["right"], one["because"])


def _notices(entry: Entry) -> NoticeTerms:
    return NoticeTerms(entry.get("reminders"), entry.get("channel", "email"), entry.get("clause", ()))


def _letterhead(entry: Entry) -> Letterhead:
    return Letterhead(
        name=entry.get("name", Text()),
        address=entry.get("address", Text()),
        contact=entry.get("contact"),
        greeting=entry.get("greeting"),
        closing=entry.get("closing"),
        logo=entry.get("logo", ""),
        logo_words=entry.get("logo-words", Text()),
        clauses=entry.get("clause", ()),
    )


def _letter(entry: Entry) -> LetterTemplate:
    return LetterTemplate(
        id=entry.id,
        title=entry.get("title"),
        clauses=entry.get("clause"),
        subject=entry.get("subject"),
        body=entry.get("body"),
        about=entry.get("about"),
        easy=entry.get("easy", ()),
        to=entry.get("to", "subject"),
        on=entry.get("on", ""),
        after=entry.get("after", ""),
        after_when=entry.get("after-when", ()),
        second_look=entry.get("second-look", True),
        ways=entry.get("ways", WAYS),
        usual=entry.get("usual", {}),
    )


def rule(entry: Entry) -> Rule:
    """Return the rule of a [[duty]]; a recurring one without `within` is first due after `every`."""
    every: Duration | None = entry.get("every")
    return Rule(
        id=entry.id,
        clauses=entry.get("clause"),
        because=entry.get("because"),
        owed_by=entry.get("owed-by"),
        do=entry.get("do"),
        within=entry.get("within") or every or IMMEDIATELY,
        on=entry.get("on", ()),
        when=entry.get("when", ()),
        unless=entry.get("unless", ()),
        remind=entry.get("remind", ()),
        escalate=tuple(Rung(one["after"], one["to"]) for one in entry.get("escalate", ())),
        before_close=entry.get("before-close", False),
        waivable=entry.get("waive", False),
        every=every,
        lasts=entry.get("lasts"),
        until=entry.get("until", ()),
        letter=entry.get("letter", ""),
        for_=entry.get("for"),
        anchor=entry.get("anchor"),
        examples=tuple(map(_example, entry.get("example", ()))),
        origin=entry.file.policy,
    )


def _example(values: dict[str, Any]) -> Example:
    at: datetime = values["at"]
    return Example(at, values.get("given", {}), values.get("due"))
