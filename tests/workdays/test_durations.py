import pytest
from hypothesis import given
from hypothesis import strategies as st

from heed.workdays import Duration, Unit
from heed.workdays.durations import ALONE, COUNTED

ANY_DURATION = st.one_of(
    st.builds(Duration, st.just(0), st.sampled_from(ALONE)),
    st.builds(Duration, st.integers(1, 100), st.sampled_from(COUNTED)),
)
POSSIBLE = (
    "write a number and one of minutes, hours, working hours, days, working days, weeks, months, years, "
    "or immediately, close of business, next working day."
)


@given(ANY_DURATION)
def test_what_is_written_is_read_back(duration):
    assert Duration.parse(str(duration)) == duration


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("15 minutes", Duration(15, Unit.MINUTES)),
        ("1 hour", Duration(1, Unit.HOURS)),
        ("4 working hours", Duration(4, Unit.WORKING_HOURS)),
        ("1 day", Duration(1, Unit.DAYS)),
        (" 2  working days ", Duration(2, Unit.WORKING_DAYS)),
        ("6 weeks", Duration(6, Unit.WEEKS)),
        ("12 months", Duration(12, Unit.MONTHS)),
        ("2 years", Duration(2, Unit.YEARS)),
        ("immediately", Duration(0, Unit.IMMEDIATELY)),
        ("close of business", Duration(0, Unit.CLOSE_OF_BUSINESS)),
        ("next working day", Duration(0, Unit.NEXT_WORKING_DAY)),
    ],
)
def test_the_words_of_a_policy_file(text, duration):
    assert Duration.parse(text) == duration


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2", "days", "0 days", "-1 days", "1.5 hours", "2 fortnights", "two days", "1 immediately", "٣ days"],
)
def test_what_is_no_duration_is_refused_with_what_is_possible(text):
    with pytest.raises(ValueError, match=r"^“") as refusal:
        Duration.parse(text)

    assert str(refusal.value) == f"“{text}” is not a duration; {POSSIBLE}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5001 working days", "“5001 working days” is too long; at most 5000 working days are possible."),
        ("101 years", "“101 years” is too long; at most 100 years are possible."),
    ],
)
def test_what_is_too_long_is_refused(text, sentence):
    with pytest.raises(ValueError, match="too long") as refusal:
        Duration.parse(text)

    assert str(refusal.value) == sentence


def test_the_longest_durations_are_read():
    assert [str(Duration.parse(text)) for text in ("5000 months", "100 years")] == ["5000 months", "100 years"]
