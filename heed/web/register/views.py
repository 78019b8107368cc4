"""An entry of the register, and everything that can be done with it: each verb has its own small page."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from heed.casework.board.queries import open_on
from heed.casework.cases.changes import look
from heed.casework.cases.queries import done_already
from heed.checks.rules import may_see_looks, reads_story
from heed.people.agencies.queries import book_at, book_for
from heed.register.appeals.queries import sits_on
from heed.register.markers import queries
from heed.register.markers.queries import Marker
from heed.register.markers.rules import may_bring
from heed.register.markers.states import ANNOUNCE, At
from heed.register.telling import changes as telling
from heed.register.telling.queries import audience, teams_of
from heed.register.telling.rules import may_announce
from heed.web import kept
from heed.web.asked import Asked
from heed.web.duties.places import entry_page
from heed.web.duties.shown import as_title, line_of
from heed.web.evidence.adding import add_to
from heed.web.incidents.around import summaries
from heed.web.register import looks as looking
from heed.web.register import page
from heed.web.register.announcing import Announce
from heed.web.register.forms import About, Beside
from heed.web.register.verbs import WAYS, Way
from heed.web.show import show
from heed.web.statements.views import ask_on
from heed.web.uploads import takes_files


def find(request: Asked, reference: str) -> Marker:
    """Return the entry, if the reader may know of it; absent and forbidden look alike (N9)."""
    marker = queries.whole(request.user, reference)
    if marker is None:
        raise Http404
    return marker


@require_safe
def entry(request: Asked, reference: str) -> HttpResponse:
    marker = find(request, reference)
    look(request.stamp, case=marker.case, thing=f"marker:{marker.pk}")
    if reads_story(request.user, marker):
        return show(request, "register/entry.html", **page.page(marker, request.stamp))
    if sits_on(request.user).filter(marker=marker).exists():
        return redirect("appeal", reference)
    return show(request, "register/concerned.html", **page.concerned_page(marker, request.stamp))


def verb(request: Asked, reference: str, word: str) -> HttpResponse:
    marker, way = find(request, reference), WAYS.get(word)
    if way is None:
        raise Http404
    if _pressed_before(request, marker):
        return _back(request, reference)
    way.may(request.user, marker, request.stamp.at).require()
    form = kept.form(request, way.form, about=about_of(request, marker, way))
    if form.is_valid() and request.method == "POST":
        way.take(request.stamp, marker, form)
        messages.success(request, _("Saved. {done}.").format(done=_(way.move.verb.done)))
        return _back(request, reference)
    return show(request, "register/verb.html", form=form, way=way, **around(request, marker, way))


def about_of(request: Asked, marker: Marker, way: Way) -> About:
    """Return what the verb's form must know of the entry."""
    return About(
        marker=marker,
        book=book_for(marker.case.agency),
        usual_on=queries.usual_on(marker, request.stamp.at),
        longest_on=queries.longest_on(marker, request.stamp.at),
        beside=beside(marker, way),
    )


def beside(marker: Marker, way: Way) -> Mapping[str, list[Beside]]:
    """Return what was answered to each factor before: for a review what was said last time, else this time."""
    if not way.factors:
        return {}
    given = list(marker.answers.all())
    if way is WAYS["review"]:
        last = max((each.round for each in given), default=0)
        final = At.REVIEW if last else At.DECIDE
        given = [each for each in given if each.round == last and each.step == final]
    found: dict[str, list[Beside]] = {}
    for each in given:
        found.setdefault(each.factor, []).append(Beside(page.who_answered(each), each.text))
    return found


def around(request: Asked, marker: Marker, way: Way) -> dict[str, Any]:
    """Return what the page of a verb shows beside its form."""
    owed = [duty for duty in open_on(marker.pk) if duty.verb == way.move.verb.name]
    clauses = dict.fromkeys(clause for duty in owed for clause in book_at(duty.policy).duties[duty.rule].clauses)
    whole = reads_story(request.user, marker)
    return page.head(marker, request.stamp) | {
        "title": as_title(_(way.move.verb.do)),
        "back": entry_page(marker.case.reference),
        "lines": [line_of(duty, request.stamp.at) for duty in owed],
        "clauses": summaries(book_for(marker.case.agency), clauses or way.move.verb.clauses),
        "rows": page.rows(marker, request.user) if way.factors and whole else [],
        "sources": list(page.sources(marker)) if way.factors and whole else [],
    }


def announce(request: Asked, reference: str) -> HttpResponse:
    """Choose the teams, see how many people that is, then send it (EHC-7)."""
    marker = find(request, reference)
    if _pressed_before(request, marker):
        return _back(request, reference)
    may_announce(request.user, marker).require()
    form = kept.form(request, Announce, teams=teams_of(request.user.agency))
    title = as_title(_(ANNOUNCE.verb.do))
    known: dict[str, Any] = {"title": title, "reference": reference, "back": entry_page(reference)}
    if not form.is_valid() or "change" in request.POST:
        return show(request, "register/announce.html", form=form, **known)
    teams = form.chosen
    if "send" in request.POST:
        size = telling.announce(
            request.stamp, marker, teams=teams, reason=form.cleaned_data["reason"], token=form.sent_token
        )
        said = ngettext(
            "%d person was told that there is a new entry.", "%d people were told that there is a new entry.", size
        )
        messages.success(request, said % size)
        return _back(request, reference)
    size = len(audience(teams))
    return show(request, "register/announce_check.html", form=form, teams=teams, size=size, **known)


@takes_files
def evidence(request: Asked, reference: str) -> HttpResponse:
    marker = find(request, reference)
    if request.method == "POST":
        may_bring(marker).require()
    return add_to(request, marker.case, caption=_caption(reference), back=entry_page(reference))


def statements(request: Asked, reference: str) -> HttpResponse:
    marker = find(request, reference)
    may_bring(marker).require()
    return ask_on(request, marker.case, caption=_caption(reference), back=entry_page(reference))


def _caption(reference: str) -> str:
    return _("Entry {reference}").format(reference=reference)


@require_safe
def looks(request: Asked, reference: str) -> HttpResponse:
    """Show who looked at the entry, when, why, how often, and what is odd about it (N2, R6)."""
    marker = find(request, reference)
    may_see_looks(request.user, marker).require()
    look(request.stamp, case=marker.case, thing=f"looks:{marker.pk}")
    about = page.head(marker, request.stamp)["about"]
    gathered = looking.gathered(marker, request.user)
    return show(request, "register/looks.html", reference=reference, about=about, **gathered)


def _back(request: Asked, reference: str) -> HttpResponse:
    """Go back to the entry; home, where its reader saw it only because of what they have done just now."""
    seen = queries.visible_to(request.user).filter(case__reference=reference).exists()
    return redirect(entry_page(reference) if seen else "home")


def _pressed_before(request: Asked, marker: Marker) -> bool:
    """Return whether this very form was acted on already: a second press, the back button."""
    return request.method == "POST" and done_already(marker.case, request.POST.get("token"))
