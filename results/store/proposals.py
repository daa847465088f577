"""Proposals of contact between two responses. Who moves one has locked the row of at least one of the two responses."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from engine.values import Json
from results.models.contact import ProposalRow
from results.pairing.states import OPEN, Move, Proposal, ProposalStanding, Side, after

_OPEN = sorted(standing.value for standing in OPEN)


def add(connection: Connection, proposal: Proposal) -> Proposal:
    """Store a new proposal; gives it with its id."""
    stored = connection.execute(
        insert(ProposalRow)
        .values(
            response_id=proposal.seeker,
            other_id=proposal.other,
            challenge=proposal.challenge,
            seeker_consent=proposal.seeker_consent,
            other_consent=proposal.other_consent,
            standing=proposal.standing.value,
            words=proposal.words,
            account_id=proposal.account_id,
            proposed_at=proposal.proposed_at,
            asked_at=proposal.asked_at,
            reminded_at=None,
            expires_at=proposal.expires_at,
            ended_at=None,
            history=[dict(move) for move in proposal.history],
        )
        .returning(ProposalRow.__table__)
    )
    return _proposal(stored.one())


def one(connection: Connection, proposal_id: int, *, lock: bool = False) -> Proposal | None:
    """The proposal with this id."""
    statement = select(ProposalRow.__table__).where(ProposalRow.id == proposal_id)
    row = connection.execute(statement.with_for_update() if lock else statement).one_or_none()
    return None if row is None else _proposal(row)


def of_response(connection: Connection, response_id: str) -> tuple[Proposal, ...]:
    """Those in which a response is one of the sides, newest first."""
    statement = select(ProposalRow.__table__).where(_with(response_id)).order_by(ProposalRow.id.desc())
    return tuple(_proposal(row) for row in connection.execute(statement))


def between(connection: Connection, one_id: str, other_id: str, challenge: str) -> Proposal | None:
    """The proposal between these two about this challenge, whoever of them sought."""
    pairs = or_(
        and_(ProposalRow.response_id == one_id, ProposalRow.other_id == other_id),
        and_(ProposalRow.response_id == other_id, ProposalRow.other_id == one_id),
    )
    row = connection.execute(select(ProposalRow.__table__).where(pairs, ProposalRow.challenge == challenge)).first()
    return None if row is None else _proposal(row)


def count_open(connection: Connection, response_ids: Collection[str]) -> Mapping[str, int]:
    """How many open proposals each of these responses is a side of, where there are any."""
    counted: dict[str, int] = {}
    for column in (ProposalRow.response_id, ProposalRow.other_id):
        statement = (
            select(column, func.count())
            .where(column.in_(response_ids), ProposalRow.standing.in_(_OPEN))
            .group_by(column)
        )
        for response_id, number in connection.execute(statement):
            counted[response_id] = counted.get(response_id, 0) + number
    return counted


def move(
    connection: Connection, proposal: Proposal, what: Move, side: Side, at: datetime, account_id: int | None = None
) -> ProposalStanding:
    """Bring a proposal further; where it stands then.

    Raises:
        TransitionError: the table does not allow it; nothing is changed.
    """
    to = after(proposal.standing, what, side)
    line: dict[str, Json] = {"at": at.isoformat(), "move": what.value, "side": side.value, "to": to.value}
    if account_id is not None:
        line["account"] = account_id
    connection.execute(
        update(ProposalRow)
        .where(ProposalRow.id == proposal.id)
        .values(
            standing=to.value,
            ended_at=None if to in OPEN else at,
            history=[*(dict(each) for each in proposal.history), line],
        )
    )
    return to


def begin_asking(connection: Connection, proposal_id: int, at: datetime, expires_at: datetime) -> None:
    """Give whoever is asked now their own time."""
    asked = {"asked_at": at, "reminded_at": None, "expires_at": expires_at}
    connection.execute(update(ProposalRow).where(ProposalRow.id == proposal_id).values(**asked))


def mark_reminded(connection: Connection, proposal_id: int, at: datetime) -> None:
    """Note that whoever is asked now was reminded."""
    connection.execute(update(ProposalRow).where(ProposalRow.id == proposal_id).values(reminded_at=at))


def unanswered(connection: Connection, asked_before: datetime, limit: int) -> tuple[int, ...]:
    """The ids of open proposals whose side was asked before a moment, and not reminded yet."""
    statement = (
        select(ProposalRow.id)
        .where(ProposalRow.standing.in_(_OPEN), ProposalRow.asked_at <= asked_before, ProposalRow.reminded_at.is_(None))
        .order_by(ProposalRow.asked_at, ProposalRow.id)
        .limit(limit)
    )
    return tuple(connection.execute(statement).scalars())


def open_now(connection: Connection, limit: int) -> tuple[Proposal, ...]:
    """The proposals that wait for an answer, those that wait longest first."""
    statement = select(ProposalRow.__table__).where(ProposalRow.standing.in_(_OPEN))
    rows = connection.execute(statement.order_by(ProposalRow.asked_at, ProposalRow.id).limit(limit))
    return tuple(_proposal(row) for row in rows)


def ended_since(connection: Connection, moment: datetime, limit: int) -> tuple[Proposal, ...]:
    """The proposals that ended since a moment, the newest first."""
    statement = select(ProposalRow.__table__).where(ProposalRow.ended_at > moment)
    rows = connection.execute(statement.order_by(ProposalRow.ended_at.desc(), ProposalRow.id.desc()).limit(limit))
    return tuple(_proposal(row) for row in rows)


def stop(connection: Connection, response_id: str, at: datetime, consents: Collection[str] | None = None) -> int:
    """Withdraw the open proposals of a response that ended; with `consents` those that rest on one of these consents of it."""
    which: ColumnElement[bool] = _with(response_id)
    if consents is not None:
        which = or_(
            and_(ProposalRow.response_id == response_id, ProposalRow.seeker_consent.in_(consents)),
            and_(ProposalRow.other_id == response_id, ProposalRow.other_consent.in_(consents)),
        )
    statement = select(ProposalRow.__table__).where(which, ProposalRow.standing.in_(_OPEN)).order_by(ProposalRow.id)
    open_now = connection.execute(statement.with_for_update()).all()
    for row in open_now:
        move(connection, _proposal(row), Move.WITHDRAW, Side.SYSTEM, at)
    return len(open_now)


def expired(connection: Connection, at: datetime, limit: int) -> tuple[int, ...]:
    """The ids of open proposals whose time is over."""
    statement = (
        select(ProposalRow.id)
        .where(ProposalRow.standing.in_(_OPEN), ProposalRow.expires_at <= at)
        .order_by(ProposalRow.expires_at, ProposalRow.id)
        .limit(limit)
    )
    return tuple(connection.execute(statement).scalars())


def _with(response_id: str) -> ColumnElement[bool]:
    return or_(ProposalRow.response_id == response_id, ProposalRow.other_id == response_id)


def _proposal(row: Row[*tuple[Any, ...]]) -> Proposal:
    return Proposal(
        id=row.id,
        seeker=row.response_id,
        other=row.other_id,
        challenge=row.challenge,
        seeker_consent=row.seeker_consent,
        other_consent=row.other_consent,
        standing=ProposalStanding(row.standing),
        words=row.words,
        account_id=row.account_id,
        proposed_at=row.proposed_at,
        asked_at=row.asked_at,
        reminded_at=row.reminded_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
        history=tuple(row.history),
    )
