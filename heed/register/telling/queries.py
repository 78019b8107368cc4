"""Reads about who would be told."""

from collections.abc import Sequence

from heed.people.agencies.models import Agency, Team, User
from heed.register.markers.models import Marker


def audience(teams: Sequence[Team]) -> list[User]:
    """Return who works in these teams: to whom an announcement would go."""
    return list(User.objects.filter(team__in=teams, is_active=True).order_by("pk"))


def were_told(marker: Marker) -> list[User]:
    """Return who works in the teams to which the entry was announced: who must hear that it is no longer so."""
    teams = Team.objects.filter(pk__in=marker.announcements.values("teams"))
    return audience(list(teams))


def teams_of(agency: Agency) -> list[Team]:
    """Return the teams that an announcement can go to, by service and name."""
    return list(agency.teams.filter(level="team").select_related("parent").order_by("parent__name", "name"))
