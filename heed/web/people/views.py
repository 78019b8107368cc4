"""Staff and their posts, as administrators keep them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from heed.access import changes, rules
from heed.notices import changes as notices
from heed.people.agencies import queries
from heed.people.agencies.changes import post_at
from heed.people.agencies.stamps import User
from heed.people.imports.changes import NotImported
from heed.people.imports.queries import plan_import
from heed.web import kept
from heed.web.asked import Asked
from heed.web.people import forms
from heed.web.people.absences import today
from heed.web.people.details import options_of, waiting_emails
from heed.web.show import show

ON_A_PAGE = 50
MOST_TEXT = 2_000_000  # characters of a checked file that the page carries until it is imported


def _titles(user: User) -> dict[str, str]:
    """Return the posts of the user's policy: word → title."""
    return {word: post.title.text() for word, post in queries.book_for(user.agency).posts.items()}


@require_safe
def staff(request: Asked) -> HttpResponse:
    """List who works here."""
    rules.may_keep_staff(request.user).require()
    form = forms.Find(request.GET)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    page = Paginator(queries.staff_of(request.user.agency, text), ON_A_PAGE).get_page(request.GET.get("page"))
    held = queries.posts_held(page.object_list, request.stamp.at)
    titles = {word: post.title.text() for word, post in queries.book_for(request.user.agency).posts.items()}
    rows = [
        (user, [titles.get(holding.post.word, holding.post.word) for holding in held.get(user.pk, [])]) for user in page
    ]
    return show(request, "people/staff.html", finder=form, page=page, rows=rows)


def add(request: Asked) -> HttpResponse:
    """Add somebody and invite them."""
    rules.may_keep_staff(request.user).require()
    teams = queries.teams_of(request.user.agency)
    form = kept.form(request, forms.Add, teams=options_of(teams))
    if form.is_valid():
        given = dict(form.cleaned_data)
        chosen = given.pop("team")
        team = next(team for team in teams if str(team.pk) == chosen)
        user = changes.add_staff(request.stamp, team=team, **given)
        notices.invite(request.stamp, user=user)
        messages.success(request, _("%(name)s was added and invited.") % {"name": user.name})
        return redirect("somebody", user.pk)
    return show(
        request, "question.html", form=form, title=_("Add somebody"), back="/staff/", button=_("Add and invite")
    )


def find(request: Asked, pk: int) -> User:
    """Return somebody of the reader's own agency; anybody else does not exist for them."""
    rules.may_keep_staff(request.user).require()
    return get_object_or_404(queries.staff_of(request.user.agency), pk=pk)


def somebody(request: Asked, pk: int) -> HttpResponse:
    """Show what is kept about somebody, and what can be done about it."""
    user = find(request, pk)
    held = queries.posts_held([user], request.stamp.at).get(user.pk, [])
    posts = queries.book_for(user.agency).posts
    seats = [
        (f"{post.word}@{team.pk}", f"{post.title.text()} – {team}")
        for team in queries.teams_of(user.agency)
        for post in posts.values()
        if post.of == team.level and team.pk in user.team.line
    ]
    form = forms.Propose(request.POST or None, seats=seats)
    if form.is_valid():
        word, _at, team = form.cleaned_data["post"].partition("@")
        node = next(each for each in queries.teams_of(user.agency) if str(each.pk) == team)
        notices.grant(request.stamp, post=post_at(node, word), user=user)
        messages.success(request, _("Proposed. Another administrator must agree before it counts."))
        return redirect("somebody", pk)
    waiting = [holding for holding in queries.waiting_holdings(user.agency) if holding.user_id == user.pk]
    email = queries.waiting_emails(user.agency).filter(user=user).first()
    titles = _titles(user)
    return show(
        request,
        "people/somebody.html",
        somebody=user,
        held=[(holding, titles.get(holding.post.word, holding.post.word)) for holding in held],
        waiting=[(holding, titles.get(holding.post.word, holding.post.word)) for holding in waiting],
        absences=queries.absences_around([user], today(request)),
        email=email,
        form=form,
        self=user.pk == request.user.pk,
    )


