"""Every section of a policy file, its keys, and what each is for. What is not here cannot be written."""

from dataclasses import dataclass
from enum import StrEnum

from heed.policy.letters import WAYS
from heed.policy.paragraphs import BY_FIELD, PARAGRAPHS
from heed.policy.parts import ID, OPTION, clause
from heed.policy.register_schema import APPEAL, BRIEFING, CONTROL, FACTOR, HAZARD, REGISTER
from heed.policy.shapes import (
    CONDITIONS,
    DATE,
    DATES,
    DURATION,
    GIVEN,
    MOMENT,
    REMINDER,
    STRING,
    TEXT,
    TIME,
    VERBS,
    WORD,
    WORDS,
    YES_NO,
    ZONE,
    Key,
    many,
    one_of,
    one_or_many,
    table,
)  # fmt: skip
from heed.policy.steps import STEPS

NATIONS = ("england-and-wales", "scotland", "northern-ireland")
ROLES = (
    "employee", "line-manager", "senior-manager", "head-of-service", "register-owner", "health-and-safety", "legal",
    "hr", "dpo", "communications", "chief-executive", "auditor", "administrator",
)  # fmt: skip
SCOPES = ("team", "service", "agency")
ANSWERS = ("yes-no", "choice", "choices", "text", "number")


class Form(StrEnum):
    """How a section is written."""

    ONE = "one"  # [policy]
    LIST = "list"  # [[duty]], each with an id
    WORDS = "words"  # [posts.line-manager]


@dataclass(frozen=True, slots=True)
class Section:
    """A section: how it is written, its keys, and what it is for. `book` is where the book keeps it."""

    form: Form
    about: str
    keys: dict[str, Key]
    book: str


DAY = table({
    "opens": Key(TIME, "When the working day opens.", True),
    "closes": Key(TIME, "When the working day closes.", True),
}, "a table with “opens” and “closes”")  # fmt: skip
RUNG_KEYS = {
    "after": Key(DURATION, "How long after it was due, or after the rung before.", True),
    "to": Key(WORD, "The post that hears.", True),
}
RUNG = table(RUNG_KEYS, "a rung with “after” and “to”")
EXAMPLE_KEYS = {
    "at": Key(MOMENT, "When the verb happens (for a standing duty: when it starts to stand).", True),
    "given": Key(GIVEN, "The facts that the verb states."),
    "due": Key(MOMENT, "When the duty is then due."),
    "opens": Key(YES_NO, "False where no duty opens; then there is no “due”."),
}
EXAMPLE = table(EXAMPLE_KEYS, "an example with “at” and “due”, or “opens = false”")
A_POST = "The post that owes it."

