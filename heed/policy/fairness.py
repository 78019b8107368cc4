"""What a register owes to those on it: an appeal that people decide who had no part in the entry."""

from dataclasses import dataclass

from heed.workdays import Duration, Unit

A_MONTH = Duration(30, Unit.DAYS)


@dataclass(frozen=True, slots=True)
class AppealTerms:
    """How many people look at an appeal afresh, and within what times it is acknowledged, heard and answered."""

    panel: int = 3
    acknowledged: Duration = A_MONTH
    heard: Duration = A_MONTH
    answered: Duration = A_MONTH
    clauses: tuple[str, ...] = ()


USUAL = AppealTerms()
"""What holds where a policy says nothing, because it keeps no register."""
