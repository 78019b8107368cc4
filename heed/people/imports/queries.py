"""Read a CSV file of staff and say what importing it would do, with every bad row and its line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from heed.people.agencies.models import Agency, User
from heed.people.agencies.queries import book_for
from heed.people.agencies.states import WorksAs
from heed.policy.faults import nearest

COLUMNS = ("name", "email", "service", "team", "job", "works as", "staff number", "post")
NEEDED = ("name", "email", "service", "team")
LONGEST = 200
LONGEST_NUMBER = 40  # of a staff number
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """One good row of the file; `line` is where it stands."""

    line: int
    name: str
    email: str
    service: str
    team: str
    job: str
    works_as: str
    staff_number: str
    post: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a line, in a sentence that says how to mend it."""

    line: int
    words: str


@dataclass(slots=True)
class Plan:
    """What an import would do. It can be carried out only when nothing is wrong at all."""

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    same: list[Row] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)  # "Housing / Visiting team": those that would be made
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def rows(self) -> list[Row]:
        """Every good row, in the order of the file."""
        return sorted([*self.new, *self.changed, *self.same], key=lambda row: row.line)


def plan_import(agency: Agency, content: bytes) -> Plan:
    """Return what importing the file would do. Never raises for what is in it: every fault is a Trouble."""
    plan = Plan()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        plan.troubles.append(Trouble(line, "This is not UTF-8 text. Save the file as “CSV UTF-8” and try again."))
        return plan
    rows = list(_rows(text, agency, plan))
    everybody = User.objects.select_related("team__parent")
    users = everybody.in_bulk([row.email for row in rows], field_name="email")  # in as many queries as it takes
    numbered = User.objects.filter(agency=agency).exclude(staff_number="")
    numbers = dict(numbered.values_list("staff_number", "email"))
    for row in rows:
        if numbers.get(row.staff_number, row.email) != row.email:
            plan.troubles.append(Trouble(row.line, f"The staff number {row.staff_number} belongs to somebody else."))
        _place(row, users.get(row.email), agency, plan)
    known = {
        (team.parent.name, team.name)
        for team in agency.teams.exclude(parent=None).select_related("parent")
        if team.parent
    }
    wanted = dict.fromkeys((row.service, row.team) for row in rows)
    plan.teams = [f"{service} / {team}" for service, team in wanted if (service, team) not in known]
    plan.troubles.sort(key=lambda trouble: trouble.line)
    return plan


def _rows(text: str, agency: Agency, plan: Plan) -> Iterator[Row]:
    """Yield the good rows; add a Trouble for each bad one."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    posts = frozenset(book_for(agency).posts)
    seen: dict[str, int] = {}  # "e-mail address …" or "staff number …" → the line where it stands first
    rows = 0
    try:
        columns = _columns(next(reader, []), plan)
        if columns is None:
            return
        for cells in reader:
            if rows >= MOST_ROWS:
                plan.troubles.append(Trouble(reader.line_num, f"At most {MOST_ROWS:,} rows can be imported at once."))
                return
            if any(cell.strip() for cell in cells):
                values = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
                rows += 1
                row = _row(reader.line_num, values, posts, seen, plan)
                if row is not None:
                    yield row
    except csv.Error as error:
        plan.troubles.append(
            Trouble(reader.line_num, f"This is not well-formed CSV ({error}). Check the quotation marks.")
        )


def _columns(header: list[str], plan: Plan) -> dict[str, int] | None:
    """Return where each known column stands, or None with Troubles where the heading cannot be used."""
    found = {cell.strip().casefold().replace("_", " "): at for at, cell in enumerate(header)}
    before = len(plan.troubles)
    for name in found:
        if name and name not in COLUMNS:
            near = nearest(name, COLUMNS)
            hint = f" Did you mean “{near}”?" if near else f" The columns are: {', '.join(COLUMNS)}."
            plan.troubles.append(Trouble(1, f"There is no column “{name}”.{hint}"))
    for name in NEEDED:
        if name not in found:
            plan.troubles.append(Trouble(1, f"The column “{name}” is missing."))
    return found if len(plan.troubles) == before else None


def _row(line: int, values: dict[str, str], posts: frozenset[str], seen: dict[str, int], plan: Plan) -> Row | None:
    """Return the row where nothing is wrong with it."""
    wrong = list(_wrong(values, posts))
    email = values["email"].lower()
    number = values.get("staff number", "")
    for what, value in (("e-mail address", email), ("staff number", number)):
        first = seen.setdefault(f"{what} {value}", line)
        if value and first != line:
            wrong.append(f"The {what} {value} is already on line {first}.")
    plan.troubles.extend(Trouble(line, words) for words in wrong)
    if wrong:
        return None
    return Row(
        line=line,
        name=values["name"],
        email=email,
        service=values["service"],
        team=values["team"],
        job=values.get("job", ""),
        works_as=_works_as(values.get("works as", "")) or WorksAs.EMPLOYEE,
        staff_number=number,
        post=values.get("post", ""),
    )


def _wrong(values: dict[str, str], posts: frozenset[str]) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with the values of one row."""
    for name in NEEDED:
        if not values[name]:
            yield f"The {name} is empty."
    for name, value in values.items():
        most = LONGEST_NUMBER if name == "staff number" else LONGEST
        if len(value) > most or "\x00" in value:
            yield f"The {name} is longer than {most} characters or holds a character that is not text."
    if values["email"]:
        try:
            validate_email(values["email"])
        except ValidationError:
            yield f"“{values['email'][:80]}” is not an e-mail address."
    if values.get("works as") and _works_as(values["works as"]) is None:
        yield f"“{values['works as'][:40]}” is not one of: {', '.join(str(each.label) for each in WorksAs)}."
    post = values.get("post", "")
    if post and post not in posts:
        near = nearest(post, sorted(posts))
        yield f"Your policy has no post “{post[:40]}”." + (f" Did you mean “{near}”?" if near else "")


def _works_as(text: str) -> str | None:
    words = {str(each.label).casefold(): each.value for each in WorksAs} | {each.value: each.value for each in WorksAs}
    return words.get(text.casefold()) if text else None


def _place(row: Row, user: User | None, agency: Agency, plan: Plan) -> None:
    """Put the row where it belongs: new, changed, the same, or wrong because the address is somebody else's."""
    if user is None:
        plan.new.append(row)
    elif user.agency_id != agency.pk:
        plan.troubles.append(Trouble(row.line, f"The e-mail address {row.email} cannot be used here."))
    else:
        here = (user.name, user.team.name, user.team.parent.name if user.team.parent else "", user.job, user.works_as)
        same = here == (row.name, row.team, row.service, row.job, row.works_as)
        same = same and row.staff_number in ("", user.staff_number)
        (plan.same if same else plan.changed).append(row)