DUTY = {
    **ID,
    **clause(),
    "because": Key(TEXT, "Why, in a sentence for the person who owes it.", True),
    "on": Key(VERBS, "The verb or verbs that open it. A standing duty has none."),
    "when": Key(CONDITIONS, "Facts that must all be so: a value, one of a list, or { at-least = n }."),
    "unless": Key(CONDITIONS, "Facts each of which is enough to keep it from opening."),
    "owed-by": Key(WORD, A_POST, True),
    "do": Key(STRING, "The verb that is owed; doing it fulfils the duty.", True),
    "within": Key(DURATION, "By when it is owed, from the verb that opened it. Not needed with “every”."),
    "remind": Key(one_or_many(REMINDER, REMINDER.expected), "When reminders go out, before it is due."),
    "escalate": Key(many(RUNG, "a list of rungs, each with “after” and “to”"),
                    "Who hears when it is late; the last rung repeats until somebody takes note."),
    "before-close": Key(YES_NO, "True where the report cannot be closed while it is open."),
    "waive": Key(YES_NO, "True where it may be waived with a reason."),
    "every": Key(DURATION, "How often it comes round again, counted from when it was done."),
    "until": Key(VERBS, "The verb or verbs that end it, done or not: it has lost its point."),
    "lasts": Key(DURATION, "For how long it comes round, counted from when it first opened."),
    "letter": Key(WORD, "The letter that is owed: only one of this template fulfils it."),
    "for": Key(one_of(SCOPES), "A standing duty: each team, service or agency owes it, by the calendar."),
    "anchor": Key(DATE, "The day on which a standing duty is first due."),
    "example": Key(many(EXAMPLE, "examples as [[duty.example]]"), "Worked examples; every check runs them."),
}  # fmt: skip
POLICY = {
    "id": Key(WORD, "The policy's name, by which others extend it.", True),
    "extends": Key(WORD, "The policy whose entries it inherits."),
    "body": Key(TEXT, "The public body whose policy it is.", True),
    "title": Key(TEXT, "What the body calls it.", True),
    "version": Key(STRING, "Its version, in any form; duties remember it.", True),
    "calendar": Key(one_of(NATIONS), "Whose bank holidays count. Inherited where left out."),
    "zone": Key(ZONE, "The time zone of its days. Europe/London where nothing is said."),
    "day": Key(DAY, "When a working day opens and closes. Inherited where left out."),
    "closed": Key(DATES, "Days on which the body is closed besides weekends and bank holidays."),
    "about": Key(TEXT, "What readers should know about it."),
}
POST = {
    "title": Key(TEXT, "What the body calls it.", True),
    "role": Key(one_of(ROLES), "What its holder may do.", True),
    "of": Key(one_of(SCOPES), "Whether each team, each service or the agency has one.", True),
    "up": Key(WORD, "The post that is next up."),
    **clause(needed=False),
}
QUESTION = {
    **ID,
    "ask": Key(TEXT, "The question.", True),
    "hint": Key(TEXT, "What helps to answer it."),
    "answer": Key(one_of(ANSWERS), "What sort of answer it has.", True),
    "options": Key(many(OPTION, "a list of options, each with “word” and “label”"), "The answers of a choice."),
    "fact": Key(WORD, "The fact of incident.report that the answer sets."),
    "optional": Key(YES_NO, "True where it may be left unanswered."),
    **clause(needed=False),
}
KIND = {
    **ID,
    "title": Key(TEXT, "What people choose.", True),
    "hint": Key(TEXT, "What helps to choose it."),
    **clause(),
    "questions": Key(WORDS, "The questions that it asks.", True),
    "implies": Key(GIVEN, "Facts of incident.report that choosing it sets."),
    "charts": Key(WORDS, "The charts that say what to do now."),
    "sensitive": Key(YES_NO, "True where only those asked to act on it may read it."),
    "concern": Key(YES_NO, "True where nothing has happened yet."),
}
CHART = {
    **ID,
    "title": Key(TEXT, "Its heading.", True),
    **clause(),
    "steps": Key(STEPS, "What to do, in order: a text, or { if = a text, then = [texts] }.", True),
    "after": Key(TEXT, "What to do afterwards."),
}
SUPPORT = {
    **ID,
    "title": Key(TEXT, "What it is.", True),
    "about": Key(TEXT, "What it can do for somebody.", True),
    **clause(),
    "agreement": Key(YES_NO, "True where it needs the person's agreement."),
    "link": Key(STRING, "Its page."),
    "telephone": Key(STRING, "Its telephone number."),
}
RESPONSE = {**ID, "title": Key(TEXT, "What can be done.", True), **clause(),
            "needs": Key(TEXT, "What must come first.")}  # fmt: skip
ROUTE = {**ID, "who": Key(TEXT, "Whose conduct it is.", True),
         "to": Key(TEXT, "Which procedure deals with it, and what to do.", True), **clause()}  # fmt: skip
