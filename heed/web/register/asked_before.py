"""Was somebody looked up? For those who answer for the register: who asked the same, when, and what for."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from heed.checks.records.changes import ask_of
from heed.checks.records.queries import Time
from heed.checks.records.rules import may_ask_of_looks
from heed.checks.states import Purpose
from heed.people.agencies.queries import book_for
from heed.web import kept
from heed.web.asked import Asked
from heed.web.register.look_up import LookUp
from heed.web.show import show
from heed.web.words import moment


class WasAsked(LookUp):
    """What is looked for is told as in a look-up; nobody is about to do anything."""

    purpose = None  # type: ignore[assignment]  # so a form leaves a question of its parent out


def was_it_asked(request: Asked) -> HttpResponse:
    """Ask, and answer on this very screen: an answer has no address of its own."""
    may_ask_of_looks(request.user).require()
    form = kept.form(request, WasAsked, explain=False, urgent=False)
    times = [_told(each) for each in ask_of(request.stamp, form.sought)] if form.is_valid() else None
    words = str(book_for(request.user.agency).register.look_ups_kept)
    return show(request, "register/was_it_asked.html", form=form, times=times, words=words)


def _told(time: Time) -> str:
    what = Purpose(time.purpose).label
    parts = [f"{time.by.name}, {time.by.team}", moment(time.at), str(what)]
    if time.rows:
        parts.append(_("in a list of %(rows)s rows") % {"rows": time.rows})
    if time.unchecked:
        parts.append(_("Heed could not check, and said so"))
    if time.refused:
        parts.append(_("not answered, after too many that day"))
    return " · ".join(parts)
