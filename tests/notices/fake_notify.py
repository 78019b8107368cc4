"""A small GOV.UK Notify: the two calls that Heed makes, over real HTTP, with its answers and its refusals."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE = "11111111-1111-4111-8111-111111111111"
SECRET = "22222222-2222-4222-8222-222222222222"
KEY = f"tests-{SERVICE}-{SECRET}"
TEMPLATE = "33333333-3333-4333-8333-333333333333"


@dataclass
class FakeNotify:
    """What it has got, and what it answers instead of yes."""

    port: int = 0
    refusal: tuple[int, dict[str, Any]] | None = None
    got: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def error(code: int, kind: str, words: str) -> tuple[int, dict[str, Any]]:
    """Return a refusal as Notify words it."""
    return code, {"status_code": code, "errors": [{"error": kind, "message": words}]}


class Door(BaseHTTPRequestHandler):
    """One request."""

    def do_POST(self) -> None:
        notify: FakeNotify = self.server.notify  # type: ignore[attr-defined]  # set below
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.known():
            return self.answer(*error(403, "AuthError", "Invalid token: API key not found"))
        if notify.refusal:
            return self.answer(*notify.refusal)
        if self.path != "/v2/notifications/email" or said["template_id"] != TEMPLATE:
            return self.answer(*error(400, "BadRequestError", "Template not found"))
        if "@" not in said["email_address"]:
            return self.answer(*error(400, "ValidationError", "email_address Not a valid email address"))
        notify.got.append(said)
        return self.answer(201, {"id": str(len(notify.got)), "reference": said["reference"]})

    def do_GET(self) -> None:
        notify: FakeNotify = self.server.notify  # type: ignore[attr-defined]  # set below
        [reference] = parse_qs(urlsplit(self.path).query)["reference"]
        notify.asked.append(reference)
        found = [said for said in notify.got if said["reference"] == reference]
        self.answer(200, {"notifications": found, "links": {}})

    def known(self) -> bool:
        token = self.headers["Authorization"].removeprefix("Bearer ")
        try:
            return bool(jwt.decode(token, SECRET, algorithms=["HS256"])["iss"] == SERVICE)
        except jwt.InvalidTokenError:
            return False

    def answer(self, code: int, said: dict[str, Any]) -> None:
        content = json.dumps(said).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def notify_running() -> Iterator[FakeNotify]:
    """Run it on a free port of this machine."""
    fake = FakeNotify()
    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        server.notify = fake  # type: ignore[attr-defined]  # read above
        fake.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield fake
        server.shutdown()
        thread.join()
