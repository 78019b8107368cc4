"""Sealing a file: AES-256-GCM in blocks, under a key of its own that the master key wraps. Pure.

Each block is bound to the file's name, to its place in the file and to whether it is the last, so that blocks cannot
be changed, left out, put in another order or taken from another file without being noticed. Throwing away the
wrapped key makes the sealed file unreadable for good.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BLOCK: Final = 64 * 1024
TAG: Final = 16
NONCE: Final = 12


class Tampered(Exception):
    """What was sealed is not what is there now, or the key is not the one that it was sealed with."""


def master_of(secret: str) -> bytes:
    """Return the key that belongs to the setting's text."""
    return hashlib.sha256(b"heed evidence\0" + secret.encode()).digest()


def new_key() -> bytes:
    """Return a key for one file."""
    return AESGCM.generate_key(bit_length=256)


def wrap(master: bytes, name: str, key: bytes) -> bytes:
    """Return the key of the file of this name as it may be kept in the database."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, _bound("key", name))


def unwrap(master: bytes, name: str, wrapped: bytes) -> bytes:
    """Return the key of the file of this name. Tampered where it was wrapped for another or by another master key."""
    try:
        return AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], _bound("key", name))
    except (InvalidTag, ValueError) as trouble:
        raise Tampered from trouble


def seal(key: bytes, name: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the sealed blocks of a file that comes in blocks of any length; an empty file has one, too."""
    cipher, pending = AESGCM(key), bytearray()
    number = 0
    for block in blocks:
        pending += block
        # The last block is told apart, so one is held back until it is known whether more comes.
        while len(pending) > BLOCK:
            yield _sealed(cipher, name, number, bytes(pending[:BLOCK]), last=False)
            del pending[:BLOCK]
            number += 1
    yield _sealed(cipher, name, number, bytes(pending), last=True)


def unseal(key: bytes, name: str, file: BinaryIO) -> Iterator[bytes]:
    """Give the blocks of a sealed file. Tampered as soon as one is not what was sealed."""
    cipher, number = AESGCM(key), 0
    block = file.read(BLOCK + TAG)
    while True:
        following = file.read(BLOCK + TAG)
        try:
            yield cipher.decrypt(_nonce(number), block, _bound("last" if not following else "block", name))
        except (InvalidTag, ValueError) as trouble:
            raise Tampered from trouble
        if not following:
            return
        block, number = following, number + 1


def _sealed(cipher: AESGCM, name: str, number: int, block: bytes, *, last: bool) -> bytes:
    return cipher.encrypt(_nonce(number), block, _bound("last" if last else "block", name))


def _nonce(number: int) -> bytes:
    """Return the block's number as a nonce: the key seals this one file, so none comes twice."""
    return number.to_bytes(NONCE, "big")


def _bound(what: str, name: str) -> bytes:
    return f"heed 1 {what} {name}".encode()
