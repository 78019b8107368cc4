"""Office documents are zips. They are looked into, never unpacked: what they are, and whether a program is in them."""

import re
import zipfile
import zlib
from typing import BinaryIO, Final

from heed.documents.files.kinds import Kind
from heed.documents.files.unfit import Unfit

MANY: Final = 5_000  # entries
LARGEST: Final = 500 * 1024 * 1024  # bytes when unpacked
RATIO: Final = 200  # how much larger than the whole file all of it may become
TYPES: Final = 1024 * 1024  # bytes of the list of types that are read at most
MICROSOFT: Final = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": Kind.DOCX,
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": Kind.XLSX,
    b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": Kind.PPTX,
}
OPEN: Final = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.presentation": Kind.ODP,
}
PROGRAMS: Final = re.compile(
    r"vbaproject\.bin|vbadata\.xml|/macrosheets/|/activex/|/embeddings/|/customui|^basic/|^scripts/|/externallinks/|"
    r"\.(exe|dll|js|vbs|bat|cmd|ps1|scr|jar|com|lnk|hta|swf|class|sh|py)$"
)


def office(file: BinaryIO, size: int) -> Kind:
    """Return which office document it is. Unfit for any other zip, for one with a program in it, and for a bomb."""
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _harmless(entries, size)
            return _kind(archive, {entry.filename: entry for entry in entries})
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Unfit("damaged") from None


def _harmless(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MANY or unpacked > LARGEST or unpacked > RATIO * max(size, 1):
        raise Unfit("bomb")
    names = [entry.filename.lower().replace("\\", "/") for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries) or any(".." in name.split("/") for name in names):
        raise Unfit("damaged")
    if any(name.startswith("/") for name in names) or len(set(names)) < len(names):
        raise Unfit("damaged")
    if any(PROGRAMS.search(name) for name in names):
        raise Unfit("macros")


def _kind(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> Kind:
    if "[Content_Types].xml" in entries:
        types = _read(archive, entries["[Content_Types].xml"])
        if re.search(rb"macroEnabled|vbaProject|oleObject|activeX", types, re.IGNORECASE):
            raise Unfit("macros")
        found = [kind for said, kind in MICROSOFT.items() if b'"' + said + b'"' in types]
    elif "mimetype" in entries:
        said = _read(archive, entries["mimetype"]).strip()
        found = [OPEN[said]] if said in OPEN else []
    else:
        found = []
    if len(found) != 1:
        raise Unfit("archive")
    return found[0]


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return an entry, of which no more than a little is unpacked whatever it says of its length."""
    with archive.open(entry) as opened:
        content = opened.read(TYPES + 1)
    if len(content) > TYPES:
        raise Unfit("bomb")
    return content
