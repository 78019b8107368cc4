"""The demo's sign-in page, where anybody is anybody, and its mailbox."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from heed import clock
from heed.demo import cast, post
from heed.demo.texts import agencies
from heed.people.agencies.models import Agency, User
from heed.web.show import show

A_PAGE = 20


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Offer people of one agency after another; choosing one signs in as them."""
    after = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    after = after if safe else "/"
    if request.method == "POST":
        user = get_object_or_404(User, pk=_number(request.POST.get("user", "")), is_active=True)
        login(request, user)
        return redirect(after)
    about = {sheet.word: sheet.about for sheet in agencies()}
    places = {word: place for place, word in enumerate(about)}
    every = Agency.objects.filter(partner=False)
    offered = sorted(every, key=lambda agency: places.get(agency.word, len(places)))
    chosen = next((agency for agency in offered if agency.word == request.GET.get("agency")), next(iter(offered), None))
    return show(
        request,
        "demo/sign_in.html",
        agencies=offered,
        chosen=chosen,
        about=about.get(chosen.word, "") if chosen else "",
        people=cast.cast(chosen, clock.now()) if chosen else [],
        after=after,
    )


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show what Heed would have sent, newest first: to one person, or to everybody."""
    to = User.objects.filter(pk=_number(request.GET.get("to", ""))).first()
    if to is None and "everybody" not in request.GET and request.user.is_authenticated:
        return redirect(f"{reverse('demo-mailbox')}?to={request.user.pk}")
    page = Paginator(post.messages(to), A_PAGE).get_page(request.GET.get("page"))
    return show(request, "demo/mailbox.html", to=to, page=page, letters=[post.letter(message) for message in page])


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 12 else 0
