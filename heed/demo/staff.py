"""Founds an agency and fills it: services, teams, staff, posts agreed by a second person, caseloads."""

from datetime import date, datetime, timedelta

from heed.casework.duties.changes import refresh_rota
from heed.demo.chance import Chance
from heed.demo.names import Names, address, telephone
from heed.demo.texts import AgencySheet, TeamSheet, WingSheet
from heed.demo.town import Crew, Member, Pace, Town
from heed.ledger.stamp import Stamp
from heed.people.agencies import changes
from heed.people.agencies.models import Team, User
from heed.people.agencies.queries import book_for, root_of, rota_changed
from heed.people.agencies.states import Level, WorksAs
from heed.people.public import changes as public
from heed.policy.load import shipped

DOOR = "history"
CENTRAL = {
    "chief-executive": "Chief executive",
    "health-and-safety": "Health and safety adviser",
    "register-owner": "Director",
    "legal": "Solicitor",
    "hr": "HR business partner",
    "dpo": "Data protection officer",
    "communications": "Communications officer",
    "auditor": "Internal auditor",
}
"""Posts at the agency's own node, and the job of who holds them. Administrators and heads come besides."""
MEMBERS = 5  # of the public on a team's caseloads


class Founding:
    """Founds one agency."""

    def __init__(self, sheet: AgencySheet, chance: Chance, now: datetime, began_at: datetime) -> None:
        self.sheet, self.chance = sheet, chance.of("staff")
        self.names = Names(self.chance)
        self.at = began_at
        agency = changes.found(self.stamp(), word=sheet.word, name=sheet.name, sources=shipped(sheet.policy))
        self.town = Town(agency, sheet, book_for(agency), began_at, now)
        self.root = root_of(agency)
        self.administrators: list[User] = []

    def stamp(self, by: User | None = None) -> Stamp:
        """Return a stamp of the next minute: one thing after another."""
        self.at += timedelta(seconds=40)
        return Stamp(by=by.pk if by else None, at=self.at, door=DOOR)

    def build(self, size: float) -> Town:
        """Return the agency with everybody in it; `size` scales how many work in a team."""
        self._administrators()
        for word, job in CENTRAL.items():
            for _ in range(2 if word == "health-and-safety" else 1):
                self.hold(self.user(self.root, job), word, self.root)
        if self.post_level("head-of-service") == Level.AGENCY:
            self.hold(self.user(self.root, "Operational director"), "head-of-service", self.root)
        for wing in self.sheet.wings:
            self._wing(wing, size)
        self._paces()
        for user in rota_changed(self.at, len(self.town.users)):
            refresh_rota(self.stamp(), user_id=user)
        return self.town

    def _administrators(self) -> None:
        """Add the two who are there from the set-up; what follows is proposed by one and agreed by the other."""
        self.administrators = [self.user(self.root, "Systems administrator") for _ in range(2)]
        for user in self.administrators:
            post = changes.post_at(self.root, "administrator")
            holding = changes.propose_holder(self.stamp(), post=post, user=user)
            changes.agree_holder(self.stamp(), holding=holding)
        self.town.holders["administrator"] = self.administrators

    def post_level(self, word: str) -> str:
        """Return how high in the tree a post stands in this policy."""
        return self.town.book.posts[word].of

    def user(self, team: Team, job: str) -> User:
        """Return somebody new in the team."""
        name = self.names.new()
        works_as = {
            "Agency": WorksAs.AGENCY, "Casual": WorksAs.CASUAL, "Volunteer": WorksAs.VOLUNTEER,
        }.get(job.split(maxsplit=1)[0], WorksAs.EMPLOYEE)  # fmt: skip
        user = changes.add_user(
            self.stamp(),
            team=team,
            email=f"{name.mailbox}@{self.sheet.word}.example.org",
            name=str(name),
            job=job,
            works_as=works_as,
            staff_number=f"{1000 + len(self.town.users)}",
        )
        self.town.users[user.pk], self.town.names[user.pk] = user, name
        return user

    def hold(self, user: User, word: str, node: Team) -> None:
        """Give the user a post: one administrator proposes it, the other agrees."""
        first, second = self.administrators
        holding = changes.propose_holder(self.stamp(first), post=changes.post_at(node, word), user=user)
        changes.agree_holder(self.stamp(second), holding=holding)
        if node == self.root:
            self.town.holders.setdefault(word, []).append(user)

    def _wing(self, sheet: WingSheet, size: float) -> None:
        """Add a service: its heads, its teams."""
        wing = changes.add_team(
            self.stamp(), agency=self.town.agency, parent=self.root, level=Level.SERVICE, name=sheet.name
        )
        if sheet.school:
            self.hold(self.user(wing, "Headteacher"), "headteacher", wing)
            self.hold(self.user(wing, "Chair of governors"), "chair-of-governors", wing)
        self.hold(
            self.user(wing, "School improvement manager" if sheet.school else "Senior manager"), "senior-manager", wing
        )
        if self.post_level("head-of-service") == Level.SERVICE:
            self.hold(self.user(wing, "Head of service"), "head-of-service", wing)
        for team in sheet.teams:
            self._crew(wing, team, size)

    def _crew(self, wing: Team, sheet: TeamSheet, size: float) -> None:
        """Add a team with its manager, its people and the people they work with."""
        team = changes.add_team(self.stamp(), agency=self.town.agency, parent=wing, level=Level.TEAM, name=sheet.name)
        crew = Crew(team, sheet)
        crew.manager = self.user(team, "Team manager")
        self.hold(crew.manager, "line-manager", team)
        crew.people = [self.user(team, self.chance.one(sheet.jobs)) for _ in range(max(3, round(sheet.size * size)))]
        for number in range(MEMBERS):
            crew.members.append(self._member(crew, 4.0 if number == 0 else 1.0))
        self.town.crews.append(crew)

    def _member(self, crew: Crew, weight: float) -> Member:
        """Return somebody of the public on the caseload of a few of the team."""
        name = self.names.new()
        lines, postcode = address(self.chance, self.sheet.post)
        person = public.add_person(
            self.stamp(),
            agency=self.town.agency,
            name=str(name),
            born_on=date(self.chance.number(1948, 2004), self.chance.number(1, 12), self.chance.number(1, 28)),
            telephone=telephone(self.chance),
            email=f"{name.mailbox}@example.com" if self.chance.often(0.5) else "",
            place=public.add_place(agency=self.town.agency, lines=lines, postcode=postcode),
        )
        for user in self.chance.some(crew.people, 3):
            public.assign(self.stamp(), person=person, user=user)
        return Member(person, name, weight)

    def _paces(self) -> None:
        """Let some managers be quick, some slow, and one swamped for some weeks; some teams have more to bear."""
        crews = self.chance.mixed(self.town.crews)
        for number, crew in enumerate(crews):
            crew.pace = (Pace.SWAMPED, Pace.PROMPT, Pace.SLOW, Pace.PROMPT, Pace.STEADY)[
                number % 5 if number < 5 else 4
            ]
            crew.weight = 3.0 if number in (1, 2) else 1.0
            if crew.manager:
                self.town.paces[crew.manager.pk] = crew.pace
