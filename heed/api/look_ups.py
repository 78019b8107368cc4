"""The one thing that can be asked: whether there is a warning about this person or place."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from ninja import Router

from heed import clock
from heed.access.decisions import Refused
from heed.access.queries import System
from heed.api.answers import Answered, Possible, Question, Shown, Unanswered, Warned
from heed.checks.answers.queries import Asked
from heed.checks.changes import Told, answer
from heed.people.agencies.queries import works_here
from heed.people.agencies.stamps import Signed
from heed.register.markers.queries import Marker, short_form

router = Router()
FAILURES = {401: Unanswered, 403: Unanswered, 422: Unanswered, 429: Unanswered, 503: Unanswered}


@router.post("/look-ups", response={200: Answered, **FAILURES}, url_name="api_look_up",
             summary="Ask whether there is a warning", operation_id="look_up")  # fmt: skip
def look_up(request: HttpRequest, question: Question) -> Answered:
    """Ask about one person or one place, for one user and a purpose.

    The question is kept, under the user's name and the system's, and the owner of the register sees it. The answer is
    good for five minutes: show it, and do not keep it. There is no way to ask for a list.
    """
    system: System = request.auth  # type: ignore[attr-defined]  # the key, which was looked at before
    user = works_here(system.agency, question.user)
    if user is None:
        raise Refused(_("Heed knows nobody of that e-mail address who works for your organisation."))
    stamp = Signed.of(user, clock.now(), f"api:{system.pk}")
    told = answer(stamp, system, purpose=question.purpose, asked=asked_by(question), reason=question.reason)
    return answered(told, stamp)


def asked_by(question: Question) -> Asked:
    """Return what is looked for."""
    names = ("name", "born_on", "address", "postcode", "reference")
    return Asked(**{name: getattr(question, name) for name in names})


def answered(told: Told, stamp: Signed) -> Answered:
    """Return the answer as it is sent."""
    at = f"{settings.BASE_URL}/api/badges/{told.reference}"
    return Answered(
        answer="warning" if told.markers else "possible" if told.possible else "no-warning-found",
        say=said(len(told.markers), len(told.possible)),
        warnings=[warned(marker) for marker in told.markers],
        possible=[Possible(**warned(each.marker).dict(), why=each.why, ask=each.settle) for each in told.possible],
        asked_at=stamp.at,
        expires_at=told.until_at,
        badge=Shown(html=f"{at}.html", svg=f"{at}.svg"),
    )


def warned(marker: Marker) -> Warned:
    """Return one warning in its short form."""
    short = short_form(marker)
    assert marker.ends_on is not None  # the database lets no live entry be without one
    about: Any = short.about
    return Warned(about=about, hazards=short.hazards, what_to_do=short.controls, review_on=marker.ends_on)


def said(sure: int, possible: int) -> str:
    """Return the answer in a sentence, for so many warnings, and so many that may be meant."""
    if sure:
        return ngettext("Heed found a warning.", "Heed found %(count)d warnings.", sure) % {"count": sure}
    if possible:
        return _("Heed found what may be a warning. Until you know who it is about, act as if it were about them.")
    return _("Heed found no warning. That is no promise: take the care that you always take.")
