"""A scanner that speaks clamd's protocol and finds a test word; it can be told to misbehave."""

import socketserver
import threading
from typing import Any, Self

HARMFUL = b"HEED-TEST-SIGNATURE"


class Clamd:
    """`says` is answered instead of a verdict where it is set; None there hangs up without a word."""

    def __init__(self, path: str = "") -> None:
        self.says: bytes | None = b""
        self.seen: list[bytes] = []
        server: type[Any] = socketserver.ThreadingUnixStreamServer if path else socketserver.ThreadingTCPServer
        self.server = server(path or ("127.0.0.1", 0), _asked_by(self))
        self.server.daemon_threads = True
        self.address = f"clamd://{path}" if path else f"clamd://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def verdict(self, content: bytes) -> bytes | None:
        self.seen.append(content)
        if self.says is None or self.says:
            return self.says
        return b"stream: Heed.Test FOUND\0" if HARMFUL in content else b"stream: OK\0"


def _asked_by(scanner: Clamd) -> type[socketserver.StreamRequestHandler]:
    class Asked(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if self.rfile.read(10) != b"zINSTREAM\0":
                return
            content = b""
            while length := int.from_bytes(self.rfile.read(4), "big"):
                content += self.rfile.read(length)
            answer = scanner.verdict(content)
            if answer is not None:
                self.wfile.write(answer)

    return Asked
