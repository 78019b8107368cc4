"""What the SMTP driver says to a mail server, and what it makes of the answers."""

import ssl
from dataclasses import replace

import pytest
from django.core.exceptions import ImproperlyConfigured

from heed.notices.drivers import smtp
from heed.notices.drivers.driver import Letter, Permanent, Temporary, Unreachable
from heed.notices.drivers.smtp import Server, Smtp
from tests.notices.sink import Sink, sink_running

LETTER = Letter("asha@example.org", "Heed: something – new", "Sign in.\n.\nEnd.\n", "<abc@heed>")
FROM = "Heed <heed@example.com>"


@pytest.fixture
def driver():
    """Makes drivers, and hangs up at the end."""
    made = []

    def make_driver(sink, url=""):
        made.append(Smtp(Server.of(url or sink.url), FROM))
        return made[-1]

    yield make_driver
    for each in made:
        each.close()


def test_a_letter_goes_to_one_address_as_plain_text(sink, driver):
    one = driver(sink)
    one.send(LETTER)

    [got] = sink.got
    assert (got.sender.split("<")[1].split(">")[0], got.recipients) == ("heed@example.com", ("asha@example.org",))
    message = got.message
    assert (message["From"], message["To"], message["Message-ID"]) == (FROM, "asha@example.org", "<abc@heed>")
    assert (message["Subject"], message.get_content_type()) == ("Heed: something – new", "text/plain")
    assert message.get_content().replace("\r\n", "\n") == "Sign in.\n.\nEnd.\n"
    assert (message["Auto-Submitted"], list(message.iter_attachments())) == ("auto-generated", [])


def test_an_address_with_letters_of_other_alphabets(sink, driver):
    one = driver(sink)
    one.send(replace(LETTER, to="asha@bücher.example.org"))
    with pytest.raises(Permanent, match="cannot be written to by mail"):
        one.send(replace(LETTER, to="ásha@example.org"))
    one.send(LETTER)
    assert [got.recipients for got in sink.got] == [("asha@xn--bcher-kva.example.org",), ("asha@example.org",)]


def test_one_connection_serves_many_letters(sink, driver):
    one = driver(sink)
    for _ in range(3):
        one.send(LETTER)
    assert (len(sink.got), sink.connections) == (3, 1)


@pytest.mark.parametrize(
    ("command", "reply", "kind"),
    [
        ("RCPT", "550 5.1.1 <asha@example.org>: no such user", Permanent),
        ("RCPT", "550 no such user here", Permanent),
        ("RCPT", "553 5.1.3 not an address", Permanent),
        ("RCPT", "550 5.2.1 mailbox disabled", Permanent),
        ("RCPT", "450 4.2.0 greylisted, come back later", Temporary),
        ("RCPT", "452 4.2.2 mailbox full", Temporary),
        ("RCPT", "552 5.2.2 mailbox full", Temporary),
        ("RCPT", "550 5.7.1 you may not send here", Temporary),
        ("RCPT", "550 relay not permitted", Temporary),
        ("RCPT", "554 5.7.1 relay access denied", Temporary),
        ("MAIL", "451 try again", Temporary),
        ("DATA", "451 no room", Temporary),
        (".", "451 4.3.0 out of disk", Temporary),
        (".", "554 5.6.0 looks like spam", Temporary),
        ("RCPT", "421 closing down", Unreachable),
        ("DATA", "421 closing down", Unreachable),
    ],
)
def test_what_a_refusal_means(sink, command, reply, kind, driver):
    sink.answers[command] = reply
    one = driver(sink)
    with pytest.raises(Temporary if kind is Unreachable else kind) as raised:
        one.send(LETTER)
    assert type(raised.value) is kind
    assert str(raised.value) == reply.replace("asha@example.org", "…")
    assert sink.got == []


def test_after_a_refusal_the_connection_serves_the_next_letter(sink, driver):
    one = driver(sink)
    sink.answers["RCPT"] = "450 later"
    with pytest.raises(Temporary):
        one.send(LETTER)
    del sink.answers["RCPT"]
    one.send(LETTER)
    assert (len(sink.got), sink.connections) == (1, 1)


