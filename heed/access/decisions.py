"""May they? A decision with its reason, and the refusal that a door turns into a page."""

from dataclasses import dataclass


class Refused(Exception):
    """Somebody asked for what they may not do; `reason` is a sentence for them."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether something is allowed, and where it is not, why, in a sentence for the reader."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def require(self) -> None:
        """Raise Refused where it is not allowed."""
        if not self.allowed:
            raise Refused(self.reason)


YES = Decision(allowed=True)


def no(reason: str) -> Decision:
    """Return a refusal with its reason."""
    return Decision(allowed=False, reason=str(reason))
