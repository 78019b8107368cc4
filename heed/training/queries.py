"""Reads about the briefing: until when somebody's holds."""

from datetime import datetime

from django.db.models import Max

from heed.people.agencies.models import User
from heed.training.models import Briefing


def holds_until(user: User) -> datetime | None:
    """Return until when the user's briefing holds (or held); None where they never passed one. One query."""
    found: datetime | None = Briefing.objects.filter(user=user).aggregate(until=Max("until_at"))["until"]
    return found
