"""To whom a new entry is announced: teams, chosen with a reason; nobody by default."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from heed.casework.duties.queries import Team
from heed.web.govuk import Counted, offer
from heed.web.tokens import Tokened


class Announce(Tokened):
    """Which teams, and why these."""

    teams = forms.MultipleChoiceField(
        label=_("Which teams need to know?"),
        help_text=_("Those who visit, meet or call this person or property. Nobody else."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Select the teams that need to know")},
    )
    reason = forms.CharField(
        label=_("Why these?"),
        help_text=_("The message itself says nothing of whom it is about, nor of your reason."),
        widget=Counted(1_000, rows=3),
        max_length=1_000,
        error_messages={"required": _("Enter why these teams need to know")},
    )

    def __init__(self, *given: Any, teams: Sequence[Team], **options: Any) -> None:
        super().__init__(*given, **options)
        self.known = {str(team.pk): team for team in teams}
        named = [(key, f"{each.name}, {each.parent.name}" if each.parent else each.name)
                 for key, each in self.known.items()]  # fmt: skip
        offer(self.fields["teams"], named)

    @property
    def chosen(self) -> list[Team]:
        """The teams that were chosen."""
        return [self.known[key] for key in self.cleaned_data["teams"]]
