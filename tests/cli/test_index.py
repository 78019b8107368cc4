"""`heed index rebuild`: puts right what was filled by other means, and says how large it is."""

from io import StringIO

import pytest
from django.core.management import call_command

from heed.people.index.models import Listed, Outdated
from heed.people.public.models import Person, Place
from tests.make import Make

pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("index", "rebuild", stdout=out)
    return out.getvalue()


def test_an_empty_index_is_made() -> None:
    assert said() == "The index was made anew: 0 rows.\n"


def test_what_was_filled_by_other_means_is_listed_afterwards(make: Make) -> None:
    agency = make.agency()
    place = Place.objects.create(agency=agency, lines="12 Marl Lane")
    Outdated.objects.create(why="put back")
    Person.objects.create(agency=agency, known="fully", name="Colin Marlpit", place=place)
    assert Listed.objects.count() == 0
    assert said() == "The index was made anew: 2 rows.\n"
    assert (Listed.objects.count(), Outdated.objects.count()) == (2, 0)
    Person.objects.all().delete()
    assert said() == "The index was made anew: 1 row.\n"
