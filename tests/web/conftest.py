"""People who sign in."""

import pytest
from django.test import Client

from heed.people.agencies.models import User
from tests.make import Make

PASSWORD = "three words meaning nothing"


@pytest.fixture
def asha(make: Make) -> User:
    return with_password(make.user("Asha Rao", make.team(make.agency())))


@pytest.fixture
def ben(make: Make, asha: User) -> User:
    return with_password(make.user("Ben Okafor", asha.team))


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, *, after: str = "") -> str:
    """Sign in as people do; return where that leads."""
    told = {"login": user.email, "password": PASSWORD} | ({"next": after} if after else {})
    return str(client.post("/sign-in", told).headers["Location"])
