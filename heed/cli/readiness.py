"""What stands in the way of running Heed for real: each a sentence that says what to set."""

import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from heed.notices.drivers.chosen import chosen

SHORTEST: Final = 32
"""Letters that a key must have at least."""


def hindrances() -> list[str]:
    """Return what must be set before this may be more than a demo; nothing where all is fit, or where it is a demo."""
    return [] if settings.DEMO else [*_address(), *_keys(), *_mail()]


def _address() -> Iterator[str]:
    if settings.DEBUG:
        yield "Debugging is on, which shows the inside of Heed to everybody. Set DEBUG to False."
    if not settings.HTTPS:
        yield f"People would reach Heed at {settings.BASE_URL}. Set HEED_BASE_URL to its address, beginning with https://."
    if "*" in settings.ALLOWED_HOSTS or not any(settings.BASE_URL.endswith(f"//{host}") for host in _hosts()):
        yield "Set HEED_HOSTS to the names under which Heed is reached, such as heed.example.gov.uk, without “*”."


def _hosts() -> Iterator[str]:
    """Give the hosts as an address may have them, with and without a port."""
    port = settings.BASE_URL.rpartition(":")[2]
    for host in settings.ALLOWED_HOSTS:
        yield host
        yield f"{host}:{port}"


def _keys() -> Iterator[str]:
    for name, key in (("HEED_SECRET_KEY", settings.SECRET_KEY), ("HEED_LEDGER_KEY", settings.LEDGER_KEY)):
        if len(key) < SHORTEST or len(set(key)) < SHORTEST / 4:
            yield f"{name} is easy to guess. Set it to {SHORTEST} random letters, or unset it: then one is made."
    if settings.SECRET_KEY == settings.LEDGER_KEY:
        yield "HEED_SECRET_KEY and HEED_LEDGER_KEY are the same. Set two different ones, or leave them unset."
    for path in sorted(Path(settings.DATA).glob("*.key")):
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"Others on this machine can read {path}. Take that away: chmod 600 {path}"


def _mail() -> Iterator[str]:
    if settings.MAIL == "file":
        yield "Messages would go into files that nobody reads. Set HEED_MAIL to smtp or notify."
        return
    try:
        chosen()
    except ImproperlyConfigured as fault:
        yield str(fault)
    if settings.MAIL == "smtp" and "@example.org" in settings.MAIL_FROM:
        yield "Set HEED_MAIL_FROM to the address that messages come from, such as Heed <heed@example.gov.uk>."
