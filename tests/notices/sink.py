"""A small real mail server: it takes letters and keeps them, or misbehaves as it is told to."""

import socket
import socketserver
import ssl
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any


@dataclass(frozen=True)
class Got:
    """One letter as it came over the wire."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    encrypted: bool

    @property
    def message(self) -> EmailMessage:
        message = message_from_bytes(self.content, policy=default)
        assert isinstance(message, EmailMessage)
        return message


@dataclass
class Sink:
    """What the server does and has got. `answers` replaces the reply to a command ("RCPT") or to a letter (".")."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    cuts: int = 0  # so many letters are taken, and the connection cut instead of the 250
    silent: bool = False
    pause: float = 0  # seconds between having a letter and saying so
    context: ssl.SSLContext | None = None
    wrapped: bool = False  # TLS from the first byte
    users: dict[str, str] = field(default_factory=dict)
    got: list[Got] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    connections: int = 0

    @property
    def url(self) -> str:
        return f"smtp://localhost:{self.port}?tls=none"

    def message_ids(self) -> list[str]:
        with self.lock:
            return [each.message["Message-ID"] for each in self.got]


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: "Server"

    def handle(self) -> None:
        self.sink = self.server.sink
        self.sink.connections += 1
        self.encrypted = False
        try:
            if self.sink.wrapped:
                self.encrypt()
            if self.sink.silent:
                self.connection.recv(1000)
            else:
                self.talk()
        except (OSError, ssl.SSLError):
            return  # the other side hung up, or does not trust us

    def finish(self) -> None:
        self.rfile.close()
        self.wfile.close()
        self.connection.close()

    def talk(self) -> None:
        self.say("220 sink ready")
        self.sender, self.recipients = "", list[str]()
        while line := self.rfile.readline():
            words = line.decode().strip()
            command = words.split(" ")[0].upper()
            if command in self.sink.answers:
                go_on = self.say(self.sink.answers[command]) and not self.sink.answers[command].startswith("421")
            else:
                go_on = getattr(self, command.lower(), self.unknown)(words)
            if not go_on:
                break

    def quit(self, _words: str) -> bool:
        return not self.say("221 bye")

    def say(self, words: str) -> bool:
        self.wfile.write(words.encode() + b"\r\n")
        return True

    def unknown(self, _words: str) -> bool:
        return self.say("500 what?")

    def ehlo(self, _words: str) -> bool:
        offers = ["sink", *(["STARTTLS"] if self.sink.context and not self.encrypted else [])]
        offers += ["AUTH PLAIN"] if self.sink.users else []
        return self.say("\r\n".join(f"250-{each}" for each in offers) + "\r\n250 HELP")

    def starttls(self, _words: str) -> bool:
        self.say("220 go ahead")
        self.encrypt()
        return True

    def encrypt(self) -> None:
        assert self.sink.context is not None
        self.rfile.close()
        self.wfile.close()
        self.connection = self.sink.context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        self.encrypted = True

    def auth(self, words: str) -> bool:
        _, user, password = b64decode(words.split(" ")[2]).decode().split("\0")
        known = self.sink.users.get(user) == password
        return self.say("235 welcome" if known else "535 5.7.8 wrong user or password")

    def mail(self, words: str) -> bool:
        self.sender, self.recipients = words, []
        return self.say("250 ok")

    def rcpt(self, words: str) -> bool:
        self.recipients.append(words.partition("<")[2].partition(">")[0])
        return self.say("250 ok")

    def rset(self, _words: str) -> bool:
        return self.say("250 ok")

    def data(self, _words: str) -> bool:
        self.say("354 go on")
        lines = list[bytes]()
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        if "." in self.sink.answers:
            return self.say(self.sink.answers["."])
        with self.sink.lock:
            self.sink.got.append(Got(self.sender, tuple(self.recipients), b"".join(lines), self.encrypted))
            cut = self.sink.cuts > 0
            self.sink.cuts -= cut
        time.sleep(self.sink.pause)
        if cut:
            self.connection.shutdown(socket.SHUT_RDWR)
            return False
        return self.say("250 taken")


class Server(socketserver.ThreadingTCPServer):
    """The listening end."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        super().__init__(("127.0.0.1", sink.port), Talk)

    def handle_error(self, *_: Any) -> None:
        """Say nothing: half of the tests hang up on us."""


@contextmanager
def sink_running(sink: Sink | None = None) -> Iterator[Sink]:
    """Run a mail server on a free port of this machine."""
    sink = sink or Sink()
    with Server(sink) as server:
        sink.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield sink
        server.shutdown()
        thread.join()
