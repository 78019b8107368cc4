"""GOV.UK Notify, against a small one of our own."""

from dataclasses import replace

import pytest

from heed.notices.drivers.driver import Letter, Permanent, Temporary, Unreachable
from heed.notices.drivers.notify import Notify
from tests.notices.fake_notify import KEY, SECRET, TEMPLATE, error, notify_running

LETTER = Letter("asha@example.org", "Heed: something new", "Sign in.", "<abc@heed>")


@pytest.fixture
def fake():
    with notify_running() as running:
        yield running


@pytest.fixture
def driver(fake):
    made = Notify(KEY, TEMPLATE, fake.url)
    made.open()
    yield made
    made.close()


def test_a_letter_is_a_subject_a_body_and_our_reference(fake, driver):
    driver.send(LETTER)
    assert fake.got == [
        {
            "email_address": "asha@example.org",
            "template_id": TEMPLATE,
            "personalisation": {"subject": "Heed: something new", "body": "Sign in."},
            "reference": "<abc@heed>",
        }
    ]
    assert fake.asked == []


def test_what_notify_has_already_is_not_sent_again(fake, driver):
    driver.send(LETTER)
    driver.send(replace(LETTER, again=True))
    assert (len(fake.got), fake.asked) == (1, ["<abc@heed>"])


def test_what_notify_never_got_is_sent_at_the_second_try(fake, driver):
    driver.send(replace(LETTER, again=True))
    assert (len(fake.got), fake.asked) == (1, ["<abc@heed>"])


def test_an_address_that_is_none_is_refused_for_good(driver):
    with pytest.raises(Permanent, match="Notify answered 400"):
        driver.send(replace(LETTER, to="asha"))


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (error(400, "BadRequestError", "Can’t send to this recipient using a team-only API key"), Temporary),
        (error(429, "RateLimitError", "Exceeded rate limit"), Unreachable),
        (error(429, "TooManyRequestsError", "Exceeded send limits"), Unreachable),
        (error(500, "Exception", "Internal server error"), Unreachable),
        (error(503, "Exception", "Down"), Unreachable),
    ],
)
def test_what_a_refusal_means(fake, driver, refusal, kind):
    fake.refusal = refusal
    with pytest.raises(Temporary) as raised:
        driver.send(LETTER)
    assert type(raised.value) is kind


def test_a_wrong_key_is_trouble_with_everything(fake):
    driver = Notify(KEY.replace(SECRET, SECRET[::-1]), TEMPLATE, fake.url)
    with pytest.raises(Unreachable, match="Notify answered 403"):
        driver.send(LETTER)
    driver.close()


def test_a_notify_that_is_away_is_unreachable():
    with notify_running() as fake:
        driver = Notify(KEY, TEMPLATE, fake.url)
    with pytest.raises(Unreachable):
        driver.send(LETTER)
    driver.close()
