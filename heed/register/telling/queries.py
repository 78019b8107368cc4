"""Reads about who would be told."""

from collections.abc import Sequence

from heed.people.agencies.models import Agency, Team, User


def audience(teams: Sequence[Team]) -> list[User]:
    """Return who works in these teams: to whom an announcement would go."""
    return list(User.objects.filter(team__in=teams, is_active=True).order_by("pk"))


def teams_of(agency: Agency) -> list[Team]:
    """Return the teams that an announcement can go to, by service and name."""
    return list(agency.teams.filter(level="team").select_related("parent").order_by("parent__name", "name"))
