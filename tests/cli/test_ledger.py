"""`heed ledger verify`: what it writes about a sound ledger and about one that was changed, and its exit code."""

import json
from argparse import ArgumentParser
from io import StringIO

import pytest
from django.core.management import call_command

from heed.cli.ledger import add_arguments, handle
from heed.ledger.models import Chain, Entry
from tests.ledger.conftest import change
from tests.make import Make

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    add_arguments(parser)
    return handle(vars(parser.parse_args(words)), out), out.getvalue()


def test_a_sound_ledger(make: Make) -> None:
    make.report(make.user("Asha Rao", make.team(make.agency())))
    entries, chains = Entry.objects.count(), Chain.objects.count()
    said = f"{entries} entries in {chains} chains read. The ledger is as it was written.\n"
    assert run("verify") == (0, said)


def test_an_empty_ledger() -> None:
    assert run("verify") == (0, "0 entries in 0 chains read. The ledger is as it was written.\n")


def test_a_sound_ledger_for_programs(make: Make) -> None:
    make.agency()
    code, text = run("verify", "--json")
    found = {"sound": True, "entries": Entry.objects.count(), "chains": 1, "fault": None}
    assert (code, json.loads(text)) == (0, found)


def test_the_first_entry_that_is_wrong_is_named(make: Make) -> None:
    agency = make.agency()
    change(f"agency:{agency.pk}", 2, "verb", "agency.lose")
    code, text = run("verify")
    assert (code, text) == (1, f"1 entry in 1 chain read. agency:{agency.pk}: entry 2 is not what was written.\n")
    code, text = run("verify", "--json")
    assert (code, json.loads(text)["fault"]) == (1, f"agency:{agency.pk}: entry 2 is not what was written.")


def test_the_command_leaves_with_the_code(make: Make) -> None:
    agency = make.agency()
    change(f"agency:{agency.pk}", 2, "verb", "agency.lose")
    with pytest.raises(SystemExit) as left:
        call_command("ledger", "verify", stdout=StringIO())
    assert left.value.code == 1
