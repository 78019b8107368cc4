"""What is asked and answered, in JSON. Every answer says `answer`; what is no answer says that it could not check."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from heed.checks.states import Purpose

PLAIN = r"^[^\x00-\x1f\x7f]*$"
"""One line of text, without characters that steer a terminal or end a string."""


def _line(most: int) -> StringConstraints:
    return StringConstraints(max_length=most, pattern=PLAIN, strip_whitespace=True)


class Question(Schema):
    """Is there a warning about this person or place? By address; or by name and one more fact; or by reference."""

    model_config = ConfigDict(extra="forbid")

    user: Annotated[str, _line(254)] = Field(
        description="Who is about to act: the e-mail address by which they sign in to Heed.",
        examples=["asha.rowan@example.org"],
    )
    purpose: Purpose = Field(description="What they are about to do.", examples=["visit"])
    address: Annotated[str, _line(300)] = Field("", description="Number and street.", examples=["12 Marl Lane"])
    postcode: Annotated[str, _line(10)] = Field("", examples=["ZZ9 9ZZ"])
    name: Annotated[str, _line(200)] = Field("", description="Never enough by itself.", examples=["Colin Marlpit"])
    born_on: date | None = Field(None, examples=["1980-02-01"])
    reference: Annotated[str, _line(20)] = Field("", description="Of an entry, where they have it.", examples=[""])
    reason: Annotated[str, _line(300)] = Field(
        "", description="Why so many, where the user has looked up more than 30 within an hour.", examples=[""]
    )


class Warned(Schema):
    """One warning in its short form. It does not say about whom: who needs to know looks it up in Heed."""

    about: Literal["person", "place"]
    hazards: list[str]
    what_to_do: list[str]
    review_on: date = Field(description="The day on which the entry ends, unless it is reviewed before.")


class Possible(Warned):
    """An entry that may be meant: to be shown as a warning of which it is not certain that it is about the same."""

    why: str = Field(description="Why it may be the same: which facts agree, not what they are.",
                     examples=["same date of birth, surname one letter off"])  # fmt: skip
    ask: str = Field(description="The question that would settle it.", examples=["What is their date of birth?"])


class Shown(Schema):
    """Where the badge is, for as long as the answer is good: to be shown as it comes, never to be kept."""

    html: str
    svg: str


class Answered(Schema):
    """What the register holds now. Good until `expires_at`; after that ask again."""

    answer: Literal["warning", "possible", "no-warning-found"]
    say: str = Field(description="The answer in a sentence: the text alternative of the badge.")
    warnings: list[Warned]
    possible: list[Possible] = Field(description="What may be meant, also beside a warning. Never to be left out.")
    asked_at: datetime
    expires_at: datetime
    badge: Shown


class Unanswered(Schema):
    """Nothing is known. This must never be shown as if no warning had been found."""

    answer: Literal["could-not-check"] = "could-not-check"
    say: str
