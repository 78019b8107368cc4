"""The outbox: one row for one message to one person, written in the same transaction as what it tells of."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from heed.notices.states import Channel, Status
from heed.people.agencies.models import Agency, User


class Messages(models.QuerySet["Message"]):
    """Questions about messages."""

    def waiting(self) -> Self:
        """Keep what has still to be sent: what nobody tries any more has no next moment."""
        return self.filter(status=Status.WAITING, next_at__isnull=False)

    def due(self, at: datetime) -> Self:
        """Keep what is to be tried now. While somebody tries, a message is due again when their lease ends."""
        return self.waiting().filter(next_at__lte=at)


class Message(models.Model):
    """A message waiting or sent. It holds no personal data: its kind, a link and a reference are all it can say."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="messages")
    to = models.ForeignKey(User, models.PROTECT, related_name="messages")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    kind = models.CharField(max_length=40)
    reference = models.CharField(max_length=20, blank=True)
    link = models.CharField(max_length=200)  # a path of Heed; the reader signs in
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    message_id = models.CharField(max_length=120, unique=True)  # stays the same at each try (RFC 5322 Message-ID)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)  # when to try; while somebody tries, when their lease ends
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)  # what the mail server said last
    objects = Messages.as_manager()

    class Meta:
        app_label = "heed"
        indexes: ClassVar = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="message_to_send"),
            models.Index(fields=["to", "-made_at"], name="message_of_user"),
            models.Index(fields=["sent_at"], condition=Q(sent_at__isnull=False), name="message_sent"),
            models.Index(fields=["agency", "-made_at"], condition=Q(status="refused"), name="message_refused"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Beat(models.Model):
    """A worker says here that it is alive, so that everybody hears when it is not."""

    worker = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "heed"

    def __str__(self) -> str:
        return self.worker
