"""What the answers of the pages state: the facts of `incident.report`, and the whole report as `Told`."""

from collections.abc import Mapping
from typing import Any

from heed.incidents.changes import Described, Told
from heed.people.public.queries import caseload_of
from heed.policy.play import implied
from heed.policy.vocabulary import Given
from heed.web.reporting.circumstances import PLACES
from heed.web.reporting.people import users_among
from heed.web.reporting.questions import facts_of
from heed.web.reporting.telling import Telling

YES_NO = {"yes": True, "no": False}
ABUSER = {"mine": "known", "named": "known", "partly": "partly-known", "unknown": "unknown", "nobody": "nobody"}
ABOUT_WHEN, POLICE_REFERENCE = "about-when", "police-reference"
"""Answers that are kept beside those to the policy's questions."""


def facts(told: Telling) -> dict[str, Any]:
    """Return the facts that the answers state outright; what was left open or not asked is not stated.

    What a kind implies is not repeated, but for `concern`: where something has happened, a worry beside it is none.
    """
    where = told.said("where").get("where")
    _words, channel, setting = PLACES[where] if where else ("", "", "")
    stated: dict[str, Any] = {
        "concern": told.concern,
        "in_danger": {"yes": False, "no": True}.get(told.said("safe").get("safe", "")),
        "on_behalf": told.theirs,
        "felt_threatened": felt_threatened(told),
        "abuser": ABUSER.get(told.said("who").get("who", "")),
        "employed_elsewhere": YES_NO.get(told.said("employer").get("employed", "")),
        "channel": channel or None,
        "setting": setting or None,
        "others_affected": others_affected(told),
        "hate": YES_NO.get(told.said("hostility").get("hostility", "")),
        "police_told": YES_NO.get(told.said("police").get("told", "")),
        "police_consent": told.said("consent").get("consent"),
    }
    return {name: value for name, value in stated.items() if value is not None} | facts_of(
        told.book, told.said("details")
    )


def felt_threatened(told: Telling) -> bool | None:
    """Return whether the person felt threatened. Who is not sure of their own feeling is taken to have been (CAF-3)."""
    answer = told.said("feeling").get("threatened", "")
    if answer == "unsure":
        return None if told.theirs else True
    return YES_NO.get(answer)


def others_affected(told: Telling) -> bool | None:
    """Return whether somebody else was affected or saw it."""
    others = told.said("others").get("others")
    return None if others is None else others != ["none"]


def given(told: Telling) -> Given:
    """Return the facts as policy will ask about them, with those that the kinds imply."""
    stated = {name: frozenset(value) if isinstance(value, list) else value for name, value in facts(told).items()}
    return implied(told.book, {**stated, "kinds": frozenset(told.kinds)})


def always_told(told: Telling) -> list[str]:
    """Return the facts, among those stated so far, for which the police are told whatever is answered (CAF-8)."""
    implied_now = implied(told.book, {**facts_of(told.book, told.said("details")), "kinds": frozenset(told.kinds)})
    return [fact for fact in told.book.police.always if implied_now.get(fact) is True]


def whole(told: Telling) -> Told:
    """Return the report as it is sent."""
    user = told.stamp.user
    victims, victim_names = users_among(user, [*people(told, "affected"), *people(told, "others-affected")])
    witnesses, witness_names = users_among(user, people(told, "witnesses"))
    when, strands = told.said("when"), told.said("strands")
    return Told(
        kinds=told.kinds,
        story=told.said("story")["story"],
        facts=facts(told),
        feeling=told.said("feeling").get("feeling", ""),
        happened_at=when.get("at"),
        time_known=when.get("known", False),
        address=told.said("place").get("address", ""),
        postcode=told.said("place").get("postcode", ""),
        victims=[user, *victims] if told.whom == "me" else victims,
        victim_names=victim_names,
        witnesses=[each for each in witnesses if each not in victims],
        witness_names=witness_names,
        subjects=subjects(told),
        strands=strands.get("strands", ()),
        hostility=strands.get("words", ""),
        answers=answers(told),
    )


def people(told: Telling, page: str) -> list[str]:
    """Return the people named on a page, as kept."""
    return list(told.said(page).get("people", ()))


def subjects(told: Telling) -> list[Described]:
    """Return who did it: people from the reporter's own cases, or a description."""
    if told.applies("mine"):
        chosen = told.said("mine").get("persons", ())
        return [Described(person=person) for person in caseload_of(told.stamp.user).filter(pk__in=chosen)]
    if not told.applies("describe"):
        return []
    known: Mapping[str, Any] = told.said("describe")
    more = {name: known.get(name, "") for name in ("age_band", "telephone", "email")}
    employed = told.said("employer").get("employed") == "yes"
    more["employer"] = told.said("employer").get("employer", "") if employed else ""
    return [Described(name=known.get("name", ""), description=known.get("description", ""), more=more)]


def answers(told: Telling) -> dict[str, Any]:
    """Return the answers to the policy's questions, and what else was said in words."""
    rough = told.said("when").get("about", "") if told.said("when").get("day") == "unknown" else ""
    police = told.said("police")
    reference = police.get("reference", "") if police.get("told") == "yes" else ""
    more = {ABOUT_WHEN: rough, POLICE_REFERENCE: reference}
    return {**told.said("details"), **{name: text for name, text in more.items() if text}}