REPORTING = {
    "in-doubt": Key(TEXT, "What the page says to somebody in doubt.", True),
    "after": Key(TEXT, "What happens next, for the reporter.", True),
    **clause(),
    "draft-kept": Key(DURATION, "How long an unfinished report is kept.", True),
    "time-limit": Key(DURATION, "How long after it happened it can still be reported; no limit where left out."),
}
STATEMENT = {"text": Key(TEXT, "The body's stance.", True), **clause()}
POLICE = {
    **clause(),
    "consent": Key(one_of(("asked", "not-needed")), "Whether the person is asked before the police are told.", True),
    "always": Key(WORDS, "Facts of incident.report for which the police are told whatever the person says."),
    "true-vision": Key(YES_NO, "True where True Vision is offered as another way to report."),
}
PLAN = {**clause(), "review": Key(DURATION, "How long after it was agreed a plan is looked at again.")}
NOTICES = {
    "reminders": Key(YES_NO, "Whether reminders go out.", True),
    **clause(needed=False),
    "channel": Key(one_of(("email",)), "How notices go out."),
}
LETTERHEAD = {
    "name": Key(TEXT, "The name above every letter; the body’s where left out."),
    "address": Key(TEXT, "The body’s own address, a line to a line."),
    "contact": Key(TEXT, "How to reach you; templates name it as {contact}.", True),
    "greeting": Key(TEXT, "How a letter begins, such as “Dear {person_name},”.", True),
    "closing": Key(TEXT, "How it ends, above the name of whoever signs.", True),
    "logo": Key(STRING, "A picture for the head, as the text of an SVG file."),
    "logo-words": Key(TEXT, "What the picture shows, for people who do not see it."),
    **clause(needed=False),
}
LETTER = {
    **ID,
    "title": Key(TEXT, "What the writer chooses it by.", True),
    **clause(),
    "about": Key(TEXT, "When it is the right letter, for the writer."),
    "to": Key(one_of(("subject", "affected", "anybody")), "Whom it is to: the person responsible where left out."),
    "on": Key(one_of(("report", "entry")), "On what it is written, a report or an entry; either where left out."),
    "subject": Key(TEXT, "The heading of the letter.", True),
    "body": Key(PARAGRAPHS, "What it says, paragraph by paragraph.", True),
    "easy": Key(PARAGRAPHS, "The same in easy words and short sentences, for who asks for easy read."),
    "after": Key(STRING, "The verb that must be recorded on the case before it can be written."),
    "after-when": Key(CONDITIONS, "What that verb must have stated."),
    "second-look": Key(YES_NO, "False where it may go without a second person having read it. True where left out."),
    "ways": Key(many(one_of(WAYS), "a list of ways"), "How it may be sent; every way where left out."),
    "usual": Key(BY_FIELD, "What fields hold unless the writer changes it."),
}
OWN_CLAUSE = {**ID | {"id": Key(STRING, "Its number, such as “HBC-4”.", True)},
              "summary": Key(TEXT, "What it asks for.", True)}  # fmt: skip
DROPPED = (
    "duty", "kind", "chart", "support", "response", "question", "route", "letter", "hazard", "control", "factor",
)  # fmt: skip
DROP = {name: Key(WORDS, f"Inherited {name} entries that do not hold here.") for name in DROPPED}

SECTIONS = {
    "policy": Section(Form.ONE, "Whose policy it is, and by which calendar it reckons.", POLICY, ""),
    "posts": Section(Form.WORDS, "The posts that owe duties and hear of late ones.", POST, "posts"),
    "clause": Section(
        Form.LIST, "Clauses of a body's own document, besides the 116 that Heed knows.", OWN_CLAUSE, "clauses"
    ),
    "kind": Section(Form.LIST, "The kinds of incident that can be reported.", KIND, "kinds"),
    "question": Section(Form.LIST, "Questions that kinds ask.", QUESTION, "questions"),
    "chart": Section(Form.LIST, "What to do now, step by step.", CHART, "charts"),
    "support": Section(Form.LIST, "Support that is offered.", SUPPORT, "support"),
    "response": Section(Form.LIST, "What can be done about the person responsible.", RESPONSE, "responses"),
    "route": Section(Form.LIST, "Conduct that another procedure deals with.", ROUTE, "routes"),
    "duty": Section(Form.LIST, "Who owes what by when, and who hears when it is late.", DUTY, "duties"),
    "hazard": Section(Form.LIST, "What the register can warn of.", HAZARD, "hazards"),
    "control": Section(Form.LIST, "What the register can ask visitors to do.", CONTROL, "controls"),
    "factor": Section(Form.LIST, "What is answered before somebody stands on the register.", FACTOR, "factors"),
    "register": Section(Form.ONE, "The register of people and properties that are a risk.", REGISTER, "register"),
    "appeal": Section(
        Form.ONE, "Who looks at an appeal against an entry of the register, and how soon.", APPEAL, "appeal"
    ),
    "briefing": Section(Form.ONE, "What staff read and answer who have access to the register.", BRIEFING, "briefing"),
    "reporting": Section(Form.ONE, "What the report pages say.", REPORTING, "reporting"),
    "statement": Section(Form.ONE, "The body's stance on abuse and violence.", STATEMENT, "statement"),
    "police": Section(Form.ONE, "When the police are told.", POLICE, "police"),
    "letterhead": Section(Form.ONE, "What stands above and below every letter.", LETTERHEAD, "letterhead"),
    "letter": Section(Form.LIST, "Letters to members of the public.", LETTER, "letters"),
    "plan": Section(Form.ONE, "Action plans.", PLAN, "plan"),
    "notices": Section(Form.ONE, "Messages.", NOTICES, "notices"),
    "drop": Section(Form.ONE, "Inherited entries that do not hold here, by section.", DROP, ""),
}
