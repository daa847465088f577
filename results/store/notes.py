"""Notes among coordinators: only added to and read (but see `erasure.py`)."""

from sqlalchemy import Connection, insert, select

from results.models.desk import NoteRow
from results.records.desk import Note


def add(connection: Connection, response_id: str, note: Note) -> None:
    """Append one note to those of a response."""
    connection.execute(
        insert(NoteRow).values(response_id=response_id, account_id=note.account_id, at=note.at, text=note.text)
    )


def of_response(connection: Connection, response_id: str) -> tuple[Note, ...]:
    """The notes about one response, oldest first."""
    statement = (
        select(NoteRow.account_id, NoteRow.at, NoteRow.text)
        .where(NoteRow.response_id == response_id)
        .order_by(NoteRow.id)
    )
    return tuple(Note(row.account_id, row.at, row.text) for row in connection.execute(statement))
