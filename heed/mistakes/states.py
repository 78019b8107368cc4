"""How somebody came to know of an entry that was a mistake."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy


class Way(TextChoices):
    """How they came to know of it; in this order it is said to them."""

    SHARED = "shared", gettext_lazy("It was shared with your organisation")
    LOOKED = "looked", gettext_lazy("You looked it up")
    SYSTEM = "system", gettext_lazy("Another system showed it to you")
    ANNOUNCED = "announced", gettext_lazy("You were told that there was a new entry")
    OPENED = "opened", gettext_lazy("You opened the entry")
    PART = "part", gettext_lazy("You had a part in the entry")
