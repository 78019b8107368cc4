"""What every way of sending promises, and what can go wrong with it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one address, ready to leave. `message_id` ("<…@heed>") stays the same at each try."""

    to: str
    subject: str
    body: str
    message_id: str
    again: bool = False  # it was tried before, so it may have arrived already


class Driver(Protocol):
    """One way of sending. It is opened before messages are claimed, so that a dead mail server costs none a try."""

    def open(self) -> None:
        """Connect; does nothing where it is open. Raises Unreachable."""

    def send(self, letter: Letter) -> None:
        """Return when the letter was accepted for good. Raises Temporary, Permanent or Unreachable."""

    def close(self) -> None:
        """Hang up."""


class Trouble(Exception):
    """A letter did not leave. The text is for the operator: codes and words of the mail server, no address."""


class Temporary(Trouble):
    """This letter could not be sent now; it may be later."""


class Permanent(Trouble):
    """There is no such mailbox, or it will never take our letters."""


class Unreachable(Temporary):
    """Nothing can be sent at all just now: the mail server is away, or it refuses us."""
