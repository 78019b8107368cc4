"""`heed register import`: what whoever brings a spreadsheet reads, first without doing anything."""

import csv
import io
import json
from io import StringIO
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command

from heed.register.markers.models import Marker
from tests.register.bringing.test_bringing import NADIA, sheet
from tests.register.conftest import MONDAY, Council, council

__all__ = ["council"]
pytestmark = pytest.mark.django_db
OWNER = "Whoever decides on the entries does not bring them in. Ask health and safety to do it."
UNTIL = "They warn nobody before they are decided on: until then, keep the earlier register in use.\n"


def run(folder: Path, council: Council, *more: str, content: bytes | None = None) -> tuple[int, str]:
    """Return the exit code and what was said."""
    (folder / "old.csv").write_bytes(
        sheet({}, NADIA | {"why": "", "ends on": "1/1/2026"}) if content is None else content
    )
    given = {"--agency": council.other.agency.word, "--by": council.safety.email}
    words = [each for name, value in given.items() if name not in more for each in (name, value)]
    out, code = StringIO(), 0
    with time_machine.travel(MONDAY, tick=False):
        try:
            call_command("register", "import", str(folder / "old.csv"), *words, *more, stdout=out)
        except SystemExit as left:
            code = int(str(left.code))
    return code, out.getvalue()


def test_looking_first_says_what_would_come_in_and_does_nothing(tmp_path: Path, council: Council) -> None:
    code, said = run(tmp_path, council, "--dry-run")

    assert code == 1
    assert said == (
        "line 3 (W/13): cannot come in because its time was over on 01/01/2026, and nothing says why there is a "
        "credible risk.\nWould come in as proposals: 1 row; 1 cannot. Nothing was done.\n"
    )
    assert Marker.objects.count() == 0


def test_what_can_comes_in_and_what_cannot_is_written_out_to_be_mended(tmp_path: Path, council: Council) -> None:
    code, said = run(tmp_path, council, "--left-out", str(tmp_path / "mend.csv"))

    assert (code, said.splitlines(keepends=True)[1:]) == (
        1, [f"Came in as proposals: 1 row; 1 cannot. {UNTIL}"])  # fmt: skip
    assert [str(marker.person) for marker in Marker.objects.all()] == ["Colin Marlpit"]
    header, row = csv.reader(io.StringIO((tmp_path / "mend.csv").read_text("utf-8")))
    assert (header[:3], row[:3]) == (
        ["cannot come in because", "reference", "name"],
        ["its time was over on 01/01/2026; nothing says why there is a credible risk", "W/13", "Nadia Fenwick"],
    )


def test_what_was_mended_comes_in_from_the_file_that_was_written(tmp_path: Path, council: Council) -> None:
    run(tmp_path, council, "--left-out", str(tmp_path / "mend.csv"))
    header, row = csv.reader(io.StringIO((tmp_path / "mend.csv").read_text("utf-8")))
    mended = dict(zip(header, row, strict=True)) | {"why": "She threw a cup.", "ends on": "1/10/2026"}
    out = io.StringIO()
    csv.writer(out).writerows([mended.keys(), mended.values()])

    assert run(tmp_path, council, content=out.getvalue().encode()) == (
        0,
        f"Left aside, for no entry has them: cannot come in because.\nCame in as proposals: 1 row; 0 cannot. {UNTIL}",
    )
    assert {str(marker.person) for marker in Marker.objects.all()} == {"Colin Marlpit", "Nadia Fenwick"}


def test_no_field_is_a_formula_where_it_is_opened(tmp_path: Path, council: Council) -> None:
    run(tmp_path, council, "--dry-run", "--left-out", str(tmp_path / "mend.csv"),
        content=sheet({"reference": "=HYPERLINK(1)", "why": ""}))  # fmt: skip

    assert ",'=HYPERLINK(1)," in (tmp_path / "mend.csv").read_text("utf-8")


def test_what_is_said_names_nobody(tmp_path: Path, council: Council) -> None:
    for more in ((), ("--dry-run",), ("--json",)):
        _code, said = run(tmp_path, council, *more)
        assert [name for name in ("Marlpit", "Fenwick", "Tern Row") if name in said] == []


def test_as_json(tmp_path: Path, council: Council) -> None:
    code, said = run(tmp_path, council, "--dry-run", "--json")

    assert (code, json.loads(said)) == (1, {
        "brought": False,
        "rows": [2],
        "left_out": [{"line": 3, "reference": "W/13", "reasons": [
            "its time was over on 01/01/2026", "nothing says why there is a credible risk"]}],
        "left_aside": [],
    })  # fmt: skip


@pytest.mark.parametrize(("more", "content", "words"), [
    (("--agency", "nowhere"), b"", "There is no agency “nowhere”."),
    (("--by", "nobody@example.org"), b"", "whose e-mail address is “nobody@example.org”."),
    ((), b"name,why\nx,y\n", "The list lacks columns that every entry needs: “warns of”"),
])  # fmt: skip
def test_a_question_that_is_wrong_is_said(
    tmp_path: Path, council: Council, more: tuple[str, ...], content: bytes, words: str
) -> None:
    code, said = run(tmp_path, council, *more, content=content)

    assert code == 2
    assert said.startswith("Nothing was brought in. ")
    assert words in said


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_whoever_decides_does_not_bring_in(tmp_path: Path, council: Council, more: tuple[str, ...]) -> None:
    assert run(tmp_path, council, "--by", council.owner.email, *more) == (
        2,
        f"Nothing was brought in. {OWNER}\n",
    )


def test_a_file_that_is_not_there_is_said(tmp_path: Path, council: Council) -> None:
    code, said = run(tmp_path, council, "--left-out", str(tmp_path / "no" / "such" / "folder.csv"), "--dry-run")

    assert (code, said.startswith("Nothing was brought in. ")) == (2, True)
