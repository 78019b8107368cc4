"""The heartbeat to an address that the operator keeps elsewhere: when it stops, somebody outside is told."""

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from heed.notices.drivers.driver import Unreachable

REPLY: Final = 5
"""Seconds within which the address must answer."""


def knock(url: str) -> None:
    """Ask for the address (HEED_HEARTBEAT_URL) once. Raises Unreachable where it does not answer with a yes."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreachable("HEED_HEARTBEAT_URL is no web address.")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=REPLY)
    try:
        connection.request("GET", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        status = connection.getresponse().status
    except (OSError, HTTPException) as trouble:
        raise Unreachable(f"The heartbeat's address cannot be reached: {type(trouble).__name__}") from trouble
    finally:
        connection.close()
    if status >= 400:
        raise Unreachable(f"The heartbeat's address answered {status}.")
