"""Messages as files, and which way of sending the settings choose."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.core.exceptions import ImproperlyConfigured

from heed.notices.drivers.chosen import chosen
from heed.notices.drivers.driver import Letter, Unreachable
from heed.notices.drivers.folder import Folder
from heed.notices.drivers.notify import Notify
from heed.notices.drivers.smtp import Smtp
from tests.notices.fake_notify import KEY, TEMPLATE

LETTER = Letter("asha@example.org", "Heed: something new", "Sign in.\n", "<a-b_c/../d@heed>")


def test_a_letter_becomes_a_file_and_a_repeat_replaces_it(tmp_path):
    folder = Folder(tmp_path / "mail", "Heed <heed@example.com>")
    folder.open()
    for _ in range(2):
        folder.send(LETTER)
    folder.close()
    [path] = (tmp_path / "mail").iterdir()
    assert path.name == "a-b_cd.eml"
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert (message["To"], message["Message-ID"]) == ("asha@example.org", LETTER.message_id)


def test_a_folder_that_cannot_be_written_to_is_unreachable(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Unreachable, match="The folder for mail cannot be made"):
        Folder(tmp_path / "file" / "mail", "heed@example.com").open()
    with pytest.raises(Unreachable, match="The message cannot be written"):
        Folder(tmp_path / "nowhere", "heed@example.com").send(LETTER)


def test_the_settings_choose(settings):
    settings.SMTP_URL, settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = "smtp://mail.example.org", KEY, TEMPLATE
    kinds = {}
    for word in ("smtp", "notify", "file"):
        settings.MAIL = word
        kinds[word] = type(chosen())
    assert kinds == {"smtp": Smtp, "notify": Notify, "file": Folder}


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("smtp", "HEED_SMTP_URL does not name a mail server"),
        ("notify", "GOV.UK Notify needs HEED_NOTIFY_KEY"),
        ("smtp from nobody", "HEED_MAIL_FROM is no address"),
        ("pigeon", "HEED_MAIL is “pigeon”; write smtp, notify or file."),
    ],
)
def test_a_choice_that_lacks_something_says_what(settings, word, sentence):
    settings.MAIL, _, nobody = word.partition(" from ")
    settings.MAIL_FROM = nobody or settings.MAIL_FROM
    with pytest.raises(ImproperlyConfigured, match=sentence):
        chosen()
