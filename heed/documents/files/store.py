"""Where sealed files lie: a folder outside the web root, under names that say nothing.

A file is on the disk, and its name in the folder too, before anybody is told that it is kept: both are forced there.
What people called a file never becomes a path.
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

NAME: Final = re.compile(r"[0-9a-f]{32}")
PART: Final = ".part"


def new_name() -> str:
    """Return a random name for a file."""
    return secrets.token_hex(16)


def path_of(name: str) -> Path:
    """Return where the file of this name lies. ValueError for a name that is not one of ours."""
    if not NAME.fullmatch(name):
        raise ValueError("That is no name of a kept file.")
    return Path(settings.EVIDENCE_FOLDER) / name[:2] / name


def put(name: str, blocks: Iterable[bytes]) -> None:
    """Write a file so that it outlives a power cut. OSError where that was not possible; nothing is left then."""
    path = path_of(name)
    folder = path.parent
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _force(folder.parent)
    part = path.with_suffix(PART)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.writelines(blocks)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _force(folder)


def get(name: str) -> BinaryIO:
    """Open a file. FileNotFoundError where it is not there any more."""
    return path_of(name).open("rb")


def remove(name: str) -> None:
    """Remove a file; it may be gone already."""
    path = path_of(name)
    with suppress(FileNotFoundError):
        path.unlink()
        _force(path.parent)


def kept() -> Iterator[tuple[str, datetime]]:
    """Give the name of every file in the folder, unfinished ones too, and when it was written."""
    for path in Path(settings.EVIDENCE_FOLDER).glob("[0-9a-f][0-9a-f]/*"):
        if NAME.fullmatch(path.stem) and path.suffix in ("", PART):
            with suppress(FileNotFoundError):
                yield path.stem, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def remove_unfinished(name: str) -> None:
    """Remove a file that was never finished, because the program ended while it was written."""
    path_of(name).with_suffix(PART).unlink(missing_ok=True)


def _force(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
