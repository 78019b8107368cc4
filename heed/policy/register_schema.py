"""What the sections of a policy file about its register may say: warnings, terms, appeals, and the briefing on it."""

from heed.policy.parts import ID, OPTION, clause
from heed.policy.shapes import (
    DATE,
    DURATION,
    PANEL,
    REMINDER,
    TEXT,
    WORD,
    YES_NO,
    Key,
    many,
    one_of,
    one_or_many,
    table,
)

OF = Key(one_of(("person", "place", "both")), "Whether it is about a person, a place or both.", True)
HAZARD = {**ID, "title": Key(TEXT, "What people read.", True), "of": OF, **clause()}
CONTROL = {**ID, "title": Key(TEXT, "What to do, as a short rule.", True), **clause()}
FACTOR = {**ID, "ask": Key(TEXT, "What must be answered in writing.", True), "of": OF,
          "hint": Key(TEXT, "What helps to answer it."), **clause()}  # fmt: skip
REGISTER = {
    "kept": Key(YES_NO, "Whether the body keeps a register. Where it is false nothing else is needed.", True),
    **clause(needed=False),
    "countersigned-by": Key(WORD, "The post that countersigns a proposal."),
    "decided-by": Key(WORD, "The post that owns the register and decides on each entry."),
    "child-countersigned-by": Key(WORD, "The post that countersigns where it is about a child."),
    "term": Key(DURATION, "How long an entry stands as a rule."),
    "longest": Key(DURATION, "How long an entry may stand at most before it is renewed."),
    "child-term": Key(DURATION, "How long an entry about a child may stand at most."),
    "look-ahead": Key(DURATION, "How long before its end an entry is reviewed."),
    "version-wait": Key(DURATION, "How long the decision waits for the version of the employee concerned."),
    "silence": Key(DURATION, "After what time a decision not to tell the person is looked at again."),
    "mistake-shown": Key(DURATION, "How long whoever was told of an entry can read that it was a mistake. Six months "
                                   "if it is left out."),
    "look-ups-kept": Key(DURATION, "How long it is kept what somebody looked up: most of those looked up are on no "
                                   "register. 30 days if it is left out."),
    "markers-elsewhere": Key(one_of(("never", "live-badge")),
                             "Whether other systems may show a badge that asks the register each time."),
    "told": Key(TEXT, "Who may be told of an entry, for the letter to the person."),
    "appeal": Key(TEXT, "How the person appeals, for the letter."),
}  # fmt: skip
APPEAL = {
    **clause(),
    "panel": Key(PANEL, "How many people look at an appeal afresh.", True),
    "acknowledged": Key(DURATION, "Within what time the person hears that their appeal has come.", True),
    "heard": Key(DURATION, "Within what time each of the panel has said how they see it.", True),
    "answered": Key(DURATION, "Within what time the panel has decided.", True),
}
TOPIC = table({
    "head": Key(TEXT, "Its heading.", True), "says": Key(many(TEXT, "a list of texts"), "Its paragraphs.", True),
}, "a topic with “head” and “says”")  # fmt: skip
ASKED = table({
    "word": Key(WORD, "The question’s own name.", True), "ask": Key(TEXT, "The question.", True),
    "options": Key(many(OPTION, "a list of options, each with “word” and “label”"), "The answers.", True),
    "right": Key(WORD, "The word of the right answer.", True), "because": Key(TEXT, "Why that is right.", True),
}, "a question with “word”, “ask”, “options”, “right” and “because”")  # fmt: skip
BRIEFING = {
    "title": Key(TEXT, "What the body calls it.", True),
    "topic": Key(many(TOPIC, "topics as [[briefing.topic]]"), "What is read, part by part.", True),
    "question": Key(many(ASKED, "questions as [[briefing.question]]"), "What is asked about it.", True),
    "lasts": Key(DURATION, "How long it holds, from when the questions were answered.", True),
    "remind": Key(one_or_many(REMINDER, REMINDER.expected), "When reminders go out, before it runs out."),
    "grace": Key(DURATION, "How long look-ups are answered still, with a notice, once it has run out."),
    "starts": Key(DATE, "From which day on look-ups depend on it, so that everybody has had time to be briefed."),
    **clause(),
}
