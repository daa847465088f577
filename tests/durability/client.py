"""A browser without a screen: one connection that is kept, cookies, and the forms of the pages it gets."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import urlencode, urlsplit

from tests.webform.visitor import Page

TIMEOUT = 60.0


class Unanswered(Exception):
    """The connection broke before a whole reply came: nobody knows whether the request was carried out."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    html: str

    @property
    def page(self) -> Page:
        """The page, read."""
        return Page(self.html)

    @property
    def location(self) -> str:
        """Where a redirect leads: path and query."""
        parts = urlsplit(self.headers.get("location", ""))
        return parts.path + (f"?{parts.query}" if parts.query else "")


@dataclass
class Client:
    """One visitor of the server on this port of this computer."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Reply:
        """Open a page.

        Raises:
            Unanswered: no whole reply came.
        """
        return self._ask("GET", path, None)

    def post(self, path: str, fields: Mapping[str, list[str]]) -> Reply:
        """Send a form.

        Raises:
            Unanswered: no whole reply came.
        """
        return self._ask("POST", path, urlencode(fields, doseq=True))

    def send(self, reply: Reply, path: str, changed: Mapping[str, str] | None = None) -> Reply:
        """Send the last form of a page that came from `path`, with some fields changed."""
        form = reply.page.form
        fields = {**form.filled, **{name: [value] for name, value in (changed or {}).items()}}
        return self.post(form.action or path, fields)

    def open_link(self, link: str) -> str:
        """Open a response by a link as a mail holds; the address it is at."""
        path = urlsplit(link).path
        opened = self.send(self.get(path), path)
        assert opened.status == 303, opened.page.text
        return "/".join(opened.location.split("/")[:3])

    def also(self) -> "Client":
        """Another window of the same browser: its cookies, a connection of its own."""
        return Client(self.port, dict(self.cookies))

    @property
    def cookie_header(self) -> str:
        """What it sends as `Cookie`."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: str | None) -> Reply:
        headers = (
            {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        )
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            html = response.read().decode("utf-8")
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Unanswered(str(error)) from error
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(cookie).items()})
        return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, html)


def begin(client: Client, survey: str) -> str:
    """Begin a response; the address it is at, without a slash at the end."""
    started = client.send(client.get(f"/{survey}"), f"/{survey}")
    assert started.status == 303, started.html
    return started.location.split("/page/")[0]
