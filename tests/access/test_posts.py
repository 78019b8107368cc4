"""Who may give a post to whom: never to oneself, always two people (D2, R8)."""

import pytest
from django.db import IntegrityError, transaction

from heed.access import changes, rules
from heed.access.decisions import Refused
from heed.access.queries import reach
from heed.access.states import Can
from heed.people.agencies.changes import post_at
from heed.people.agencies.models import Holding, User
from tests.make import FOUNDED, Make

pytestmark = pytest.mark.django_db


class Town:
    """Two administrators and somebody who is to become a line manager."""

    def __init__(self, make: Make) -> None:
        self.agency = make.agency()
        self.team = make.team(self.agency)
        self.ada = make.user("Ada Fenwick", self.team, post="administrator")
        self.tom = make.user("Tom Ashdown", self.team, post="administrator")
        self.ben = make.user("Ben Carrow", self.team)
        self.post = post_at(self.team, "line-manager")


@pytest.fixture
def town(make: Make) -> Town:
    return Town(make)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_post_is_in_force_only_when_a_second_person_has_agreed(make: Make, town: Town) -> None:
    holding = changes.grant(make.by(town.ada), post=town.post, user=town.ben)
    assert not reach(fresh(town.ben)).can(Can.ACT_ON_REPORTS)
    with pytest.raises(Refused, match="A second person must agree"):
        changes.agree_grant(make.by(town.ada), holding=holding)
    changes.agree_grant(make.by(town.tom), holding=holding)
    assert reach(fresh(town.ben)).covers(Can.ACT_ON_REPORTS, town.team)


def test_nobody_gives_a_post_to_themselves(make: Make, town: Town) -> None:
    with pytest.raises(Refused, match="Nobody can give a post to themselves"):
        changes.grant(make.by(town.ada), post=town.post, user=town.ada)
    holding = changes.grant(make.by(town.ada), post=town.post, user=town.tom)
    with pytest.raises(Refused, match="Nobody can agree to a post for themselves"):
        changes.agree_grant(make.by(town.tom), holding=holding)


def test_the_database_itself_refuses_a_post_that_one_person_gave(make: Make, town: Town) -> None:
    holding = changes.grant(make.by(town.ada), post=town.post, user=town.ben)
    found = Holding.objects.filter(pk=holding.pk)
    for agreed_by in (town.ada, town.ben):
        with pytest.raises(IntegrityError), transaction.atomic():
            found.update(agreed_at=FOUNDED, agreed_by=agreed_by)


def test_only_an_administrator_gives_posts(make: Make, town: Town) -> None:
    assert rules.may_grant(town.ben, town.post, town.tom).reason == (
        "Only an administrator can change staff, teams and posts."
    )


def test_an_invitation_works_once(make: Make, town: Town) -> None:
    token = changes.invite(make.by(town.ada), user=town.ben)
    assert changes.accept(make.stamp(), token=token, password="three calm swans").pk == town.ben.pk
    with pytest.raises(Refused, match="has been used or is too old"):
        changes.accept(make.stamp(), token=token, password="three calm swans")
