"""Notes that coordinators write to each other about a submission.

They are never changed, never shown to who sent the submission, and deleted with it. What they say of a person is that
person's to ask for all the same, which the page says where they are written.
"""

from results.errors.desk import EmptyNote
from results.errors.filling import UnknownResponse
from results.records.accounts import Account
from results.records.desk import Note
from results.services import Services
from results.store import erasure, notes, responses
from results.text import plain_text


def add_note(services: Services, response_id: str, account: Account, text: str) -> Note:
    """Add a note. The same words twice in a row by one person are a double click, and stay one note.

    Raises:
        EmptyNote: there is no word in it.
        UnknownResponse: no response has this id, it was never sent, or everything of it was deleted.
    """
    words = plain_text(text).strip()
    if not words:
        raise EmptyNote("write something")
    with services.database.writing() as connection:
        response = responses.by_id(connection, response_id, lock=True)
        if response is None or response.revision == 0 or erasure.is_emptied(connection, response):
            raise UnknownResponse("no submission has this id")
        last = notes.of_response(connection, response_id)[-1:]
        if last and (last[0].account_id, last[0].text) == (account.id, words):
            return last[0]
        note = Note(account.id, services.clock.now(), words)
        notes.add(connection, response_id, note)
    return note
