"""The knock at an address outside."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from heed.notices.drivers.driver import Unreachable
from heed.notices.heartbeat import knock


class Outside(HTTPServer):
    def __init__(self):
        self.paths: list[str] = []
        self.code = 200
        super().__init__(("127.0.0.1", 0), Door)


class Door(BaseHTTPRequestHandler):
    server: Outside

    def do_GET(self):
        self.server.paths.append(self.path)
        self.send_response(self.server.code)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def outside():
    with Outside() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def url(server, path):
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def test_a_knock_asks_for_the_address_as_it_is(outside):
    knock(url(outside, "/beat/1?from=heed"))
    knock(url(outside, ""))
    assert outside.paths == ["/beat/1?from=heed", "/"]


def test_a_no_is_trouble(outside):
    outside.code = 404
    with pytest.raises(Unreachable, match="answered 404"):
        knock(url(outside, "/beat"))


def test_nobody_there_is_trouble(outside):
    outside.server_close()
    with pytest.raises(Unreachable, match="cannot be reached"):
        knock("http://127.0.0.1:1/beat")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/beat", "https://", "beat"])
def test_what_is_no_web_address_is_not_asked(address):
    with pytest.raises(Unreachable, match="no web address"):
        knock(address)
