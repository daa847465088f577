"""Fixtures of these tests: a running provider of OpenID Connect, and somebody whom it knows."""

import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from results.review import Role
from tests.results.adapters.smtp_server import free_port
from tests.webform.visitor import Visitor
from webform.config import Config
from webform.settings.oidc import OidcSettings

VALUES = {
    Role.ADMINISTRATOR: frozenset({"zelfscan-admin"}),
    Role.COORDINATOR: frozenset({"employee", "staff"}),
    Role.RESEARCHER: frozenset({"faculty"}),
}
PATIENCE = 60.0
EMPLOYEE = {"name": "Noor de Wit", "email": "noor@example.org", "eduperson_affiliation": "employee"}
BACK = "http://localhost/login/organisation/back"


@dataclass(frozen=True)
class Provider:
    """Where it is, and how a test makes it lie."""

    address: str

    def lies(self, **twist: Any) -> None:
        """Say what is false from now on: see `provider.Twist`. Nothing: it tells the truth."""
        requests.put(f"{self.address}/twist", json=twist, timeout=PATIENCE).raise_for_status()

    @property
    def refused(self) -> dict[str, str]:
        """What it answered last to a code that it gave no tokens for."""
        return requests.get(f"{self.address}/refused", timeout=PATIENCE).json() or {}


@pytest.fixture(scope="session")
def running() -> Iterator[Provider]:
    port = free_port()
    provider = Provider(f"http://127.0.0.1:{port}")
    command = [sys.executable, "-W", "ignore", "-m", "tests.webform.organisation.provider", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                requests.get(provider.address, timeout=5).raise_for_status()
                break
            except requests.ConnectionError:
                assert process.poll() is None
                time.sleep(0.1)
        yield provider
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture
def provider(running: Provider) -> Provider:
    """It tells the truth, until a test asks otherwise."""
    running.lies()
    return running


@pytest.fixture
def config(config: Config, provider: Provider) -> Config:
    oidc = OidcSettings(provider.address, "zelfscan", "secret", "eduperson_affiliation", VALUES, "SURFconext")
    return replace(config, oidc=oidc, address="http://localhost")


@dataclass
class Person:
    """Somebody the provider knows, and their browser."""

    provider: Provider
    subject: str
    visitor: Visitor

    def is_known_with(self, claims: Mapping[str, Any]) -> None:
        address = f"{self.provider.address}/users/{self.subject}"
        requests.put(address, json=dict(claims), timeout=PATIENCE).raise_for_status()

    def sets_out(self, asked: str = "/login/organisation") -> str:
        """Press the button on our page; the address of the provider that the browser is sent to."""
        there = self.visitor.client.get(asked).location
        assert there.startswith(self.provider.address)
        sent = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
        assert (sent["code_challenge_method"], sent["redirect_uri"]) == ("S256", BACK)
        assert all(sent[name] for name in ("state", "nonce", "code_challenge"))
        return there

    def logs_in_there(self, there: str) -> str:
        """Show the provider who one is; the address that it sends the browser back to."""
        answer = requests.post(there, data={"sub": self.subject}, allow_redirects=False, timeout=PATIENCE)
        return answer.headers["Location"].removeprefix("http://localhost")

    def go(self, asked: str = "/login/organisation") -> str:
        """Set out from our page, log in there; the address that the provider sends the browser back to."""
        return self.logs_in_there(self.sets_out(asked))

    def log_in(self, asked: str = "/login/organisation", status: int = 200) -> None:
        self.visitor.open(self.go(asked), status=status)


@pytest.fixture
def person(provider: Provider, app: Flask) -> Person:
    return Person(provider, f"urn:collab:person:{secrets.token_hex(8)}", Visitor(app))
