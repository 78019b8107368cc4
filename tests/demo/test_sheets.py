"""What the demo is written from: every story can be told under a policy that ships, everything in it is invented."""

import re
import string
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.demo.chance import Chance
from heed.demo.names import Name, Names, address, telephone
from heed.demo.queue import Queue, at_work, when_done
from heed.demo.texts import Story, agencies, feelings, heritages, roads, steps, stories
from heed.demo.town import Pace
from heed.incidents.states import REPORTED_FACTS, STEPS, Strand
from heed.policy.book import Book
from heed.policy.load import load, shipped, shipped_ids
from heed.policy.vocabulary import VOCABULARY, Kind
from heed.workdays import Calendar

BOOKS: dict[str, Book] = {policy: load(shipped(policy), VOCABULARY) for policy in shipped_ids()}
STORIES = [story for told in stories().values() for story in told]
SLOTS = {"who", "Who", "matter", "office", "road", "colleague", "he", "him", "his", "He", "Him", "His"}
FACTS = {fact.name: fact for fact in REPORTED_FACTS}


def slots_in(text: str) -> set[str]:
    """Return the gaps of a text."""
    return {name for _before, name, _form, _how in string.Formatter().parse(text) if name is not None}


def each(story: Story) -> str:
    return f"{story.kind}: {story.text[:30]}"


# --- stories ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", BOOKS)
def test_most_kinds_of_every_policy_have_a_story(policy: str) -> None:
    kinds = set(BOOKS[policy].kinds)
    assert len(kinds & set(stories())) >= 0.8 * len(kinds), kinds - set(stories())


def test_every_story_is_of_a_kind_that_some_policy_knows() -> None:
    known = {kind for book in BOOKS.values() for kind in book.kinds}
    assert {story.kind for story in STORIES} <= known
    assert {word for story in STORIES for word in story.also} <= known


def test_no_story_stands_there_twice() -> None:
    assert [text for text, count in Counter(story.text for story in STORIES).items() if count > 1] == []


@pytest.mark.parametrize("story", STORIES, ids=each)
def test_a_story_has_only_gaps_that_are_filled_and_facts_that_are_asked(story: Story) -> None:
    assert slots_in(story.text) | slots_in(story.hostility) <= SLOTS
    assert set(story.strands) <= set(Strand.values)
    for name, value in story.facts.items():
        fact = FACTS[name]
        right = {Kind.YES_NO: bool, Kind.NUMBER: int}.get(fact.kind, str)
        assert isinstance(value, right), name
        assert fact.kind is not Kind.CHOICE or value in fact.words, (name, value)


@pytest.mark.parametrize("story", STORIES, ids=each)
def test_a_story_happens_to_a_team_that_there_is(story: Story) -> None:
    tags = {tag for sheet in agencies() for wing in sheet.wings for team in wing.teams for tag in team.tags}
    assert story.tags <= tags
    assert story.sex in ("", "m", "f")
    assert len(story.text) > 80


@pytest.mark.parametrize("story", STORIES, ids=each)
def test_a_story_holds_nobodys_number_address_or_unknown_figure(story: Story) -> None:
    assert not re.search(r"\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b", story.text)
    assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", story.text)
    assert "@" not in story.text
    assert "http" not in story.text


def test_every_step_has_something_to_write_and_no_gap_is_unknown() -> None:
    known = {"victim", "colleague", "support", "who", "matter", *SLOTS}
    for word, texts in steps().items():
        assert texts, word
        for text in texts:
            said = [text] if isinstance(text, str) else [value for value in text.values() if isinstance(value, str)]
            assert slots_in(" ".join(said)) <= known, (word, text)
    written = {word.partition("-")[0] for word in steps()}
    asked = {move.verb.name.partition(".")[2].partition("-")[0] for move in STEPS}
    assert len(asked - written) <= 6, asked - written


def test_feelings_are_said_in_several_ways() -> None:
    assert {word: len(texts) >= 3 for word, texts in feelings().items()} == dict.fromkeys(feelings(), True)


# --- agencies --------------------------------------------------------------------------------------------------------


def test_one_agency_for_each_policy_the_default_first() -> None:
    assert agencies()[0].policy == "default"
    assert sorted(sheet.policy for sheet in agencies()) == sorted(BOOKS)
    assert len({sheet.word for sheet in agencies()}) == len(BOOKS)


@pytest.mark.parametrize("sheet", agencies(), ids=lambda sheet: sheet.word)
def test_an_agency_is_several_services_with_teams_of_people_in_jobs(sheet) -> None:
    teams = [team for wing in sheet.wings for team in wing.teams]
    assert len(teams) == len({team.name for team in teams}) >= 5
    assert {bool(team.jobs and team.matters and team.office and team.tags) for team in teams} == {True}
    assert 30 <= sum(team.size for team in teams) <= 200
    assert re.fullmatch(r"[A-Z]{2}\d?", sheet.post), sheet.post


