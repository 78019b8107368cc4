"""The words of the public: how well we know a person, and the verbs that record them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from heed.policy.vocabulary import Verb


class Known(TextChoices):
    """How well we know who a person is."""

    FULLY = "fully", gettext_lazy("Known")
    PARTLY = "partly", gettext_lazy("Partly known")
    UNKNOWN = "unknown", gettext_lazy("Unknown")


class AgeBand(TextChoices):
    """How old somebody seemed, where no date of birth is known."""

    CHILD = "child", gettext_lazy("Under 18")
    YOUNG = "18-29", gettext_lazy("18 to 29")
    MIDDLE = "30-49", gettext_lazy("30 to 49")
    OLDER = "50-69", gettext_lazy("50 to 69")
    OLD = "70-plus", gettext_lazy("70 or over")


DESCRIBE = Verb("person.describe", _("describe a person"), _("A person was described"), of="person")
ADD_PERSON = Verb("person.add", _("add a person"), _("A person was added"), of="person")
ASSIGN_WORKER = Verb("person.assign", _("put a person on somebody's caseload"),
                     _("A person was put on a caseload"), of="person")  # fmt: skip
MOVE = Verb("person.move", _("say that a person has moved"), _("A person has moved"), of="person")
VERBS = (DESCRIBE, ADD_PERSON, ASSIGN_WORKER, MOVE)
