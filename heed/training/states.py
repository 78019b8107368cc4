"""How somebody stands with the briefing."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy


class State(TextChoices):
    """How somebody stands with the briefing at a moment."""

    IN_DATE = "in-date", gettext_lazy("Briefed")
    GRACE = "grace", gettext_lazy("Ran out, still answered")
    OVER = "over", gettext_lazy("Ran out")
    NEVER = "never", gettext_lazy("Not briefed yet")
