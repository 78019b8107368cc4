"""The eighteen months: when reports are made and by whom, and the few of the last days that somebody can look at."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from heed.demo import briefed
from heed.demo.chance import Chance
from heed.demo.clockwork import Clockwork
from heed.demo.comings import Comings
from heed.demo.composing import Teller
from heed.demo.doing import Scribe
from heed.demo.life import Life
from heed.demo.names import Names
from heed.demo.queue import Queue
from heed.demo.rounds import Rounds
from heed.demo.texts import Story
from heed.demo.town import Crew, Pace, Town
from heed.incidents import changes as incidents
from heed.people.agencies.models import User

WEIGHTS: Final = {
    "verbal-abuse": 16.0, "abusive-call": 14.0, "threat-face-to-face": 10.0, "threatening-letter-or-email": 8.0,
    "physical-violence": 8.0, "concern": 8.0, "discrimination": 5.0, "excessive-contact": 5.0, "social-media": 5.0,
    "not-cooperating": 8.0, "threatening-text": 4.0, "covert-intimidation": 4.0, "dangerous-animal": 3.0,
    "property-damage": 3.0, "sexual-harassment": 2.5, "conflict-in-building": 2.5, "stalking": 2.0,
    "website-intimidation": 1.5, "private-details": 2.0, "humiliation": 2.0, "entrapment": 2.0, "demonstration": 1.0,
}  # fmt: skip
"""How often each kind is reported."""
BY_WEEKDAY: Final = (1.3, 1.2, 1.1, 1.0, 1.1, 0.3, 0.2)
BY_MONTH: Final = (1.3, 1.1, 1.3, 1.0, 0.9, 1.0, 0.9, 0.7, 1.1, 1.1, 1.2, 1.3)
BY_HOUR: Final = {8: 2, 9: 5, 10: 8, 11: 8, 12: 5, 13: 5, 14: 8, 15: 8, 16: 7, 17: 4, 18: 2, 19: 1, 21: 1}
LATELY: Final = (
    # How many hours ago, which kind, and which team: the swamped one, any, a manager themselves, one that a
    # deputy looks after; of what lies there nobody takes note, whoever is told.
    (2, "verbal-abuse", "any"), (4, "threat-face-to-face", "any"), (6, "website-intimidation", "any"),
    (8, "social-media", "any"), (26, "abusive-call", "away"), (50, "threatening-letter-or-email", "swamped"),
    (75, "physical-violence", "any"), (98, "concern", "any"), (122, "verbal-abuse", "manager"),
    (170, "threat-face-to-face", "lying"), (245, "excessive-contact", "any"),
)  # fmt: skip
"""Reports of the last two weeks that every agency has, so that each role has something to look at."""


ROUNDS_SINCE: Final = timedelta(days=130)
"""When the agencies began to keep standing duties in Heed."""


class Coming(NamedTuple):
    """A report that will be made."""

    happened_at: datetime
    kind: str
    which: str  # any | swamped | away | manager | lying


class Past:
    """Lets the past of one agency happen."""

    def __init__(self, town: Town, chance: Chance, names: Names) -> None:
        self.town, self.chance = town, chance.of("past")
        self.teller = Teller(town, chance, names)
        self.works = Clockwork(town, Queue(), chance.of("works"))
        self.rounds, self.comings = Rounds(self.works), Comings(self.works)
        self.made = 0

    def happen(self, reports: int, share: float = 1.0) -> None:
        """Let all of it happen, in order, until now."""
        town, queue = self.town, self.works.queue
        queue.put(town.now - ROUNDS_SINCE, self.rounds.begin)
        self.comings.plan(share)
        briefed.plan(town, queue, self.chance.of("briefed"))
        for coming in self.reports(reports):
            queue.put(self.sent_at(coming), lambda at, coming=coming: self.report(coming, at))  # type: ignore[misc]  # bound now, not later
        queue.run(town.now)

    def reports(self, count: int) -> Iterator[Coming]:
        """Give the reports that are to come: so many over the months, and those of the last days."""
        weights = {kind: WEIGHTS[kind] for kind in self.teller.kinds()}
        days = (self.town.now - self.town.began_at).days
        dates = [self.town.began_at + timedelta(days=day) for day in range(21, days - 2)]
        rhythm = {day: BY_WEEKDAY[day.weekday()] * BY_MONTH[day.month - 1] for day in dates}
        for _ in range(count):
            yield Coming(self.hour(self.chance.weighed(rhythm)), self.chance.weighed(weights), "any")
        for hours, kind, which in LATELY:
            if kind in weights:
                yield Coming(self.open_at(self.town.now - timedelta(hours=hours)), kind, which)

    def open_at(self, moment: datetime) -> datetime:
        """Return about that moment, or where the office was closed then, a time of the last day that it was open."""
        calendar, day = self.town.book.calendar, self.town.book.calendar.day_of(moment)
        if not (calendar.is_working_day(day) and calendar.opening(day) < moment):
            day = calendar.working_day_before(day, 1)
        latest = min(moment, calendar.closing(day))
        return latest - self.chance.minutes(0, min(240, (latest - calendar.opening(day)).total_seconds() / 60))

    def hour(self, day: datetime) -> datetime:
        """Return a time of the day at which people meet."""
        return day.replace(hour=self.chance.weighed(BY_HOUR), minute=self.chance.number(0, 59), second=0)

    def sent_at(self, coming: Coming) -> datetime:
        """Return when the report is sent: most within the hour, some only the next day."""
        wait = self.chance.weighed({0.3: 5.0, 1.5: 4.0, 5.0: 2.0, 26.0: 1.0})
        latest = self.town.now - timedelta(minutes=25)
        return min(latest, coming.happened_at + self.chance.hours(0.15, wait))

    def report(self, coming: Coming, at: datetime) -> None:
        """Make one report, and let its life begin."""
        found = self.what(coming)
        if found is None:
            return
        crew, story = found
        victim, reporter = self.who(crew, coming.which)
        tale = self.teller.tale(story, crew, victim, reporter, min(coming.happened_at, at))
        incident = incidents.report(self.works.signed(reporter, at), tale.told)
        scribe = Scribe(self.teller, tale, incident, self.town.names[victim.pk].given)
        life = Life(self.works, incident, crew, victim, scribe, lying=coming.which == "lying")
        life.look(at)
        self.made += 1
        if self.chance.often(0.14):
            self.works.queue.put(at + self.chance.hours(0.5, 70), life.add)
        if self.chance.often(0.07):
            self.works.queue.put(at + self.chance.hours(0.5, 4), life.send_back)
        member = tale.doer.member
        if tale.doer.fact == "partly-known" and member and self.chance.often(0.7):
            self.works.queue.put(at + self.chance.hours(2, 90), lambda moment: life.identify(member.person, moment))

    def what(self, coming: Coming) -> tuple[Crew, Story] | None:
        """Return the team and the story; teams that have more to bear come oftener."""
        crews = [crew for crew in self.chosen(coming.which) if self.teller.story_fits(coming.kind, crew)]
        if not crews:
            return None
        crew = crews[self.chance.weighed({number: crew.weight for number, crew in enumerate(crews)})]
        return crew, self.teller.story(coming.kind, crew)

    def chosen(self, which: str) -> list[Crew]:
        """Return the teams that it may happen to."""
        if which in ("swamped", "lying"):
            return [crew for crew in self.town.crews if crew.pace is Pace.SWAMPED]
        if which == "away":
            return self.comings.stood_in or self.town.crews
        if which == "manager":
            return [crew for crew in self.town.crews if crew.manager and crew.pace is Pace.SLOW] or self.town.crews
        return self.town.crews

    def who(self, crew: Crew, which: str) -> tuple[User, User]:
        """Return whom it happened to and who reports it: themselves, their manager or a colleague."""
        if which == "manager" and crew.manager:
            return crew.manager, crew.manager
        victim = self.chance.one(crew.people[1:] if which == "away" else crew.people)  # the first may stand in
        if which != "any" or self.chance.often(0.88):
            return victim, victim
        others = [user for user in crew.people if user != victim]
        reporter = crew.manager if crew.manager and self.chance.often(0.5) else self.chance.one(others)
        return victim, reporter