def invite(request: Asked, pk: int) -> HttpResponse:
    """Send somebody a new one-time link."""
    user = find(request, pk)
    if request.method == "POST":
        notices.invite(request.stamp, user=user)
        messages.success(request, _("A new link is on its way to %(name)s.") % {"name": user.name})
        return redirect("somebody", pk)
    title = _("Send %(name)s a new link?") % {"name": user.name}
    return show(request, "people/sure.html", title=title, back=f"/staff/{pk}", button=_("Send a new link"),
                words=_("They choose a password with it. Links that were sent before stop working."))  # fmt: skip


def end(request: Asked, pk: int) -> HttpResponse:
    """End somebody's access."""
    user = find(request, pk)
    rules.may_end_staff(request.user, user).require()
    if request.method == "POST":
        changes.end_staff(request.stamp, user=user)
        messages.success(request, _("The access of %(name)s has ended.") % {"name": user.name})
        return redirect("somebody", pk)
    title = _("End the access of %(name)s?") % {"name": user.name}
    words = _("They can no longer sign in, their posts end, and what falls to them goes to others at once.")
    back, button = f"/staff/{pk}", _("End their access")
    return show(request, "people/sure.html", title=title, words=words, back=back, button=button, danger=True)


def end_post(request: Asked, pk: int, holding: int) -> HttpResponse:
    """End one post of somebody."""
    user = find(request, pk)
    found = next(
        (each for each in queries.posts_held([user], request.stamp.at).get(pk, []) if each.pk == holding), None
    )
    if found is None:
        raise Http404
    rules.may_end_holding(request.user, found).require()
    if request.method == "POST":
        changes.end_holding(request.stamp, holding=found)
        messages.success(request, _("The post has ended. What it owes falls to others."))
        return redirect("somebody", pk)
    title = _("End this post of %(name)s?") % {"name": user.name}
    return show(request, "people/sure.html", title=title, back=f"/staff/{pk}", button=_("End the post"), danger=True,
                words=_("What falls to them because of it goes to others at once."))  # fmt: skip


@require_safe
def posts(request: Asked) -> HttpResponse:
    """Show which posts the policy wants, who holds them, and who is proposed."""
    rules.may_keep_staff(request.user).require()
    seats = queries.seats_of(request.user.agency, request.stamp.at)
    only = request.GET.get("show") == "vacant"
    titles = _titles(request.user)
    waiting = [
        (holding, titles.get(holding.post.word, holding.post.word), rules.may_agree_grant(request.user, holding))
        for holding in queries.waiting_holdings(request.user.agency)
    ]
    shown = [seat for seat in seats if not (only and seat.holders)]
    vacant = sum(1 for seat in seats if not seat.holders)
    return show(request, "people/posts.html", page=Paginator(shown, ON_A_PAGE).get_page(request.GET.get("page")),
                waiting=waiting, emails=waiting_emails(request), vacant=vacant, only=only)  # fmt: skip


def decide(request: Asked, holding: int) -> HttpResponse:
    """Agree to a proposed holder, or refuse them, as the second person."""
    rules.may_keep_staff(request.user).require()
    found = get_object_or_404(queries.waiting_holdings(request.user.agency), pk=holding)
    if request.method == "POST" and ("agree" in request.POST or "refuse" in request.POST):
        change = changes.agree_grant if "agree" in request.POST else changes.refuse_grant
        change(request.stamp, holding=found)
        messages.success(request, _("Agreed.") if "agree" in request.POST else _("Refused."))
    return redirect("posts")


def import_staff(request: Asked) -> HttpResponse:
    """Check a file of staff, show what importing it would do, and import it whole."""
    rules.may_keep_staff(request.user).require()
    form = forms.Upload(request.POST or None, request.FILES or None)
    plan, text = None, ""
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read() if file else form.cleaned_data["text"].encode()
        if not file and "import" in request.POST:
            try:
                done = changes.import_staff(request.stamp, content=content)
            except NotImported as refused:
                plan = refused.plan
            else:
                count = len(done.rows)
                messages.success(
                    request, ngettext("%(n)s row was imported.", "%(n)s rows were imported.", count) % {"n": count}
                )
                return redirect("staff")
        plan = plan or plan_import(request.user.agency, content)
        text = content.decode("utf-8-sig") if not plan.troubles else ""
        if len(text) > MOST_TEXT:
            text = ""
    return show(request, "people/import.html", form=form, plan=plan, text=text)
