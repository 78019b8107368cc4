"""Asking a virus scanner, by ClamAV's own protocol: the file goes over a socket, and the verdict comes back."""

import socket
from collections.abc import Iterable
from contextlib import closing
from typing import Final
from urllib.parse import urlsplit

from heed.notices.drivers.driver import Unreachable

PATIENCE: Final = 20  # seconds without a word from the scanner
BLOCK: Final = 64 * 1024
ANSWER: Final = 4096


def infected(address: str, blocks: Iterable[bytes]) -> bool:
    """Return whether the scanner at `clamd://host:port` or `clamd:///path` finds something harmful in the file.

    Unreachable where it is not there, breaks off or cannot say.
    """
    try:
        with closing(_called(address)) as line:
            line.sendall(b"zINSTREAM\0")
            for block in blocks:
                for start in range(0, len(block), BLOCK):
                    piece = block[start : start + BLOCK]
                    line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(bytes(4))
            return _verdict(_answer(line))
    except OSError as trouble:
        raise Unreachable(f"The virus scanner does not answer: {type(trouble).__name__}") from trouble


def _called(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.hostname:
        return socket.create_connection((parts.hostname, parts.port or 3310), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _answer(line: socket.socket) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < ANSWER:
        more = line.recv(ANSWER)
        if not more:
            break
        said += more
    return said.rstrip(b"\0")


def _verdict(said: bytes) -> bool:
    """Return what the answer says: "stream: OK", "stream: Name FOUND"; all else is no verdict."""
    if said == b"stream: OK":
        return False
    if said.startswith(b"stream: ") and said.endswith(b" FOUND"):
        return True
    raise Unreachable("The virus scanner gave no verdict")
