"""One small world in which everybody has every standing towards a report: what the permission matrix is run in.

Columns are users, one for each role and the special ones; things are reports, drafts, duties, staff as they stand
towards that user ("team": a report of their team that they have nothing to do with). Nothing in here is dated by the
real clock: it is Tuesday 3 March 2026, 10am.
"""

from datetime import timedelta
from typing import Final

from django.contrib.auth import SESSION_KEY
from django.test import Client

from heed import clock
from heed.access.changes import add_system, invite
from heed.access.models import System
from heed.access.states import Role
from heed.casework.cases.changes import involve
from heed.casework.cases.models import Audience, Note
from heed.casework.cases.states import Part
from heed.casework.duties.changes import refresh_case
from heed.casework.ladder.changes import open_standing
from heed.incidents.changes import Described
from heed.incidents.drafts import changes as drafting
from heed.incidents.models import Draft, Incident
from heed.notices.changes import beat, sent
from heed.notices.models import Message
from heed.people.agencies import changes as agencies
from heed.people.agencies.models import Absence, Holding, NewEmail, Team, User
from heed.register.markers.models import Marker
from tests.make import Make
from tests.matrix.plain import policy
from tests.moments import london

NOW: Final = london("2026-03-03 10:00")
ROLES: Final = tuple(role.value for role in Role)
OUTSIDE: Final = ("anonymous", "expired", "inactive")
COLUMNS: Final = (*OUTSIDE, *ROLES, "deputy", "other-agency")
INSIDE: Final = COLUMNS[len(OUTSIDE) :]

MINE: Final = ("own", "victim", "reporter", "witness", "tie", "subject", "line")
"""Things that each user has for themselves, because they have a part in them."""
SHARED: Final = ("team", "service", "other", "assigned", "restricted", "restricted-assigned", "principal")
THINGS: Final = (*MINE, *SHARED, "other-agency", "absent")

CANARIES: Final = {
    "story": "Storycanary",
    "feeling": "Feelingcanary",
    "place": "Placecanary Lane",
    "answers": "Answercanary",
    "victim": "Vicky Victimcanary",
    "subject": "Subjectcanary Marl",
    "hostility": "Hostilecanary",
    "support-note": "Supportcanary",
    "case-note": "Notecanary",
    "told-reporter": "Toldcanary",
}
"""Field of a report → words that are in it and nowhere else."""
NOTES: Final = (
    ("incident.debrief", Audience.SUPPORT, "support-note"),
    ("incident.decide-investigation", Audience.CASE, "case-note"),
    ("incident.keep-informed", Audience.REPORTER, "told-reporter"),
)


