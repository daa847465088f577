"""Forgetting a response: the one place where logs and snapshots are not only added to.

A test dumps the whole database afterwards and looks for everything that was typed. Whoever calls this has locked the
response's row.
"""

from collections.abc import Collection

from sqlalchemy import Connection, and_, delete, exists, func, or_, select, update

from results.models.base import Base
from results.models.contact import ContactRequestRow, ProposalRow
from results.models.desk import DeskRow, NoteRow
from results.models.events import EventRow
from results.models.flags import DistinctPairRow
from results.models.mails import MailRow
from results.models.responses import KeyRow, ResponseRow
from results.models.submissions import ConsentRow, SubmissionRow
from results.models.upkeep import ReportRow
from results.records.responses import Response
from results.store import desk, events, proposals

_CONTENT = tuple(
    column
    for table in reversed(Base.metadata.sorted_tables)  # who refers to another goes before it
    for column in table.c
    if table not in (DeskRow.__table__, EventRow.__table__)
    if column.name == "response_id" or any(key.column is ResponseRow.__table__.c.id for key in column.foreign_keys)
)
"""Every column that says of which response a row holds anything, so that a new one is never forgotten here."""


def remove(connection: Connection, response_id: str) -> None:
    """Delete every row of a response. Lines of the log stay, without saying of what they are."""
    _remove_content(connection, response_id)
    desk.remove(connection, response_id)
    events.unlink(connection, EventRow.response_id == response_id)
    connection.execute(delete(ResponseRow).where(ResponseRow.id == response_id))


def empty(connection: Connection, response_id: str) -> None:
    """Delete everything of a response but who did what when: its events without their words, and an empty row for them."""
    _remove_content(connection, response_id)
    desk.empty(connection, response_id)
    events.silence(connection, response_id)
    connection.execute(
        update(ResponseRow)
        .where(ResponseRow.id == response_id)
        .values(
            answers={},
            visited=[],
            saves=ResponseRow.saves + 1,  # these are other answers than those of the save before
            contact_hash=None,
            confirmed_hash=None,
            reminded_at=None,
        )
    )


def forget_answers(connection: Connection, response_id: str, revision: int, questions: Collection[str]) -> None:
    """Take the answers to these questions out of a submission, and out of the words of its consents."""
    which = (SubmissionRow.response_id == response_id, SubmissionRow.revision == revision)
    answers = connection.execute(select(SubmissionRow.answers).where(*which)).scalar_one()
    gone = [value for name, value in answers.items() if name in questions and isinstance(value, str) and value]
    kept = {name: value for name, value in answers.items() if name not in questions}
    connection.execute(update(SubmissionRow).where(*which).values(answers=kept))
    read = select(ConsentRow.id, ConsentRow.text).where(
        ConsentRow.response_id == response_id, ConsentRow.revision == revision
    )
    for row in connection.execute(read).all():
        text = row.text
        for words in gone:
            text = text.replace(words, "…")
        if text != row.text:
            connection.execute(update(ConsentRow).where(ConsentRow.id == row.id).values(text=text))


def forget_person(connection: Connection, response: Response, questions: Collection[str]) -> None:
    """Take the answers to these questions out of what is being filled in, and everything that opens it or tells whose it is."""
    connection.execute(delete(KeyRow).where(KeyRow.response_id == response.id))
    kept = {name: value for name, value in response.answers.items() if name not in questions}
    connection.execute(
        update(ResponseRow)
        .where(ResponseRow.id == response.id)
        .values(answers=kept, saves=ResponseRow.saves + 1, contact_hash=None, confirmed_hash=None)
    )


def forget_words(connection: Connection, response_id: str) -> bool:
    """Erase what was written about a response: reasons and comments, notes, reports of visitors, and what went with contact.
    Whether the log lost words.
    """
    for table in (NoteRow, ReportRow):
        connection.execute(delete(table).where(table.response_id == response_id))
    connection.execute(
        update(ContactRequestRow).where(ContactRequestRow.response_id == response_id).values(words="", reply="")
    )
    for other, values in ((ProposalRow, {"words": ""}), (DistinctPairRow, {"word": ""})):
        either = or_(other.response_id == response_id, other.other_id == response_id)
        connection.execute(update(other).where(either).values(**values))
    return events.silence(connection, response_id)


def forget_title(connection: Connection, response_id: str) -> None:
    """Take away what a response is called in lists, where that is somebody's name."""
    which = SubmissionRow.response_id == response_id
    connection.execute(update(SubmissionRow).where(which).values(title=""))
    desk.untitle(connection, response_id)


def is_emptied(connection: Connection, response: Response) -> bool:
    """Whether this is what `empty` leaves: it was sent once, and nothing that was sent is there any more."""
    sent = exists().where(SubmissionRow.response_id == response.id)
    return response.revision > 0 and not connection.execute(select(sent)).scalar_one()


def emptied(connection: Connection) -> tuple[str, ...]:
    """The ids of all responses of which `empty` left the events."""
    sent = exists().where(SubmissionRow.response_id == ResponseRow.id)
    return tuple(connection.execute(select(ResponseRow.id).where(ResponseRow.revision > 0, ~sent)).scalars())


def remove_mails(connection: Connection, response: Response, addresses: Collection[str]) -> tuple[str, ...]:
    """Delete the mails about a response, and those to these addresses that are about none in particular; their keys.

    When another response has the same address, mails to it are about that one too, and stay.
    """
    # What somebody else was told about this response when both had said yes (`matching/propose.py`) is about it too.
    told = [
        f"introduction:{each.id}:{each.facing(response.id)}" for each in proposals.of_response(connection, response.id)
    ]
    mails = or_(MailRow.response_id == response.id, MailRow.key.in_(told))
    if addresses and not shares_address(connection, response):
        wanted = [address.lower() for address in addresses]
        mails |= and_(MailRow.response_id.is_(None), func.lower(MailRow.recipient).in_(wanted))
    return tuple(connection.execute(delete(MailRow).where(mails).returning(MailRow.key)).scalars())


def shares_address(connection: Connection, response: Response) -> bool:
    """Whether another response has the same e-mail address: then mails to it are about that one too."""
    if response.contact_hash is None:
        return False
    others = exists().where(ResponseRow.contact_hash == response.contact_hash, ResponseRow.id != response.id)
    return bool(connection.execute(select(others)).scalar_one())


def _remove_content(connection: Connection, response_id: str) -> None:
    for column in _CONTENT:
        connection.execute(delete(column.table).where(column == response_id))
