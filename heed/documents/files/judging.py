"""What a file is, judged by what is in it and never by its name. What is not on the list is refused.

Pictures are judged by painting them anew (`pictures`), office documents by looking into them (`zips`), everything else
by how it begins and ends.
"""

import re
from typing import BinaryIO, Final

import puremagic

from heed.documents.files.kinds import Kind
from heed.documents.files.unfit import Unfit
from heed.documents.files.zips import office

HEAD: Final = 4096
TAIL: Final = 66_000  # the end of a zip can lie behind a comment of 64 KB
STRIDE: Final = 1024 * 1024
BEGINS: Final[tuple[tuple[re.Pattern[bytes], Kind | str], ...]] = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"\xff\xd8\xff", "picture"),
        (rb"\x89PNG\r\n\x1a\n", "picture"),
        (rb"GIF8[79]a", "picture"),
        (rb"BM.{12}[\x0c\x28\x40\x6c\x7c]\0\0\0", "picture"),
        (rb"(II\*\0|MM\0\*)", "picture"),
        (rb"RIFF....WEBPVP8", "picture"),
        (rb"%PDF-[12]\.\d", Kind.PDF),
        (rb"PK\x03\x04", "zip"),
        (rb"RIFF....WAVE", Kind.WAV),
        (rb"OggS\0", Kind.OGG),
        (rb"ID3[\x02-\x04]|\xff[\xe3\xf3\xfa\xfb][\x10-\xe0]", Kind.MP3),
        (rb"\x1a\x45\xdf\xa3.{0,60}webm", Kind.WEBM),
        (rb".{4}ftypqt  ", Kind.MOV),
        (rb".{4}ftyp(M4A|M4B)", Kind.M4A),
        (rb".{4}ftyp3g[p2]", Kind.THREE_GP),
        (rb".{4}ftyp(isom|iso[2-6]|mp4[12]|avc1|MSNV|M4V|dash|mmp4)", Kind.MP4),
    )
)
REFUSED: Final = (
    ("heic", re.compile(rb".{4}ftyp(heic|heix|hevc|heim|heis|mif1|msf1)", re.DOTALL)),
    ("old-office", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("program", re.compile(rb"MZ|\x7fELF|\xca\xfe\xba\xbe|[\xce\xcf]\xfa\xed\xfe|#!|\0asm|L\0\0\0\x01\x14\x02")),
    ("archive", re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ|MSCF|PK\x05\x06")),
)
MARKUP: Final = re.compile(rb"<\s*(!doctype|html|svg|script|head|body|iframe|\?xml|\?php|x:|xml)", re.IGNORECASE)
ENDS_AS_ZIP: Final = b"PK\x05\x06"
ACTS: Final = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|XFA)[\s/(<\[]")
"""Words in a PDF by which it does something when it is opened."""
CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
PICTURE: Final = "picture"


def judge(file: BinaryIO, size: int) -> Kind | str:
    """Return the kind of the file, or "picture" for what has yet to be painted anew. Unfit for everything else."""
    if not size:
        raise Unfit("empty")
    head = _part(file, 0, HEAD)
    kind = next((kind for pattern, kind in BEGINS if pattern.match(head)), None)
    if kind == PICTURE:
        return PICTURE
    if kind == "zip":
        file.seek(0)
        return office(file, size)
    if kind is None:
        return _text(file, head)
    tail = _part(file, max(0, size - TAIL), TAIL)
    if ENDS_AS_ZIP in tail:
        raise Unfit("two-in-one")
    if kind == Kind.PDF:
        _document(file, tail)
    elif MARKUP.search(head):
        raise Unfit("two-in-one")
    return kind


def _document(file: BinaryIO, tail: bytes) -> None:
    """Refuse a PDF that is cut off, or that says openly that it does something."""
    if b"%%EOF" not in tail[-2048:]:
        raise Unfit("damaged")
    file.seek(0)
    before = b""
    while block := file.read(STRIDE):
        if ACTS.search(before + block):
            raise Unfit("macros")
        before = block[-32:]


def _text(file: BinaryIO, head: bytes) -> Kind:
    """Return that it is plain text, all of it; else refuse it by what it seems to be."""
    for code, pattern in REFUSED:
        if pattern.match(head):
            raise Unfit(code)
    if MARKUP.search(head):
        raise Unfit("web-page")
    file.seek(0)
    rest = b""
    while block := file.read(STRIDE):
        if CONTROL.search(block):
            raise Unfit(_named(head))
        whole = rest + block
        try:
            whole.decode("utf-8")
            rest = b""
        except UnicodeDecodeError as trouble:
            if trouble.start < len(whole) - 3:
                raise Unfit(_named(head)) from None
            rest = whole[trouble.start :]
    if rest:
        raise Unfit("unknown")
    return Kind.TXT


def _named(head: bytes) -> str:
    """Return the code for what the file seems to be, for the sentence that refuses it."""
    try:
        said = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return "unknown"
    if "heif" in said or "heic" in said:
        return "heic"
    if "html" in said or "svg" in said or "xml" in said:
        return "web-page"
    return "program" if "executable" in said or "x-dosexec" in said else "unknown"


def _part(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)
