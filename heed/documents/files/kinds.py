"""The closed list of what a file can be. Everything else is refused."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a file is, judged by what is in it. The word is also the ending of its name when it is given out."""

    JPEG = "jpg", _("Photo")
    PNG = "png", _("Picture")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    PPTX = "pptx", _("PowerPoint presentation")
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument spreadsheet")
    ODP = "odp", _("OpenDocument presentation")
    TXT = "txt", _("Plain text")
    MP3 = "mp3", _("Sound recording")
    M4A = "m4a", _("Sound recording")
    WAV = "wav", _("Sound recording")
    OGG = "ogg", _("Sound recording")
    MP4 = "mp4", _("Film")
    MOV = "mov", _("Film")
    THREE_GP = "3gp", _("Film")
    WEBM = "webm", _("Film")


PICTURES: Final = (Kind.JPEG, Kind.PNG)
SOUNDS: Final = (Kind.MP3, Kind.M4A, Kind.WAV, Kind.OGG)
FILMS: Final = (Kind.MP4, Kind.MOV, Kind.THREE_GP, Kind.WEBM)
SORTS: Final = ("picture", "document", "sound", "film")
"""What policy may ask about."""

# What a browser offers to choose from. HEIC is left out on purpose: a phone that has it then sends JPEG.
ACCEPTED: Final = (
    "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "image/tiff", "application/pdf", "text/plain",
    ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", "audio/mpeg", "audio/mp4", ".m4a", "audio/wav", "audio/ogg",
    "video/mp4", "video/quicktime", "video/3gpp", "video/webm",
)  # fmt: skip


def sort_of(kind: str) -> str:
    """Return the sort of a kind: picture, document, sound or film."""
    if kind in PICTURES:
        return "picture"
    if kind in SOUNDS:
        return "sound"
    return "film" if kind in FILMS else "document"
