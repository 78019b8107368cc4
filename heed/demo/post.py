"""What the demo's mailbox shows: each message as it would have been sent."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from heed.notices.letters import letter_of
from heed.notices.models import Message
from heed.people.agencies.models import User


class Shown(NamedTuple):
    """A message with its words."""

    to: User
    made_at: datetime
    subject: str
    body: str


def messages(to: User | None) -> QuerySet[Message]:
    """Return messages to one person, or to everybody, newest first."""
    found = Message.objects.select_related("to__agency").order_by("-made_at", "-pk")
    return found.filter(to=to) if to else found


def letter(message: Message) -> Shown:
    """Return a message's words as they were or will be sent."""
    words = letter_of(message)
    return Shown(message.to, message.made_at, words.subject, words.body)
