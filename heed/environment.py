"""Read settings from the environment; a value that cannot be right stops the start and says how to mend it."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """Return the variable's text, or the default where it is unset or empty."""
    return os.environ.get(name) or default


def yes_no(name: str, *, default: bool) -> bool:
    """Return whether the variable says yes; anything but yes, no, 1, 0, true or false is refused."""
    words = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False, "": default}
    value = os.environ.get(name, "").strip().lower()
    if value not in words:
        raise ImproperlyConfigured(f"{name} is “{value}”; write yes or no.")
    return words[value]


def words(name: str, default: list[str]) -> list[str]:
    """Return the variable's comma-separated words."""
    value = os.environ.get(name, "")
    return [word.strip() for word in value.split(",") if word.strip()] or default


def secret(name: str, path: Path) -> str:
    """Return the secret from the variable, else from its file, which is made (for its owner's eyes only) if missing."""
    if os.environ.get(name):
        return os.environ[name]
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def database(name: str, path: Path) -> dict[str, Any]:
    """Return Django's settings for `postgres://user:password@host:port/name`; unset, for SQLite at `path`."""
    url = os.environ.get(name, "")
    if not url or url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///")) if url else path
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": path,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: an answer is given only after the data is on the disk. secure_delete: deleted rows leave no trace.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
            },
        }
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
        "OPTIONS": {"pool": True},
    }
