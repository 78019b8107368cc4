"""Addresses for tests alone: a page with a form, and pages that go wrong in every way."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path

from heed import urls
from heed.access.decisions import no
from heed.web import kept
from heed.web.govuk import DateField
from heed.web.show import show

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


class Story(forms.Form):
    heading = "story"
    story = forms.CharField(label="What happened?", error_messages={"required": "Say what happened"})
    on = DateField(label="When was it?")
    password = forms.CharField(label="Password", required=False)


def story(request: HttpRequest) -> HttpResponse:
    form = kept.form(request, Story)
    if form.is_valid():
        return redirect("home")
    return show(request, "question.html", form=form)


def refuse(request: HttpRequest) -> HttpResponse:
    no("Somebody else must assess an incident you reported.").require()
    return HttpResponse()


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("Colin Marlpit, 4 Marl Lane")


@login_not_required
def full(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database or disk is full")


@login_not_required
def only_post(request: HttpRequest) -> HttpResponse:
    return HttpResponseNotAllowed(["POST"])


urlpatterns = [
    path("test/story", story, name="test-story"),
    path("test/refuse", refuse, name="test-refuse"),
    path("test/broken", broken, name="test-broken"),
    path("test/full", full, name="test-full"),
    path("test/only-post", only_post, name="test-only-post"),
    *urls.urlpatterns,
]
