"""Telephone numbers and e-mail addresses, brought to one form."""

from functools import lru_cache
from typing import Final

DIGITS: Final = 10
"""The last digits of a number, which are the same with 0, 0044 or +44 before them."""


@lru_cache(maxsize=50_000)
def read_telephone(text: str) -> str:
    """Return the digits that make the number unlike others: “+44 (0)7700 900123” and “07700 900123” are 7700900123."""
    digits = "".join(letter for letter in text if letter.isdecimal() and letter.isascii())
    return digits[-DIGITS:].lstrip("0") if len(digits) >= DIGITS - 1 else ""


@lru_cache(maxsize=50_000)
def read_email(text: str) -> str:
    """Return the address in small letters without what stands after a +; "" for what has no @."""
    name, at, host = text.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}" if at and name and host else ""


@lru_cache(maxsize=50_000)
def read_uprn(text: str) -> str:
    """Return a property's number without noughts before it."""
    return "".join(letter for letter in text if letter.isdecimal()).lstrip("0")
