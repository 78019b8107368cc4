"""Letters in policy files: what they may say, what is refused and where, and a letter written out of a template."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.policy.check import check
from heed.policy.letters import FIELDS, Block, Chosen, Does, Lacking, LetterTemplate, compose, names_in
from heed.policy.load import load, shipped, shipped_ids
from heed.policy.reference import letter_fields
from heed.policy.source import Source
from tests.policy.conftest import BASE

HEAD = """
[letterhead]
contact = "01632 960100"
greeting = "Dear {person_name},"
closing = "Yours sincerely,"

[[letter]]
id = "hello"
title = "A letter"
clause = "CAM-19"
after = "incident.speak"
after-when = { how = ["telephone"] }
subject = "About {happened_on}"
"""
BODY = """body = [
    "You met {writer_name}. {what_happened}",
    { head = "Next" },
    { list = ["One", "Two {expected}"] },
    { may = "sorry", ask = "Say sorry?", text = "We are sorry." },
    { choose = "tone", ask = "How?", of = [
        { word = "warm", label = "Warmly", text = "Thank you." },
        { word = "none", label = "Not at all" },
    ] },
    { write = "own", ask = "More?", most = 100 },
]
usual = { expected = "Please be calm." }
"""
LETTER = HEAD + BODY
VALUES = {
    "happened_on": "2 January 2026",
    "writer_name": "Ben",
    "what_happened": "You shouted.",
    "expected": "Be calm.",
}
ALL = Chosen({"tone": "warm"}, frozenset({"sorry"}), {"own": "First.\n\nSecond."})


def template(vocabulary, text: str = LETTER) -> LetterTemplate:
    return load([Source("test.toml", BASE + text)], vocabulary).letters["hello"]


def faults(vocabulary, old: str, new: str) -> list[str]:
    assert LETTER.count(old) == 1
    lines = BASE.count("\n")
    found = check([Source("test.toml", BASE + LETTER.replace(old, new))], vocabulary)
    return [f"{one.line - lines}:{one.column} {one.message} {one.nearest}".strip() for one in found]


def test_the_letter_that_the_others_break_has_no_faults(vocabulary) -> None:
    assert check([Source("test.toml", BASE + LETTER)], vocabulary) == []


@pytest.mark.parametrize(("old", "new", "said"), [
    ("{what_happened}", "{what_hapened}", "15:29 There is no field “what_hapened”. what_happened"),
    ("About {happened_on}", "About {case.story}", "13:18 There is no field “case.story”."),
    ("About {happened_on}", "About {__class__}", "13:18 There is no field “__class__”."),
    ("Two {expected}", "Two {expected!r}", "17:27 There is no field “expected!r”. expected"),
    ("We are sorry.", "We are {sorry.", "18:57 There is a brace too many."),
    ("We are sorry.", "We are sorry}.", "18:62 There is a brace too many."),
    ("Thank you.", "Thank {you}.", "20:58 There is no field “you”."),
    ("Dear {person_name}", "Dear {what_happened}", "4:18 There is no field “what_happened”."),
    ('after = "incident.speak"', 'after = "incident.speek"', "11:9 There is no verb “incident.speek”. incident.speak"),
    ('how = ["telephone"]', 'how = ["telefone"]', "12:22 The fact “how” knows no word “telefone”. telephone"),
    ('after = "incident.speak"\n', "", "11:14 “after-when” says nothing without “after”."),
    ('write = "own"', 'write = "sorry"', "23:15 The name “sorry” is used twice in one letter."),
    ('word = "none"', 'word = "warm"', "21:18 The word “warm” is used twice."),
    ("most = 100", "most = 100000", "23:44 “most” cannot be 100000."),
    ("usual = { expected", "usual = { expectd", "25:21 There are no usual words for “expectd”. expected"),
    ('head = "Next"', 'haed = "Next"', "16:5 “body” cannot be a table."),
])  # fmt: skip
def test_each_fault_is_found_where_it_stands(old: str, new: str, said: str, vocabulary) -> None:
    assert faults(vocabulary, old, new) == [said]


def test_a_duty_asks_for_a_letter_that_there_is_and_by_a_verb_of_letters(vocabulary) -> None:
    duty = BASE[BASE.index("[[duty]]") :]
    first = duty[: duty.index("[[duty.example]]")]
    asked = first.replace('id = "', 'id = "letter-', 1) + 'letter = "helo"\n'
    found = check([Source("test.toml", BASE + LETTER + asked)], vocabulary)

    assert [(one.message, one.nearest) for one in found] == [
        ("There is no letter “helo”.", "hello"),
        ("incident.debrief is not done to a letter.", ""),
    ]


def test_a_letter_is_written_with_everything_that_was_chosen(vocabulary) -> None:
    subject, blocks = compose(template(vocabulary), ALL, VALUES)

    assert subject == "About 2 January 2026"
    assert blocks == (
        Block("say", ("You met Ben. You shouted.",)),
        Block("head", ("Next",)),
        Block("list", ("One", "Two Be calm.")),
        Block("say", ("We are sorry.",)),
        Block("say", ("Thank you.",)),
        Block("say", ("First.",)),
        Block("say", ("Second.",)),
    )


def test_what_was_not_chosen_is_not_in_it(vocabulary) -> None:
    _subject, blocks = compose(template(vocabulary), Chosen({"tone": "none"}, own={"own": "x"}), VALUES)

    assert [block.texts for block in blocks if block.kind == "say"] == [("You met Ben. You shouted.",), ("x",)]


@pytest.mark.parametrize(("chosen", "values", "lacking"), [
    (Chosen(own={"own": "x"}), VALUES, ("tone",)),
    (Chosen({"tone": "loud"}, own={"own": "x"}), VALUES, ("tone",)),
    (Chosen({"tone": "warm"}), VALUES, ("own",)),
    (ALL, {**VALUES, "what_happened": "  "}, ("what_happened",)),
    (ALL, {}, ("writer_name", "what_happened", "expected", "happened_on")),
])  # fmt: skip
def test_nothing_is_written_while_something_is_lacking(chosen, values, lacking, vocabulary) -> None:
    with pytest.raises(Lacking) as found:
        compose(template(vocabulary), chosen, values)

    assert found.value.names == lacking


@given(value=st.text(min_size=1).filter(lambda one: one.strip()))
def test_what_a_field_holds_is_never_read_as_a_template(value: str, vocabulary) -> None:
    _subject, blocks = compose(template(vocabulary), ALL, {**VALUES, "what_happened": value})

    assert blocks[0].texts == (f"You met Ben. {' '.join(value.split())}",)


def test_a_letter_comes_in_the_language_that_is_asked_for(vocabulary) -> None:
    text = LETTER.replace('"About {happened_on}"', '{ en = "About {happened_on}", cy = "Am {happened_on}" }')
    subject, _blocks = compose(template(vocabulary, text), ALL, VALUES, lang="cy")

    assert subject == "Am 2 January 2026"


def test_fields_are_asked_in_the_order_of_the_closed_list(vocabulary) -> None:
    asked = [one.name for one in template(vocabulary).asked()]

    assert asked == ["happened_on", "what_happened", "expected"]


def test_every_field_is_in_the_reference_and_is_told_apart() -> None:
    page = letter_fields()

    assert [name for name in FIELDS if f"`{{{name}}}`" not in page] == []
    assert len({one.about for one in FIELDS.values()}) == len(FIELDS)


# --- what ships ------------------------------------------------------------------------------------------------------

EVERYWHERE = {"after-conversation", "warning", "correction-and-apology", "invitation"}
REGISTER = {
    "marker-notification", "marker-renewal", "marker-ended", "property-notification", "property-renewal",
    "property-ended", "appeal-received", "appeal-outcome",
}  # fmt: skip


@pytest.mark.clause("CAM-11", "CAM-19", "CUM-22")
@pytest.mark.parametrize("policy", shipped_ids())
def test_every_body_has_the_letters_that_it_needs(policy: str, vocabulary) -> None:
    letters = set(load(shipped(policy), vocabulary).letters)

    without_a_register = policy in ("cafcass", "cambridgeshire")
    assert letters >= EVERYWHERE | (set() if without_a_register else REGISTER)
    assert not (without_a_register and letters & REGISTER)


@pytest.mark.clause("EHC-8")
@pytest.mark.parametrize(("id_", "easy"), [
    ("marker-notification", False), ("marker-notification", True), ("property-notification", False),
])  # fmt: skip
def test_the_letter_about_an_entry_has_all_five_contents(id_: str, easy: bool, vocabulary) -> None:
    letter = load(shipped("east-herts"), vocabulary).letters[id_]
    named = {one.name for one in letter.fields(easy=easy)}

    why, shows = {"what_happened", "why_words"}, {"hazards_words", "start_date"}
    told, ends, appeal = {"who_may_be_told"}, {"end_date", "review_date"}, {"appeal_by", "appeal_how"}
    assert named >= why | shows | told | ends | appeal


@pytest.mark.parametrize("policy", shipped_ids())
def test_no_letter_says_too_much_at_once(policy: str, vocabulary) -> None:
    """Sentences of at most 40 words, in easy words at most 22; and no word that only offices use."""
    office = {"hereby", "pursuant", "aforementioned", "herewith", "henceforth", "perpetrator", "deem", "forthwith"}
    long = list[str]()
    for letter in load(shipped(policy), vocabulary).letters.values():
        for parts, most in ((letter.body, 40), (letter.easy, 22)):
            texts = [text for part in parts for text in (*part.texts, *(one.text for one in part.of if one.text))]
            sentences = [one for text in texts for one in text.text().replace("?", ".").replace(":", ".").split(". ")]
            long += [one for one in sentences if len(one.split()) > most or office & set(one.lower().split())]

    assert long == []


@pytest.mark.parametrize("policy", shipped_ids())
def test_every_letter_says_how_to_reach_the_body(policy: str, vocabulary) -> None:
    for letter in load(shipped(policy), vocabulary).letters.values():
        for parts in filter(None, (letter.body, letter.easy)):
            named = {name for part in parts for text in part.texts for name in names_in(text.text())}
            assert named & {"contact", "appeal_how"}, letter.id


@pytest.mark.clause("CAM-19")
@pytest.mark.parametrize("policy", shipped_ids())
def test_the_letter_after_a_conversation_leaves_the_four_choices_to_its_writer(policy: str, vocabulary) -> None:
    letter = load(shipped(policy), vocabulary).letters["after-conversation"]

    for parts in (letter.body, letter.easy):
        found = {part.id: part.does for part in parts if part.id}
        assert found == {"complaint": Does.CHOOSE, "understood": Does.CHOOSE, "hate": Does.MAY,
                         "next-steps": Does.WRITE}  # fmt: skip
