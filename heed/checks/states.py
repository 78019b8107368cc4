"""Why somebody looks something up, and why they were answered unbriefed: recorded with each look-up (N2, EHC-17)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy


class Purpose(TextChoices):
    """What the reader is about to do."""

    VISIT = "visit", gettext_lazy("A visit")
    MEETING = "meeting", gettext_lazy("A meeting")
    CALL = "call", gettext_lazy("A telephone or video call")
    JOB = "job", gettext_lazy("A repair or another job at the address")


class Unbriefed(TextChoices):
    """Why somebody was answered whose briefing was not in date."""

    GRACE = "grace", gettext_lazy("Their briefing had run out not long before")
    URGENT = "urgent", gettext_lazy("It could not wait")
