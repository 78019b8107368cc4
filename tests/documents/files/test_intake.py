"""Taking a file in, and giving it out again."""

from io import BytesIO
from pathlib import Path

import pytest

from heed.documents.files import store
from heed.documents.files.intake import Taken, called_plainly, opened, take_in, whole
from tests.documents.files.corpus import PDF


@pytest.fixture
def taken() -> Taken:
    return take_in(BytesIO(PDF), called="letter.pdf", size=len(PDF))


def test_it_is_kept_as_it_came_and_sealed(taken: Taken, folder: Path) -> None:
    lies = (folder / taken.name[:2] / taken.name).read_bytes()

    assert b"".join(opened(taken.name, taken.wrapped)) == PDF
    assert (b"Catalog" in lies, taken.size, taken.called) == (False, len(PDF), "letter.pdf")
    assert whole(taken.name, taken.wrapped, taken.digest)


def test_a_changed_or_missing_file_is_noticed(taken: Taken, folder: Path) -> None:
    path = folder / taken.name[:2] / taken.name
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    changed = whole(taken.name, taken.wrapped, taken.digest)
    store.remove(taken.name)

    assert (changed, whole(taken.name, taken.wrapped, taken.digest)) == (False, False)


def test_a_file_in_the_place_of_another_is_noticed(taken: Taken, folder: Path) -> None:
    other = take_in(BytesIO(PDF + b"\n"), called="other.pdf", size=len(PDF) + 1)
    (folder / other.name[:2] / other.name).replace(folder / taken.name[:2] / taken.name)

    assert not whole(taken.name, taken.wrapped, taken.digest)
    assert not whole(taken.name, other.wrapped, other.digest)


def test_without_its_key_it_is_noise(taken: Taken, settings) -> None:
    settings.EVIDENCE_KEY = "another secret altogether"

    assert not whole(taken.name, taken.wrapped, taken.digest)


@pytest.mark.parametrize(("called", "plain"), [
    ("letter.pdf", "letter.pdf"),
    ("../../etc/passwd", "passwd"),
    ("C:\\Users\\asha\\photo.jpg", "photo.jpg"),
    ("..", ""),
    ("", ""),
    ("a\0b\nc\u202egpj.exe", "abcgpj.exe"),
    ("ffôn clyfar.jpg", "ffôn clyfar.jpg"),
    ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
])  # fmt: skip
def test_what_people_call_a_file_is_kept_plainly(called: str, plain: str) -> None:
    assert called_plainly(called) == plain
