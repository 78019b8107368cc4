"""Evidence: opening an item, having one removed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from heed.casework.cases.queries import done_already, sees
from heed.documents.evidence import changes, queries, rules
from heed.documents.evidence.queries import Item
from heed.people.agencies.stamps import User
from heed.web import kept
from heed.web.asked import Asked
from heed.web.evidence import forms, shown
from heed.web.headers import SEALED
from heed.web.show import show


def item_of(request: Asked, name: str) -> Item:
    """Return the item, if the reader may know of it; absent and forbidden look alike (N9)."""
    item = queries.find(request.user, name)
    if item is None:
        raise Http404
    return item


@require_safe
def open_(request: Asked, name: str) -> HttpResponseBase:
    item = item_of(request, name)
    if not changes.look(request.stamp, item):
        return show(
            request, "evidence/damaged.html", status=409, name=item.file_name, back=_page_of(request.user, item)
        )
    answer = StreamingHttpResponse(queries.content(item), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=item.file_name)
    answer.headers["Content-Length"] = str(item.size)
    answer.headers["Content-Security-Policy"] = SEALED
    return answer


def remove(request: Asked, name: str) -> HttpResponse:
    item = item_of(request, name)
    if item.case is None:
        raise Http404
    if request.method == "POST" and done_already(item.case, request.POST.get("token")):
        return redirect(_page_of(request.user, item))
    stands = rules.standing(request.user, item.case)
    at_once = bool(rules.may_take_back(item, stands))
    if not at_once:
        rules.may_ask_removal(item, stands).require()
    form = kept.form(request, forms.TakeBack if at_once else forms.AskRemoval)
    if form.is_valid():
        if at_once:
            changes.take_back(request.stamp, item, token=form.sent_token)
            messages.success(request, _("The file was removed."))
        else:
            changes.ask_removal(request.stamp, item, reason=form.cleaned_data["text"], token=form.sent_token)
            messages.success(request, _("Saved. A second person decides whether the file is removed."))
        return redirect(_page_of(request.user, item))
    return show(request, "evidence/remove.html", form=form, at_once=at_once, **_told(request, item, stands))


def decide(request: Asked, name: str) -> HttpResponse:
    item = item_of(request, name)
    if item.case is None:
        raise Http404
    if request.method == "POST" and done_already(item.case, request.POST.get("token")):
        return redirect(_page_of(request.user, item))
    stands = rules.standing(request.user, item.case)
    rules.may_decide_removal(item, stands).require()
    form = kept.form(request, forms.Decide)
    if form.is_valid():
        gone = form.cleaned_data["decision"] == "remove"
        change = changes.agree_removal if gone else changes.refuse_removal
        change(request.stamp, item, text=form.cleaned_data["text"], token=form.sent_token)
        messages.success(request, _("The file was removed.") if gone else _("Saved. The file stays."))
        return redirect(_page_of(request.user, item))
    return show(request, "evidence/decide.html", form=form, **_told(request, item, stands))


def _told(request: Asked, item: Item, stands: rules.Standing) -> dict[str, Any]:
    return {"line": shown.line(item, stands), "back": _page_of(request.user, item)}


def _page_of(user: User, item: Item) -> str:
    """Return where the reader came from: the files of the case, or home, where a witness sees only their own."""
    if item.case is None:
        return "/report"
    return f"{item.case.page}/evidence" if sees(user, item.case) else "/"
