"""What a report can be, every verb that can be done to it, and the facts each verb gives to policy."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.casework.cases.states import Move
from heed.policy.vocabulary import Fact, Kind, Verb


class Status(TextChoices):
    """Where a report stands. A draft is not a report yet and lives in a table of its own."""

    REPORTED = "reported", gettext_lazy("Reported")
    RETURNED = "returned", gettext_lazy("Sent back for correction")
    CLOSED = "closed", gettext_lazy("Closed")


class Severity(TextChoices):
    """How serious the manager judges it to be."""

    MINOR = "minor", gettext_lazy("Minor")
    SERIOUS = "serious", gettext_lazy("Serious")
    MAJOR = "major", gettext_lazy("Major")


class Strand(TextChoices):
    """What hostility may have been about: the characteristics of the Equality Act, and beyond it (CUM-16, CUM-19)."""

    RACE = "race", gettext_lazy("Race, colour or nationality")
    RELIGION = "religion", gettext_lazy("Religion or belief")
    SEX = "sex", gettext_lazy("Being a woman or a man")
    ORIENTATION = "orientation", gettext_lazy("Sexual orientation")
    GENDER_IDENTITY = "gender-identity", gettext_lazy("Being trans, or gender reassignment")
    DISABILITY = "disability", gettext_lazy("Disability or long illness")
    AGE = "age", gettext_lazy("Age")
    PREGNANCY = "pregnancy", gettext_lazy("Pregnancy or being a new parent")
    PARTNERSHIP = "partnership", gettext_lazy("Marriage or civil partnership")
    LANGUAGE = "language", gettext_lazy("Language or accent")
    MIGRATION = "migration", gettext_lazy("Being a migrant, a refugee or a Traveller")
    LOOKS = "looks", gettext_lazy("Looks, size or way of dressing")
    POVERTY = "poverty", gettext_lazy("Poverty, class or homelessness")
    CARE = "care", gettext_lazy("Having been in care, or caring for somebody")
    OTHER = "other", gettext_lazy("Something else")


YES_NO, CHOICE, CHOICES = Kind.YES_NO, Kind.CHOICE, Kind.CHOICES

REPORTED_FACTS = (
    Fact("kinds", CHOICES, "the report is of the kind", words_from="kind"),
    Fact("concern", YES_NO, "nothing has happened yet, but somebody is worried"),
    Fact("in_danger", YES_NO, "somebody was still in danger when it was reported"),
    Fact("felt_threatened", YES_NO, "the person felt threatened"),
    Fact("violence", YES_NO, "violence was used"),
    Fact("threat", YES_NO, "violence was threatened"),
    Fact("specific_threat", YES_NO, "a threat was made against a particular person"),
    Fact("weapon", YES_NO, "there was a weapon"),
    Fact("injury", CHOICE, "the worst injury was", words=("none", "minor", "medical", "hospital")),
    Fact("sexual", YES_NO, "it was sexual"),
    Fact("hate", YES_NO, "somebody believes that hostility because of a characteristic was behind it"),
    Fact("repeated", YES_NO, "the same person had done something to the same employee before"),
    Fact("damage", YES_NO, "property was damaged"),
    Fact("animal", YES_NO, "a dangerous animal was part of it"),
    Fact("children", YES_NO, "a child was present"),
    Fact("planned", YES_NO, "a protest was announced and has not begun yet"),
    Fact("own_channel", YES_NO, "it was on a page or account that the organisation runs itself"),
    Fact("others_affected", YES_NO, "somebody else was affected or saw it"),
    Fact("crime", YES_NO, "a crime may have been committed"),
    Fact("abuser", CHOICE, "the person responsible is", words=("known", "partly-known", "unknown", "nobody")),
    Fact("employed_elsewhere", YES_NO, "the person responsible is employed by another organisation"),
    Fact(
        "channel",
        CHOICE,
        "the channel was",
        words=("in-person", "telephone", "video-call", "email", "text", "letter", "social-media", "website", "other"),
    ),
    Fact(
        "setting",
        CHOICE,
        "the place was",
        words=("office", "home-visit", "street", "school", "own-home", "court", "online", "elsewhere"),
    ),
    Fact("on_behalf", YES_NO, "it was reported on behalf of somebody else"),
    Fact("police_told", YES_NO, "the police had already been told"),
    Fact("police_consent", CHOICE, "asked whether the police may be told, the person said",
         words=("yes", "no", "unsure")),
)  # fmt: skip


DECIDING = frozenset({
    "triage", "return", "close", "reopen", "identify", "decide-investigation", "investigate", "assess-gathering",
    "check-pattern", "consider-arrangement", "consider-responses", "decide-safe-work", "countersign", "consider-marker",
})  # fmt: skip
"""Verbs by which somebody decides about the report: nobody who is named in it does them (R1)."""


def _verb(word: str, do: str, done: str, *facts: Fact, clauses: tuple[str, ...] = ()) -> Verb:
    name, given = f"incident.{word}", REPORTED_FACTS + facts
    return Verb(name, do, done, given, clauses, decides=word in DECIDING, shared=word == "correct")


SEVERITY = Fact("severity", CHOICE, "the manager judged it", words=tuple(Severity.values))
ESCALATION = Fact("escalation_risk", CHOICE, "the risk of it turning to violence was judged",
                  words=("low", "medium", "high"))  # fmt: skip
PLAN_NEEDED = Fact("plan_needed", YES_NO, "the manager judged that an action plan is needed")

# fmt: off
# --- the report itself -------------------------------------------------------------------------------------------
REPORT = Move(_verb("report", _("report it"), _("The report was sent"),
    clauses=("CAF-1", "CAF-3", "CAM-13", "CUM-1", "CUM-4")), (), Status.REPORTED)
ADD = Move(_verb("add", _("add to the report"), _("Something was added to the report")))
RETURN = Move(_verb("return", _("send the report back for correction"), _("The report was sent back for correction")),
    (Status.REPORTED,), Status.RETURNED)
CORRECT = Move(_verb("correct", _("correct the report"), _("The report was corrected")), (Status.RETURNED,),
    Status.REPORTED)
DISPUTE = Move(_verb("dispute", _("say that it is not resolved"), _("The reporter said that this is not resolved")))
DECLARE_TIE = Move(_verb("declare-tie", _("say that you know somebody in the report"),
    _("Somebody said that they know somebody in the report")))
HAND_OVER = Move(_verb("hand-over", _("hand the report over to another team"),
    _("The report was handed over to another team")))
CLOSE = Move(_verb("close", _("close the report"), _("The report was closed"),
    Fact("outcome", CHOICE, "the outcome was", words=("resolved", "action-taken", "no-further-action", "passed-on"))),
    (Status.REPORTED,), Status.CLOSED)
REOPEN = Move(_verb("reopen", _("reopen the report"), _("The report was reopened")), (Status.CLOSED,), Status.REPORTED)
IDENTIFY = Move(_verb("identify", _("decide who the report describes"), _("It was decided who the report describes"),
    Fact("confirmed", YES_NO, "the person was confirmed")))

# --- steps: what is done about it; each is recorded with a note and fulfils the duty that asks for it --------------
# On a closed report only what is still owed can be done (`may_step`), so a step may start from any state.


def _step(word: str, do: str, done: str, *facts: Fact, clauses: tuple[str, ...] = ()) -> Move:
    return Move(_verb(word, do, done, *facts, clauses=clauses))


CARE = _step("care", _("make sure that everybody affected is safe and cared for"),
    _("The people affected were cared for"), clauses=("CAF-15",))
TRIAGE = _step("triage", _("judge how serious it is"), _("It was judged how serious it is"), SEVERITY, ESCALATION,
    PLAN_NEEDED, clauses=("CAM-14", "CAF-16"))
DEBRIEF = _step("debrief", _("debrief the person affected"), _("The person affected was debriefed"),
    clauses=("CAM-4", "CAM-13", "CUM-12"))
OFFER_SUPPORT = _step("offer-support", _("offer support to the person affected"), _("Support was offered"),
    Fact("offered", CHOICES, "support was offered", words_from="support"), clauses=("CAF-9", "CAM-22", "CUM-15"))
TAKE_UP = _step("take-up", _("record which support was taken up"), _("It was recorded which support was taken up"),
    Fact("taken", CHOICES, "support was taken up", words_from="support"), clauses=("CUM-10",))
DECIDE_INVESTIGATION = _step("decide-investigation",
    _("decide whether to investigate and whether to speak to the person responsible"),
    _("It was decided whether to investigate"), Fact("investigate", YES_NO, "an investigation was decided on"),
    Fact("speak", YES_NO, "it was decided to speak to the person responsible"), clauses=("CAM-13",))
INVESTIGATE = _step("investigate", _("investigate, and record what was found"), _("It was investigated"),
    clauses=("CUM-13",))
SPEAK = _step("speak", _("speak to the person responsible"), _("The person responsible was spoken to"),
    Fact("how", CHOICE, "they were spoken to", words=("in-person", "telephone", "video-call", "not-possible")),
    Fact("assured", YES_NO, "they gave an assurance"), clauses=("CAM-15", "CAM-19"))
TELL_POLICE = _step("tell-police", _("tell the police, or record why not"),
    _("Telling the police was decided and recorded"), Fact("told", YES_NO, "the police were told"),
    Fact("why_not", CHOICE, "the police were not told because",
         words=("told", "no-consent", "not-a-crime", "true-vision", "other")),
    clauses=("CAF-8", "CUM-12", "EHC-5"))
TELL_EMPLOYER = _step("tell-employer",
    _("tell a senior manager of the organisation that employs the person responsible"),
    _("The employer of the person responsible was told"),
    Fact("by", CHOICE, "the employer was told by", words=("telephone", "letter")), clauses=("CUM-20",))
TELL_AFFECTED = _step("tell-affected", _("tell the person affected what was found about them"),
    _("The person affected was told"), clauses=("CAF-14",))
TELL_SENIOR = _step("tell-senior", _("tell senior managers about the risk"), _("Senior managers were told"),
    clauses=("CUM-13",))
ALERT_OFFICES = _step("alert-offices", _("alert other offices through their managers"),
    _("Other offices were alerted"), clauses=("CAF-7",))
BRIEF_POLICE = _step("brief-police", _("brief the local police about the gathering"),
    _("The local police were briefed"), clauses=("CAF-10", "CAF-11"))
ASSESS_GATHERING = _step("assess-gathering",
    _("assess the risk of the gathering and decide whether the office stays open"),
    _("The risk of the gathering was assessed"),
    Fact("decision", CHOICE, "it was decided to", words=("close", "let-staff-leave", "carry-on")),
    clauses=("CAF-12",))
MAKE_SAFE = _step("make-safe", _("make the area safe"), _("The area was made safe"), clauses=("CAF-16",))
ASK_REMOVAL = _step("ask-removal", _("have the material removed from the website"),
    _("Removal of the material was asked for"), clauses=("CAF-14",))
ANSWER_MESSAGE = _step("answer-message", _("agree who answers the message, and how"),
    _("It was agreed who answers the message"), clauses=("CAM-16",))
CHECK_PATTERN = _step("check-pattern", _("check the records for a pattern"),
    _("The records were checked for a pattern"), Fact("pattern", YES_NO, "a pattern was found"),
    clauses=("CAM-31", "CAM-17"))
CONSIDER_ARRANGEMENT = _step("consider-arrangement", _("consider whether a customer handling arrangement is needed"),
    _("A customer handling arrangement was considered"), Fact("arrangement", YES_NO, "an arrangement is needed"),
    clauses=("CAM-17",))
CONSIDER_RESPONSES = _step("consider-responses", _("decide what is done about the person responsible"),
    _("It was decided what is done about the person responsible"),
    Fact("responses", CHOICES, "the response was", words_from="response"), clauses=("CAF-6", "CUM-13"))
RECORD_ON_FILE = _step("record-on-file", _("record the incident and what followed on the person's own file"),
    _("The incident was recorded on the person's own file"), clauses=("CAM-20", "CUM-13"))
REVIEW_ASSESSMENTS = _step("review-assessments", _("review the risk assessments that this touches"),
    _("The risk assessments were reviewed"), Fact("changed", YES_NO, "an assessment was changed"),
    clauses=("CAM-21", "CUM-7", "CUM-13"))
ARRANGE_TRAINING = _step("arrange-training", _("work out what training or further support is needed"),
    _("Training needs were looked at"), clauses=("CUM-13",))
DECIDE_SAFE_WORK = _step("decide-safe-work", _("decide how the work can go on safely"),
    _("It was decided how the work can go on safely"), clauses=("CWM-20",))
ALERT_AGENCIES = _step("alert-agencies", _("alert the other agencies involved with the family"),
    _("The other agencies were alerted"), clauses=("CWM-8",))
COUNTERSIGN = _step("countersign", _("countersign the report"), _("The report was countersigned"), clauses=("EHC-4",))
CONSIDER_MARKER = _step("consider-marker", _("decide whether to propose an entry for the register"),
    _("It was decided whether to propose an entry for the register"), Fact("propose", YES_NO, "an entry is proposed"),
    clauses=("EHC-4",))
SUPERVISE = _step("supervise", _("talk it through in supervision"), _("It was talked through in supervision"),
    clauses=("CWM-11", "CWM-23"))
KEEP_INFORMED = _step("keep-informed", _("tell the reporter how the report is going"),
    _("The reporter was kept informed"), clauses=("CUM-9",))
CHECK_IN = _step("check-in", _("check in with the person affected"), _("A check-in took place"),
    Fact("wellbeing", CHOICE, "the person said they are", words=("well", "coping", "struggling")),
    clauses=("CUM-15", "CAM-22"))
REFER = _step("refer", _("refer the person affected, with their agreement"), _("A referral was made or declined"),
    Fact("agreed", YES_NO, "the person agreed to the referral"), clauses=("CUM-10", "CAF-9"))

# fmt: on
STEPS = (
    CARE,
    TRIAGE,
    DEBRIEF,
    OFFER_SUPPORT,
    TAKE_UP,
    DECIDE_INVESTIGATION,
    INVESTIGATE,
    SPEAK,
    TELL_POLICE,
    TELL_EMPLOYER,
    TELL_AFFECTED,
    TELL_SENIOR,
    ALERT_OFFICES,
    BRIEF_POLICE,
    ASSESS_GATHERING,
    MAKE_SAFE,
    ASK_REMOVAL,
    ANSWER_MESSAGE,
    CHECK_PATTERN,
    CONSIDER_ARRANGEMENT,
    CONSIDER_RESPONSES,
    RECORD_ON_FILE,
    REVIEW_ASSESSMENTS,
    ARRANGE_TRAINING,
    DECIDE_SAFE_WORK,
    ALERT_AGENCIES,
    COUNTERSIGN,
    CONSIDER_MARKER,
    SUPERVISE,
    KEEP_INFORMED,
    CHECK_IN,
    REFER,
)  # fmt: skip
SUPPORTING = (DEBRIEF, OFFER_SUPPORT, TAKE_UP, CHECK_IN, REFER, SUPERVISE)
"""Steps whose words are for the person affected and those who support them."""
MOVES = (REPORT, ADD, RETURN, CORRECT, DISPUTE, DECLARE_TIE, HAND_OVER, CLOSE, REOPEN, IDENTIFY, *STEPS)
VERBS = tuple(move.verb for move in MOVES)
