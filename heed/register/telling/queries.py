"""Reads about who would be told, and what the letter to the person says of the entry."""

from collections.abc import Sequence
from datetime import date, datetime

from heed.people.agencies.models import Agency, Team, User
from heed.people.agencies.queries import book_for
from heed.policy.play import what_follows
from heed.register.markers import states
from heed.register.markers.models import Marker
from heed.register.markers.queries import given_of
from heed.workdays import before


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


def words_of(marker: Marker, at: datetime) -> dict[str, str | date]:
    """Return what the fields of a letter about the entry begin with, by field; what it does not say is left out.

    What they did is not among them: an entry is written for staff and names them, a letter is written to the person.
    """
    book, day_of = book_for(marker.case.agency), book_for(marker.case.agency).calendar.day_of
    titles = [book.hazards[word].title.text() for word in marker.hazards if word in book.hazards]
    found = {
        "happened_on": marker.cited_on,
        "hazards_words": ", ".join(f"{title[:1].lower()}{title[1:]}" for title in titles),
        "start_date": day_of(marker.decided_at) if marker.decided_at else None,
        "end_date": marker.ends_on,
        "ended_on": day_of(marker.ended_at) if marker.ended_at else None,
        "review_date": review_by(marker, at),
        "who_may_be_told": book.register.told.text(),
        "appeal_by": marker.ends_on,  # no policy has an earlier last day: one can appeal while it stands
        "appeal_how": book.register.appeal.text(),
    }
    return {name: value for name, value in found.items() if value}


def review_by(marker: Marker, at: datetime) -> date | None:
    """Return by which day the policy has the entry looked at again; its last day where nothing asks for it sooner."""
    if marker.ends_on is None:
        return None
    book = book_for(marker.case.agency)
    calendar = book.calendar
    end = calendar.moment(datetime.combine(marker.ends_on, calendar.closes))
    near = max(at, before(book.register.look_ahead, end, calendar))
    follows = what_follows(book, states.NEAR_END.verb.name, given_of(marker), near)
    days = [calendar.day_of(owed.due_at) for owed in follows if owed.rule.do == states.REVIEW.verb.name]
    return min([marker.ends_on, *days])
