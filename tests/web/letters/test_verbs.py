"""What is asked at the second look and after it, and what is refused there."""

import pytest

from heed.documents.letters.checks.names import Found
from heed.web.letters import verbs


@pytest.mark.parametrize(("way", "missing"), [
    ("post", "Enter the address"), ("notify", "Enter the address"), ("email", "Enter the e-mail address"),
    ("handed-over", "Enter the name"),
])  # fmt: skip
@pytest.mark.parametrize("again", ["", "   ", None])
def test_where_it_goes_must_be_typed_again(way: str, missing: str, again: str | None) -> None:
    sent = {"version": "1"} | ({} if again is None else {"again": again})
    look = verbs.Release(sent, way=way)
    assert {name: list(errors) for name, errors in look.errors.items()} == {"again": [missing]}


@pytest.mark.parametrize("version", ["", "one", "1.5", None])
def test_a_second_look_without_the_version_that_was_read_is_refused(version: str | None) -> None:
    sent = {"again": "12 Quarry Lane"} | ({} if version is None else {"version": version})
    assert list(verbs.Release(sent, way="post").errors) == ["version"]


FOUND = (Found("Asha Rowan", "person affected"), Found("H-7K3M"))


@pytest.mark.parametrize(("found", "words"), [
    (FOUND[0], "“Asha Rowan”: person affected"), (FOUND[1], "“H-7K3M”: we do not know whose this is"),
])  # fmt: skip
def test_what_gives_somebody_away_is_said_with_whose_it_is(found: Found, words: str) -> None:
    assert verbs.given_away(found) == words


@pytest.mark.parametrize("ticked", [[], [FOUND[0].key], [FOUND[0].key, FOUND[1].key]], ids=["none", "one", "both"])
def test_any_of_what_was_found_may_be_ticked(ticked: list[str]) -> None:
    keep, look = (
        verbs.Finish({"keep": ticked}, found=FOUND),
        verbs.Release({"agreed": ticked, "again": "x", "version": "1"}, way="post", found=FOUND),
    )
    assert (keep.is_valid(), look.is_valid()) == (True, True)
    assert (keep.cleaned_data["keep"], look.cleaned_data["agreed"]) == (ticked, ticked)


def test_what_was_not_found_cannot_be_ticked() -> None:
    assert list(verbs.Finish({"keep": ["benokafor"]}, found=FOUND).errors) == ["keep"]


def test_where_nothing_was_found_nothing_is_asked() -> None:
    assert [*verbs.Finish(found=()).fields, *verbs.Release(way="post").fields] == ["token", "token", "version", "again"]


@pytest.mark.parametrize(("text", "errors"), [
    ("", ["Write this"]), ("  ", ["Write this"]), ("x" * 2_000, []),
], ids=["empty", "gaps", "longest"])  # fmt: skip
def test_a_reason_is_written(text: str, errors: list[str]) -> None:
    assert list(verbs.Reason({"text": text}, label="Why?").errors.get("text", [])) == errors


def test_a_reason_that_is_too_long_is_refused_and_kept_in_its_box() -> None:
    sent = verbs.Reason({"text": "x" * 2_001}, label="Why?")
    assert (list(sent.errors), len(sent["text"].value())) == (["text"], 2_001)
