"""The worker: in the web server and apart, over a real mail server, stopped, lost, and with faults in its way."""

import os
import re
import signal
import socket
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

from results.adapters.mail_folder import MailFolder
from results.database import Database
from results.errors.mail import MailServerAway
from results.filling.fill import save_page, start
from results.mail.outbox import Mail, MailKind, queue
from results.mail.post import newest
from results.migrations import migrate
from results.my_scan.erase import erase
from results.my_scan.submit import submit
from results.services import Services
from results.upkeep import expiry
from tests.results.adapters.smtp_server import Hands, free_port, serving
from tests.results.fakes import FakeClock
from tests.results.filled import begin
from tests.webform.test_serve import Server
from webform import worker
from webform.cli import main
from webform.config import Config
from webform.settings.mail import MailSettings

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


def test_a_round_deletes_the_copies_of_what_is_gone_once_an_hour(
    services: Services, config: Config, clock: FakeClock, tmp_path: Path
) -> None:
    mail = settings(tmp_path)
    working = worker.Worker(replace(services, copies=mail.box()), config, mail)
    token = begin(services)
    working.one_round(threading.Event())
    assert len(mail.box().newest(10)) == 1
    erase(services, token)  # by a process that cannot reach the folder
    working.one_round(threading.Event())
    assert len(mail.box().newest(10)) == 1
    clock.moment += timedelta(hours=1)
    working.one_round(threading.Event())
    assert mail.box().newest(10) == ()


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
    working.one_round(threading.Event())  # the reminder is out: two weeks count from now
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


