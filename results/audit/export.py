"""The log for somebody else: one line each, as JSON or CSV, with what the hashes are made of. Only reads.

With the words that were typed, where they were not erased, and the names of accounts: it is personal data.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from results.audit.chain import content, moment
from results.database import Database
from results.records.events import LogLine
from results.spreadsheet import cell
from results.store import accounts, events

COLUMNS = (
    "number", "at", "actor", "account_id", "account", "action", "response_id", "from_state", "to_state", "revision",
    "facts", "reason", "comments", "subject", "salt", "seal", "content", "hash",
)  # fmt: skip


def as_json_lines(database: Database) -> Iterator[str]:
    """Each line of the log as one line of JSON, in ASCII."""
    for row in _rows(database):
        yield json.dumps(row) + "\n"


def as_csv(database: Database) -> Iterator[str]:
    """The same as CSV, with a heading. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    yield _csv(COLUMNS)
    for row in _rows(database):
        yield _csv([_cell(row[name]) for name in COLUMNS])


def _rows(database: Database) -> Iterator[dict[str, Any]]:
    with database.snapshot() as connection:
        names: dict[int, str] = {}
        for line in events.lines(connection):
            account = line.actor.account_id
            if account is not None and account not in names:
                names.update(accounts.names(connection, frozenset({account})))
            yield _row(line, names.get(account, "") if account is not None else "")


def _row(line: LogLine, account: str) -> dict[str, Any]:
    return {
        "number": line.number,
        "at": moment(line.at),
        "actor": line.actor.role.value,
        "account_id": line.actor.account_id,
        "account": account,
        "action": line.action,
        "response_id": line.response_id,
        "from_state": line.from_state,
        "to_state": line.to_state,
        "revision": line.revision,
        "facts": dict(line.facts),
        "reason": line.words.reason,
        "comments": dict(line.words.comments),
        "subject": line.subject,
        "salt": line.salt,
        "seal": line.seal,
        "content": content(line),
        "hash": line.hash,
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    return cell(json.dumps(value) if isinstance(value, dict) else str(value))


def _csv(cells: object) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)  # type: ignore[arg-type]  # any row of cells
    return line.getvalue()
