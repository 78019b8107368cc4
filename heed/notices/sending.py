"""Sending what waits in the outbox: claim, hand over, note. At least once, never not at all.

A kill between the server's yes and our note of it leaves a lease that ends: the message goes out a second time, under
the same Message-ID. SMTP knows no way to have it otherwise.
"""

from types import TracebackType
from typing import Self

from heed import clock
from heed.ledger.stamp import Stamp
from heed.notices import changes
from heed.notices.drivers.chosen import chosen
from heed.notices.drivers.driver import Driver, Permanent, Temporary, Unreachable
from heed.notices.letters import letter_of
from heed.notices.models import Message
from heed.notices.states import Status


class Outbox:
    """Sends messages one by one through one driver, which hangs up at the end.

    1. Open the driver: while the mail server is away nothing is claimed and no try is counted.
    2. Claim: of all workers that read the same row one wins, for the length of a lease.
    3. Send, then note it as sent: only the server's yes ends a message. A crash before it leaves the lease to end.
    """

    def __init__(self, driver: Driver | None = None) -> None:
        self.driver = driver or chosen()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self.driver.close()

    def send(self, stamp: Stamp, pk: int) -> bool:
        """Send one message; False where another worker has it or had it. Raises Unreachable: try none of the others."""
        message = Message.objects.due(stamp.at).select_related("to").filter(pk=pk).first()
        if message is None:
            return False
        self.driver.open()
        if not changes.claim(message, clock.now()):
            return False
        if not message.to.is_active:
            changes.give_up(message, Status.WITHDRAWN, "")
            return True
        try:
            self.driver.send(letter_of(message))
        except Permanent as trouble:
            changes.give_up(message, Status.REFUSED, str(trouble))
        except Temporary as trouble:
            changes.put_back(message, clock.now(), str(trouble))
            if isinstance(trouble, Unreachable):
                raise
        else:
            changes.sent(message, clock.now())
        return True
