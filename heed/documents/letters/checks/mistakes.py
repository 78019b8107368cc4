"""A mistake in a letter, as a sentence for whoever writes it, and where it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that keeps a letter from going: a code for tests, a sentence, and the field of the form."""

    code: str
    sentence: str
    field: str = ""
