import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from webform.cli import main

SURVEY = """
survey: kort
version: "1"
language: nl
title: Kort
sections:
  - id: a
    title: A
    pages:
      - id: b
        questions:
          - {id: q, type: short_text, text: Wat?}
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def environment(tmp_path: Path) -> Mapping[str, str]:
    folder = tmp_path / "surveys" / "kort"
    folder.mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text(SURVEY)
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY", "HOST", "PORT")
    }
    return {**kept, "INSTANCE": str(tmp_path / "var"), "SURVEYS": str(tmp_path / "surveys"), "PYTHONUNBUFFERED": "1"}


class Server:
    """`zelfscan serve` in a process of its own."""

    def __init__(self, environment: Mapping[str, str], port: int, *options: str) -> None:
        command = [sys.executable, "-c", "from webform.cli import main; main()", "serve", "--port", str(port), *options]
        self.port = port
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def wait(self) -> None:
        for _attempt in range(600):
            assert self.process.poll() is None, self.said()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/kort", timeout=60) as answer:
                    assert answer.status == 200
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.read()


@pytest.fixture
def server(environment: Mapping[str, str], port: int) -> Iterator[Server]:
    server = Server(environment, port)
    yield server
    if server.process.poll() is None:
        server.process.kill()
    server.process.wait()
    if server.process.stdout is not None:
        server.process.stdout.close()


def test_it_serves_tells_its_addresses_and_stops(server: Server, environment: Mapping[str, str], port: int) -> None:
    server.wait()
    second = Server(environment, port)
    assert second.process.wait(60) == 1
    refused = second.said()
    assert f"cannot listen on 127.0.0.1 port {port}" in refused
    assert "--port" in refused
    assert second.process.stdout is not None
    second.process.stdout.close()
    assert server.stop() == 0
    said = server.said()
    assert re.search(r"password  [a-z0-9]{5}(-[a-z0-9]{5}){4}\n", said)
    assert said.count("password  ") == 1
    assert f"http://127.0.0.1:{port}/kaart" in said
    assert f"Database {environment['INSTANCE']}/zelfscan.sqlite\n" in said


def test_the_second_start_keeps_the_password_to_itself(
    server: Server, environment: Mapping[str, str], port: int
) -> None:
    server.wait()
    assert server.stop(signal.SIGINT) == 0
    again = Server(environment, port)
    again.wait()
    assert again.stop() == 0
    said = again.said()
    assert "password" not in said
    assert again.process.stdout is not None
    again.process.stdout.close()


def test_a_survey_with_errors_is_explained(environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INSTANCE", "SURVEYS"):
        monkeypatch.setenv(name, environment[name])
    monkeypatch.setenv("PORT", "0")
    file = Path(environment["SURVEYS"]) / "kort" / "questionnaire.yaml"
    file.write_text(SURVEY.replace("type: short_text", "type: short_tekst"))
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1
    assert "questionnaire.yaml:12:" in result.output
    assert "zelfscan check" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [("PORT", "x", "PORT"), ("SURVEYS", "/no/such", "SURVEYS"), ("DATABASE_URL", "mysql://x", "not supported")],
)
def test_a_wrong_setting_is_named(
    environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv("INSTANCE", environment["INSTANCE"])
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv(name, value)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1
    assert told in result.output


def test_accounts(environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INSTANCE", environment["INSTANCE"])
    run = CliRunner()
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for command in (["add", "anna@example.org"], ["list"], ["password", "a@b"], ["remove", "a@b"]):
        elsewhere = run.invoke(main, ["user", *command])
        assert elsewhere.exit_code == 1
        assert "there is no site yet in" in elsewhere.output
        assert not Path(environment["INSTANCE"]).exists()
    made = run.invoke(main, ["user", "add", "Anna@Example.org", "--name", "Anna", "--new"])
    assert made.exit_code == 0, made.output
    database = Path(environment["INSTANCE"]) / "zelfscan.sqlite"
    assert f"anna@example.org can log in as coordinator, in {database}." in made.output
    assert re.search(r"password  \S{29}\n", made.output)
    again = run.invoke(main, ["user", "add", "anna@example.org"])
    assert again.exit_code == 1
    assert "already an account" in again.output
    assert "looks like name@example.org" in run.invoke(main, ["user", "add", "anna"]).output
    short = run.invoke(main, ["user", "add", "b@example.org", "--ask"], input="short\nshort\n")
    assert "12 to 200 characters" in short.output
    asked = run.invoke(
        main, ["user", "add", "b@example.org", "--ask", "--role", "researcher"], input="a long password\n" * 2
    )
    assert asked.exit_code == 0
    assert "a long password" not in asked.output
    changed = run.invoke(main, ["user", "password", "anna@example.org"])
    assert "The password is changed, in" in changed.output
    assert run.invoke(main, ["user", "password", "nobody@example.org"]).exit_code == 1
    listed = run.invoke(main, ["user", "list"]).output
    assert re.search(r"^anna@example\.org  coordinator    \d{4}-\d\d-\d\d  never       Anna$", listed, re.MULTILINE)
    assert re.search(r"^b@example\.org     researcher     ", listed, re.MULTILINE)
    refused = run.invoke(main, ["user", "remove", "anna@example.org"])
    assert refused.exit_code == 1
    assert "the last account that can look at what is sent" in refused.output
    assert "is now administrator" in run.invoke(main, ["user", "role", "b@example.org", "administrator"]).output
    kept = run.invoke(main, ["user", "role", "b@example.org", "researcher"])
    assert (kept.exit_code, "the last account that can invite others" in kept.output) == (1, True)
    assert "without one-time codes" in run.invoke(main, ["user", "no-codes", "b@example.org"]).output
    assert run.invoke(main, ["user", "log-out"]).exit_code == 2
    assert run.invoke(main, ["user", "log-out", "b@example.org", "--everybody"]).exit_code == 2
    assert "0 logged out, in" in run.invoke(main, ["user", "log-out", "--everybody"]).output
    assert run.invoke(main, ["user", "log-out", "nobody@example.org"]).exit_code == 1
    run.invoke(main, ["user", "role", "anna@example.org", "administrator"])
    assert run.invoke(main, ["user", "remove", "b@example.org"]).exit_code == 0
    assert "b@example.org" not in run.invoke(main, ["user", "list"]).output


def test_a_database_that_cannot_be_reached_is_told_in_plain_words(environment: Mapping[str, str], port: int) -> None:
    for url, told in (
        ("postgresql://someone:secretword@localhost:1/x", "DATABASE_URL: the database cannot be used"),
        ("nonsense", "DATABASE_URL: the database address must look like"),
    ):
        server = Server({**environment, "DATABASE_URL": url}, port)
        with server.process:
            said = server.said()
        assert server.process.returncode == 1
        assert told in said
        assert "Traceback" not in said
        assert "secretword" not in said
