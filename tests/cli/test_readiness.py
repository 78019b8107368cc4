"""What `heed run` refuses outside the demo, and what it says to set."""

import pytest
from django.core.management import CommandError, call_command

from heed.cli.readiness import hindrances


@pytest.fixture
def real(settings, tmp_path):
    """Settings that are fit for use."""
    settings.DEMO, settings.DEBUG = False, False
    settings.DATA = tmp_path
    settings.BASE_URL, settings.HTTPS = "https://heed.hartmere.example.org", True
    settings.ALLOWED_HOSTS = ["heed.hartmere.example.org"]
    settings.SECRET_KEY = "k3wpQ9_zR1vX7mBt-4nLs8cYe2HgJ5aD"
    settings.LEDGER_KEY = "Zt8-uV2qN6xF1yKp_9rMh3wCb7EjG4sA"
    settings.MAIL, settings.SMTP_URL = "smtp", "smtps://mail.hartmere.example.org"
    settings.MAIL_FROM = "Heed <heed@hartmere.example.com>"
    return settings


def test_fit_settings_hinder_nothing(real):
    assert hindrances() == []


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", True, "Debugging is on"),
        ("HTTPS", False, "Set HEED_BASE_URL to its address, beginning with https://."),
        ("ALLOWED_HOSTS", ["*"], "Set HEED_HOSTS to the names under which Heed is reached"),
        ("ALLOWED_HOSTS", ["localhost"], "Set HEED_HOSTS to the names under which Heed is reached"),
        ("SECRET_KEY", "short", "HEED_SECRET_KEY is easy to guess."),
        ("SECRET_KEY", "a" * 50, "HEED_SECRET_KEY is easy to guess."),
        ("LEDGER_KEY", "short", "HEED_LEDGER_KEY is easy to guess."),
        ("LEDGER_KEY", "k3wpQ9_zR1vX7mBt-4nLs8cYe2HgJ5aD", "HEED_SECRET_KEY and HEED_LEDGER_KEY are the same."),
        ("MAIL", "file", "Set HEED_MAIL to smtp or notify."),
        ("MAIL", "pigeon", "HEED_MAIL is “pigeon”; write smtp, notify or file."),
        ("SMTP_URL", "", "HEED_SMTP_URL does not name a mail server"),
        ("MAIL_FROM", "Heed <heed@example.org>", "Set HEED_MAIL_FROM"),
    ],
)
def test_each_setting_that_is_fit_for_a_demo_only_is_named_once(real, name, value, sentence):
    setattr(real, name, value)
    [found] = hindrances()
    assert sentence in found
    real.DEMO = True
    assert hindrances() == []


def test_an_address_may_have_a_port(real):
    real.BASE_URL = "https://heed.hartmere.example.org:8443"
    assert hindrances() == []


def test_a_key_that_others_can_read_is_found(real, tmp_path):
    (tmp_path / "secret.key").write_text("x")
    (tmp_path / "secret.key").chmod(0o640)
    assert hindrances() == [
        f"Others on this machine can read {tmp_path}/secret.key. Take that away: chmod 600 {tmp_path}/secret.key"
    ]
    (tmp_path / "secret.key").chmod(0o600)
    assert hindrances() == []


def test_run_refuses_with_all_of_it_at_once(real):
    real.MAIL, real.HTTPS = "file", False
    with pytest.raises(CommandError, match=r"(?s)not set up to be used for real:\n  - People.*\n  - Messages"):
        call_command("run")
