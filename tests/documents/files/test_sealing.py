"""Sealed files: what comes out is what went in, or it is noticed."""

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.documents.files.sealing import BLOCK, TAG, Tampered, master_of, new_key, seal, unseal, unwrap, wrap

NAME, OTHER = "a" * 32, "b" * 32
KEY = bytes(range(32))
CONTENT = bytes(range(256)) * 1000  # four blocks, the last not full
SEALED = b"".join(seal(KEY, NAME, [CONTENT]))
WHOLE = BLOCK + TAG


def out(sealed: bytes, key: bytes = KEY, name: str = NAME) -> bytes:
    return b"".join(unseal(key, name, BytesIO(sealed)))


@given(st.lists(st.integers(0, 2 * BLOCK + 3), max_size=5))
def test_what_goes_in_comes_out_however_it_was_cut(lengths: list[int]) -> None:
    blocks = [bytes([number % 251]) * length for number, length in enumerate(lengths)]

    assert out(b"".join(seal(KEY, NAME, blocks))) == b"".join(blocks)


@pytest.mark.parametrize("length", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
def test_at_the_edges_of_blocks(length: int) -> None:
    content = b"x" * length
    sealed = b"".join(seal(KEY, NAME, [content]))

    assert (out(sealed), len(sealed) - length) == (content, TAG * max(1, -(-length // BLOCK)))


TAMPERINGS: dict[str, Callable[[bytes], bytes]] = {
    "the first byte changed": lambda sealed: bytes([sealed[0] ^ 1]) + sealed[1:],
    "a byte in the middle changed": lambda sealed: sealed[:WHOLE] + bytes([sealed[WHOLE] ^ 1]) + sealed[WHOLE + 1 :],
    "the last byte changed": lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
    "the last block cut off": lambda sealed: sealed[: 3 * WHOLE],
    "cut within a block": lambda sealed: sealed[: WHOLE + 100],
    "the first block cut off": lambda sealed: sealed[WHOLE:],
    "two blocks swapped": lambda sealed: sealed[WHOLE : 2 * WHOLE] + sealed[:WHOLE] + sealed[2 * WHOLE :],
    "a block twice": lambda sealed: sealed[:WHOLE] + sealed,
    "something behind it": lambda sealed: sealed + b"more",
    "emptied": lambda _sealed: b"",
    "another file's block": lambda sealed: b"".join(seal(KEY, OTHER, [CONTENT]))[:WHOLE] + sealed[WHOLE:],
    "another file": lambda _sealed: b"".join(seal(KEY, OTHER, [CONTENT])),
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_noticed(tamper: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Tampered):
        out(tamper(SEALED))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Tampered):
        out(SEALED, new_key())


def test_a_key_is_wrapped_for_one_file_by_one_master() -> None:
    master, other = master_of("one secret"), master_of("another")
    wrapped = wrap(master, NAME, KEY)

    assert unwrap(master, NAME, wrapped) == KEY
    assert KEY not in wrapped
    for wrong in ((other, NAME, wrapped), (master, OTHER, wrapped), (master, NAME, wrapped[:-1]), (master, NAME, b"")):
        with pytest.raises(Tampered):
            unwrap(*wrong)


def test_nothing_of_the_content_is_in_the_sealed_file() -> None:
    assert b"Storycanary" not in b"".join(seal(KEY, NAME, [b"Storycanary" * 10_000]))
