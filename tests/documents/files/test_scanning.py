"""The scanner's protocol, against one that answers like clamd, and against one that does not."""

from io import BytesIO
from pathlib import Path

import pytest

from heed.documents.files.intake import take_in
from heed.documents.files.scanning import infected
from heed.documents.files.unfit import Unfit
from heed.notices.drivers.driver import Unreachable
from tests.documents.files.clamd import HARMFUL, Clamd


def test_it_is_given_the_whole_file_and_its_verdict_is_heard(scanner: Clamd) -> None:
    blocks = [b"x" * 100_000, b"", b"end"]

    assert not infected(scanner.address, blocks)
    assert infected(scanner.address, [b"before", HARMFUL])
    assert scanner.seen == [b"".join(blocks), b"before" + HARMFUL]


def test_it_can_be_asked_by_a_socket_of_the_machine(tmp_path: Path) -> None:
    with Clamd(str(tmp_path / "s")) as scanner:
        assert infected(scanner.address, [HARMFUL])


@pytest.mark.parametrize("says", [
    None, b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: Can't allocate memory ERROR\0", b"OK\0", b"x" * 9000,
])  # fmt: skip
def test_what_is_no_verdict_is_none(scanner: Clamd, says: bytes | None) -> None:
    scanner.says = says or None
    with pytest.raises(Unreachable):
        infected(scanner.address, [b"x"])


@pytest.mark.parametrize("address", ["clamd://127.0.0.1:1", "clamd:///nowhere/at/all"])
def test_one_that_is_not_there_is_unreachable(address: str) -> None:
    with pytest.raises(Unreachable):
        infected(address, [b"x"])


def sent(content: bytes = b"hello") -> bool | None:
    return take_in(BytesIO(content), called="a.txt", size=len(content)).scanned


def test_a_file_is_scanned_when_it_is_sent(scanner: Clamd, folder: Path) -> None:
    assert sent() is True
    with pytest.raises(Unfit, match="infected"):
        sent(b"hello " + HARMFUL)
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_without_a_scanner_it_is_said_that_there_was_none(settings) -> None:
    settings.SCANNER = ""
    assert sent() is None


def test_a_scanner_that_is_away_keeps_nobody_from_sending(settings) -> None:
    settings.SCANNER = "clamd://127.0.0.1:1"
    assert sent() is False
