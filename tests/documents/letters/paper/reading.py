"""Reads what is in a PDF, as far as tests of letters need it: its text by way of its own character maps, its tags."""

import re
import zlib
from functools import cached_property

HEAD = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*(<<.*?>>)\s*(?:stream\r?\n|endobj)", re.DOTALL)
SHOWN = re.compile(
    rb"/(f\d+) [\d.]+ Tf|(?=\()(\((?:\\.|[^\\)])*\))\s*Tj|\[((?:\((?:\\.|[^\\)])*\)|[^\]])*)\]\s*TJ|(ET)", re.DOTALL
)
STRING = re.compile(rb"\(((?:\\.|[^\\)])*)\)|<([0-9a-fA-F]*)>", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Read:
    """A PDF taken apart: `heads` are the dictionaries of its objects, `streams` what is packed in them."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        self.heads: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        for found in HEAD.finditer(pdf):
            number, head = int(found[1]), found[2]
            self.heads[number] = head
            length = re.search(rb"/Length (\d+)", head)
            if length and found[0].rstrip(b"\r\n").endswith(b"stream"):
                packed = pdf[found.end() : found.end() + int(length[1])]
                self.streams[number] = zlib.decompress(packed) if b"FlateDecode" in head else packed

    @cached_property
    def everything(self) -> bytes:
        return self.pdf + b"".join(self.streams.values())

    def tags(self) -> list[str]:
        """Return the kinds of its structure elements, in the order in which they lie in the file."""
        elements = [head for head in self.heads.values() if b"/StructElem" in head]
        return [found[1].decode() for head in elements if (found := re.search(rb"/S/(\w+)", head))]

    def fonts(self) -> set[str]:
        return {found.decode() for found in re.findall(rb"/BaseFont/([\w+-]+)", self.everything)}

    def text(self) -> str:
        """Return the text of all its pages as a reader's program would copy it, a piece to a line."""
        maps = self._maps()
        lines: list[str] = []
        font, line = "", ""
        for number in sorted(self.streams):
            if b"BT" not in self.streams[number] or b"/Type/CMap" in self.heads[number]:
                continue
            for found in SHOWN.finditer(self.streams[number]):
                if found[1]:
                    font = found[1].decode()
                elif found[4]:
                    lines, line = [*lines, line], ""
                else:
                    line += "".join(maps[font].get(code, "\ufffd") for code in _codes(found[2] or found[3]))
        return "\n".join(lines)

    def _maps(self) -> dict[str, dict[int, str]]:
        """Return the map from codes to letters of each font, by the name that the pages have for it."""
        named = dict(re.findall(rb"/(f\d+) (\d+) 0 R", self.everything))
        maps = {}
        for name, number in named.items():
            to = re.search(rb"/ToUnicode (\d+) 0 R", self.heads.get(int(number), b""))
            if to:
                maps[name.decode()] = _letters(self.streams[int(to[1])].decode())
        return maps


def _codes(shown: bytes) -> list[int]:
    """Return the two-byte codes in the strings of a TJ."""
    packed = b"".join(
        bytes.fromhex(hexed.decode()) if hexed else _string(plain) for plain, hexed in STRING.findall(shown)
    )
    return [int.from_bytes(packed[at : at + 2], "big") for at in range(0, len(packed), 2)]


def _string(escaped: bytes) -> bytes:
    def put(found: re.Match[bytes]) -> bytes:
        return bytes([int(found[1], 8)]) if found[1][:1].isdigit() else PLAIN.get(found[1], found[1])

    return ESCAPE.sub(put, escaped)


def _letters(cmap: str) -> dict[int, str]:
    """Return code → letters of a character map."""
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, letters in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, letters in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int(letters, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(start + code - int(first, 16))
    return found
