"""The coordinator proposes contact between two responses, and may take a proposal back. Each is one transaction.

Whoever moves a proposal has first locked the rows of both responses, in the order of their ids: so nobody ends or withdraws a
consent between the look and the move, and two who do so at once do not wait for each other for ever.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.errors.contact import NotPossible, UnknownProposal
from results.errors.filling import UnknownResponse
from results.filling.go_on import address_in
from results.mail.outbox import Mail, MailKind, queue
from results.matching.find import MOST_OPEN, Blocked, blocked
from results.matching.rules import consents_now, lab_surveys, rules_of
from results.pairing.states import Asking, Move, Proposal, ProposalStanding, Side
from results.records.accounts import Account
from results.records.events import Actor
from results.records.responses import Response
from results.services import Services
from results.store import contact_requests, demo, matchables, proposals, responses
from results.text import plain_text

LASTS = timedelta(days=30)
"""How long each side has to answer; then the proposal lapses."""
REMINDED_AFTER = timedelta(days=14)
"""So long without an answer, and the side that is asked is reminded, once."""
LONGEST_WORDS = 1000


class Refusal(StrEnum):
    """Why these two cannot be proposed to each other; besides `Blocked`, of the one who seeks."""

    SAME = "same"
    TWICE = "twice"
    """They were, about this challenge."""
    OTHER_CANNOT = "other_cannot"
    """The other gives no consent now, offers nothing, or has ended."""
    OTHER_BUSY = "other_busy"
    NO_CHALLENGE = "no_challenge"


def propose(
    services: Services, seeker_id: str, other_id: str, challenge: str, account: Account, words: str = ""
) -> Proposal:
    """Propose contact: the seeker is asked first. `words`: what the coordinator says to both; it names nobody.

    Raises:
        UnknownResponse: there is no such response.
        NotPossible: `why` is a `Blocked` or a `Refusal`.
    """
    with services.database.writing() as connection:
        seeker, other = locked_pair(connection, seeker_id, other_id)
        now = services.clock.now()
        consents = _may_meet(services, connection, seeker, other, challenge)
        proposal = proposals.add(
            connection,
            Proposal(
                id=0,
                seeker=seeker.id,
                other=other.id,
                challenge=challenge,
                seeker_consent=consents[0],
                other_consent=consents[1],
                standing=ProposalStanding.SEEKER_ASKED,
                words=plain_text(words.strip()[:LONGEST_WORDS]),
                account_id=account.id,
                proposed_at=now,
                asked_at=now,
                reminded_at=None,
                expires_at=now + LASTS,
                ended_at=None,
                history=(),
            ),
        )
        for request in contact_requests.of_response(connection, seeker.id):
            if request.challenge == challenge and request.asking is Asking.OPEN:
                contact_requests.end(connection, request, Asking.PROPOSED, now)
        tell(services, connection, MailKind.PROPOSAL, proposal, seeker, now)
        _log(connection, Deed.CONTACT_PROPOSED, proposal, Actor(account.role, account.id), now)
    return proposal


def withdraw_proposal(services: Services, proposal_id: int, account: Account) -> None:
    """Take an open proposal back. Whoever was asked sees that it is no longer open.

    Raises:
        UnknownProposal: there is none with this id.
        TransitionError: it was answered, or has ended.
    """
    with services.database.writing() as connection:
        proposal = locked_proposal(connection, proposal_id)
        now = services.clock.now()
        proposals.move(connection, proposal, Move.WITHDRAW, Side.COORDINATOR, now, account.id)
        _log(connection, Deed.CONTACT_WITHDRAWN, proposal, Actor(account.role, account.id), now)


def locked_pair(connection: Connection, one_id: str, other_id: str) -> tuple[Response, Response]:
    """Two responses, locked, in the order in which they were named.

    Raises:
        UnknownResponse: one of them is not there.
        NotPossible: they are one and the same.
    """
    if one_id == other_id:
        raise NotPossible(Refusal.SAME)
    found = {each: responses.by_id(connection, each, lock=True) for each in sorted((one_id, other_id))}
    one, other = found[one_id], found[other_id]
    if one is None or other is None:
        raise UnknownResponse("no response has this id")
    return one, other


def locked_proposal(connection: Connection, proposal_id: int) -> Proposal:
    """A proposal as it stands, with the rows of both responses locked.

    Raises:
        UnknownProposal: it is not there (any more).
    """
    first = proposals.one(connection, proposal_id)
    if first is None:
        raise UnknownProposal("there is no such proposal")
    locked_pair(connection, first.seeker, first.other)
    proposal = proposals.one(connection, proposal_id, lock=True)
    if proposal is None:
        raise UnknownProposal("there is no such proposal any more")
    return proposal


def tell(
    services: Services, connection: Connection, kind: MailKind, proposal: Proposal, to: Response, at: datetime
) -> None:
    """Queue a mail about a proposal to one side, at the address in its answers; each side gets one of each kind."""
    address = address_in(services.surveys.by_hash(to.questionnaire_hash), to.answers)
    if address is not None:
        mail = Mail(mail_key(kind, proposal.id, to.id), kind, address, to.language, to.id, {"proposal": proposal.id})
        queue(connection, mail, at)


def mail_key(kind: MailKind, proposal_id: int, response_id: str) -> str:
    """What makes a mail about a proposal one of a kind."""
    return f"{kind.value}:{proposal_id}:{response_id}"


def _may_meet(
    services: Services, connection: Connection, seeker: Response, other: Response, challenge: str
) -> tuple[str, str]:
    """The consents of both, when they can be brought into contact about this."""
    why_not = blocked(services, connection, seeker)
    own, theirs = rules_of(services, seeker.survey), rules_of(services, other.survey)
    if why_not is not None or own is None:
        raise NotPossible(why_not or Blocked.NOT_MATCHED)
    known = {dimension.id for dimension in services.surveys.current(seeker.survey).scoring.dimensions}
    surveys = {seeker.survey, *(lab.survey for lab in lab_surveys(services, seeker.survey))}
    offering = matchables.one(connection, other.id)
    apart = demo.is_made_up(connection, seeker.id) is not demo.is_made_up(connection, other.id)
    if challenge not in known:
        raise NotPossible(Refusal.NO_CHALLENGE)
    if theirs is None or other.survey not in surveys or apart or not (offering and offering.offers):
        raise NotPossible(Refusal.OTHER_CANNOT)
    if not consents_now(services, connection, other):
        raise NotPossible(Refusal.OTHER_CANNOT)
    if proposals.between(connection, seeker.id, other.id, challenge) is not None:
        raise NotPossible(Refusal.TWICE)
    if proposals.count_open(connection, [other.id]).get(other.id, 0) >= MOST_OPEN:
        raise NotPossible(Refusal.OTHER_BUSY)
    return own.consent, theirs.consent


def _log(connection: Connection, deed: Deed, proposal: Proposal, actor: Actor, at: datetime) -> None:
    record(connection, Entry(at, actor, deed, response_id=proposal.seeker, facts={"proposal": proposal.id}))