def test_a_connection_that_cannot_begin_anew_is_given_up(sink, driver):
    one = driver(sink)
    sink.answers |= {"RCPT": "450 later", "RSET": "500 no"}
    with pytest.raises(Temporary):
        one.send(LETTER)
    sink.answers.clear()
    one.send(LETTER)
    assert (len(sink.got), sink.connections) == (1, 2)


def test_a_server_that_is_away_is_unreachable(driver):
    with sink_running() as sink:
        one = driver(sink)
    with pytest.raises(Unreachable, match="The mail server cannot be used: Connection refused"):
        one.open()


def test_a_cut_after_the_letter_is_no_yes(sink, driver):
    sink.cuts = 1
    one = driver(sink)
    with pytest.raises(Unreachable, match="The connection broke"):
        one.send(LETTER)
    one.send(LETTER)
    assert sink.message_ids() == ["<abc@heed>", "<abc@heed>"]


def test_a_silent_server_is_given_up(sink, monkeypatch, driver):
    monkeypatch.setattr(smtp, "REPLY", 0.2)
    sink.silent = True
    with pytest.raises(Unreachable, match="The mail server cannot be used"):
        driver(sink).open()


def test_a_server_that_falls_silent_in_the_middle_is_given_up_within_the_time_of_one_letter(sink, monkeypatch, driver):
    one = driver(sink)
    one.open()
    monkeypatch.setattr(smtp, "LETTER", -smtp.LETTER)
    with pytest.raises(Unreachable, match="The connection broke"):
        one.send(LETTER)
    assert sink.got == []


@pytest.fixture
def safe(certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return Sink(context=context, users={"heed": "p@ss"})


@pytest.mark.parametrize(("wrapped", "scheme"), [(False, "smtp"), (True, "smtps")])
def test_encrypted_and_signed_in(safe, wrapped, scheme, certificate, monkeypatch, driver):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    safe.wrapped = wrapped
    with sink_running(safe):
        one = driver(safe, url=f"{scheme}://heed:p%40ss@localhost:{safe.port}")
        one.send(LETTER)
        assert [got.encrypted for got in safe.got] == [True]


def test_a_wrong_password_is_trouble_with_everything_not_with_a_letter(safe, certificate, monkeypatch, driver):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with sink_running(safe), pytest.raises(Unreachable, match="SMTPAuthenticationError 535"):
        driver(safe, url=f"smtp://heed:wrong@localhost:{safe.port}").open()


def test_a_certificate_that_nobody_vouches_for_is_refused(safe, driver):
    with sink_running(safe), pytest.raises(Unreachable, match="The mail server cannot be used"):
        driver(safe, url=f"smtp://localhost:{safe.port}").open()


def test_nothing_is_sent_in_the_clear_unless_asked_for(sink, driver):
    with pytest.raises(Unreachable, match="SMTPNotSupportedError"):
        driver(sink, url=f"smtp://localhost:{sink.port}").send(LETTER)
    assert sink.got == []


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.org", Server("mail.example.org", 587, "starttls")),
        ("smtps://mail.example.org", Server("mail.example.org", 465, "smtps")),
        ("smtp://localhost:25?tls=none", Server("localhost", 25, "none")),
        ("smtps://u%40x:p%3Aw@mail.example.org:4650", Server("mail.example.org", 4650, "smtps", "u@x", "p:w")),
    ],
)
def test_the_address_of_the_server(url, server):
    assert Server.of(url) == server


@pytest.mark.parametrize("url", ["", "mail.example.org", "http://mail.example.org", "smtp://", "smtp://h?tls=maybe"])
def test_an_address_that_says_nothing_useful(url):
    with pytest.raises(ImproperlyConfigured, match=r"HEED_SMTP_URL does not name a mail server; write smtp://user"):
        Server.of(url)
