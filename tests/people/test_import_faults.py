"""Every fault that a file of staff can have, one at a time, with its line and sentence; and nothing half imported."""

import csv
import io

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heed.access import changes as access
from heed.access.decisions import Refused
from heed.ledger.models import Entry
from heed.people.agencies.models import Holding, Team, User
from heed.people.agencies.states import WorksAs
from heed.people.imports.changes import NotImported, import_staff
from heed.people.imports.queries import COLUMNS, LONGEST, plan_import
from tests.towns import Town

HEAD = "name,email,service,team,job,works as,staff number,post"
ROW = "Wren Hollis,wren@example.org,Housing,Visiting team,Officer,employee,900,"
GOOD = ROW.replace("wren@", "good@").replace("900", "901")


def lines(town: Town, text: str | bytes) -> list[tuple[int, str]]:
    """Return what is wrong with a file: (line, sentence)."""
    content = text if isinstance(text, bytes) else text.encode()
    return [(trouble.line, trouble.words) for trouble in plan_import(town.agency, content).troubles]


WORKS_AS = "Employee, Agency worker, Casual worker, Volunteer, Councillor"
# What is written instead of the good row, and what is said about line 2.
FAULTS = {
    "no name": (",wren@example.org,Housing,Visiting team", ["The name is empty."]),
    "blank name": ("   ,wren@example.org,Housing,Visiting team", ["The name is empty."]),
    "no address": ("Wren,,Housing,Visiting team", ["The email is empty."]),
    "no service": ("Wren,wren@example.org,,Visiting team", ["The service is empty."]),
    "no team": ("Wren,wren@example.org,Housing,", ["The team is empty."]),
    "row too short": ("Wren,wren@example.org", ["The service is empty.", "The team is empty."]),
    "address without @": ("Wren,wren.example.org,H,T", ["“wren.example.org” is not an e-mail address."]),
    "address with a space": ("Wren,wren h@example.org,H,T", ["“wren h@example.org” is not an e-mail address."]),
    "two addresses": ("Wren,a@example.org;b@example.org,H,T", [
        "“a@example.org;b@example.org” is not an e-mail address."]),
    "works as something": ("Wren,wren@example.org,H,T,,contractor", [f"“contractor” is not one of: {WORKS_AS}."]),
    "unknown post": ("Wren,wren@example.org,H,T,,,,warden", ["Your policy has no post “warden”."]),
    "misspelt post": ("Wren,wren@example.org,H,T,,,,Line-manager", [
        "Your policy has no post “Line-manager”. Did you mean “line-manager”?"]),
    "long name": (f"{'W' * (LONGEST + 1)},wren@example.org,H,T", [
        f"The name is longer than {LONGEST} characters or holds a character that is not text."]),
    "long job": (f"Wren,wren@example.org,H,T,{'j' * (LONGEST + 1)}", [
        f"The job is longer than {LONGEST} characters or holds a character that is not text."]),
    "zero byte": ("Wr\x00en,wren@example.org,H,T", [
        f"The name is longer than {LONGEST} characters or holds a character that is not text."]),
    "long staff number": (f"Wren,wren@example.org,H,T,,,{'9' * 41}", [
        "The staff number is longer than 40 characters or holds a character that is not text."]),
    "everything": (",nobody,,,,pirate,,wardn", [
        "The name is empty.", "The service is empty.", "The team is empty.", "“nobody” is not an e-mail address.",
        f"“pirate” is not one of: {WORKS_AS}.", "Your policy has no post “wardn”."]),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_said_with_its_line_and_nothing_is_imported(town: Town, name: str) -> None:
    row, said = FAULTS[name]
    text = f"{HEAD}\n{row}\n{GOOD}\n"
    before = (User.objects.count(), Team.objects.count(), Holding.objects.count(), Entry.objects.count())
    found = lines(town, text)
    assert found == [(2, words) for words in said]
    with pytest.raises(NotImported, match=rf"^{len(said)} faults; nothing was imported\.$"):
        import_staff(town.make.stamp(), agency=town.agency, content=text.encode())
    assert (User.objects.count(), Team.objects.count(), Holding.objects.count(), Entry.objects.count()) == before


HEADINGS = {
    "": [(1, f"The column “{name}” is missing.") for name in ("name", "email", "service", "team")],
    "name,email,service": [(1, "The column “team” is missing.")],
    "name,e-mail,service,team": [
        (1, "There is no column “e-mail”. Did you mean “email”?"), (1, "The column “email” is missing.")],
    "name,email,service,team,shoe size": [
        (1, f"There is no column “shoe size”. The columns are: {', '.join(COLUMNS)}.")],
}  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_that_cannot_be_used_is_all_that_is_said(town: Town, heading: str) -> None:
    assert lines(town, f"{heading}\n,,,\n") == HEADINGS[heading]


@pytest.mark.parametrize("heading", [
    "name,email,service,team", "NAME,Email,SERVICE,Team", " name , email , service , team ",
    "team,service,email,name", "name,email,service,team,works_as,staff_number", "name,email,service,team,,",
    "\ufeffname,email,service,team",
])  # fmt: skip
def test_headings_may_be_in_any_order_and_case(town: Town, heading: str) -> None:
    cells = {"name": "Wren", "email": "wren@example.org", "service": "Housing", "team": "New"}
    names = [cell.strip().casefold().lstrip("\ufeff") for cell in heading.split(",")]
    row = ",".join(cells.get(name, "") for name in names)
    plan = plan_import(town.agency, f"{heading}\n{row}\n".encode())
    assert (plan.troubles, [(row.name, row.email, row.team) for row in plan.new]) == (
        [], [("Wren", "wren@example.org", "New")]
    )  # fmt: skip


@pytest.mark.parametrize(("encoding", "line"), [("latin-1", 3), ("cp1252", 3), ("utf-16", 1), ("utf-16-le", 3)])
def test_a_file_that_is_not_utf8_says_on_which_line_and_how_to_save_it(town: Town, encoding: str, line: int) -> None:
    text = f"{HEAD}\n{ROW}\nZoë,zoe@example.org,Housing,Visiting team,,,,\n"
    [(found, words)] = lines(town, text.encode(encoding))[:1]
    if encoding == "utf-16-le":  # zero bytes between the letters are text of a sort, until the ë
        assert "UTF-8" in words
    else:
        assert (found, words) == (
            line, "This is not UTF-8 text. Save the file as “CSV UTF-8” and try again."
        )  # fmt: skip


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_system_ends_them(town: Town, ending: str) -> None:
    text = ending.join([HEAD, ROW, "", GOOD.replace("good@", "wrong").replace("Wren Hollis", ""), ""])
    assert lines(town, text) == [(4, "The name is empty."), (4, "“wrongexample.org” is not an e-mail address.")]


def test_an_open_quotation_mark_is_said_with_its_line(town: Town) -> None:
    [(line, words)] = lines(town, f'{HEAD}\n{ROW}\n"Wren,wren2@example.org,H,T\n')
    assert line >= 3
    assert words.startswith("This is not well-formed CSV (")
    assert words.endswith("Check the quotation marks.")


def test_a_line_break_within_quotation_marks_counts_lines_as_an_editor_does(town: Town) -> None:
    text = f'{HEAD}\n"Wren\nHollis",wren@example.org,Housing,Visiting team,,,,\n,x@example.org,Housing,Team,,,,\n'
    assert lines(town, text) == [(4, "The name is empty.")]


def test_an_address_twice_in_any_case_is_said_with_the_first_line(town: Town) -> None:
    text = f"{HEAD}\n{ROW}\n\n{ROW.replace('wren@', 'WREN@').replace('900', '')}\n"
    assert lines(town, text) == [(4, "The e-mail address wren@example.org is already on line 2.")]


@pytest.mark.parametrize("works", [(label, each) for each in WorksAs for label in (str(each.label), each.value, "")])
def test_in_which_way_somebody_works_is_written_as_people_write_it(town: Town, works: tuple[str, WorksAs]) -> None:
    label, each = works
    text = f"{HEAD}\nWren,wren@example.org,Housing,Visiting team,,{label.upper()},,\n"
    import_staff(town.make.stamp(), agency=town.agency, content=text.encode())
    assert User.objects.get(email="wren@example.org").works_as == (each if label else WorksAs.EMPLOYEE)


def test_a_dry_run_tells_new_changed_and_the_same_apart(town: Town) -> None:
    asha, nia = town["asha"], town["nia"]
    text = "\n".join([
        HEAD, ROW, f"{asha.name},{asha.email},Housing,Visiting team,,,,",
        f"{nia.name},{nia.email},Parks,Rangers,Ranger,,,", "",
    ])  # fmt: skip
    plan = plan_import(town.agency, text.encode())
    assert ([row.line for row in plan.new], [row.line for row in plan.same], [row.line for row in plan.changed]) == (
        [2], [3], [4]
    )  # fmt: skip
    assert (plan.teams, [row.line for row in plan.rows]) == ([], [2, 3, 4])


def test_who_is_moved_by_a_file_leaves_the_posts_of_the_old_team(town: Town) -> None:
    ben = town["ben"]
    text = f"{HEAD}\n{ben.name},{ben.email},Parks,Rangers,,,,\n"
    import_staff(town.make.stamp(), agency=town.agency, content=text.encode())
    assert (town["ben"].team, town["ben"].holdings.filter(until_at=None).count()) == (town.rangers, 0)


def test_a_post_in_a_file_is_only_proposed_and_never_to_whoever_imports(town: Town) -> None:
    ada, nia = town["ada"], town["nia"]
    rows = [f"{user.name},{user.email},Housing,Visiting team,,,,{post}"
            for user, post in ((ada, "line-manager"), (nia, "senior-manager"))]  # fmt: skip
    text = "\n".join([HEAD, *rows])
    access.import_staff(town.make.by(ada), content=text.encode())
    found = Holding.objects.waiting().select_related("post__team", "user")
    assert [(town.who(each.user), each.post.word, each.post.team.name, each.asked_by) for each in found] == [
        ("nia", "senior-manager", "Housing", ada)
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["ben", "hal", "asha", "dot", "eve"])
def test_only_an_administrator_imports(town: Town, who: str) -> None:
    with pytest.raises(Refused):
        access.import_staff(town.make.by(town[who]), content=f"{HEAD}\n{ROW}\n".encode())
    assert not User.objects.filter(email="wren@example.org").exists()


def test_a_staff_number_belongs_to_one_person(town: Town) -> None:
    sid = town["sid"]
    User.objects.filter(pk=sid.pk).update(staff_number="77")
    text = "\n".join([
        HEAD, ROW, ROW.replace("wren@", "wren2@"), GOOD.replace("901", "77"),
        f"{sid.name},{sid.email},Parks,Rangers,,,77,", f"{sid.name},sid2@example.org,Parks,Rangers,,,,",
    ])  # fmt: skip
    assert lines(town, text) == [
        (3, "The staff number 900 is already on line 2."),
        (4, "The staff number 77 belongs to somebody else."),
        (5, "The staff number 77 is already on line 4."),
    ]


def test_a_new_staff_number_is_a_change_and_an_empty_one_is_not(town: Town) -> None:
    sid = town["sid"]
    row = f"{sid.name},{sid.email},Parks,Rangers,,,"
    import_staff(town.make.stamp(), agency=town.agency, content=f"{HEAD}\n{row}78,\n".encode())
    assert town["sid"].staff_number == "78"
    plan = plan_import(town.agency, f"{HEAD}\n{row},\n".encode())
    assert (len(plan.same), len(plan.changed), town["sid"].staff_number) == (1, 0, "78")


def test_too_many_rows_are_refused_whole(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heed.people.imports.queries.MOST_ROWS", 2)
    rows = [ROW.replace("wren@", f"wren{number}@").replace("900", "") for number in range(3)]
    text = "\n".join([HEAD, *rows])
    assert lines(town, text) == [(4, "At most 2 rows can be imported at once.")]


CELL = st.one_of(
    st.sampled_from(["", "Wren", "wren@example.org", "Housing", "Visiting team", "employee", "line-manager", "=1+1",
                     "'", '"', "a,b", "a\nb", "Łucja", "\u202e", "\x00", "x" * 201]),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, max_size=9), max_size=5))
@example(rows=[["A", "a@example.org", "S", "T"], ["A", "A@example.org", "S", "T"]])
@example(rows=[["A", "a@example.org", "S", "T", "", "", "7"], ["B", "b@example.org", "S", "T", "", "", "7"]])
def test_whatever_is_in_the_cells_all_of_it_is_imported_or_nothing(town: Town, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD.split(","), *rows])
    content = out.getvalue().encode("utf-8", "surrogatepass")
    plan = plan_import(town.agency, content)
    before = (User.objects.count(), Team.objects.count())
    if plan.troubles:
        with pytest.raises(NotImported):
            import_staff(town.make.stamp(), agency=town.agency, content=content)
        assert (User.objects.count(), Team.objects.count()) == before
        assert all(trouble.line >= 1 and trouble.words.endswith((".", "?")) for trouble in plan.troubles)
    else:
        import_staff(town.make.stamp(), agency=town.agency, content=content)
        assert User.objects.count() == before[0] + len(plan.new)
        again = plan_import(town.agency, content)
        assert (again.new, again.changed, again.troubles, len(again.same)) == ([], [], [], len(plan.rows))
        User.objects.filter(email__in=[row.email for row in plan.new]).delete()
