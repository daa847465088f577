"""Deleting everything of a response, for good, because its initiator asks for it.

A response that was never sent disappears without a trace. Of one that was sent, an empty row stays with the events: who did
what and when, from which state to which, so that a coordinator can account for what was decided. No word that anybody
typed stays: not in the answers, the submissions, the profile, the consents, the map, its address, the mails or the reasons
of decisions; nor in mails that were filed on disk. What cannot be reached from here (back-ups, mail that was really sent) is
told in the operator's manual.
"""

from dataclasses import dataclass
from enum import StrEnum

from results.errors.filling import UnknownResponse
from results.filling.draft import forget_judged
from results.filling.go_on import addresses_of
from results.mail import copies
from results.records.events import INITIATOR
from results.records.responses import Response
from results.review import Action
from results.services import Services
from results.store import erasure, responses
from results.transition import carry_out


class Left(StrEnum):
    """What is left of a response after it was deleted."""

    NOTHING = "nothing"
    EVENTS = "events"


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted, and what is left of it."""

    response_id: str
    left: Left


def erase(services: Services, token: str) -> Erased:
    """Delete everything of the response with this token; its entry is off the map at once, and no key opens it any more.

    Raises:
        UnknownResponse: no response has this token; also when everything was deleted already.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        if erasure.is_emptied(connection, response):
            # On PostgreSQL who waited for the row may still see the key, of which another was a moment earlier.
            raise UnknownResponse("no response has this token")
        mailed = erasure.remove_mails(connection, response, addresses_of(services, connection, response))
        left = what_stays(response)
        if left is Left.NOTHING:
            erasure.remove(connection, response.id)
        else:
            carry_out(connection, response, Action.ERASE, INITIATOR, services.clock.now())
            erasure.empty(connection, response.id)
    forget_judged()
    services.database.overwrite_deleted()
    copies.forget(services, mailed)
    return Erased(response.id, left)


def is_gone(services: Services, response_id: str) -> bool:
    """Whether nothing that was filled in is left of the response with this id. For who has held a key to it, and nobody else."""
    with services.database.reading() as connection:
        response = responses.by_id(connection, response_id)
        return response is None or erasure.is_emptied(connection, response)


def what_stays(response: Response) -> Left:
    """What will be left of a response when it is deleted, for telling it before."""
    return Left.NOTHING if response.revision == 0 else Left.EVENTS
