"""Who is away, who takes over a team, who leaves: what changes whom duties fall to."""

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from heed.casework.duties.changes import refresh_rota
from heed.demo.clockwork import DOOR, Clockwork
from heed.demo.town import Crew
from heed.ledger.stamp import Stamp
from heed.people.agencies import changes
from heed.people.agencies.models import Holding, User

MONTHS_BACK: Final = 18


class Comings:
    """The absences and moves of one agency."""

    def __init__(self, works: Clockwork) -> None:
        self.works, self.town = works, works.town
        self.chance = works.chance.of("comings")
        self.today = self.town.book.calendar.day_of(self.town.now)
        self.stood_in: list[Crew] = []  # teams whose manager is away today, and somebody stands in

    def plan(self, share: float) -> None:
        """Plan all of it; `share` scales how much."""
        managers = [crew.manager for crew in self.town.crews if crew.manager]
        for crew in self.town.crews:
            for user in crew.people:
                if self.chance.often(0.25 * share):
                    self.away(user, self.some_day(), self.chance.number(1, 15), None)
        for user in managers:
            if self.chance.often(0.7 * share):
                self.away(user, self.some_day(), self.chance.number(4, 15), self.deputy_of(user))
        self.now(managers)

    def some_day(self) -> date:
        """Return a day of the past or of the coming weeks."""
        return self.today + timedelta(days=self.chance.number(-30 * MONTHS_BACK + 40, 45))

    def now(self, managers: list[User]) -> None:
        """One manager is away today and somebody stands in; one team has had none for some weeks; one has a new one."""
        crews = [crew for crew in self.town.crews if crew.manager in managers]
        steady = [crew for crew in crews if self.town.paces[crew.manager.pk].value in ("prompt", "steady")]  # type: ignore[union-attr]  # crews here have one
        if len(steady) < 3:
            return
        away, vacant, fresh = steady[:3]
        self.stood_in = [away]
        if away.manager:
            self.away(away.manager, self.today - timedelta(days=3), 10, self.deputy_of(away.manager))
        self.works.queue.put(self.morning(self.today - timedelta(days=25)), lambda at: self.leave(vacant, at))
        self.works.queue.put(self.morning(self.today - timedelta(days=150)), lambda at: self.hand_over(fresh, at))

    def deputy_of(self, user: User) -> User:
        """Return who stands in for a manager: somebody of the team, or the manager of another."""
        crew = self.town.crew_of(user)
        others = [each.manager for each in self.town.crews if each.manager and each.manager != user]
        return self.chance.one(others) if self.chance.often(0.3) and others else crew.people[0]

    def morning(self, day: date) -> datetime:
        """Return the moment at which somebody begins work on the day."""
        local = datetime.combine(day, time(8, 30), ZoneInfo(self.town.book.calendar.zone))
        return local + self.chance.minutes(0, 40)

    def away(self, user: User, first: date, days: int, deputy: User | None) -> None:
        """Plan that somebody is away, known some days before."""
        known = max(
            self.town.began_at + timedelta(days=2), self.morning(first - timedelta(days=self.chance.number(0, 20)))
        )
        if known < self.town.now:
            until = first + timedelta(days=days - 1)
            self.works.queue.put(known, lambda at: self.record(at, user, first, until, deputy))

    def record(self, at: datetime, user: User, first: date, until: date, deputy: User | None) -> None:
        """Record the absence, and let duties move when it begins and when it is over."""
        if not user.is_active:
            return
        changes.record_absence(Stamp(user.pk, at, DOOR), user=user, from_on=first, until_on=until, deputy=deputy)
        for day in (first, until + timedelta(days=1)):
            midnight = datetime.combine(day, time(0, 0, 2), ZoneInfo(self.town.book.calendar.zone))
            self.works.queue.put(max(at, midnight), lambda moment: self.refresh(user, moment))

    def refresh(self, user: User, at: datetime) -> None:
        """Work out anew whom duties fall to."""
        refresh_rota(Stamp(None, at, DOOR), user_id=user.pk)

    def leave(self, crew: Crew, at: datetime) -> None:
        """Let the manager leave; nobody has been found yet: what they owed goes up."""
        user, crew.manager = crew.manager, None
        if user:
            changes.end_user(Stamp(self.town.holders["administrator"][0].pk, at, DOOR), user=user)
            user.__dict__.pop("_reach", None)
            self.refresh(user, at)

    def hand_over(self, crew: Crew, at: datetime) -> None:
        """Let somebody of the team become its manager."""
        old, new = crew.manager, crew.people.pop()
        if old is None:
            return
        first, second = (user.pk for user in self.town.holders["administrator"])
        holding = Holding.objects.select_related("user", "post").get(user=old, post__team=crew.team, until_at=None)
        fresh = changes.propose_holder(Stamp(first, at, DOOR), post=holding.post, user=new)
        changes.agree_holder(Stamp(second, at + timedelta(minutes=30), DOOR), holding=fresh)
        changes.end_holding(Stamp(first, at + timedelta(minutes=31), DOOR), holding=holding)
        crew.manager = new
        crew.people.append(old)
        self.town.paces[new.pk] = self.town.paces.pop(old.pk)
        for user in (old, new):
            user.__dict__.pop("_reach", None)
            self.refresh(user, at + timedelta(minutes=32))
