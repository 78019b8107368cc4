"""Somebody who is signed in already, for journeys that begin behind the door."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from heed.people.agencies.models import User


def enter(page: Page, user: User, server: LiveServer) -> Page:
    """Return the page, in a browser in which the user has signed in."""
    client = Client()
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server.url}])
    return page
