"""Taking a submission, so that two coordinators do not do the same work; and giving it back.

It keeps nobody out: whoever decides first, decides (`decisions/deciding.py`), and is told who has it in hand. A decision, and every
other change of state, gives it back by itself (`store/desk.py`).
"""

from results.errors.desk import NothingToTake, TakenMeanwhile
from results.errors.filling import UnknownResponse
from results.records.accounts import Account
from results.review import State
from results.services import Services
from results.store import desk, responses


def take(services: Services, response_id: str, account: Account, seen_with: int | None = None) -> None:
    """Take a submission in hand. Twice is once.

    `seen_with`: the account that had it when the button was shown, None for nobody; so it is never taken unseen from who
    was a moment earlier.

    Raises:
        UnknownResponse: no response has this id, or it was never sent.
        NothingToTake: it does not wait for review.
        TakenMeanwhile: somebody else has it than was seen.
    """
    _hand(services, response_id, account.id, seen_with, account.id)


def give_back(services: Services, response_id: str, account: Account) -> None:
    """Give a submission back that this account has in hand. Twice is once.

    Raises:
        UnknownResponse, NothingToTake: as `take`.
        TakenMeanwhile: somebody else has it now.
    """
    _hand(services, response_id, account.id, account.id, None)


def _hand(services: Services, response_id: str, account_id: int, seen_with: int | None, to: int | None) -> None:
    with services.database.writing() as connection:
        responses.known(connection, response_id, lock=True)
        row = desk.one(connection, response_id)
        if row is None:
            raise UnknownResponse("no submission has this id")
        if row.state is not State.SUBMITTED:
            raise NothingToTake("it does not wait for review")
        if row.taken_by == to:
            return
        if row.taken_by not in (seen_with, account_id):
            raise TakenMeanwhile(row.taken_by)
        desk.set_taken(connection, response_id, to, None if to is None else services.clock.now())
