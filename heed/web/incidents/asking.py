"""What each step asks: the questions behind its facts, the short answers beside them, and the note."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Ask:
    """A question: its label, what is said when it was not answered, and a hint (texts that may be translated later)."""

    label: Any
    missing: Any
    hint: Any = ""


@dataclass(frozen=True, slots=True)
class Particular:
    """A short answer that is kept with the step; `kind` is text or day. Without `missing` it may be left empty."""

    name: str
    label: Any
    missing: Any = ""
    hint: Any = ""
    kind: str = "text"


FACTS: Mapping[tuple[str, str], Ask] = {
    ("triage", "severity"): Ask(
        _("How serious is it?"), _("Select how serious it is"),
        _("Go by what it did to the person, not only by what was done.")),
    ("triage", "escalation_risk"): Ask(
        _("How likely is it to turn to violence, or to come again?"), _("Select how likely it is to turn to violence")),
    ("triage", "plan_needed"): Ask(
        _("Is an action plan needed?"), _("Select yes if an action plan is needed"),
        _("A plan says what will be done so that it does not happen again. The person affected agrees to it too.")),
    ("offer-support", "offered"): Ask(
        _("What was offered?"), _("Select what was offered"), _("Select all that apply.")),
    ("take-up", "taken"): Ask(
        _("What was taken up?"), _("Select what was taken up, or none"), _("Select all that apply.")),
    ("decide-investigation", "investigate"): Ask(
        _("Will it be investigated?"), _("Select yes if it will be investigated")),
    ("decide-investigation", "speak"): Ask(
        _("Will somebody speak to the person responsible?"),
        _("Select yes if somebody will speak to the person responsible")),
    ("speak", "how"): Ask(_("How were they spoken to?"), _("Select how they were spoken to")),
    ("speak", "assured"): Ask(
        _("Did they promise that it will not happen again?"), _("Select yes if they promised"),
        _("Select no if they could not be spoken to.")),
    ("tell-police", "why_not"): Ask(_("Were the police told?"), _("Select whether the police were told")),
    ("tell-employer", "by"): Ask(
        _("How were they told?"), _("Select how they were told"), _("By telephone or letter, not by e-mail.")),
    ("assess-gathering", "decision"): Ask(_("What was decided?"), _("Select what was decided")),
    ("check-pattern", "pattern"): Ask(
        _("Do the records show a pattern?"), _("Select yes if the records show a pattern")),
    ("consider-arrangement", "arrangement"): Ask(
        _("Is a customer handling arrangement needed?"), _("Select yes if an arrangement is needed")),
    ("consider-responses", "responses"): Ask(
        _("What will be done about the person responsible?"), _("Select what will be done"),
        _("Select all that apply.")),
    ("review-assessments", "changed"): Ask(
        _("Was a risk assessment changed?"), _("Select yes if a risk assessment was changed")),
    ("consider-marker", "propose"): Ask(
        _("Is an entry for the register proposed?"), _("Select yes if an entry is proposed")),
    ("check-in", "wellbeing"): Ask(
        _("How do they say they are?"), _("Select how they say they are"), _("In their own view, not yours.")),
    ("refer", "agreed"): Ask(_("Did they agree to the referral?"), _("Select yes if they agreed")),
    ("close", "outcome"): Ask(_("What came of it?"), _("Select what came of it")),
}  # fmt: skip

PARTICULARS: Mapping[str, tuple[Particular, ...]] = {
    "tell-police": (
        Particular("told_by", _("Who told them?"), _("Enter who told the police")),
        Particular("told_on", _("On which day?"), _("Enter the day on which the police were told"), kind="day"),
        Particular("reference", _("Reference that the police gave"), hint=_("Leave it empty if there is none yet.")),
    ),
    "tell-employer": (
        Particular("organisation", _("Which organisation?"), _("Enter which organisation was told")),
        Particular(
            "whom", _("Who was told there?"), _("Enter who was told there"),
            _("A name or a job, for example head of operations.")),
        Particular("told_on", _("On which day?"), _("Enter the day on which they were told"), kind="day"),
    ),
    "brief-police": (
        Particular(
            "whom", _("Who was briefed?"), _("Enter who was briefed"),
            _("For example the duty sergeant at the local station.")),
        Particular("reference", _("Reference that the police gave"), hint=_("Leave it empty if there is none.")),
    ),
    "alert-offices": (
        Particular("whom", _("Which offices were alerted, and through whom?"), _("Enter which offices were alerted")),
    ),
    "alert-agencies": (
        Particular("whom", _("Which agencies were alerted?"), _("Enter which agencies were alerted")),
    ),
    "tell-senior": (Particular("whom", _("Who was told?"), _("Enter who was told")),),
    "refer": (
        Particular(
            "referred_to", _("To whom?"), hint=_("For example occupational health. Leave it empty if they declined.")),
    ),
}  # fmt: skip

DEFAULT_NOTE = Ask(_("What was done?"), _("Enter what was done"))
NOTES: Mapping[str, Ask] = {
    "care": Ask(
        _("What was done for everybody affected?"), _("Enter what was done"),
        _("For example: who stayed with them, first aid, a lift home, who else was there.")),
    "triage": Ask(_("Why do you judge it so?"), _("Enter why you judge it so")),
    "debrief": Ask(
        _("What was talked about?"), _("Enter what was talked about"),
        _("What happened, how they are, what they want to happen next.")),
    "offer-support": Ask(_("Anything else to note?"), "", _("You can leave this empty.")),
    "take-up": Ask(_("Anything else to note?"), "", _("You can leave this empty.")),
    "check-in": Ask(_("What did they say?"), "", _("Only what they are happy to have written down.")),
    "decide-investigation": Ask(_("Why was it decided so?"), _("Enter why it was decided so")),
    "investigate": Ask(
        _("What was found?"), _("Enter what was found"),
        _("What happened, why, and what would have made a difference.")),
    "speak": Ask(_("What was said?"), _("Enter what was said"), _("Or why they could not be spoken to.")),
    "tell-police": Ask(
        _("What was said, or why not?"), "", _("You can leave this empty if the police were told.")),
    "tell-employer": Ask(_("What was said?"), _("Enter what was said")),
    "tell-affected": Ask(_("What were they told?"), _("Enter what they were told")),
    "tell-senior": Ask(_("What were they told?"), _("Enter what they were told")),
    "alert-offices": Ask(_("What were they told?"), _("Enter what they were told")),
    "alert-agencies": Ask(_("What were they told?"), _("Enter what they were told")),
    "brief-police": Ask(_("What were they told?"), _("Enter what they were told")),
    "assess-gathering": Ask(
        _("Why was it decided so?"), _("Enter why it was decided so"),
        _("What is known of the group, and how serious it is.")),
    "ask-removal": Ask(_("Who was asked to remove it, and what did they say?"), _("Enter who was asked to remove it")),
    "answer-message": Ask(_("Who answers, and how?"), _("Enter who answers, and how")),
    "check-pattern": Ask(_("What do the records show?"), _("Enter what the records show")),
    "consider-arrangement": Ask(_("Why was it decided so?"), _("Enter why it was decided so")),
    "consider-responses": Ask(_("Why was it decided so?"), _("Enter why it was decided so")),
    "consider-marker": Ask(_("Why was it decided so?"), _("Enter why it was decided so")),
    "decide-safe-work": Ask(
        _("How does the work go on, and why so?"), _("Enter how the work goes on, and why so"),
        _("For example: two together, another place, by telephone, somebody else, or not for now.")),
    "keep-informed": Ask(
        _("What do you tell the reporter?"), _("Enter what you tell the reporter"),
        _("They read this on the page of their report.")),
    "refer": Ask(_("Anything else to note?"), "", _("You can leave this empty.")),
    "supervise": Ask(_("What was talked about?"), _("Enter what was talked about")),
    "add": Ask(
        _("What do you want to add?"), _("Enter what you want to add"),
        _("What you told us before stays as it is. This is put below it.")),
    "return": Ask(
        _("What is missing or wrong?"), _("Enter what is missing or wrong"),
        _("The reporter reads this. Thank them, and ask for what you need.")),
    "correct": Ask(
        _("What should the report have said?"), _("Enter what the report should have said"),
        _("What was told first stays as it is. The correction is put beside it.")),
    "dispute": Ask(
        _("What is not resolved?"), _("Enter what is not resolved"),
        _("Somebody more senior looks at it and tells you what will be done.")),
    "declare-tie": Ask(
        _("Whom do you know, and how?"), _("Enter whom you know, and how"),
        _("Family, a neighbour, a friend, somebody whose case you had, business. From now on others decide on this "
          "report, and what you owe on it that is a decision goes to them.")),
    "hand-over": Ask(
        _("Why is it handed over?"), _("Enter why it is handed over"),
        _("Whoever reported it and the person affected read this. Speak to the person affected first: from now on the "
          "managers of the other team read this report.")),
    "close": Ask(
        _("What do you tell the reporter and the person affected?"),
        _("Enter what you tell the reporter and the person affected"), _("They read this on the page of the report.")),
    "reopen": Ask(
        _("Why is it opened again?"), _("Enter why it is opened again"), _("The reporter reads this.")),
}  # fmt: skip
