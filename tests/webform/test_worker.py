"""The worker: in the web server and apart, over a real mail server, stopped, lost, and with faults in its way."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from results import expiry
from results.database import Database
from results.errors import MailServerAway
from results.fill import save_page, start
from results.outbox import Mail, MailKind, queue
from results.post import newest
from results.records import MailState
from results.services import Services
from results.submit import submit
from tests.results.fakes import FakeClock
from tests.results.filled import begin
from tests.results.smtp_server import Hands, Running, free_port, serving
from tests.webform.test_serve import Server
from webform import worker
from webform.cli import main
from webform.config import Config
from webform.mail_settings import MailSettings

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
          - {id: mail, type: email, text: Je adres?, privacy: person}
"""
PATIENCE = 60.0


def settings(tmp_path: Path) -> MailSettings:
    return MailSettings.from_environment({}, tmp_path / "mail")


def eventually(happened: Callable[[], bool], told: str) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until, told
        time.sleep(0.05)


# --- one round ----------------------------------------------------------------------------------------------------------


def test_a_round_sends_what_is_due(services: Services, config: Config, tmp_path: Path) -> None:
    mail = settings(tmp_path)
    submit(services, begin(services))
    assert worker.Worker(services, config, mail).one_round(threading.Event()) == worker.LOOKS_EVERY
    subjects = [each.subject for each in mail.box().newest(10)]
    assert subjects == [
        "We hebben je antwoorden op ‘De clubscan’ ontvangen",
        "Bevestig je e-mailadres voor ‘De clubscan’",
    ]


def test_a_round_reminds_and_deletes_once_an_hour(
    services: Services, config: Config, clock: FakeClock, tmp_path: Path
) -> None:
    working = worker.Worker(services, config, settings(tmp_path))
    token = start(services, "club", "nl").token
    save_page(services, token, "jij", {"r_email": "ans@example.org"})
    clock.moment += expiry.LASTS

    def kinds() -> list[str]:
        return [mail.kind for mail in newest(services.database)]

    working.one_round(threading.Event())
    assert kinds() == ["reminder", "go_on"]
    clock.moment += expiry.REMINDED_BEFORE
    working._chores_at = clock.moment + timedelta(minutes=30)
    working.one_round(threading.Event())
    assert kinds() == ["reminder", "go_on"]
    clock.moment += timedelta(minutes=31)
    working.one_round(threading.Event())
    assert kinds() == []


def test_it_rests_when_the_mail_server_is_away(services: Services, config: Config, tmp_path: Path) -> None:
    class Away:
        def send(self, message: EmailMessage) -> None:
            raise MailServerAway("refused")

    submit(services, begin(services))
    working = worker.Worker(services, config, settings(tmp_path))
    working._mailer = Away()
    assert working.one_round(threading.Event()) == worker.REST_AFTER_TROUBLE
    assert sorted(mail.attempts for mail in newest(services.database)) == [0, 1]


def test_it_goes_on_at_once_when_there_is_more(
    services: Services, config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "ONE_ROUND", 2)
    submit(services, begin(services))
    assert worker.Worker(services, config, settings(tmp_path)).one_round(threading.Event()) == 0


def test_a_fault_does_not_end_it_and_is_told_without_addresses(
    services: Services,
    config: Config,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(worker, "BEGINS_AFTER", 0.0)
    monkeypatch.setattr(worker, "REST_AFTER_TROUBLE", 0.01)
    submit(services, begin(services))
    mail = settings(tmp_path)
    working = worker.Worker(services, config, mail)
    faults = iter([RuntimeError("a fault"), MailServerAway("421 <ans@example.org> busy")])
    stop = threading.Event()

    class Faulty:
        def send(self, message: EmailMessage) -> None:
            if fault := next(faults, None):
                raise fault
            mail.box().send(message)
            stop.set()

    working._mailer = Faulty()
    thread = threading.Thread(target=working.work_until, args=(stop,))
    thread.start()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert len(mail.box().newest(10)) == 1
    said = capsys.readouterr().out
    assert "mail-delayed" in said
    assert "mail-sent" in said
    assert "ans@example.org" not in said
