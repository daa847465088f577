"""What the mails about a proposal tell, looked up at the moment they are sent: so that nothing is told that no longer holds."""

from dataclasses import dataclass
from datetime import date

from results.correspondence import Subject, subject_of
from results.filling.go_on import contact
from results.matching.answer import Reach, reach_of
from results.matching.find import challenge_titles
from results.pairing.states import Side
from results.records.mails import StoredMail
from results.services import Services
from results.store import proposals, responses


@dataclass(frozen=True, slots=True)
class Told:
    """A mail about a proposal. `seeking`: its reader is the one who seeks; `reach`: of the other, in an introduction.

    `until`: the last day to answer, of what still waits.
    """

    subject: Subject
    challenge: str
    seeking: bool
    words: str
    reach: Reach | None
    until: date | None


def proposal_told(services: Services, mail: StoredMail) -> Told | None:
    """A proposal, for the side whose answer it waits for; None when it waits no longer."""
    return _told(services, mail, introduces=False)


def introduction_told(services: Services, mail: StoredMail) -> Told | None:
    """How to reach the other. None when one of both has ended or no longer gives the consent, and for an address that was not
    confirmed: what somebody else typed goes to nobody of whom we do not know that they read it. It stands on their own page.
    """
    return _told(services, mail, introduces=True)


def _told(services: Services, mail: StoredMail, *, introduces: bool) -> Told | None:
    number = mail.params.get("proposal")
    with services.database.reading() as connection:
        proposal = proposals.one(connection, number) if isinstance(number, int) else None
        own = responses.by_id(connection, mail.response_id or "")
        if proposal is None or own is None or (side := proposal.side_of(own.id)) is None:
            return None
        reach = reach_of(services, connection, proposal, side) if introduces else None
        confirmed = own.confirmed_hash == contact(services, mail.recipient).hash
        if (reach is None or not confirmed) if introduces else not proposal.asks(own.id):
            return None
        seeker = responses.by_id(connection, proposal.seeker)
    subject = subject_of(services, mail)
    if subject is None or seeker is None:
        return None
    edition = services.surveys.by_hash(seeker.questionnaire_hash).in_language(mail.language)
    challenge = challenge_titles(edition).get(proposal.challenge, proposal.challenge)
    until = None if introduces else services.clock.date_of(proposal.expires_at)
    return Told(subject, challenge, side is Side.SEEKER, proposal.words, reach, until)
