"""How much of a body is read, and where files lie while they arrive: decided before anything of it is read.

Only pages whose view is marked `takes_files` read large bodies, and only from who is signed in or was let in by a page
of their own. A file that arrives has no name on the disk: when the program ends, however it does, it is gone.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url

from heed.web import errors

SMALL: Final = 5_000_000  # bytes: a list of staff, a policy
BESIDE: Final = 1_000_000  # what may come with files
BLOCK: Final = 64 * 1024
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Mark a view to whose page evidence may be sent."""
    view.takes_files = True  # type: ignore[attr-defined]  # functions let themselves be added to
    return view


class Uploads:
    """Refuses bodies that are too large for their page, and has files of evidence arrive without a name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the next does."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_words: Any) -> HttpResponse | None:
        """Look at what the body says of its length; nothing of it was read so far."""
        if request.content_type != "multipart/form-data":
            return None
        takes = getattr(view, "takes_files", False)
        known = request.user.is_authenticated or not getattr(view, "login_required", True)
        limit = settings.EVIDENCE_CASE + BESIDE if takes and known else SMALL
        if takes and not known and said_length(request) > limit:
            after = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{after}")
        if said_length(request) > limit:
            read_away(request, limit)
            return errors.too_large(request)
        if takes:
            request.upload_handlers = [Arriving(request)]
        return None


def said_length(request: HttpRequest) -> int:
    """Return how long the body says it is; a body that does not say has no length at all."""
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isdecimal() else 0


def read_away(request: HttpRequest, most: int) -> None:
    """Read some of a body that is refused, so that the browser gets to read the answer rather than a broken line."""
    left = most
    while left > 0 and (block := request.read(BLOCK)):
        left -= len(block)


class Arriving(FileUploadHandler):
    """Receives a file into a place on the disk that has no name; what is beyond the limit is counted and not kept."""

    def new_file(self, *told: Any, **more: Any) -> None:
        """Begin a file."""
        super().new_file(*told, **more)
        Path(settings.DATA).mkdir(parents=True, exist_ok=True)
        self.file = TemporaryFile(dir=settings.DATA)  # noqa: SIM115 - closed by the request, which it outlives

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take a piece."""
        if start <= settings.EVIDENCE_FILE:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        """Give the file out."""
        self.file.seek(0)
        return UploadedFile(file=self.file, name=self.file_name, size=file_size)

    def upload_interrupted(self) -> None:
        """Let go of a file that broke off."""
        if hasattr(self, "file"):
            self.file.close()
