"""Photos and files with the report: kept with the draft as they are sent, so that they outlive a sign-out."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from heed.documents.evidence import changes, queries
from heed.people.agencies.stamps import Signed
from heed.web.evidence.forms import camera, from_folder
from heed.web.evidence.receiving import receive
from heed.web.evidence.shown import Line, waiting
from heed.web.reporting.telling import Sheet


class Files(Sheet):
    """Photos and files: never required, and what was typed here is nothing to keep."""

    title: Any = gettext_lazy("Do you have photos or files of it?")
    lead = gettext_lazy(
        "For example a photo, a screenshot, a letter or a voice message. You can leave this out and add them later."
    )
    photo: forms.Field = camera()
    chosen: forms.Field = from_folder()

    def kept(self) -> dict[str, list[str]]:
        """Return nothing: files wait beside the draft."""
        return {}


@dataclass(frozen=True, slots=True)
class Step:
    """Where the page stands: its form, whether the same page is to be shown again."""

    form: Any
    stay: bool


def step(request: HttpRequest, stamp: Signed, told: Any, key: str) -> Step:
    """Do what was sent: take a file away, or take in what came."""
    form = Files(request.POST, request.FILES, telling=told)
    if "remove" in request.POST:
        found = [item for item in queries.on_shelf(stamp.user, key) if item.name == request.POST["remove"]]
        for item in found:
            changes.unshelve(stamp, item)
        return Step(form, stay=True)
    if form.is_valid():
        receive(stamp, form, lambda taken: changes.shelve(stamp, key, taken))
    return Step(form, stay="add" in request.POST)


def lines(stamp: Signed, key: str) -> list[Line]:
    """Return the files that wait beside the draft."""
    return [waiting(item) for item in queries.on_shelf(stamp.user, key)]
