"""Duties that ask for a letter: fulfilled by a letter of that template and by no other."""

import pytest

from heed.casework.duties.models import Duty
from heed.documents.letters import changes, queries
from tests.documents.letters.conftest import Desk

pytestmark = pytest.mark.django_db

POLICY = """
[policy]
id = "lettered"
extends = "default"
body = "Hartmere Council"
title = "Test"
version = "1"

[[duty]]
id = "confirm"
clause = "CAM-19"
because = "They get it in writing."
on = "incident.speak"
when = { how = ["in-person", "telephone", "video-call"] }
owed-by = "line-manager"
do = "letter.send"
letter = "after-conversation"
within = "3 working days"
escalate = [{ after = "2 working days", to = "senior-manager" }]
"""


def open_rules(desk: Desk) -> set[str]:
    letters = Duty.objects.open().filter(case=desk.case, verb__startswith="letter.")
    return set(letters.values_list("rule", flat=True))


@pytest.mark.clause("CAM-19")
def test_only_a_letter_of_the_template_fulfils_the_duty(desk_of) -> None:
    desk: Desk = desk_of(text=POLICY)
    desk.spoke()
    assert (open_rules(desk), queries.owed(desk.case, "after-conversation")) == ({"confirm"}, True)

    desk.sent()
    assert open_rules(desk) == {"confirm"}

    desk.sent(template="after-conversation")
    assert (open_rules(desk), queries.owed(desk.case, "after-conversation")) == (set(), False)


def test_nothing_is_owed_where_no_conversation_was_possible(desk_of) -> None:
    desk: Desk = desk_of(text=POLICY)
    desk.spoke("not-possible")

    assert open_rules(desk) == set()


def test_a_second_look_is_owed_and_ends_with_the_letters_way_back(desk: Desk) -> None:
    letter = desk.draft()
    desk.finish(letter)
    [duty] = Duty.objects.open().filter(rule="second-look")
    assert (duty.owed_by, [each.user for each in duty.holders.all()]) == ("senior-manager", [desk.grace])

    changes.send_back(desk.by(desk.grace), letter, text="Kinder, please.", given={})
    assert open_rules(desk) == set()

    desk.finish(letter)
    desk.release(letter)
    assert open_rules(desk) == set()


def test_a_letter_that_came_back_is_tried_another_way(desk: Desk) -> None:
    letter = desk.sent()
    changes.returned(desk.by(desk.ben, 1), letter, text="Gone away.", given={})
    assert open_rules(desk) == {"try-another-way"}

    handed = desk.draft(days=2, way="handed-over", to_address="", again=True)
    desk.finish(handed)
    desk.release(handed, days=2)
    changes.send(desk.by(desk.ben, 3), handed, given={})
    assert open_rules(desk) == set()