def test_no_agency_bears_the_name_of_a_real_body_and_no_postcode_is_real() -> None:
    real = {"cafcass", "cambridgeshire", "cumbria", "cwm", "hertfordshire", "herts"}
    assert not [sheet.name for sheet in agencies() if set(sheet.name.lower().split()) & real]
    # Areas that Royal Mail has never given out begin with these.
    assert {sheet.post[:1] for sheet in agencies()} <= set("QVXJZ")


# --- names and numbers -----------------------------------------------------------------------------------------------


@given(seed=st.text(max_size=8))
def test_numbers_are_of_the_ranges_that_ofcom_keeps_for_fiction(seed: str) -> None:
    assert re.fullmatch(r"(07700 900\d{3}|01632 960\d{3})", telephone(Chance(seed)))


@given(seed=st.text(max_size=8))
def test_an_address_is_in_a_street_that_does_not_exist_in_the_agencys_area(seed: str) -> None:
    line, postcode = address(Chance(seed), "QX1")
    number, _, road = line.partition(" ")
    assert (number.isdigit(), road in roads()) == (True, True)
    assert re.fullmatch(r"QX1 \d[A-Z]{2}", postcode)


def test_no_name_is_given_twice_and_the_same_seed_gives_the_same() -> None:
    first, second = (Names(Chance("one")) for _each in range(2))
    names = [str(first.new()) for _each in range(400)]
    assert (len(set(names)), [str(second.new()) for _each in range(400)]) == (400, names)
    assert [str(Names(Chance("two")).new()) for _each in range(3)] != names[:3]


@pytest.mark.parametrize(("name", "mailbox"), [
    (Name("Zoë", "Ní Bhriain", "f"), "zoe.ni-bhriain"), (Name("Łucja", "O’Shea", "f"), "ucja.oshea"),
    (Name("Anne-Marie", "van der Berg", "f"), "anne-marie.van-der-berg"), (Name("Ben", "Carrow", "m"), "ben.carrow"),
])  # fmt: skip
def test_a_mailbox_is_plain_letters(name: Name, mailbox: str) -> None:
    assert name.mailbox == mailbox
    assert name.formal == f"{'Mr' if name.sex == 'm' else 'Ms'} {name.family}"


def test_every_heritage_has_names_for_both_and_a_share() -> None:
    assert abs(sum(float(heritage["share"]) for heritage in heritages().values()) - 100) < 0.01
    assert {bool(heritage["male"] and heritage["female"] and heritage["family"])
            for heritage in heritages().values()} == {True}  # fmt: skip


# --- time ------------------------------------------------------------------------------------------------------------


@given(offsets=st.lists(st.integers(0, 50), max_size=20))
def test_what_is_to_come_comes_in_order_and_also_what_is_put_in_meanwhile(offsets: list[int]) -> None:
    queue, came = Queue(), list[tuple[datetime, int]]()
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number, offset in enumerate(offsets):

        def act(at: datetime, number: int = number) -> None:
            came.append((at, number))
            if number % 3 == 0:
                queue.put(at, lambda at: came.append((at, 100 + number)))

        queue.put(start + timedelta(hours=offset), act)
    queue.run(start + timedelta(hours=25))
    assert [at for at, _number in came] == sorted(at for at, _number in came)
    due = {number for number, offset in enumerate(offsets) if offset <= 25}
    assert {number for _at, number in came} == due | {100 + number for number in due if number % 3 == 0}


@given(hours=st.integers(0, 24 * 400), seed=st.text(max_size=4))
def test_people_work_when_the_office_is_open(hours: int, seed: str) -> None:
    days = Calendar()
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    moved = at_work(at, days, Chance(seed))
    day = days.day_of(moved)
    assert (days.is_working_day(day), days.opening(day) <= moved < days.closing(day)) == (True, True)
    assert moved >= at
    assert moved - at < timedelta(days=5)


@given(hours=st.integers(1, 24 * 60), pace=st.sampled_from([Pace.PROMPT, Pace.STEADY, Pace.SLOW]),
       seed=st.text(max_size=4))  # fmt: skip
def test_nothing_is_done_before_it_was_owed(hours: int, pace: Pace, seed: str) -> None:
    opened = datetime(2026, 3, 2, 10, tzinfo=UTC)
    due = opened + timedelta(hours=hours)
    done = when_done(opened, due, pace, opened + timedelta(days=90), Calendar(), Chance(seed))
    assert done is not None
    assert done >= opened
    assert done - due < timedelta(days=7)


@pytest.mark.parametrize("seed", ["a", "b", ""])
def test_dice_of_one_part_leave_anothers_alone(seed: str) -> None:
    first, second = Chance(seed), Chance(seed)
    first.of("names").number(0, 9)
    throws = [[chance.number(0, 10**6) for _throw in range(5)] for chance in (first, second)]
    assert throws[0] == throws[1]
    assert Chance(seed).of("x").number(0, 10**9) != Chance(seed).of("y").number(0, 10**9)
