"""What people write at each step where a story says nothing else: every question of the step, by its field's name."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from heed import clock

ANSWERS: Mapping[str, Mapping[str, str | Sequence[str]]] = {
    "incident.care": {"text": "Sat with her until her sister came. Nobody else was hurt. Lou drove her home."},
    "incident.debrief": {"text": "She is shaken, and does not want to go back there alone."},
    "incident.offer-support": {"offered": ["trade-union", "victim-support"], "text": "She will think it over."},
    "incident.take-up": {"taken": ["none-of-these"], "text": "She says that talking to us is enough."},
    "incident.refer": {"agreed": "yes", "referred_to": "Occupational health", "text": "Seen within two weeks."},
    "incident.check-in": {"wellbeing": "coping", "text": "Sleeps better. Would like to keep the buddy for now."},
    "incident.keep-informed": {"text": "We have written to him. The police have been in touch."},
    "incident.supervise": {"text": "We went through the six questions. She was frightened, and said so."},
    "incident.triage": {
        "severity": "major", "escalation_risk": "high", "plan_needed": "yes",
        "text": "He knows where she works and has done it before.",
    },
    "incident.decide-investigation": {
        "investigate": "yes", "speak": "yes", "text": "Two people saw it, and he admits it.",
    },
    "incident.investigate": {"text": "The alarm in the room did not work. It has been mended and tested."},
    "incident.speak": {"how": "telephone", "assured": "yes", "text": "Told him what it did to her."},
    "incident.check-pattern": {"pattern": "yes", "text": "Four entries in six months, each a little worse."},
    "incident.consider-responses": {"responses": ["letter", "legal-advice"], "text": "A letter first."},
    "incident.consider-arrangement": {"arrangement": "yes", "text": "One named person answers him, once a week."},
    "incident.consider-marker": {"propose": "no", "text": "One event, an apology since, and no threat of injury."},
    "incident.countersign": {"text": "I have spoken to both who were there. It is as reported."},
    "incident.tell-police": {
        "why_not": "told", "told_by": "Ben Carrow", "reference": "HM/4711/26", "text": "They will speak to her.",
    },
    "incident.tell-employer": {
        "organisation": "Marlpit Haulage", "by": "telephone", "whom": "Head of operations",
        "text": "He is taken off the run while they look into it.",
    },
    "incident.tell-affected": {"text": "Told her what stands there, before she comes upon it."},
    "incident.tell-senior": {"whom": "Grace Okafor", "text": "What happened, and that he may come back."},
    "incident.alert-offices": {"whom": "All offices, through their managers", "text": "Call 999 if he comes."},
    "incident.alert-agencies": {"whom": "Health visitor and school", "text": "Nobody goes there alone."},
    "incident.answer-message": {"text": "Grace answers, once, in writing."},
    "incident.ask-removal": {"text": "Asked those who run the site. They say: by tomorrow."},
    "incident.make-safe": {"text": "The glass is swept up and the door is boarded."},
    "incident.decide-safe-work": {"text": "Two together, at the office, in daylight, until the review."},
    "incident.brief-police": {"whom": "Duty sergeant", "reference": "HM/4712/26", "text": "About forty people."},
    "incident.assess-gathering": {"decision": "let-staff-leave", "text": "They are loud, and the back door is clear."},
    "incident.review-assessments": {"changed": "yes", "text": "Visits to this street are made by two."},
    "incident.record-on-file": {"text": "Recorded, with what was done about it."},
    "incident.arrange-training": {"text": "She would like the day on calming people down. Booked."},
    "plan.do-line": {"text": "Done this morning."},
    "team.brief": {"text": "Two went to see how it is done at the other court."},
}  # fmt: skip

# The buttons that do not say “Save”.
BUTTONS: Mapping[str, str] = {
    "plan.propose": "Save and agree",
    "plan.change": "Save and agree",
    "plan.do-line": "It was done",
    "team.brief": "Say that it was done",
}
LETTER: Mapping[str, str] = {
    "to_name": "Marl", "way": "handed-over", "part-complaint": "none", "part-understood": "reassured",
    "field-what_happened": "You wrote again and again, and called people names.",
    "field-impact": "People are afraid to open their post.",
    "field-expected": "Please write to one person here, and calmly.",
}  # fmt: skip
"""The letter that confirms a conversation, in the hand of whoever it is to."""
ASK_NOTHING = frozenset({"plan.change", "plan.do-line", "team.brief"})
"""Steps that may be sent without an answer, so that there is no error to look at."""


def plan(*more: tuple[str, str]) -> dict[str, str]:
    """Return the lines of an action plan as they are typed, each due in ten days; `more` are (what, who)."""
    day = clock.now() + timedelta(days=10)
    typed: dict[str, str] = {}
    for number, (text, owner) in enumerate((("A panic button in the room.", "Ben Carrow"), *more)):
        typed |= {f"text-{number}": text, f"owner-{number}": owner}
        typed |= {f"due_on-{number}_{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    return typed
