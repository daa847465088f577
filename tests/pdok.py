"""A small server that speaks as PDOK does: squares of the background map, and the search for addresses."""

import json
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from struct import pack
from typing import Any
from urllib.parse import parse_qs, urlsplit

from webform.pdok.upstream import PNG

Answer = tuple[int, dict[str, str], bytes]
DAM = "Dam 1, 1012JS Amsterdam"


def square(shade: int = 200) -> bytes:
    """A picture of 256 by 256 in one grey, as browsers can show it."""

    def part(kind: bytes, content: bytes) -> bytes:
        return pack(">L", len(content)) + kind + content + pack(">L", zlib.crc32(kind + content))

    rows = (b"\x00" + bytes([shade]) * 256) * 256
    head = pack(">LLBBBBB", 256, 256, 8, 0, 0, 0, 0)
    return PNG + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


@dataclass
class Upstream:
    """What the small server is asked, and what it answers: by default as PDOK does."""

    address: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    answer: Answer | None = None

    def reply(self, path: str) -> Answer:
        """What stands in `answer`, else what PDOK would say."""
        if self.answer is not None:
            return self.answer
        parts = urlsplit(path)
        if parts.path.endswith(".png"):
            return 200, {"Content-Type": "image/png"}, square()
        docs: list[dict[str, Any]] = [
            {"type": "adres", "weergavenaam": DAM, "id": "adr-0363", "score": 1.0},
            {"type": "adres", "weergavenaam": "Kwaad", "id": "../../etc"},
            {"type": "adres", "weergavenaam": ["geen tekst"], "id": "adr-1"},
        ]
        if parts.path.endswith("/lookup"):
            docs = [{"id": parse_qs(parts.query)["id"][0], "centroide_ll": "POINT(4.89337 52.37291)"}]
        body = json.dumps({"response": {"numFound": len(docs), "docs": docs}}).encode()
        return 200, {"Content-Type": "application/json;charset=utf-8"}, body


@contextmanager
def speaking() -> Iterator[Upstream]:
    """The server, running."""
    said = Upstream()

    class Speaking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said.asked.append((self.path, dict(self.headers)))
            status, headers, body = said.reply(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Speaking)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    said.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield said
    finally:
        server.shutdown()
        server.server_close()
