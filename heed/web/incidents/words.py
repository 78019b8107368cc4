"""How facts, their words and short answers read on a page; `heed.incidents.states` has the facts themselves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from heed.policy.book import Book
from heed.web.words import in_words

Labels = Mapping[str, str | Promise]

YES, NO = _("Yes"), _("No")

NAMES: Labels = {
    # as reported
    "in_danger": _("Still in danger when it was reported"),
    "felt_threatened": _("Felt threatened"),
    "violence": _("Violence was used"),
    "threat": _("Violence was threatened"),
    "specific_threat": _("A particular person was threatened"),
    "weapon": _("A weapon"),
    "injury": _("Injury"),
    "sexual": _("Sexual"),
    "hate": _("Seen as hostility because of what somebody is"),
    "repeated": _("The same person had done it before"),
    "damage": _("Something was damaged"),
    "animal": _("A dangerous animal"),
    "children": _("A child was there"),
    "planned": _("A protest that is still to come"),
    "own_channel": _("On one of our own pages"),
    "others_affected": _("Others were affected or saw it"),
    "crime": _("May be a crime"),
    "abuser": _("Known to us"),
    "employed_elsewhere": _("Employed by another organisation"),
    "channel": _("How it happened"),
    "setting": _("Kind of place"),
    "on_behalf": _("Reported for somebody else"),
    "police_told": _("Police told already"),
    "police_consent": _("May the police be told"),
    # decided or done in a step
    "severity": _("How serious"),
    "escalation_risk": _("Likely to turn to violence"),
    "plan_needed": _("Action plan needed"),
    "outcome": _("Outcome"),
    "to_team": _("Looked after by"),
    "confirmed": _("The person was confirmed"),
    "offered": _("Offered"),
    "taken": _("Taken up"),
    "investigate": _("Investigation"),
    "speak": _("Speak to the person responsible"),
    "how": _("How"),
    "assured": _("Gave an assurance"),
    "told": _("Police told"),
    "why_not": _("Why not"),
    "by": _("How"),
    "decision": _("Decision"),
    "pattern": _("A pattern was found"),
    "arrangement": _("Arrangement needed"),
    "responses": _("What is done"),
    "changed": _("An assessment was changed"),
    "propose": _("Entry for the register proposed"),
    "wellbeing": _("How they are"),
    "agreed": _("They agreed"),
    # short answers beside the facts
    "told_by": _("Told by"),
    "told_on": _("Told on"),
    "reference": _("Reference"),
    "organisation": _("Organisation"),
    "letter": _("Letter"),
    "way": _("How it goes"),
    "whom": _("Who was told"),
    "referred_to": _("Referred to"),
}  # fmt: skip

SPOKEN: Labels = {
    "in-person": _("In person"), "telephone": _("By telephone"), "video-call": _("On a video call"),
    "not-possible": _("It was not possible"),
}  # fmt: skip
WORDS: Mapping[str, Labels] = {
    "injury": {
        "none": _("Nobody was hurt"), "minor": _("Hurt, with first aid at most"),
        "medical": _("Seen by a doctor, nurse or paramedic"), "hospital": _("Taken to hospital"),
    },
    "abuser": {
        "known": YES, "partly-known": _("Partly"), "unknown": NO, "nobody": _("Nobody is responsible"),
    },
    "channel": {
        "in-person": _("In person"), "telephone": _("By telephone"), "video-call": _("On a video call"),
        "email": _("By e-mail"), "text": _("By text or chat message"), "letter": _("By letter"),
        "social-media": _("On social media"), "website": _("On a website"), "other": _("Another way"),
    },
    "setting": {
        "office": _("One of our buildings"), "home-visit": _("Somebody’s home"), "street": _("In the street"),
        "school": _("A school or nursery"), "own-home": _("The home of whoever it happened to"), "court": _("A court"),
        "online": _("Online or by telephone"), "elsewhere": _("Somewhere else"),
    },
    "police_consent": {"yes": YES, "no": NO, "unsure": _("Not sure")},
    "severity": {"minor": _("Minor"), "serious": _("Serious"), "major": _("Major")},
    "escalation_risk": {"low": _("Unlikely"), "medium": _("Possible"), "high": _("Likely")},
    "outcome": {
        "resolved": _("Resolved"), "action-taken": _("Action was taken"),
        "no-further-action": _("No further action"), "passed-on": _("Passed on to somebody else"),
    },
    "how": SPOKEN,
    "why_not": {
        "told": _("The police were told"), "no-consent": _("The person affected does not want it"),
        "not-a-crime": _("It is not a matter for the police"),
        "true-vision": _("It was reported online through True Vision"), "other": _("Another reason"),
    },
    "by": {"telephone": _("By telephone"), "letter": _("By letter")},
    "decision": {
        "close": _("Close the office"), "let-staff-leave": _("Let staff leave"), "carry-on": _("Carry on"),
    },
    "way": {
        "post": _("By post"), "email": _("By e-mail"), "handed-over": _("Handed over"),
        "notify": _("By post, through GOV.UK Notify"),
    },
    "wellbeing": {"well": _("Well"), "coping": _("Coping"), "struggling": _("Struggling")},
}  # fmt: skip


def value_in_words(name: str, value: Any, book: Book, lang: str = "en") -> str:
    """Return what was answered: Yes and No, the label of a word, the titles of what the policy lists, or the text."""
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(value_in_words(name, each, book, lang) for each in value) or gettext("None")
    if name in ("offered", "taken") and value in book.support:
        return book.support[value].title.text(lang)
    if name == "letter" and value in book.letters:
        return book.letters[value].title.text(lang)
    if name == "responses" and value in book.responses:
        return book.responses[value].title.text(lang)
    if name.endswith("_on"):
        return in_words(date.fromisoformat(value))
    return str(WORDS.get(name, {}).get(value, value))


def answers_in_words(answers: Mapping[str, Any], book: Book, lang: str = "en") -> list[tuple[str, str]]:
    """Return (name, answer) of a step's facts and short answers, as its line in the timeline shows them."""
    shown = [(name, value) for name, value in answers.items() if name in NAMES and value not in ("", None)]
    if answers.get("told"):
        shown = [(name, value) for name, value in shown if name != "why_not"]
    return [(str(NAMES[name]), value_in_words(name, value, book, lang)) for name, value in shown]
