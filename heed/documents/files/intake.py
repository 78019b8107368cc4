"""Taking a file in: judged, painted anew or scanned, sealed, forced to the disk. Rows come afterwards (see `store`)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, Final

from django.conf import settings

from heed.documents.files import sealing, store
from heed.documents.files.judging import PICTURE, judge
from heed.documents.files.kinds import Kind
from heed.documents.files.pictures import painted_anew
from heed.documents.files.scanning import infected
from heed.documents.files.unfit import Unfit
from heed.notices.drivers.driver import Unreachable

BLOCK: Final = sealing.BLOCK


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken in and lies on the disk, sealed: what its row will say."""

    name: str  # random; where it lies
    called: str  # what people call it; never a path
    kind: Kind
    size: int  # bytes, as it is kept
    digest: str  # SHA-256 of it, 64 hexadecimal digits
    wrapped: bytes  # its key, wrapped by the master key
    scanned: bool | None  # None: there is no scanner; False: the scanner was not there


def take_in(file: BinaryIO, *, called: str, size: int) -> Taken:
    """Judge a file by its content, scan it and keep it sealed. Unfit, with a sentence, where it is not taken.

    When this returns, the file outlives a power cut, but nothing refers to it yet: attach it, or it is swept away.
    """
    if size > settings.EVIDENCE_FILE:
        raise Unfit("too-big")
    kind = judge(file, size)
    file.seek(0)
    # The scanner is given what came, not what is kept: a picture is harmless once it is painted anew.
    scanned = _scanned(lambda: _blocks(file))
    file.seek(0)
    if kind == PICTURE:
        painted = painted_anew(file.read())
        judged = Kind.PNG if painted.startswith(b"\x89PNG") else Kind.JPEG
        return _kept(BytesIO(painted), judged, called, scanned)
    return _kept(file, Kind(kind), called, scanned)


def opened(name: str, wrapped: bytes) -> Iterator[bytes]:
    """Give a kept file's blocks. Tampered or FileNotFoundError where it is not what was kept."""
    key = sealing.unwrap(_master(), name, wrapped)
    with store.get(name) as file:
        yield from sealing.unseal(key, name, file)


def whole(name: str, wrapped: bytes, digest: str) -> bool:
    """Return whether a kept file is there and is what was kept, to its last byte."""
    reckoned = hashlib.sha256()
    try:
        for block in opened(name, wrapped):
            reckoned.update(block)
    except (sealing.Tampered, FileNotFoundError):
        return False
    return reckoned.hexdigest() == digest


def harmful(name: str, wrapped: bytes) -> bool:
    """Ask the scanner about a kept file that waits for it. Unreachable while it is not there."""
    return infected(settings.SCANNER, opened(name, wrapped))


def _scanned(blocks: Callable[[], Iterable[bytes]]) -> bool | None:
    if not settings.SCANNER:
        return None
    try:
        if infected(settings.SCANNER, blocks()):
            raise Unfit("infected")
    except Unreachable:
        return False
    return True


def _kept(file: BinaryIO, kind: Kind, called: str, scanned: bool | None) -> Taken:
    name, key, reckoned, size = store.new_name(), sealing.new_key(), hashlib.sha256(), 0

    def told() -> Iterator[bytes]:
        nonlocal size
        for block in _blocks(file):
            reckoned.update(block)
            size += len(block)
            yield block

    store.put(name, sealing.seal(key, name, told()))
    wrapped = sealing.wrap(_master(), name, key)
    return Taken(name, called_plainly(called), kind, size, reckoned.hexdigest(), wrapped, scanned)


def called_plainly(called: str) -> str:
    """Return what people call a file, without folders, without what cannot be seen, in 200 characters at most."""
    last = called.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return plain[-200:]


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def _master() -> bytes:
    return sealing.master_of(settings.EVIDENCE_KEY)
