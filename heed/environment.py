"""Read settings from the environment; a value that cannot be right stops the start and says how to mend it.

Each is described where it is read (`about`); `docs/reference/settings.md` is written from these descriptions.
"""

import os
import secrets
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


class Variable(NamedTuple):
    """A variable of the environment: what to write, what holds where it is unset, and what it is for."""

    name: str
    write: str
    default: str
    about: str


VARIABLES: Final[dict[str, Variable]] = {}
"""Every variable that was read, by name, in the order of reading."""


def _described(name: str, write: str, default: str, about: str) -> None:
    VARIABLES[name] = Variable(name, write, default, about)


def text(name: str, default: str, about: str = "") -> str:
    """Return the variable's text, or the default where it is unset or empty."""
    _described(name, "text", default, about)
    return os.environ.get(name) or default


def yes_no(name: str, *, default: bool, about: str = "") -> bool:
    """Return whether the variable says yes; anything but yes, no, 1, 0, true or false is refused."""
    _described(name, "yes or no", "yes" if default else "no", about)
    words = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False, "": default}
    value = os.environ.get(name, "").strip().lower()
    if value not in words:
        raise ImproperlyConfigured(f"{name} is “{value}”; write yes or no.")
    return words[value]


def number(name: str, default: int, about: str = "", *, least: int = 0) -> int:
    """Return the variable's whole number; what is none, or is too small, is refused."""
    _described(name, "a whole number", str(default), about)
    value = os.environ.get(name, "").strip()
    if value and not (value.isdecimal() and int(value) >= least):
        raise ImproperlyConfigured(f"{name} is “{value}”; write a whole number of at least {least}.")
    return int(value) if value else default


def address(name: str, schemes: tuple[str, ...], about: str = "") -> str:
    """Return the address, or an empty text where the variable is unset; one of another scheme is refused."""
    _described(name, "an address", "", about)
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and (parts.scheme not in schemes or not (parts.hostname or parts.path.strip("/"))):
        raise ImproperlyConfigured(f"{name} is “{value}”; it must begin with {' or '.join(schemes)}:// and say where.")
    return value


def words(name: str, default: list[str], about: str = "") -> list[str]:
    """Return the variable's comma-separated words."""
    _described(name, "words with commas", ",".join(default), about)
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or default


def secret(name: str, path: Path, about: str = "") -> str:
    """Return the secret from the variable, else from its file, which is made (for its owner's eyes only) if missing."""
    _described(name, "32 random letters or more", f"what the file {path.name} in HEED_DATA holds", about)
    if os.environ.get(name):
        return os.environ[name]
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's settings for SQLite in this file; its folder is made if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: an answer is given only after the data is on the disk. secure_delete: deleted rows are wiped.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }


def database(name: str, path: Path, about: str = "") -> dict[str, Any]:
    """Return Django's settings for `postgres://user:password@host:port/name`; unset, for SQLite at `path`."""
    _described(name, "a database's address", f"SQLite, in the file {path.name} in HEED_DATA", about)
    url = os.environ.get(name, "")
    if not url or url.startswith("sqlite:///"):
        return sqlite(Path(url.removeprefix("sqlite:///")) if url else path)
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgres://user:password@host:5432/heed or sqlite:///path.")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        # A connection that died in the pool (the server was started again) is replaced before somebody meets it.
        "CONN_HEALTH_CHECKS": True,
        # As many as a web process has threads, and some over; the worker needs one.
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}},
    }
