"""Who keeps out of a collective, from the lines of its log. Pure."""

from collections.abc import Sequence

from results.audit.deeds import Deed
from results.records.events import LogLine


def involved(lines: Sequence[LogLine]) -> frozenset[int]:
    """The accounts that said they are involved in this collective, and did not take that back."""
    said: set[int] = set()
    for line in lines:
        account_id = line.actor.account_id
        if account_id is None:
            continue
        if line.action == Deed.INTEREST_DECLARED:
            said.add(account_id)
        elif line.action == Deed.INTEREST_ENDED:
            said.discard(account_id)
    return frozenset(said)
