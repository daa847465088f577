"""Visitors report an entry, coordinators handle it. The collective is never told who reported, or what.

An answer is mailed by a coordinator's decision only: whoever types an address here has nothing mailed to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.errors.decisions import ReasonRequired
from results.errors.reports import AlreadyHandled, NotOnTheMap, TooManyReports, UnknownReport
from results.mail.outbox import Mail, MailKind, queue
from results.records.accounts import Account
from results.records.events import Actor
from results.records.reports import LONGEST_WORDS, NEEDS_WORDS, Decision, Report, Told
from results.services import Services
from results.store import accounts, desk, map_entries, reports, responses
from results.text import plain_text

MOST_WAITING = 25
"""So many open reports about one entry are kept: more tell nothing new."""
PER_PAGE = 50
KEPT_AFTER_HANDLING = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Named:
    """A report with what it is about: the title and, while it is on the map, the address of the entry."""

    report: Report
    title: str
    slug: str


def report(services: Services, slug: str, told: Told) -> None:
    """Report the entry at this address. The same thing told twice is one report, as long as nobody looked at it.

    Raises:
        NotOnTheMap: there is none (any more).
        ReasonRequired: words are needed to know what is meant.
        TooManyReports: so many were made about it that nobody looked at yet.
    """
    words = plain_text(told.words.strip())[:LONGEST_WORDS]
    if told.kind in NEEDS_WORDS and not words:
        raise ReasonRequired("tell what is the matter")
    with services.database.writing() as connection:
        published = map_entries.by_slug(connection, slug)
        # Whoever takes an entry off, or erases everything, locks its row: what is reported a moment too late is not kept.
        if published is not None and responses.by_id(connection, published.response_id, lock=True) is not None:
            published = map_entries.by_slug(connection, slug)
        if published is None:
            raise NotOnTheMap("there is no entry at this address")
        kept = replace(told, words=words, email=told.email.lower())
        if reports.waits_already(connection, published.response_id, kept):
            return  # the button was pressed twice
        if reports.count_waiting(connection, published.response_id) >= MOST_WAITING:
            raise TooManyReports("enough was reported about this")
        reports.add(connection, published.response_id, kept, services.clock.now())


def waiting(services: Services, page: int = 1) -> tuple[tuple[Named, ...], int]:
    """The reports that wait, the oldest first, with how many there are."""
    with services.database.reading() as connection:
        found = reports.waiting(connection, PER_PAGE, (max(1, page) - 1) * PER_PAGE)
        shown = reports.titles(connection, frozenset(each.response_id for each in found))
        named = []
        for each in found:
            row = desk.one(connection, each.response_id) if each.response_id not in shown else None
            title, slug = shown.get(each.response_id, (row.title if row else "", ""))
            named.append(Named(each, title, slug))
        return tuple(named), reports.count_waiting(connection)


def about(services: Services, response_id: str) -> tuple[tuple[Report, ...], Mapping[int, str]]:
    """The reports about one response, the newest first, and the names of who handled them by account id."""
    with services.database.reading() as connection:
        found = reports.of_response(connection, response_id)
        names = accounts.names(connection, frozenset(each.handled_by for each in found if each.handled_by))
    return found, names


def settle(services: Services, report_id: int, account: Account, decision: Decision, answer: str = "") -> Report:
    """Say what became of a report; an answer is mailed to who asked for one.

    Raises:
        UnknownReport: there is none, or it was deleted.
        AlreadyHandled: somebody was first; nothing is changed.
    """
    said = plain_text(answer.strip())
    with services.database.writing() as connection:
        found = reports.one(connection, report_id, lock=True)
        if found is None:
            raise UnknownReport("there is no such report")
        if found.decision is not None:
            raise AlreadyHandled("this report was handled already")
        at = services.clock.now()
        handled = replace(found, decision=decision, answer=said, handled_by=account.id, handled_at=at)
        reports.settle(connection, handled)
        if said and found.email:
            shown = reports.titles(connection, frozenset({found.response_id})).get(found.response_id, ("", ""))
            mail = Mail(
                f"{MailKind.REPORT_ANSWERED}:{report_id}",
                MailKind.REPORT_ANSWERED,
                found.email,
                found.language,
                found.response_id,
                {"answer": said, "title": shown[0]},
            )
            queue(connection, mail, at)
        record(
            connection,
            Entry(
                at=at,
                actor=Actor(account.role, account.id),
                action=Deed.REPORT_HANDLED,
                response_id=found.response_id,
                facts={"kind": found.kind.value, "decision": decision.value},
            ),
        )
    return handled


def forget_handled(services: Services) -> int:
    """Delete what was handled six months ago: who reported, their words, and the answer; how many."""
    with services.database.writing() as connection:
        return reports.forget(connection, services.clock.now() - KEPT_AFTER_HANDLING)
