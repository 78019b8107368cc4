"""What is taken and what is refused, by content alone, in bounded time and memory (B29)."""

import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from heed.documents.files import intake, repainting
from heed.documents.files.intake import take_in
from heed.documents.files.unfit import REASONS, Unfit
from tests.documents.files import corpus, hungry

SECONDS, MEGABYTES = 8, 350
"""Far more than is needed: a busy machine must not fail this, a bomb must."""


def sent(content: bytes, called: str = "x.jpg") -> intake.Taken:
    return take_in(BytesIO(content), called=called, size=len(content))


@pytest.mark.parametrize(("make", "kind"), corpus.GOOD.values(), ids=corpus.GOOD)
def test_what_people_have_is_taken_whatever_it_is_called(make: Callable[[], bytes], kind: str) -> None:
    assert sent(make(), "whatever.exe").kind == kind


@pytest.mark.parametrize(("make", "code"), corpus.HOSTILE.values(), ids=corpus.HOSTILE)
def test_what_is_hostile_is_refused_whatever_it_is_called(make: Callable[[], bytes], code: str, folder) -> None:
    content, began = make(), time.perf_counter()
    with pytest.raises(Unfit) as refused:
        sent(content, "holiday.jpg")

    assert (refused.value.code, refused.value.reason.endswith(".")) == (code, True)
    assert list(folder.rglob("*")) == []
    assert time.perf_counter() - began < SECONDS


def test_no_picture_however_hostile_takes_more_memory_than_there_is_for_it() -> None:
    """By a process that does nothing else: the largest of all children ever is the only one the system remembers."""
    hungriest = subprocess.run([sys.executable, "-m", hungry.__name__], capture_output=True, text=True, check=True)

    assert 10 < int(hungriest.stdout) // 1024 < MEGABYTES


def test_every_reason_is_met() -> None:
    met = {code for _make, code in corpus.HOSTILE.values()}

    assert set(REASONS) - met == {"too-big", "full", "infected"}


def test_a_large_photo_is_made_smaller_and_not_refused() -> None:
    painted = repainting.paint(corpus.photo((7000, 5000), quality=20))

    assert Image.open(BytesIO(painted)).size == (3500, 2500)


def test_too_large_a_file_is_refused_before_anybody_looks_at_it(settings) -> None:
    settings.EVIDENCE_FILE = 100
    with pytest.raises(Unfit, match="too-big"):
        sent(corpus.photo())
