"""The scans that are open in this browser, to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import LazyString

from results.filling.held import Held, held
from results.review import State
from webform.fill.opening import keys_held
from webform.language import current_language
from webform.services import services
from webform.wording.states import STATES


@dataclass(frozen=True, slots=True)
class OpenScan:
    """One of them. `title`: empty as long as nothing is filled in that tells it apart; `later`: where a way back to it is made,
    empty when there is one.
    """

    title: str
    survey: str
    state: LazyString
    sent: bool
    changed_at: datetime
    href: str
    later: str


def open_here(survey: str | None = None, *, but: str | None = None) -> Sequence[OpenScan]:
    """Those of one survey, or of all, the newest first; without the one with the id `but`."""
    tokens = keys_held(survey)
    if not tokens or (but is not None and len(tokens) == 1):
        return ()
    return [_open_scan(each) for each in held(services(), tokens, current_language()) if each.id != but]


def _open_scan(scan: Held) -> OpenScan:
    return OpenScan(
        title=scan.title,
        survey=scan.survey,
        state=STATES[scan.state].title,
        sent=scan.sent,
        changed_at=scan.changed_at,
        href=url_for("fill.resume", ref=scan.id),
        later="" if scan.reachable or scan.state is not State.DRAFT else url_for("go_on.later", ref=scan.id),
    )
