"""What is asked about a letter: which questions each template asks, what is refused, what is made of the answers."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heed.documents.letters.checks.mistakes import Mistake
from heed.documents.letters.queries import Person
from heed.documents.letters.states import Size
from heed.people.public.models import Place
from heed.policy.book import Book
from heed.policy.letters import LetterTemplate
from heed.policy.load import load, shipped
from heed.policy.text import Text
from heed.policy.vocabulary import VOCABULARY
from heed.web.letters import forms
from heed.web.letters.words import FIELDS

COLIN = Person(pk=7, name="Colin Marlpit")
WANDA = Person(pk=8, name="Wanda Oakley")
CALLER = Person(pk=9, name="")
WARNING = {
    "person": "7",
    "to_name": "Mr Colin Marlpit",
    "way": "post",
    "to_address": "12 Quarry Lane\nHM4 2QX",
    "field-happened_on_day": "2",
    "field-happened_on_month": "1",
    "field-happened_on_year": "2026",
    "field-what_happened": "You shouted at our front desk.",
    "field-expected": "Please speak calmly.",
    "field-consequence": "We will see you by appointment only.",
    "field-why_words": "People were frightened.",
    "field-appeal_how": "Write to us.",
    "part-complaint": "none",
}


@cache
def book() -> Book:
    return load(shipped("default"), VOCABULARY)


def template(word: str = "warning") -> LetterTemplate:
    return book().letters[word]


def form(word: str = "warning", persons: Any = (COLIN,), *, before: bool = False, **changed: Any) -> forms.Write:
    """Return the form as it was sent: a whole warning with what is changed; None leaves a question unanswered."""
    sent = {name: value for name, value in {**WARNING, **changed}.items() if value is not None}
    return forms.Write(sent, about=forms.About(template(word), persons, before))


def empty(word: str = "warning", persons: Any = (COLIN,), *, before: bool = False) -> forms.Write:
    return forms.Write(about=forms.About(template(word), persons, before))


# --- what is asked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", sorted(book().letters))
def test_every_template_asks_for_all_that_it_names_and_says_how_it_is_called(word: str) -> None:
    asked = empty(word)
    wanted = {f"field-{one.name}" for one in forms.About(template(word), ()).fields}

    assert {name for name in asked.fields if name.startswith("field-")} == wanted
    assert all(str(asked.fields[name].label) for name in asked.fields if name != "token")


@pytest.mark.parametrize("word", sorted(book().letters))
def test_what_the_program_knows_itself_is_never_asked(word: str) -> None:
    assert not {"field-person_name", "field-address", "field-reference", "field-writer_name", "field-body"} & {
        *empty(word).fields
    }


@pytest.mark.parametrize("word", sorted(book().letters))
def test_every_question_stands_under_one_heading(word: str) -> None:
    asked = empty(word, before=True)
    under = [field.name for _title, fields in asked.groups for field in fields]

    revealed = {"to_address", "other_address", "to_email"}  # shown by the choice of the way
    assert sorted(under) == sorted({*asked.fields} - revealed - {"token"})


def test_all_that_a_letter_may_ask_has_a_question_in_words() -> None:
    named = {one.name for letter in book().letters.values() for one in forms.About(letter, ()).fields}

    assert named - {*FIELDS} == set()
    assert all(str(FIELDS[name][0]).endswith("?") for name in named)


@pytest.mark.parametrize(("word", "persons", "choices"), [
    ("warning", (), []),
    ("warning", (COLIN,), ["7"]),
    ("warning", (COLIN, WANDA), ["7", "8"]),
    ("invitation", (), [forms.NOBODY]),
    ("invitation", (COLIN,), ["7", forms.NOBODY]),
], ids=["nobody known", "one", "two", "anybody, nobody known", "anybody"])  # fmt: skip
def test_it_goes_to_the_persons_of_the_case_and_to_others_only_where_the_template_allows_it(
    word: str, persons: tuple[Person, ...], choices: list[str]
) -> None:
    assert [value for value, _label in empty(word, persons).fields["person"].choices] == choices  # type: ignore[attr-defined]  # a choice


@pytest.mark.parametrize(("persons", "first", "named"), [
    ((COLIN,), "7", "Colin Marlpit"), ((COLIN, WANDA), None, ""), ((), None, ""),
], ids=["one", "two", "none"])  # fmt: skip
def test_the_only_person_is_chosen_already(persons: tuple[Person, ...], first: str | None, named: str) -> None:
    asked = empty("warning", persons)
    assert (asked.fields["person"].initial, asked.fields["to_name"].initial) == (first, named)


def test_where_nobody_is_known_the_envelope_is_not_addressed_to_somebody_else() -> None:
    asked = empty("invitation", ())
    assert (asked.fields["person"].initial, asked.fields["to_name"].initial) == (forms.NOBODY, "")


def test_somebody_without_a_name_is_offered_as_somebody_described() -> None:
    [(value, label)] = empty("warning", (CALLER,)).fields["person"].choices  # type: ignore[attr-defined]  # a choice
    assert (value, str(label)) == ("9", "Somebody described")


@pytest.mark.parametrize(("place", "words"), [
    (None, "I have made sure that this address is right"),
    (Place(pk=1, lines="12 Quarry Lane"), ("Our records have another address, and I have made sure that this one is "
      "right")),
], ids=["no address", "an address"])  # fmt: skip
def test_another_address_is_confirmed_in_words_that_are_true(place: Place | None, words: str) -> None:
    asked = empty("warning", (Person(pk=7, name="Colin Marlpit", place=place),))
    assert str(asked.fields["other_address"].label) == words


@pytest.mark.parametrize(("before", "asks"), [(False, False), (True, True)])
def test_only_a_letter_that_has_gone_before_is_asked_about_going_again(before: bool, asks: bool) -> None:
    assert ("again" in empty(before=before).fields) is asks


@pytest.mark.parametrize(("word", "easy"), [("warning", False), ("after-conversation", True)])
def test_easy_words_are_offered_where_there_are_some(word: str, easy: bool) -> None:
    assert ("easy_read" in empty(word).fields) is easy


@pytest.mark.parametrize(("languages", "codes"), [(("en",), None), (("en", "cy"), ["en", "cy"])], ids=["one", "two"])
def test_a_language_is_asked_for_where_there_is_more_than_one(
    languages: tuple[str, ...], codes: list[str] | None
) -> None:
    spoken = replace(template(), subject=Text(tuple((code, "About 2 January") for code in languages)))
    asked = forms.Write(about=forms.About(spoken, (COLIN,)))
    field: Any = asked.fields.get("language")

    assert (field and [code for code, _name in field.choices]) == codes


def test_the_usual_words_of_a_field_stand_in_it() -> None:
    usual = template().usual["appeal_how"].text()
    asked = empty()

    assert (asked.fields["field-appeal_how"].initial, asked.fields["field-expected"].initial) == (usual, "")


@pytest.mark.parametrize(("text", "shown"), [
    ("", ""), ("It ends on {end_date}.", "It ends on …."), ("{body}, {contact}", "…, …"), ("No field", "No field"),
])  # fmt: skip
def test_a_writer_reads_dots_where_something_is_filled_in(text: str, shown: str) -> None:
    assert forms.open_ended(text) == shown


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("changed", "at", "sentence"), [
    ({"person": None}, "person", "Select to whom it goes"),
    ({"person": ""}, "person", "Select to whom it goes"),
    ({"person": "8"}, "person", "Select to whom it goes"),
    ({"person": forms.NOBODY}, "person", "Select to whom it goes"),
    ({"way": None}, "way", "Select how it reaches them"),
    ({"to_email": "colin"}, "to_email", "Enter an e-mail address, such as name@example.com"),
    ({"to_email": "colin@example.com, w@example.com"}, "to_email",
     "Enter an e-mail address, such as name@example.com"),
    ({"field-happened_on_day": "31", "field-happened_on_month": "2"}, "field-happened_on",
     "The day must be from 1 to 28 in February"),
    ({"field-happened_on_year": ""}, "field-happened_on", "The day must include a year"),
    ({"field-happened_on_day": "", "field-happened_on_month": ""}, "field-happened_on",
     "The day must include a day and a month"),
], ids=["left out", "empty", "a stranger", "somebody else", "no way", "no e-mail", "two e-mails", "31 February",
        "no year", "a year alone"])  # fmt: skip
def test_each_wrong_answer_is_refused_at_its_question_in_a_sentence(
    changed: dict[str, Any], at: str, sentence: str
) -> None:
    sent = form(**changed)
    assert (sent.is_valid(), {name: list(errors) for name, errors in sent.errors.items()}) == (False, {at: [sentence]})


@pytest.mark.parametrize(("name", "value"), [
    ("way", "pigeon"), ("part-complaint", "perhaps"), ("part-hate", ["twice"]), ("to_name", "x" * 201),
    ("to_address", "x" * 401),
])  # fmt: skip
def test_what_the_page_never_offers_is_refused_and_kept_in_its_box(name: str, value: Any) -> None:
    sent = form(**{name: value})
    assert (sent.is_valid(), list(sent.errors), sent[name].value()) == (False, [name], value)


@pytest.mark.parametrize(("name", "most"), [("to_name", 200), ("to_address", 400)])
def test_the_longest_that_fits_is_taken(name: str, most: int) -> None:
    changed: dict[str, Any] = {name: "x" * most}
    assert form(**changed).is_valid()


@pytest.mark.parametrize(("field", "at"), [
    ("to_name", "to_name"), ("expected", "field-expected"), ("complaint", "part-complaint"), ("nowhere", "__all__"),
    ("", "__all__"),
])  # fmt: skip
def test_a_mistake_that_the_rules_find_stands_at_its_question_or_above_the_form(field: str, at: str) -> None:
    sent = form()
    assert sent.is_valid()
    sent.show_mistakes([Mistake("some-code", "This is not right.", field)])
    assert {name: list(errors) for name, errors in sent.errors.items()} == {at: ["This is not right."]}


def test_of_two_mistakes_at_one_question_the_first_is_shown() -> None:
    sent = form()
    assert sent.is_valid()
    sent.show_mistakes([Mistake("one", "First.", "expected"), Mistake("two", "Second.", "expected")])
    assert list(sent.errors["field-expected"]) == ["First."]


# --- what is made of it ----------------------------------------------------------------------------------------------


def intended(**changed: Any) -> Any:
    sent = form(**changed)
    assert sent.is_valid(), sent.errors
    return sent.intended


def test_the_letter_that_is_meant_is_what_was_typed() -> None:
    meant = intended()
    assert (meant.template, meant.person, meant.to_name, meant.way, meant.language, meant.size) == (
        "warning", COLIN, "Mr Colin Marlpit", "post", "en", Size.STANDARD,
    )  # fmt: skip
    assert meant.fields["happened_on"] == "2026-01-02"
    assert (meant.chosen.alternatives, meant.chosen.included, meant.chosen.own) == (
        {"complaint": "none"}, frozenset(), {},
    )  # fmt: skip


@pytest.mark.parametrize(("changed", "included", "own"), [
    ({}, set(), {}),
    ({"part-hate": [forms.ADDED]}, {"hate"}, {}),
    ({"part-own": "Your permit is in the post."}, set(), {"own": "Your permit is in the post."}),
    ({"part-own": "   "}, set(), {}),
], ids=["nothing", "a paragraph", "own words", "gaps alone"])  # fmt: skip
def test_what_was_added_is_what_was_ticked_or_written(
    changed: dict[str, Any], included: set[str], own: dict[str, str]
) -> None:
    chosen = intended(**changed).chosen
    assert (set(chosen.included), dict(chosen.own)) == (included, own)


TYPED = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60).map(str.strip)


@settings(max_examples=20)
@given(
    words=st.fixed_dictionaries(dict.fromkeys(("what_happened", "expected", "consequence", "why_words"), TYPED)),
    own=TYPED, day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    complaint=st.sampled_from(["none", "route"]), hate=st.booleans(), large=st.booleans(),
)  # fmt: skip
def test_a_letter_that_is_opened_to_be_changed_and_sent_as_it_stands_is_the_same_letter(
    words: dict[str, str], own: str, day: date, complaint: str, hate: bool, large: bool
) -> None:
    first = intended(
        **{f"field-{name}": text for name, text in words.items()},
        **{"field-happened_on_day": str(day.day), "field-happened_on_month": str(day.month),
           "field-happened_on_year": str(day.year), "part-own": own, "part-complaint": complaint,
           "part-hate": [forms.ADDED] if hate else None, "large": "on" if large else None},
    )  # fmt: skip
    shown = forms.Write(about=forms.About(template(), (COLIN,)), initial=forms.begun(first))
    sent = {name: shown[name].value() for name in shown.fields if shown[name].value() not in (None, False)}
    on = sent.pop("field-happened_on")
    sent |= {"field-happened_on_day": on.day, "field-happened_on_month": on.month, "field-happened_on_year": on.year}
    again = forms.Write(sent, about=forms.About(template(), (COLIN,)))

    assert again.is_valid(), again.errors
    assert again.intended == first


@settings(max_examples=20)
@given(text=TYPED)
def test_braces_and_all_else_that_is_typed_is_kept_as_it_stands(text: str) -> None:
    assert intended(**{"field-expected": text + "{end_date}"}).fields["expected"] == text + "{end_date}"
