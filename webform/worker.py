"""The worker: sends the mails that are due, and once an hour does what is due by the calendar. In a process of its own.

Several may run: on PostgreSQL they share the work, on SQLite they take turns. It stops within a second: a mail that is just
being handed over then is sent again later, with the same Message-ID. No error ends it; only being told to stop does.
"""

import os
import signal
import threading
from datetime import datetime, timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from traceback import format_tb
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from results.accounts.new_work import tell_daily
from results.accounts.sessions import forget_old as forget_ended
from results.audit.verify import Head, current_head
from results.flagging.raising import raise_missing
from results.mail.copies import sweep
from results.mail.post import Delivery, forget_old, send_due
from results.matching.answer import expire_due, remind_due
from results.matching.parties import bring_all_up_to_date
from results.records.mails import MailState
from results.reports import forget_handled
from results.services import Services
from results.text import masked_addresses
from results.upkeep.expiry import run_due
from results.upkeep.renewal import run_upkeep
from webform.config import Config
from webform.log import log
from webform.mail.letters import writer
from webform.mail.site import site_of
from webform.settings.mail import MailSettings
from webform.wsgi import make_services

LOOKS_EVERY = 2.0
"""Seconds between two looks in the outbox; a look that finds nothing reads one line of an index."""
BEGINS_AFTER = 1.0
"""Seconds: the first page goes first."""
REST_AFTER_TROUBLE = 30.0
ONE_ROUND = 50
CHORES_EVERY = timedelta(hours=1)
FIRST_CHORES_AFTER = timedelta(minutes=1)
MOMENT_TO_FINISH = 0.7
"""Seconds for the mail that is being handed over, when the worker has to stop."""
RESTARTS_AFTER = 5.0


class Worker:
    """One worker's round of work, again and again."""

    def __init__(self, services: Services, config: Config, mail: MailSettings) -> None:
        self._services = services
        self._sender = mail.sender
        self._mailer = mail.mailer()
        self._write = writer(services, site_of(config, mail))
        self._chores_at = services.clock.now() + FIRST_CHORES_AFTER
        self._head: Head | None = None

    def work_until(self, stop: threading.Event) -> None:
        """Work until told to stop; whatever goes wrong is logged, and tried again later."""
        rest = BEGINS_AFTER
        while not stop.wait(rest):
            try:
                rest = self.one_round(stop)
            except SQLAlchemyError as error:
                rest = REST_AFTER_TROUBLE
                log(__name__).error("worker-database", error=type(error).__name__, cause=_cause(error))
            except Exception as error:  # whatever it is, the next mail may go well
                rest = REST_AFTER_TROUBLE
                log(__name__).error("worker", error=type(error).__name__, fault=_fault(error))

    def one_round(self, stop: threading.Event) -> float:
        """Send what is due, do the chores if it is time; how many seconds to rest before the next round."""
        deliveries = send_due(
            self._services,
            self._mailer,
            self._write,
            self._sender,
            at_most=ONE_ROUND,
            go_on=lambda: not stop.is_set(),
        )
        for delivery in deliveries:
            _tell(delivery)
        now = self._services.clock.now()
        if now >= self._chores_at and not stop.is_set():
            self._chores(now, stop)
        if any(delivery.away for delivery in deliveries):
            return REST_AFTER_TROUBLE
        return 0.0 if len(deliveries) == ONE_ROUND else LOOKS_EVERY

    def _chores(self, now: datetime, stop: threading.Event) -> None:
        self._chores_at = now + CHORES_EVERY
        ran = run_due(self._services, lambda: not stop.is_set())
        kept_up = run_upkeep(self._services, lambda: not stop.is_set())
        flagged = raise_missing(self._services, lambda: not stop.is_set())
        expire_due(self._services, lambda: not stop.is_set())
        remind_due(self._services, lambda: not stop.is_set())
        bring_all_up_to_date(self._services)
        forgotten = forget_old(self._services)
        copies = sweep(self._services)
        self._tell_head()
        forget_ended(self._services)
        forget_handled(self._services)
        tell_daily(self._services)
        if kept_up:
            log(__name__).info("upkeep", **{step.value: count for step, count in kept_up.items()})
        if ran.reminded or ran.deleted or flagged or forgotten or copies:
            told = {"mails_forgotten": forgotten, "copies_deleted": copies, "looked_at": flagged}
            log(__name__).info("chores", reminded=ran.reminded, deleted=ran.deleted, **told)

    def _tell_head(self) -> None:
        """Where the log of decisions ends now: in another place than the database it can be compared with later."""
        head = current_head(self._services.database)
        if head.number and head != self._head:
            self._head = head
            log(__name__).info("audit-head", head=str(head))


def run_worker(config: Config, parent: int | None = None) -> None:
    """Work until SIGTERM or SIGINT comes, or the process `parent` is gone."""
    mail = config.mail
    if mail is None:
        raise ValueError("a worker needs to know how mail leaves")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # this is for the web server, which shares our terminal
    services = make_services(config)
    work = threading.Thread(target=Worker(services, config, mail).work_until, args=(stop,), daemon=True)
    work.start()
    while not stop.wait(1.0):
        if parent is not None and os.getppid() != parent:
            stop.set()
    work.join(MOMENT_TO_FINISH)
    if not work.is_alive():
        services.database.close()


class WorkerBeside:
    """A worker in a process beside the web server: begun with it, begun again when it is lost, stopped with it."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._stopping = threading.Event()
        self._running: ForkProcess | None = None

    def start(self) -> None:
        """Begin. Forked from this process, so that nothing is loaded a second time."""
        self._fork()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """End it, within a second unless the computer is very busy."""
        self._stopping.set()
        running = self._running
        if running is not None:
            running.terminate()
            running.join(5)
            if running.is_alive():
                running.kill()
                running.join()

    def _fork(self) -> None:
        self._running = get_context("fork").Process(
            target=run_worker, args=(self._config, os.getpid()), name="zelfscan-worker", daemon=True
        )
        self._running.start()

    def _watch(self) -> None:
        while not self._stopping.is_set():
            assert self._running is not None
            self._running.join()
            if not self._stopping.wait(RESTARTS_AFTER):
                log(__name__).error("worker-lost", exit_code=self._running.exitcode)
                self._fork()


def _tell(delivery: Delivery) -> None:
    """Log what became of a mail, without its address or words."""
    mail = delivery.mail
    told: dict[str, Any] = {"mail": mail.id, "kind": mail.kind, "attempt": mail.attempts}
    if delivery.state is MailState.SENT:
        log(__name__).info("mail-sent", **told)
    elif delivery.state is MailState.FAILED:
        log(__name__).error("mail-failed", error=delivery.error, fault=_fault(delivery.cause), **told)
    elif delivery.state is MailState.WAITING:
        log(__name__).warning("mail-delayed", error=delivery.error, fault=_fault(delivery.cause), **told)


def _fault(cause: Exception | None) -> str | None:
    """Where a fault of ours is, without its message: that may hold what was typed."""
    return None if cause is None else "".join(format_tb(cause.__traceback__))


def _cause(error: SQLAlchemyError) -> str:
    return masked_addresses(str(getattr(error, "orig", "") or ""))
