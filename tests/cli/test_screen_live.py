"""`heed screen --database`: the live register, for somebody who sees it; lists as people have them."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from heed.checks.screens.models import Screen
from heed.people.public.changes import add_place
from heed.register.markers.models import Marker
from tests.matching.sheets.test_reading import calendar, workbook
from tests.register.conftest import MONDAY, Council, council

__all__ = ["council"]
pytestmark = pytest.mark.django_db
LIST = "Ref,Tenant,D.O.B.,Street,Post code,Officer\nT1,Una Vale,1990,4 Tern Row,ZZ1 1ZZ,Pip\n"
COLIN = "T2,Colin Marlpit,4/3/1971,12 Marl Lane,ZZ9 9ZZ,Pip\n"


@pytest.fixture
def colin(council: Council) -> Marker:
    person = council.person
    person.born_on = date(1971, 3, 4)
    person.place = add_place(agency=person.agency, lines="12 Marl Lane", postcode="ZZ9 9ZZ")
    person.save()
    return council.live(controls=["not-alone"], advice="=Ring the bell, and step back.")


def run(folder: Path, council: Council, *more: str, content: bytes = (LIST + COLIN).encode()) -> tuple[int, str, str]:
    """Return the exit code, what was said, what was written."""
    (folder / "list").write_bytes(content)
    out, code = StringIO(), 0
    words = [str(folder / "list"), "--database", "--out", str(folder / "found.csv"), "--processes", "1"]
    given = {"--agency": council.other.agency.word, "--by": council.safety.email, "--purpose": "visit"}
    for name, value in given.items():
        words += [] if name in more else [name, value]
    with time_machine.travel(MONDAY, tick=False):
        try:
            call_command("screen", *words, *more, stdout=out)
        except SystemExit as left:
            code = int(str(left.code))
    written = folder / "found.csv"
    return code, out.getvalue(), written.read_text("utf-8") if written.exists() else ""


def test_a_list_is_screened_against_the_live_register(tmp_path: Path, council: Council, colin: Marker) -> None:
    code, said, written = run(tmp_path, council)
    assert code == 0
    assert said == (
        "Read as: id = Ref, name = Tenant, born = D.O.B., address = Street, postcode = Post code; left aside: Officer. "
        "Say otherwise with --columns.\n"
        f"2 rows against 1 live entries: 1 alerts, 0 to review. Written to {tmp_path / 'found.csv'}.\n"
    )
    header, *rows = written.splitlines()
    found = [row.split(",") for row in rows if not row.endswith(",")]
    assert header == "query_id,entry_id,score,tier"
    assert [(asked, entry, tier) for asked, entry, _score, tier in found] == [("T2", colin.case.reference, "alert")]
    row = Screen.objects.get()
    assert (row.asked_by, row.many, row.purpose) == (council.safety, 2, "visit")


def test_the_file_for_staff_says_what_to_do_and_no_name(tmp_path: Path, council: Council, colin: Marker) -> None:
    code, said, written = run(tmp_path, council, "--for-staff")
    assert (code, said.splitlines()[-1]) == (
        0, f"2 rows against 1 live entries. Written to {tmp_path / 'found.csv'}.")  # fmt: skip
    assert written == (
        "id,answer,hazards,what to do,until\n"
        'T2,warning,Violence,"Do not go alone; =Ring the bell, and step back.",2026-10-29\n'
    )


def test_no_field_of_the_file_for_staff_is_a_formula(tmp_path: Path, council: Council, colin: Marker) -> None:
    sent = (LIST + COLIN.replace("T2", "=1+1")).encode()
    assert "\n'=1+1,warning," in run(tmp_path, council, "--for-staff", content=sent)[2]


def test_a_workbook_and_a_calendar_are_screened_as_well(tmp_path: Path, council: Council, colin: Marker) -> None:
    rows: list[list[Any]] = [["Name", "DOB"], ["Colin Marlpit", date(1971, 3, 4)]]
    visit = "UID:v1\r\nSUMMARY:Colin Marlpit 4/3/1971\r\nLOCATION:12 Marl Lane\\, ZZ9 9ZZ\r\nDTSTART:20260601T140000Z"
    for content, name in ((workbook(rows), "2"), (calendar(visit), "v1")):
        written = run(tmp_path, council, content=content)[2]
        assert written.splitlines()[1].startswith(f"{name},{colin.case.reference},")


def test_bad_rows_are_named_and_the_rest_is_done(tmp_path: Path, council: Council, colin: Marker) -> None:
    code, said, written = run(tmp_path, council, content=(LIST + ",,,,,\nT3,,,,,Pip\n" + COLIN).encode())
    assert (code, f"{tmp_path / 'list'}, line 4: it asks nothing: every field is empty.\n" in said) == (1, True)
    assert colin.case.reference in written
    assert Screen.objects.get().bad == 1


def test_somebody_says_what_the_columns_hold(tmp_path: Path, council: Council, colin: Marker) -> None:
    content = b"A,B\nColin Marlpit,12 Marl Lane ZZ9 9ZZ\n"
    code, said, written = run(tmp_path, council, "--columns", "name=A", "address=B", content=content)
    assert (code, "Read as" in said, colin.case.reference in written) == (0, False, True)


@pytest.mark.parametrize(("more", "words"), [
    (("--agency", "nowhere"), "There is no agency “nowhere”. It is the word that `heed setup` was given."),
    (("--by", "nobody@example.org"), "Nobody works for “{word}” whose e-mail address is “nobody@example.org”."),
    (("--purpose", "vist"), "There is no purpose “vist”. Did you mean “visit”?"),
    (("--purpose", "gossip"), "There is no purpose “gossip”. It is one of: visit, meeting, call, job."),
    (("--agency", "", "--by", ""), "With --database also say --agency, --by."),
    (("--columns", "who=Ref"), "The list {list}: A column cannot hold “who”, only one of: id, name,"),
    (("--columns", "name=Who"), "The list {list}: The list has no column “Who”. Its columns are: Ref, Tenant,"),
])  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_kept(
    tmp_path: Path, council: Council, colin: Marker, more: tuple[str, ...], words: str
) -> None:
    code, said, written = run(tmp_path, council, *more)
    expected = words.format(word=council.other.agency.word, list=tmp_path / "list")
    assert (code, said.splitlines()[-1].startswith(f"Nothing was screened. {expected}"), written) == (2, True, "")
    assert Screen.objects.count() == 0


@pytest.mark.parametrize("who", ["other", "manager", "admin"])
def test_who_does_not_see_the_register_is_refused_with_the_reason(
    tmp_path: Path, council: Council, colin: Marker, who: str
) -> None:
    code, said, written = run(tmp_path, council, "--by", getattr(council, who).email)
    assert (code, written) == (2, "")
    assert said.splitlines()[-1].startswith("Nothing was screened. Only those who see the whole register can screen")


def test_a_register_in_a_file_and_the_live_one_exclude_each_other(tmp_path: Path, council: Council) -> None:
    with pytest.raises(CommandError, match="not allowed with argument"):
        run(tmp_path, council, "--register", "x.csv")


def test_the_same_list_scores_the_same_against_a_file_that_says_the_same(
    tmp_path: Path, council: Council, colin: Marker
) -> None:
    live = run(tmp_path, council)[2].replace(colin.case.reference, "e1")
    (tmp_path / "register.csv").write_text(
        "entry_id,status,kind,given_names,surname,date_of_birth,aliases,address,postcode\n"
        "e1,live,person,Colin,Marlpit,1971-03-04,,12 Marl Lane,ZZ9 9ZZ\n"
        "e2,lapsed,person,Una,Vale,1990-01-01,,4 Tern Row,ZZ1 1ZZ\n",
        "utf-8",
    )
    out = StringIO()
    call_command("screen", str(tmp_path / "list"), "--register", str(tmp_path / "register.csv"), "--out",
                 str(tmp_path / "file.csv"), "--processes", "1", stdout=out)  # fmt: skip
    assert (tmp_path / "file.csv").read_text("utf-8") == live
