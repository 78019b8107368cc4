"""Files that people send, good ones and hostile ones, made here so that none of them lies in the repository."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

PLACE = b"CANARY-OF-A-PLACE"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def photo(size: tuple[int, int] = (64, 48), form: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, form, **options)
    return out.getvalue()


def photo_with_place(orientation: int = 6) -> bytes:
    """Return a photo that says where it was taken, by which camera, and which way up it is."""
    exif = Image.Exif()
    exif[0x010F] = "Canarycamera"
    exif[0x0112] = orientation
    exif[0x9286] = PLACE
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(51), IFDRational(47), IFDRational(4711, 100))
    place[29] = PLACE.decode()
    return photo(exif=exif.tobytes(), comment=PLACE)


def zipped(entries: Mapping[str, bytes], **options: Any) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def word(types: str = WORD, **more: bytes) -> bytes:
    """Return a Word document; `more` are further entries, with "__" for a slash."""
    listed = f'<Types><Override PartName="/word/document.xml" ContentType="{types}"/></Types>'
    entries = {"[Content_Types].xml": listed.encode(), "word/document.xml": b"<w:document/>"}
    return zipped(entries | {name.replace("__", "/"): content for name, content in more.items()})


def png_that_says(width: int, height: int) -> bytes:
    """Return a small PNG that claims to be a large picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(10_000_000))) + chunk(b"IEND", b"")


def moving() -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 200)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def zip_that_says(length: int) -> bytes:
    """Return a document whose entry claims this length in the archive's own list."""
    made = bytearray(word(word__media=b"x" * 1000))
    at = made.rfind(b"PK\x01\x02")
    made[at + 24 : at + 28] = struct.pack("<I", length)
    return bytes(made)


def film(brand: bytes = b"isom") -> bytes:
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\2\0" + bytes(300)


OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
MACROS = word(word__vbaProject_bin=b"x").replace(b"vbaProject_", b"vbaProject.")
STARTS = PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>")
GOOD: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "a photo": (photo_with_place, "jpg"),
    "a photo of several pictures in one": (lambda: photo(form="MPO", save_all=True,
                                                         append_images=[Image.new("RGB", (9, 9))]), "jpg"),
    "a large photo": (lambda: photo((7000, 5000), quality=30), "jpg"),
    "a screenshot": (lambda: photo(form="PNG"), "png"),
    "a picture from the web": (lambda: photo(form="WEBP"), "jpg"),
    "a picture that stands still": (lambda: photo(form="GIF"), "png"),
    "a bitmap": (lambda: photo(form="BMP"), "png"),
    "a scan": (lambda: photo(form="TIFF"), "png"),
    "a PDF": (lambda: PDF, "pdf"),
    "a Word document": (word, "docx"),
    "an Excel workbook": (lambda: word(WORD.replace("wordprocessingml.document", "spreadsheetml.sheet")), "xlsx"),
    "an OpenDocument text": (
        lambda: zipped({"mimetype": OPEN_TEXT, "content.xml": b"<x/>"}), "odt"),
    "a text": (lambda: "Ich weiß, wo du parkst. £5\r\n".encode() * 9000, "txt"),
    "an e-mail as text": (lambda: b"From: c.marlpit@example.org\nSubject: You\n\nI know where you park.\n", "txt"),
    "a voice message": (lambda: film(b"M4A "), "m4a"),
    "a sound": (lambda: b"RIFF\x24\0\0\0WAVEfmt " + bytes(60), "wav"),
    "a song": (lambda: b"ID3\x03\0\0\0\0\0\0" + bytes(60), "mp3"),
    "a film": (film, "mp4"),
    "a film of an iPhone": (lambda: film(b"qt  "), "mov"),
}  # fmt: skip

HOSTILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "a drawing with a script": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "web-page"),
    "a drawing behind a comment": (lambda: b"<!-- x -->\n<svg onload='1'>", "web-page"),
    "a web page": (lambda: b"\n <!DOCTYPE html><html><script>fetch('/')</script>", "web-page"),
    "a page called a text": (lambda: b"Hello\n<script>1</script>", "web-page"),
    "a program for Windows": (lambda: b"MZ" + bytes(200), "program"),
    "a program for Linux": (lambda: b"\x7fELF" + bytes(200), "program"),
    "a script": (lambda: b"#!/bin/sh\nrm -rf ~\n", "program"),
    "a shortcut": (lambda: b"L\0\0\0\x01\x14\x02\0" + bytes(200), "program"),
    "an old Word document": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-office"),
    "an archive": (lambda: zipped({"a.txt": b"hello"}), "archive"),
    "another archive": (lambda: b"Rar!\x1a\x07\x01\0" + bytes(90), "archive"),
    "an empty archive": (lambda: b"PK\x05\x06" + bytes(18), "archive"),
    "a document with macros": (lambda: MACROS, "macros"),
    "a document that says it has macros": (
        lambda: word(WORD.replace("openxmlformats-officedocument.wordprocessingml.document",
                                  "ms-word.document.macroEnabled")), "macros"),
    "a workbook with sheets of macros": (lambda: word(xl__macrosheets__sheet1=b"x"), "macros"),
    "a document with a file in it": (lambda: word(word__embeddings__oleObject1=b"x"), "macros"),
    "an OpenDocument text with macros": (
        lambda: zipped({"mimetype": OPEN_TEXT, "Basic/Standard/x.xml": b"x"}), "macros"),
    "a document that climbs out": (lambda: zipped({"[Content_Types].xml": b"", "../../etc/cron": b"x"}), "damaged"),
    "a document from the root": (lambda: zipped({"[Content_Types].xml": b"", "/etc/cron": b"x"}), "damaged"),
    "a document that unpacks to 600 MB": (lambda: zip_that_says(600_000_000), "bomb"),
    "a document that unpacks a thousandfold": (lambda: word(word__media=bytes(20_000_000)), "bomb"),
    "a document of many entries": (lambda: zipped({f"word/{n}": b"" for n in range(6000)}), "bomb"),
    "a document whose list of types is a bomb": (
        lambda: zipped({"[Content_Types].xml": bytes(2_000_000), "noise": photo((900, 900))}), "bomb"),
    "a document cut off": (lambda: word()[:-40], "damaged"),
    "a PDF that runs something": (lambda: STARTS, "macros"),
    "a PDF that starts a program": (lambda: PDF.replace(b"/Catalog", b"/Catalog /A << /S /Launch /F (x)>>"), "macros"),
    "a PDF that runs something far behind": (
        lambda: PDF[:20] + b" " * (1024 * 1024 - 25) + b"/JavaScript (x)" + PDF[20:], "macros"),
    "a PDF with an archive behind it": (lambda: PDF + zipped({"x.exe": b"MZ"}), "two-in-one"),
    "a PDF cut off": (lambda: PDF[:40], "damaged"),
    "a PDF that begins with a page": (lambda: b"<html>" + PDF, "web-page"),
    "a sound with a page in it": (lambda: b"ID3\x03\0\0\0\0\0\0<html><script>1</script>" + bytes(90), "two-in-one"),
    "a film with an archive behind it": (lambda: film() + zipped({"x.exe": b"MZ"}), "two-in-one"),
    "a photo cut off": (lambda: photo()[:500], "damaged"),
    "a photo of noise": (lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "damaged"),
    "a PNG of 100,000 by 100,000": (lambda: png_that_says(100_000, 100_000), "too-many-dots"),
    "a PNG of 5,000 by 5,000": (lambda: png_that_says(5_000, 5_000), "too-many-dots"),
    "a PNG with too little in it": (lambda: png_that_says(4_000, 4_000), "damaged"),
    "a moving picture": (moving, "several"),
    "a scan of two pages": (
        lambda: photo(form="TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))]), "several"),
    "a photo for phones that nobody else opens": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(90), "heic"),
    "a text with nothings in it": (lambda: b"hello\0\0world", "unknown"),
    "a text that is none": (lambda: b"caf\xe9 cr\xe8me", "unknown"),
    "a text that ends in the middle": (lambda: "weiß".encode()[:-1], "unknown"),
    "a film of no known sort": (lambda: film(b"xxxx"), "unknown"),
}  # fmt: skip
