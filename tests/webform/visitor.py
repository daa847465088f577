"""Somebody with a browser that has no JavaScript: opens pages, fills in the form that is there, sends it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import TestResponse

from results.filling import fill
from results.services import Services
from tests.webform.validity import faults

VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta"})


@dataclass
class Form:
    """A form of a page, with what stands in its fields."""

    action: str
    method: str
    filled: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """The forms, links, ids and visible text of a page; and whether its tags are closed in the order they were opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.misnested: list[str] = []
        self._open: list[str] = []
        self._texts: list[str] = []
        self._select: str | None = None
        self._area: str | None = None
        self.feed(html)
        self.close()
        self.misnested += [f"<{tag}> is never closed" for tag in self._open if tag not in ("p", "li")]

    @property
    def text(self) -> str:
        """What can be read, with single spaces."""
        return " ".join(" ".join(self._texts).split())

    @property
    def form(self) -> Form:
        """The form that is sent to go on: the last one."""
        return self.forms[-1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        self.pointed += given.get("aria-describedby", "").split() + given.get("aria-labelledby", "").split()
        if "for" in given:
            self.pointed.append(given["for"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        elif tag in ("input", "select", "textarea", "option") and self.forms:
            self._control(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.handle_starttag(tag, attrs)
            self._open.pop()
        else:
            self.handle_starttag(tag, attrs)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        form = self.forms[-1]
        name = given.get("name", "")
        if tag == "option":
            assert self._select is not None
            form.offered[self._select].append(given["value"])
            if "selected" in given:
                form.filled[self._select] = [given["value"]]
            return
        form.names.append(name)
        if tag == "select":
            self._select = name
            form.offered.setdefault(name, [])
        elif tag == "textarea":
            self._area = name
            form.filled[name] = [""]
        elif given.get("type") in ("radio", "checkbox"):
            form.offered.setdefault(name, []).append(given["value"])
            if "checked" in given:
                form.filled.setdefault(name, []).append(given["value"])
        elif given.get("type") == "hidden":
            form.filled.setdefault(name, []).append(given.get("value", ""))
        else:
            form.filled[name] = [given.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea" and self._area is not None:
            form = self.forms[-1]
            form.filled[self._area] = [form.filled[self._area][0].removeprefix("\n")]
            self._area = None
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.misnested.append(f"</{tag}> closes {self._open[-1] if self._open else 'nothing'}")
            if tag in self._open:
                while self._open.pop() != tag:
                    pass

    def handle_data(self, text: str) -> None:
        if self._area is not None:
            self.forms[-1].filled[self._area][0] += text
        elif self._open and self._open[-1] not in ("script", "style"):
            self._texts.append(text)


class Visitor:
    """One browser, with its own cookies. Every page it gets is checked for what no page may have."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.status = 0
        self.address = ""
        self.html = ""
        self.page = Page("")
        self.headers = Headers()

    def open(self, address: str, status: int = 200) -> Page:
        """Open an address, following redirects."""
        return self._got(self.client.get(address, follow_redirects=True), status)

    def send(
        self, answers: Mapping[str, object] | None = None, status: int = 200, form: Form | None = None, leave: str = ""
    ) -> Page:
        """Send the form of this page, with some fields changed: a text, a list of texts, or None to leave it out."""
        form = form or self.page.form
        sent: dict[str, list[str]] = {name: values for name, values in form.filled.items() if name != leave}
        for name, value in (answers or {}).items():
            sent[name] = (
                [] if value is None else [str(each) for each in value] if isinstance(value, list) else [str(value)]
            )
        return self._got(self.client.post(form.action or self.address, data=sent, follow_redirects=True), status)

    def ref(self) -> str:
        """The id of the response this visitor works on, from the address."""
        return self.address.split("/")[2]

    def key(self, ref: str) -> str:
        """The key to a response that this browser holds, as the use cases want it."""
        with self.client.session_transaction() as session:
            return next(str(token) for known, _survey, token in session["keys"] if known == ref)

    def hold(self, services: Services, token: str) -> str:
        """Give this browser the key to a response that was made without it; the id of the response."""
        response = fill.find(services, token)
        with self.client.session_transaction() as session:
            session["keys"] = [[response.id, response.survey, token], *session.get("keys", [])]
        return response.id

    def _got(self, response: TestResponse, status: int) -> Page:
        self.html = response.text
        self.address = response.request.path
        self.headers = response.headers
        self.page = Page(self.html) if response.mimetype == "text/html" else Page("")
        assert response.status_code == status, (
            f"{self.address}: {response.status_code} instead of {status}\n{self.page.text}"
        )
        if response.mimetype == "text/html":
            assert (found := faults(self.html)) == [], found
        return self.page
