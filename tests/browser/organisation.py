"""An organisation to log in with, as far as pages need one: it tells where it is, and lets nobody in."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class _Description(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        issuer = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]  # of an HTTPServer
        told = {name: f"{issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        body = json.dumps({"issuer": issuer, **told, "end_session_endpoint": f"{issuer}/logout"}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_args: object) -> None:
        pass


@contextmanager
def organisation() -> Iterator[Mapping[str, str]]:
    """The settings with which a site lets people log in with it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Description) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield {
            "OIDC_ISSUER": f"http://127.0.0.1:{server.server_port}",
            "OIDC_CLIENT_ID": "zelfscan",
            "OIDC_CLIENT_SECRET": "x",
            "OIDC_CLAIM": "roles",
            "OIDC_COORDINATORS": "coordinator",
            "OIDC_NAME": "SURFconext",
        }
        server.shutdown()
        thread.join()
