"""Files that were sent with a form: each is taken in and kept, or refused by its name with a sentence."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from heed.documents.evidence.changes import attach, turn_away
from heed.documents.evidence.queries import Case
from heed.documents.files.intake import Taken, called_plainly, take_in
from heed.documents.files.unfit import Unfit
from heed.people.agencies.stamps import Signed
from heed.web.evidence.forms import files_of

FIELD = "chosen"


def receive(stamp: Signed, form: forms.BaseForm, keep: Callable[[Taken], Any], case: Case | None = None) -> int:
    """Take in every file of the form and hand it to `keep(taken)`; return how many were kept.

    What is refused is said at the form, so that it is not valid any more; what was good before it stays kept.
    """
    count = 0
    for file in files_of(form):
        try:
            if keep(take_in(file, called=file.name or "", size=file.size or 0)) is not None:
                count += 1
        except Unfit as unfit:
            if unfit.code == "infected":
                turn_away(stamp, case)
            called = called_plainly(file.name or "") or _("The file")
            form.add_error(FIELD, _("“{name}”: {why}").format(name=called, why=unfit.reason))
    return count


def receive_on(stamp: Signed, form: Any, case: Case) -> int:
    """Add every file of an `Add` form to a case; return how many were added."""

    def keep(taken: Taken) -> Any:
        # By what is in it, not by its place in the form: a form with errors comes again with other files in it.
        token = f"{form.sent_token[:19]}:{taken.digest[:20]}" if form.sent_token else None
        return attach(stamp, case, taken, about=form.cleaned_data.get("about", ""), token=token)

    return receive(stamp, form, keep, case)
