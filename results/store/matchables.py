"""What matching looks at, one small row for each approved response: the answers that the rules name, and what is on track.

Apart from the submissions because looking through thousands of them must not read thousands of whole submissions. A row is
made when matching needs it, and goes with the approval: a response that is rejected, withdrawn, expired or erased has
none. Only coordinators ever see what comes of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
    Text,
    and_,
    delete,
    insert,
    or_,
    select,
    type_coerce,
)

from results.models.contact import MatchableRow
from results.models.responses import ResponseRow
from results.models.submissions import ConsentRow, SubmissionRow
from results.pairing.ranking import Party
from results.records.submissions import Submission
from results.review import MAY_BE_PUBLIC
from results.store.submissions import submission_of

_COMPARED: tuple[Any, ...] = (
    MatchableRow.response_id,
    MatchableRow.choices,
    MatchableRow.numbers,
    MatchableRow.on_track,
    MatchableRow.province,
    MatchableRow.collective,
)
_LIVE = sorted(state.value for state in MAY_BE_PUBLIC)


@dataclass(frozen=True, slots=True)
class Matchable:
    """A party as it is kept. `rules`: the hash of the questionnaire by whose rules it was made; `collective`: its name as it is
    compared; `offers`: whether it offers what the rules ask for.
    """

    party: Party
    revision: int
    survey: str
    rules: str
    collective: str
    offers: bool


def outdated(connection: Connection, survey: str, rules: str, limit: int) -> tuple[Submission, ...]:
    """Approved submissions of which there is no row, or one of another revision or other rules; their responses are locked."""
    statement = (
        select(SubmissionRow.__table__)
        .join(
            ResponseRow,
            and_(ResponseRow.id == SubmissionRow.response_id, ResponseRow.approved_revision == SubmissionRow.revision),
        )
        .outerjoin(MatchableRow, MatchableRow.response_id == ResponseRow.id)
        .where(
            ResponseRow.survey == survey,
            ResponseRow.state.in_(_LIVE),
            or_(
                MatchableRow.response_id.is_(None),
                MatchableRow.revision != ResponseRow.approved_revision,
                MatchableRow.rules != rules,
            ),
        )
        .order_by(ResponseRow.id)
        .limit(limit)
        .with_for_update(of=ResponseRow, skip_locked=True, key_share=True)
    )
    return tuple(submission_of(row) for row in connection.execute(statement))


def any_outdated(connection: Connection, survey: str, rules: str) -> bool:
    """Whether `outdated` would find any; locks nothing."""
    current = and_(
        MatchableRow.response_id == ResponseRow.id,
        MatchableRow.revision == ResponseRow.approved_revision,
        MatchableRow.rules == rules,
    )
    statement = (
        select(ResponseRow.id)
        .outerjoin(MatchableRow, current)
        .where(
            ResponseRow.survey == survey,
            ResponseRow.state.in_(_LIVE),
            ResponseRow.approved_revision.is_not(None),
            MatchableRow.response_id.is_(None),
        )
        .limit(1)
    )
    return connection.execute(statement).first() is not None


def put(connection: Connection, rows: list[Matchable]) -> None:
    """Keep these, in the place of those that there were of the same responses."""
    if not rows:
        return
    remove(connection, *(row.party.response_id for row in rows))
    connection.execute(
        insert(MatchableRow),
        [
            {
                "response_id": row.party.response_id,
                "revision": row.revision,
                "survey": row.survey,
                "rules": row.rules,
                "collective": row.collective,
                "offers": row.offers,
                "province": row.party.province,
                "choices": {name: sorted(chosen) for name, chosen in row.party.choices.items()},
                "numbers": dict(row.party.numbers),
                "on_track": sorted(row.party.on_track),
            }
            for row in rows
        ],
    )


def remove(connection: Connection, *response_ids: str) -> None:
    """Keep nothing of these responses."""
    connection.execute(delete(MatchableRow).where(MatchableRow.response_id.in_(response_ids)))


def offering(
    connection: Connection, survey: str, consent: str, *, demo: bool, on_track: str | None = None
) -> Iterator[tuple[Party, str]]:
    """Who may be proposed now, with the name of the collective as it is compared: approved and alive, with an offer, and with
    the consent for the approved revision that was not withdrawn with a later one. Made-up responses and real ones never meet.
    `on_track`: only who is so with this challenge.
    """
    of_revision = ConsentRow.revision == MatchableRow.revision
    statement = (
        select(*_COMPARED)
        .join(
            ResponseRow,
            and_(ResponseRow.id == MatchableRow.response_id, ResponseRow.approved_revision == MatchableRow.revision),
        )
        .where(
            MatchableRow.survey == survey,
            MatchableRow.offers.is_(True),
            ResponseRow.state.in_(_LIVE),
            ResponseRow.demo.is_(demo),
            _last_said(consent).is_(True),
            _last_said(consent, of_revision).is_(True),
        )
    )
    if on_track is not None:
        # In the text as it is stored: an id in quotes stands in it as nothing else.
        listed = type_coerce(MatchableRow.on_track, Text)
        statement = statement.where(listed.contains(f'"{on_track}"', autoescape=True))
    for response_id, choices, numbers, good, province, collective in connection.execute(statement):
        chosen = {name: frozenset(each) for name, each in choices.items()}
        yield Party(response_id, chosen, numbers, frozenset(good), province), collective


def one(connection: Connection, response_id: str) -> Matchable | None:
    """What is kept of one response."""
    row = connection.execute(
        select(MatchableRow.__table__).where(MatchableRow.response_id == response_id)
    ).one_or_none()
    return None if row is None else _matchable(row)


def _last_said(consent: str, *narrower: ColumnElement[bool]) -> ScalarSelect[bool]:
    return (
        select(ConsentRow.given)
        .where(ConsentRow.response_id == MatchableRow.response_id, ConsentRow.question == consent, *narrower)
        .order_by(ConsentRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _matchable(row: Row[*tuple[Any, ...]]) -> Matchable:
    party = Party(
        response_id=row.response_id,
        choices={name: frozenset(chosen) for name, chosen in row.choices.items()},
        numbers=row.numbers,
        on_track=frozenset(row.on_track),
        province=row.province,
    )
    return Matchable(party, row.revision, row.survey, row.rules, row.collective, row.offers)
