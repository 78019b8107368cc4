"""Read the briefing, answer its questions, see until when it holds."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from heed.people.agencies.queries import book_for
from heed.training import changes, rules
from heed.training.queries import holds_until
from heed.web import kept
from heed.web.asked import Asked
from heed.web.briefing.forms import Questions
from heed.web.show import show


def briefing(request: Asked) -> HttpResponse:
    rules.may_brief(request.user).require()
    book, lang = book_for(request.user.agency), get_language() or "en"
    terms = book.briefing
    form = kept.form(request, Questions, terms=terms, lang=lang)
    if request.method == "POST" and form.is_valid():
        wrong = changes.answer(request.stamp, form.cleaned_data)
        if not wrong:
            return redirect("look_up" if kept.waits(request, reverse("look_up")) else "briefing")
        form.explain(wrong)
    until = holds_until(request.user)
    return show(
        request,
        "briefing/briefing.html",
        form=form,
        title=terms.title.text(lang),
        topics=[(one.head.text(lang), [each.text(lang) for each in one.says]) for one in terms.topics],
        until=until,
        in_date=until is not None and until > request.stamp.at,
        starts=terms.starts if terms.starts and book.calendar.day_of(request.stamp.at) < terms.starts else None,
        sees_all=bool(rules.may_see_briefed(request.user)),
    )
