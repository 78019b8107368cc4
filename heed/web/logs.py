"""What is written to the log: where the program failed and how, never the words that somebody typed."""

import logging
import traceback
from types import TracebackType

Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Writes a failure as its place and its kind. Its message is left out: a database's names the row's contents."""

    def formatException(self, ei: Failure) -> str:  # noqa: N802 - the standard library's name
        """Return the lines of code and the kinds of error, from cause to effect."""
        told: list[str] = []
        error = ei[1]
        while error is not None:
            told.insert(0, f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nled to\n".join(told)
