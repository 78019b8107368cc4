"""Naming people one after another: a name is typed, colleagues of that name are offered, one of them is added."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from heed.people.agencies.queries import colleagues_called
from heed.web.reporting.people import AGAIN, OUTSIDE, Finder, Name, Pick
from heed.web.reporting.telling import Telling


@dataclass(frozen=True, slots=True)
class Step:
    """Where the naming stands: the form to show, the people so far, and what is to be kept (see `Finder`)."""

    form: Any
    people: list[str]
    typed: dict[str, list[str]]


def step(request: HttpRequest, user: Any, told: Telling, word: str) -> Step:
    """Return the naming as it stands, or as what was posted changes it."""
    kept = told.typed.get(word, {})
    people, name = list(kept.get("people", ())), next(iter(kept.get("find", ())), "")
    if request.method != "POST":
        form = Pick(user=user, name=name) if name else _name(told, word, people, getattr(request, "kept_post", None))
        return Step(form, shown(people), {})
    if "remove" in request.POST:
        people = [each for number, each in enumerate(people) if str(number) != request.POST["remove"]]
        return Step(_name(told, word, people), shown(people), {"people": people})
    if name and "name" not in request.POST:
        return _picked(request, user, people, name)
    if "pick" in request.POST:  # pressed twice: it was added already
        return Step(_name(told, word, people), shown(people), {"people": people})
    return _named(request, told, word, people)


def _named(request: HttpRequest, told: Telling, word: str, people: list[str]) -> Step:
    """Look for a typed name; an empty one ends the naming."""
    form = _name(told, word, people, request.POST)
    finder = _finder(told, word)
    if not form.is_valid():
        return Step(form, shown(people), {"people": people})
    name = " ".join(form.cleaned_data["name"].split())
    if name:
        return Step(form, shown(people), {"people": people, "find": [name]})
    if not people and not finder.optional and "later" not in request.POST:
        form.add_error("name", _("Enter the name of who was affected"))
        return Step(form, [], {"people": people})
    return Step(form, shown(people), {"people": people, "finished": ["yes"]})


def _picked(request: HttpRequest, user: Any, people: list[str], name: str) -> Step:
    """Add whom the reader picked."""
    form = Pick(request.POST, user=user, name=name)
    if not form.is_valid():
        return Step(form, shown(people), {"people": people, "find": [name]})
    pick = form.cleaned_data["pick"]
    if pick == OUTSIDE:
        people = [*people, f"name:{name}"]
    elif pick != AGAIN:
        found = colleagues_called(user, name).get(pk=int(pick))
        people = [*people, f"user:{found.pk}:{found.name}"]
    return Step(form, shown(people), {"people": list(dict.fromkeys(people))})


def _finder(told: Telling, word: str) -> type[Finder]:
    found = told.pages[word].form
    assert issubclass(found, Finder)
    return found


def _name(told: Telling, word: str, people: list[str], *given: Any) -> Name:
    """Return the form for one more name."""
    finder = _finder(told, word)
    if people:
        hint = _("Type another name, or leave it empty and continue.")
    elif finder.optional:
        hint = _("Type a name: of a colleague or of anybody else. Leave it empty if you do not know.")
    else:
        hint = _("Type a name: of a colleague or of anybody else.")
    return Name(*given, title=finder.asked if people else "", label=finder.more if people else finder.asked, hint=hint)


def shown(people: list[str]) -> list[str]:
    """Return the names of people as kept."""
    return [each.split(":", 2)[2] if each.startswith("user:") else each.partition(":")[2] for each in people]