# --- processes of their own ---------------------------------------------------------------------------------------------


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Settings of an installation with one short survey; also for commands that are called in this process."""
    folder = tmp_path / "surveys" / "kort"
    folder.mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text(SURVEY)
    (folder / "publication.yaml").write_text("contact: {email: mail}\n")
    own = {"INSTANCE": str(tmp_path / "var"), "SURVEYS": str(tmp_path / "surveys"), "PYTHONUNBUFFERED": "1"}
    for name in ("DATABASE_URL", "SECRET_KEY", "HOST", "PORT", "SMTP", "MAIL_FROM", "ADDRESS", "WORKER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in own.items():
        monkeypatch.setenv(name, value)
    return {**os.environ, **own}


def over_smtp(environment: Mapping[str, str], port: int) -> dict[str, str]:
    return {
        **environment,
        "SMTP": f"smtp://127.0.0.1:{port}?tls=none",
        "MAIL_FROM": "Scan <scan@example.org>",
        "ADDRESS": "https://scan.example.org",
    }


@pytest.fixture
def started() -> Iterator[list[subprocess.Popen[str]]]:
    """What is started is stopped, also when a test fails."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def children(pid: int) -> set[int]:
    """The children of a process, whichever of its threads began them."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(each) for children in lists for each in children.read_text().split()}


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def workers_of(server: Server) -> set[int]:
    """Children of the server that listen to nothing: those that answer hold a socket."""

    def listens(pid: int) -> bool:
        try:
            held = {str(each.readlink()) for each in Path(f"/proc/{pid}/fd").iterdir()}
        except OSError:
            return False
        return any(each.startswith("anon_inode:[eventpoll]") for each in held)

    return {pid for pid in children(server.process.pid) if is_there(pid) and not listens(pid)}


def workers_once_begun(server: Server, answering: int, beside: int) -> set[int]:
    """The same, once every process has begun: the server replies as soon as the first of those that answer is ready."""
    eventually(
        lambda: len(children(server.process.pid)) == answering + beside and len(workers_of(server)) == beside,
        f"there are not {answering} processes that answer and {beside} beside them",
    )
    return workers_of(server)


def queue_one(environment: Mapping[str, str], key: str = "k") -> None:
    """A mail to send, as another process of the same installation would queue it."""
    from results.adapters.clock import SystemClock

    database = Database.at(Config.from_environment(environment).database_url)
    with database.writing() as connection:
        queue(connection, Mail(key, MailKind.LINKS, f"{key}@example.org", "nl"), SystemClock().now())
    database.close()


def states(environment: Mapping[str, str]) -> list[str]:
    database = Database.at(Config.from_environment(environment).database_url)
    found = [mail.state.value for mail in newest(database)]
    database.close()
    return found


def test_the_server_has_a_worker_beside_it(environment: dict[str, str], started: list[subprocess.Popen[str]]) -> None:
    server = Server(environment, free_port(), "--workers", "2")
    started.append(server.process)
    server.wait()
    (first,) = workers_once_begun(server, 2, 1)
    before = children(server.process.pid)
    queue_one(environment)
    eventually(lambda: states(environment) == ["needless"], "the worker did not see the mail")

    os.kill(first, signal.SIGKILL)
    eventually(lambda: bool(children(server.process.pid) - before), "a lost worker was not replaced")
    (second,) = children(server.process.pid) - before
    queue_one(environment, "another")
    eventually(lambda: states(environment) == ["needless"] * 2, "the new worker did not see the mail")
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 10
    assert not is_there(second)
    said = server.said()
    assert "/mail  (SMTP is not set" in said
    assert "worker-lost" in said
    assert "Traceback" not in said


def test_nothing_outlives_the_server_that_is_killed_hard(
    environment: dict[str, str], started: list[subprocess.Popen[str]]
) -> None:
    server = Server(environment, free_port(), "--workers", "2")
    started.append(server.process)
    server.wait()
    workers_once_begun(server, 2, 1)
    begun = children(server.process.pid)
    server.process.kill()
    server.process.wait()
    eventually(lambda: not any(map(is_there, begun)), "a process is still there")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(("127.0.0.1", server.port))  # nothing holds the port


@pytest.mark.parametrize("how", [("--no-worker",), ()])
def test_the_server_without_worker(
    environment: dict[str, str], started: list[subprocess.Popen[str]], how: tuple[str, ...]
) -> None:
    server = Server(environment if how else {**environment, "WORKER": "0"}, free_port(), *how)
    started.append(server.process)
    server.wait()
    assert workers_once_begun(server, 1, 0) == set()
    assert server.stop() == 0
    assert "zelfscan worker" in server.said()


def run_worker(environment: Mapping[str, str], started: list[subprocess.Popen[str]]) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", "from webform.cli import main; main()", "worker"]
    process = subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    started.append(process)
    return process


def wait_for_line(process: subprocess.Popen[str], told: str) -> None:
    """Read what a process says up to a line with `told`."""
    assert process.stdout is not None
    for line in process.stdout:
        if told in line:
            return
    raise AssertionError(f"it ended without saying {told!r}")


def test_a_worker_apart_mails_over_smtp(
    environment: dict[str, str], started: list[subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands()
    with serving(hands) as running:
        settings = over_smtp(environment, running.port)
        process = run_worker(settings, started)
        wait_for_line(process, "looks for mail")
        ref = begin_with_address(settings)
        eventually(lambda: len(hands.taken) == 1, "no mail came")
        eventually(lambda: states(settings) == ["sent"], "it was not noted")
        began = time.monotonic()
        process.terminate()
        assert process.wait(30) == 0
        assert time.monotonic() - began < 5
    (message,) = hands.messages()
    assert str(message["From"]) == "Scan <scan@example.org>"
    text = message.get_body(("plain",))
    assert text is not None
    assert re.search(r"https://scan\.example\.org/go-on/[\w-]{64}\n", text.get_content().replace("\r", ""))
    assert process.stdout is not None
    said = process.stdout.read()
    assert "mail-sent" in said
    assert "ans@example.org" not in said
    assert ref not in said


def begin_with_address(environment: Mapping[str, str]) -> str:
    """A draft with an address; its id."""
    from webform.wsgi import make_services

    config = Config.from_environment(environment)
    services = make_services(config)
    assert config.mail is not None
    assert isinstance(services.copies, MailFolder), "what is deleted is deleted there too"
    begun = start(services, "kort", "nl")
    save_page(services, begun.token, "b", {"mail": "ans@example.org"})
    services.database.close()
    return begun.draft.response.id


def test_a_worker_stops_at_once_while_a_server_lets_it_wait(
    environment: dict[str, str], started: list[subprocess.Popen[str]]
) -> None:
    import socket

    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        settings = over_smtp(environment, deaf.getsockname()[1])
        process = run_worker(settings, started)
        wait_for_line(process, "looks for mail")
        begin_with_address(settings)
        deaf.settimeout(PATIENCE)
        connection, _address = deaf.accept()
        began = time.monotonic()
        process.terminate()
        assert process.wait(30) == 0
        assert time.monotonic() - began < 5
        connection.close()
    assert states(settings) == ["waiting"]


# --- the command --------------------------------------------------------------------------------------------------------


def test_mail_on_the_command_line(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    run = CliRunner()

    def said(*command: str, code: int = 0) -> str:
        result = run.invoke(main, ["mail", *command])
        assert result.exit_code == code, result.output
        return result.output

    assert "there is no site yet in" in said("list", code=1)
    assert not Path(environment["INSTANCE"]).exists()  # it is not made by looking
    migrate(Config.from_environment(environment).database_url)
    assert "There are no mails." in said("list")
    assert "No mail was given up" in said("list", "--failed")
    assert "No mail waits." in said("list", "--waiting")
    filed = said("test", "Anna@example.org")
    assert "was filed in" in filed
    with serving(Hands(recipients={"bo@example.org": "550 no such user", "slow@example.org": "450 later"})) as running:
        for name, value in over_smtp({}, running.port).items():
            monkeypatch.setenv(name, value)
        assert "127.0.0.1 took the mail" in said("test", "anna@example.org", "--language", "en")
        assert "refused: 550 no such user" in said("test", "bo@example.org", code=1)
        assert "could not be handed over: 450 later" in said("test", "slow@example.org", code=1)
        assert "is no e-mail address" in said("test", "nonsense", code=1)
        (message,) = running.hands.messages()
        assert message["Subject"] == "A trial of mail from Scan"
    assert "Connection refused" in said("test", "anna@example.org", code=1)


def test_a_failed_mail_is_listed_and_sent_again(
    environment: dict[str, str], started: list[subprocess.Popen[str]]
) -> None:
    from results.adapters.clock import SystemClock
    from results.errors.mail import MailRefused
    from results.mail.message import Letter, Sender
    from results.mail.post import send_due
    from tests.results.fakes import FakeGeocoder

    run = CliRunner()
    url = Config.from_environment(environment).database_url
    migrate(url)
    queue_one(environment, "refused")

    class Refuses:
        def send(self, message: EmailMessage) -> None:
            raise MailRefused("550 <refused@example.org> unknown")

    from results.surveys import Surveys

    database = Database.at(url)
    services = Services(database, Surveys(database, {}), SystemClock(), FakeGeocoder(), b"s")
    letter = Letter("S", "T", "<p>T</p>", "nl")
    send_due(services, Refuses(), lambda _mail: letter, Sender("a@example.org", "A", "example.org"))
    listed = run.invoke(main, ["mail", "list", "--failed"]).output
    assert re.search(
        r"^ +1  .* links +r\*\*\*@example\.org  FAILED\n +550 <r\*\*\*@example\.org> unknown$", listed, re.MULTILINE
    )
    assert "zelfscan mail retry" in listed
    again = run.invoke(main, ["mail", "retry", "1"])
    assert (again.exit_code, again.output) == (0, "Mail 1 is sent as soon as the worker sees it.\n")
    assert "waits" in run.invoke(main, ["mail", "list"]).output
    wrong = run.invoke(main, ["mail", "retry", "99"])
    assert wrong.exit_code == 1
    assert "no mail 99 that failed" in wrong.output
    database.close()
