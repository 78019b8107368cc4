"""Files on the disk: forced there before anybody is told, under names that say nothing."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from heed.documents.files import store

NAME = "ab" + "0" * 30


def test_a_file_is_there_for_its_owner_alone(folder: Path) -> None:
    store.put(NAME, [b"one", b"two"])

    path = folder / "ab" / NAME
    assert (path.read_bytes(), path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (
        b"onetwo", 0o600, 0o700,
    )  # fmt: skip
    assert [name for name, _at in store.kept()] == [NAME]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" + "0" * 30, NAME + "x", "ab/" + "0" * 29, NAME[:-1]])
def test_what_is_not_one_of_our_names_is_no_path(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        store.path_of(name)


def test_a_file_that_cannot_be_written_leaves_nothing(folder: Path) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"one"
        raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        store.put(NAME, breaks())

    assert [path.name for path in folder.rglob("*") if path.is_file()] == []


def test_a_name_is_used_once() -> None:
    store.put(NAME, [b"one"])
    store.remove(NAME)
    store.remove(NAME)

    with pytest.raises(FileNotFoundError):
        store.get(NAME)


def test_an_unfinished_file_can_be_removed(folder: Path) -> None:
    (folder / "ab").mkdir(parents=True)
    (folder / "ab" / f"{NAME}.part").write_bytes(b"half")

    assert [name for name, _at in store.kept()] == [NAME]
    store.remove_unfinished(NAME)
    assert list(store.kept()) == []


PUT = f"""
from django.conf import settings
settings.configure(EVIDENCE_FOLDER={{folder!r}})
from heed.documents.files import store
store.put({NAME!r}, [b"Storycanary"])
print("told", flush=True)
"""


def test_file_and_folder_are_on_the_disk_before_anybody_is_told(folder: Path, tmp_path: Path) -> None:
    """The order of the system's calls (B9): write, force the file, rename, force the folder, tell."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    traced = tmp_path / "traced"
    calls = "openat,write,fsync,rename,renameat,renameat2"
    command = ["strace", "-f", "-y", "-e", f"trace={calls}", "-o", str(traced), sys.executable, "-c",
               PUT.format(folder=str(folder))]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[3])

    steps = {
        "written": r"write\(.*Storycanary",
        "file": rf"fsync\(\d+<\S*/{NAME}\.part>",
        "renamed": rf"rename\w*\(.*{NAME}\.part",
        "folder": r"fsync\(\d+<\S*/evidence/ab>",
        "told": r'write\(1<.*"told',
    }
    lines = traced.read_text(errors="replace").splitlines()
    found = {step: next(i for i, line in enumerate(lines) if re.search(how, line)) for step, how in steps.items()}
    assert sorted(found, key=lambda step: found[step]) == list(steps)
    assert any(re.search(r"fsync\(\d+<\S*/evidence>", line) for line in lines[: found["told"]])