class World:
    """Made once; whoever asks takes back what they did to it."""

    def __init__(self) -> None:
        self.make = Make()
        beat("matrix", clock.now())  # or every page would say that no worker is there
        self.agency = self.make.agency(text=policy())
        self.team = self.make.team(self.agency)
        self.service = self.make.team(self.agency, "Repairs team")
        self.far = self.make.team(self.agency, "Rangers", "Parks")
        self.elsewhere = self.make.team(self.make.agency(word="elsewhere", name="Elsewhere Council"))
        self.users = self._users()
        self.people()
        self.reports: dict[tuple[str, str], Incident] = {}
        self.entries: dict[tuple[str, str], Marker] = {}  # of the register, while some have been proposed
        self.sharing: dict[str, tuple[int, int, str, str]] = {}  # thing → partner, its person, what is shared
        self.told_of()
        self.desks()

    def _users(self) -> dict[str, User]:
        users = {
            role: self.make.user(f"{role.replace('-', ' ').title()} Holder", self.team) for role in ROLES
        } | {
            "deputy": self.make.user("Dan Deputy", self.service),
            "other-agency": self.make.user("Hal Stranger", self.elsewhere, post="health-and-safety"),
            "inactive": self.make.user("Ina Gone", self.team),
        }  # fmt: skip
        for role in ROLES[1:]:
            self.make.hold(users[role], role)
        return users

    def people(self) -> None:
        """Add those whom nobody signs in as: a reporter, the managers of other teams, somebody of another agency."""
        self.una = self.make.user("Una Vale", self.team)
        self.rita = self.make.user("Rita Away", self.service, post="line-manager")
        self.rex = self.make.user("Rex Marsh", self.far, post="line-manager")
        self.ola = self.make.user("Ola Strand", self.elsewhere)
        self.eve = self.make.user("Eve Stone", self.elsewhere, post="line-manager")
        self.sid = self.make.user("Sid Park", self.far)
        self.pip = self.make.user("Pip Fenn", self.service)
        self.second = self.make.user("Tom Ashdown", self.team, post="administrator")
        self.absences: dict[str, Absence] = {
            "service": self.make.absence(self.rita, "2026-03-02", "2026-03-06", self.users["deputy"]),
            "team": self.make.absence(self.una, "2026-03-20", "2026-03-21"),
            "other": self.make.absence(self.sid, "2026-03-20", "2026-03-21"),
            "other-agency": self.make.absence(self.ola, "2026-03-20", "2026-03-21"),
        }

    # --- reports -----------------------------------------------------------------------------------------------------

    def told_of(self) -> None:
        """Report everything, and let each report have a note for every audience."""
        for column in INSIDE:
            for thing in MINE:
                self.reports[column, thing] = self._mine(column, thing)
        una, at = self.una, NOW - timedelta(hours=2)
        shared = {
            "team": self._report(una, una),
            "service": self._report(self.pip, self.pip),
            "other": self._report(self.sid, self.sid),
            "assigned": self._report(self.sid, self.sid, "stalking"),
            "restricted": self._report(una, una, "sexual-harassment"),
            "restricted-assigned": self._report(self.sid, self.sid, "sexual-harassment", "stalking"),
            "principal": self._report(self.pip, self.rita),
        }
        far = self._report(self.ola, self.ola)
        for column in INSIDE:
            self.reports |= {(column, thing): report for thing, report in shared.items()}
            self.reports[column, "other-agency"] = far
        within = self._report(self.pip, self.pip, "stalking")  # these two hold posts of one service alone
        self.reports["senior-manager", "assigned"] = self.reports["head-of-service", "assigned"] = within
        confidential = self._report(self.pip, self.pip, "sexual-harassment", "stalking")
        for column in ("senior-manager", "head-of-service"):
            self.reports[column, "restricted-assigned"] = confidential
        # For the deputy "team" is the team whose manager they stand in for; for the stranger all of it is elsewhere.
        self.reports["deputy", "team"], self.reports["deputy", "service"] = shared["service"], shared["team"]
        self.reports["other-agency", "other-agency"] = shared["other"]
        Note.objects.bulk_create(
            Note(case=each.case, verb=verb, at=at, by=self.rex, text=CANARIES[canary], audience=audience)
            for each in Incident.objects.select_related("case")
            for verb, audience, canary in NOTES
        )

    def _report(self, by: User, victim: User, *kinds: str) -> Incident:
        return self.make.report(
            by,
            NOW - timedelta(hours=3),
            kinds=kinds or ("verbal-abuse",),
            victims=[victim],
            victim_names=[CANARIES["victim"]],
            story=CANARIES["story"],
            feeling=CANARIES["feeling"],
            address=CANARIES["place"],
            subjects=[Described(name=CANARIES["subject"])],
            strands=["other"],
            hostility=CANARIES["hostility"],
            answers={"sender": CANARIES["answers"]},
        )

    def _mine(self, column: str, thing: str) -> Incident:
        """Return a report in which the user has this part."""
        user = self.users[column]
        colleague = self.una if user.agency_id == self.agency.pk else self.ola
        if thing in ("own", "victim"):
            return self._report(user if thing == "own" else colleague, user)
        if thing == "reporter":
            return self._report(user, colleague)
        if thing == "line":
            return self._report(self.sid if user.agency_id == self.agency.pk else self.ola, colleague)
        report = self._report(colleague, colleague)
        involve(self.make.stamp(NOW), case=report.case, part=Part(thing), user=user)
        refresh_case(self.make.stamp(NOW), case=report.case)
        return report

    def report(self, column: str, thing: str) -> Incident | None:
        """Return the report that stands like this towards the user; None for one that does not exist."""
        return self.reports.get((self.seen_as(column), thing))

    def seen_as(self, column: str) -> str:
        """Return whose things somebody is asked about who is not signed in."""
        return "employee" if column in OUTSIDE else column

    # --- what else there is ------------------------------------------------------------------------------------------

    def desks(self) -> None:
        """Begin drafts, propose a holder, open what comes round, invite somebody; sign everybody in."""
        open_standing(self.make.stamp(NOW - timedelta(days=1)), agency_id=self.agency.pk)
        self.drafts: dict[tuple[str, str], Draft] = {}
        for column in INSIDE:
            by = self.make.by(self.users[column], NOW)
            self.drafts[column, "own"] = draft = drafting.start_draft(by)
            drafting.save_page(by, draft, page="safe", answers={"safe": ["yes"]})
        others = drafting.start_draft(self.make.by(self.una, NOW))
        post = agencies.post_at(self.far, "line-manager")
        self.waiting: dict[str, Holding] = {
            "team": agencies.propose_holder(self.make.by(self.second, NOW), post=post, user=self.sid),
            "other-agency": agencies.propose_holder(
                self.make.stamp(NOW), post=agencies.post_at(self.elsewhere, "line-manager"), user=self.ola
            ),
        }
        self.own_waiting = agencies.propose_holder(
            self.make.by(self.second, NOW), post=post, user=self.users["administrator"]
        )
        self.emails = self._emails()
        for column in INSIDE:
            self.drafts[column, "team"] = others
            self.absences[f"own of {column}"] = self.make.absence(self.users[column], "2026-03-25", "2026-03-26")
        for message in Message.objects.all():
            sent(message, NOW)
        self.systems: dict[str, System] = {
            thing: add_system(
                self.make.by(self.second, NOW), agency=agency, name="Case files", until_on=NOW.date(), most_an_hour=9
            )[0]
            for thing, agency in (("own", self.agency), ("other-agency", self.elsewhere.agency))
        }
        self.token = invite(self.make.stamp(NOW), user=self.una)
        self.cookies = {column: self._sign_in(column) for column in COLUMNS}
        agencies.end_user(self.make.stamp(NOW), user=self.users["inactive"])

    def _emails(self) -> dict[str, NewEmail]:
        """Propose e-mail addresses: for whoever looks, for somebody of their team, elsewhere."""
        return {
            thing: agencies.propose_email(by, user=user, email=f"{thing}@new.example.org")
            for thing, by, user in (
                ("own", self.make.by(self.second, NOW), self.users["administrator"]),
                ("team", self.make.by(self.second, NOW), self.una),
                ("other-agency", self.make.by(self.ola, NOW), self.ola),
            )
        }

    def _sign_in(self, column: str) -> str:
        """Return the session's key of the column's user, or nothing."""
        if column == "anonymous":
            return ""
        client = Client()
        client.force_login(self.users["employee" if column == "expired" else column])
        session = client.session
        began = NOW - timedelta(hours=13 if column == "expired" else 0)
        session["since"] = session["seen"] = began.isoformat()
        session.save()
        assert SESSION_KEY in session
        return str(session.session_key)

    def colleague(self, column: str, thing: str) -> User | None:
        """Return somebody whose entry in the list of staff stands like this towards the user."""
        own = self.users[self.seen_as(column)]
        known = {"own": own, "team": self.una, "other": self.sid, "other-agency": self.ola}
        if column == "other-agency":
            known["other-agency"] = self.sid
        return known.get(thing)

    def absence(self, column: str, thing: str) -> Absence | None:
        """Return an absence that stands like this towards the user."""
        if thing == "own":
            return self.absences[f"own of {self.seen_as(column)}"]
        return self.absences.get("other" if (column, thing) == ("other-agency", "other-agency") else thing)

    def node(self, column: str, thing: str) -> Team | None:
        """Return a team that stands like this towards the user."""
        known = {"team": self.team, "service": self.service, "other": self.far, "other-agency": self.elsewhere}
        if column == "deputy":
            known |= {"team": self.service, "service": self.team}
        if column == "other-agency":
            known["other-agency"] = self.far
        return known.get(thing)
