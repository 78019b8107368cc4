"""When a duty is due, in words."""

import pytest

from heed.web.duties.shown import by_when
from tests.moments import london

NOW = london("2026-04-02 10:00")


@pytest.mark.parametrize(("due", "expected"), {
    "2026-04-02 17:00": "Due today by 5pm",
    "2026-04-03 00:00": "Due tomorrow by midnight",
    "2026-04-03 12:00": "Due tomorrow by midday",
    "2026-04-07 16:30": "Due by 4:30pm on Tuesday 7 April 2026",
    "2026-04-02 09:59": "Was due by 9:59am on Thursday 2 April 2026",
    "2026-04-01 17:00": "Was due by 5pm on Wednesday 1 April 2026",
}.items())  # fmt: skip
def test_by_when(due: str, expected: str) -> None:
    assert by_when(london(due), NOW) == expected


def test_the_day_is_the_readers_and_not_that_of_greenwich() -> None:
    assert by_when(london("2026-07-02 00:30"), london("2026-07-01 23:50")) == "Due tomorrow by 12:30am"
