"""The hash chain of the log. Pure.

A line's hash is SHA-256 over the hash of the line before and its own content, written in one way only (`content`). What was
typed is not in the content but its *seal*: a hash with a salt of its own. Erasing the words and the salt leaves a seal that
fits nothing any more and tells nothing, and the chain as it was. A response is in it as the hash of its id, which is 128
random bits: who does not have the id learns nothing.

What is hashed may never be changed: a log of years ago must verify. A new form gets a new number (`FORM`).
"""

import hashlib
import json
from datetime import UTC, datetime

from results.records.events import LogLine, Words

START = "0" * 64
"""What stands in the place of the hash before the first line."""
FORM = 1


def content(line: LogLine) -> str:
    """What is hashed of a line: JSON in ASCII, without spaces, in this order."""
    return _json(
        [
            FORM,
            line.number,
            moment(line.at),
            line.actor.role.value,
            line.actor.account_id,
            line.action,
            line.from_state,
            line.to_state,
            line.revision,
            line.subject,
            dict(line.facts),
            line.seal,
        ]
    )


def hash_of(line: LogLine, before: str) -> str:
    """The hash that a line must have after one with the hash `before`."""
    return _sha256(f"{before}\n{content(line)}")


def seal(words: Words, salt: str) -> str:
    """What the chain holds of what was typed."""
    return _sha256(f"{salt}\n{_json([words.reason, dict(words.comments)])}")


def subject(response_id: str | None) -> str:
    """What the chain holds of which response it is about; nothing when about none."""
    return "" if response_id is None else _sha256(f"response\n{response_id}")


def moment(at: datetime) -> str:
    """A moment as it is hashed and exported: UTC, to the microsecond, which is what both databases keep."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"), sort_keys=True)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
