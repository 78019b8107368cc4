"""Why somebody looks something up: recorded with each look-up (need-to-know rule N2)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy


class Purpose(TextChoices):
    """What the reader is about to do."""

    VISIT = "visit", gettext_lazy("A visit")
    MEETING = "meeting", gettext_lazy("A meeting")
    CALL = "call", gettext_lazy("A telephone or video call")
    JOB = "job", gettext_lazy("A repair or another job at the address")
