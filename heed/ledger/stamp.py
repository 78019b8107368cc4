"""Who does something, when, through which door: made once by a door, handed to everything that it calls."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """One act. `by` is a user's id, or None for the program itself; `at` is aware; `door` is "web", "job:remind"."""

    by: int | None
    at: datetime
    door: str

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("A stamp needs a moment with its time zone.")
