"""How long: what a policy file may write, "2 working days", "close of business"."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self


class Unit(StrEnum):
    """What is counted. The last three stand alone, without a number."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_HOURS = "working hours"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    IMMEDIATELY = "immediately"
    CLOSE_OF_BUSINESS = "close of business"
    NEXT_WORKING_DAY = "next working day"


ALONE: Final = (Unit.IMMEDIATELY, Unit.CLOSE_OF_BUSINESS, Unit.NEXT_WORKING_DAY)
COUNTED: Final = tuple(unit for unit in Unit if unit not in ALONE)
MOST: Final = 5000
MOST_YEARS: Final = 100
NUMBERED: Final = re.compile(r"([1-9][0-9]{0,5}) (\S.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Duration:
    """So many of a unit; the count is 0 for units that stand alone. `str` gives back what `parse` takes."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the duration written as "2 working days". ValueError with a sentence that says what is possible."""
        words = " ".join(text.split())
        if words in ALONE:
            return cls(0, Unit(words))
        match = NUMBERED.fullmatch(words)
        unit = match and next((unit for unit in COUNTED if match[2] in {unit, unit[:-1]}), None)
        if not match or not unit:
            raise ValueError(
                f"“{text}” is not a duration; write a number and one of {', '.join(COUNTED)}, or {', '.join(ALONE)}."
            )
        most = MOST_YEARS if unit is Unit.YEARS else MOST
        if int(match[1]) > most:
            raise ValueError(f"“{text}” is too long; at most {most} {unit} are possible.")
        return cls(int(match[1]), unit)

    def __str__(self) -> str:
        if self.unit in ALONE:
            return self.unit.value
        return f"{self.count} {self.unit.value if self.count > 1 else self.unit.value[:-1]}"
