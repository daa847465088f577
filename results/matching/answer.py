"""Both sides answer a proposal: the one who seeks first, then the other. Each answer is one transaction.

At every yes it is looked at once more whether both give their consent at that moment and neither has ended; else the
proposal stops there. What both get to know then is looked up when it is shown or mailed, under the consents of that moment.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.consents.standing import versions
from results.errors.contact import UnknownProposal
from results.errors.decisions import TransitionError
from results.errors.filling import UnknownResponse
from results.mail.outbox import MailKind
from results.matching.find import challenge_titles, told_of
from results.matching.parties import matchable
from results.matching.propose import LASTS, REMINDED_AFTER, locked_pair, locked_proposal, tell
from results.matching.rules import consents_now, lab_surveys, rules_of
from results.pairing.states import OPEN, ContactRequest, Move, Proposal, ProposalStanding, Side
from results.records.events import INITIATOR
from results.records.responses import Response
from results.review import MAY_BE_PUBLIC
from results.services import Services
from results.store import contact_requests, erasure, proposals, responses, submissions

BATCH = 100


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody is reached: shared when both have said yes."""

    title: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A proposal as one of its sides sees it. `told`: of the other, in general terms; `reach`: None unless both said yes and
    both still give their consent.
    """

    proposal: Proposal
    side: Side
    challenge: str
    told: tuple[str, ...]
    lab: bool
    asks: bool
    reach: Reach | None


@dataclass(frozen=True, slots=True)
class Contacts:
    """What the initiator sees about contact: proposals, and what was asked of the coordinator with the name of the challenge.

    `consent`: the question without which nothing can be asked or proposed, None when the survey has no matching; `given`:
    whether it is given now. `challenges`: which contact can be asked about, by id. `may_ask`: it was sent, and has not ended.
    """

    response: Response
    seen: tuple[Seen, ...]
    requests: tuple[tuple[ContactRequest, str], ...]
    consent: str | None
    given: bool
    challenges: dict[str, str]
    may_ask: bool


def answer(services: Services, token: str, proposal_id: int, yes: bool) -> ProposalStanding:
    """Answer a proposal, for the side that this token opens; where it stands then.

    Raises:
        UnknownResponse: no response has this token.
        UnknownProposal: there is no such proposal with this response in it, or it was never told of it.
        TransitionError: it does not wait for this side (any more).
    """
    with services.database.writing() as connection:
        own = _own(connection, token)
        proposal = locked_proposal(connection, proposal_id)
        side = proposal.side_of(own.id)
        if side is None or not proposal.was_told(own.id):
            raise UnknownProposal("there is no such proposal of this response")
        now = services.clock.now()
        if proposal.standing in OPEN and proposal.expires_at <= now:
            return proposals.move(connection, proposal, Move.EXPIRE, Side.SYSTEM, now)
        if not yes:
            return proposals.move(connection, proposal, Move.NO, side, now)
        if not proposal.asks(own.id):
            raise TransitionError(proposal.standing, Move.YES, side)
        return _yes(services, connection, proposal, side, now)


def contacts(services: Services, token: str, language: str) -> Contacts:
    """Everything about contact that the initiator sees, with the texts of `language`.

    Raises:
        UnknownResponse: no response has this token.
    """
    with services.database.reading() as connection:
        own = _own(connection, token)
        found = [each for each in proposals.of_response(connection, own.id) if each.was_told(own.id)]
        seen = tuple(_seen(services, connection, own, each, language) for each in found)
        requests = contact_requests.of_response(connection, own.id)
        rules = rules_of(services, own.survey)
        sent = submissions.one(connection, own.id, own.revision)
        given = rules is not None and gives(services, connection, own, rules.consent)
    edition = services.surveys.by_hash(own.questionnaire_hash).in_language(language)
    titles = dict(challenge_titles(edition))
    matched = rules is not None and bool(rules.criteria or list(lab_surveys(services, own.survey)))
    return Contacts(
        response=own,
        seen=seen,
        requests=tuple((each, titles.get(each.challenge, each.challenge)) for each in requests),
        consent=rules.consent if rules is not None and matched else None,
        given=given,
        challenges=titles if matched else {},
        may_ask=matched and sent is not None and own.state in MAY_BE_PUBLIC,
    )


def gives(services: Services, connection: Connection, response: Response, consent: str) -> bool:
    """Whether the newest revision gives this consent, approved or not."""
    counting = versions(services, connection, response)
    return bool(counting) and all(each.gives(consent) for each in counting)


def reach_of(services: Services, connection: Connection, proposal: Proposal, side: Side) -> Reach | None:
    """How the other of this side is reached: only when both said yes, and both give their consent at this moment."""
    if proposal.standing is not ProposalStanding.SHARED:
        return None
    both = [responses.by_id(connection, each) for each in (proposal.seeker, proposal.other)]
    if not all(each is not None and consents_now(services, connection, each) for each in both):
        return None
    facing = proposal.other if side is Side.SEEKER else proposal.seeker
    response = responses.by_id(connection, facing)
    sent = submissions.one(connection, facing, response.revision) if response is not None else None
    if sent is None:
        return None
    rules = services.surveys.by_hash(sent.questionnaire_hash).publication.contact
    name, email = sent.answers.get(rules.name or ""), sent.answers.get(rules.email or "")
    return Reach(sent.title, str(name or ""), str(email or ""))


def remind_due(services: Services, go_on: Callable[[], bool] = lambda: True) -> int:
    """Remind whoever did not answer for two weeks, once; how many. Safe to run by several at once.

    Only what is open still is told: where a consent is gone, the proposal has stopped.
    """
    with services.database.reading() as connection:
        due = proposals.unanswered(connection, services.clock.now() - REMINDED_AFTER, BATCH)
    return sum(_each(services, due, go_on, _remind))


def expire_due(services: Services, go_on: Callable[[], bool] = lambda: True) -> int:
    """End the proposals whose time is over; how many. Safe to run by several at once."""
    with services.database.reading() as connection:
        due = proposals.expired(connection, services.clock.now(), BATCH)
    return sum(_each(services, due, go_on, _expire))


def _each(
    services: Services,
    due: Iterable[int],
    go_on: Callable[[], bool],
    act: Callable[[Services, Connection, Proposal], bool],
) -> Iterator[bool]:
    """What `act` gives of each of these proposals that is there still, locked, in a transaction of its own."""
    for proposal_id in due:
        if not go_on():
            break
        done = False
        with services.database.writing() as connection, suppress(UnknownProposal, UnknownResponse):
            done = act(services, connection, locked_proposal(connection, proposal_id))
        yield done


def _remind(services: Services, connection: Connection, proposal: Proposal) -> bool:
    now = services.clock.now()
    late = proposal.standing in OPEN and proposal.reminded_at is None and now < proposal.expires_at
    if not late or proposal.asked_at > now - REMINDED_AFTER:
        return False
    to = responses.by_id(connection, proposal.asked)
    proposals.mark_reminded(connection, proposal.id, now)
    if to is not None:
        tell(services, connection, MailKind.PROPOSAL_AGAIN, proposal, to, now)
    return to is not None


def _expire(services: Services, connection: Connection, proposal: Proposal) -> bool:
    now = services.clock.now()
    if proposal.standing not in OPEN or proposal.expires_at > now:
        return False
    proposals.move(connection, proposal, Move.EXPIRE, Side.SYSTEM, now)
    return True


def _own(connection: Connection, token: str) -> Response:
    own = responses.opened(connection, token)
    if erasure.is_emptied(connection, own):
        raise UnknownResponse("no response has this token")
    return own


def _yes(services: Services, connection: Connection, proposal: Proposal, side: Side, now: datetime) -> ProposalStanding:
    seeker, other = locked_pair(connection, proposal.seeker, proposal.other)
    if not all(consents_now(services, connection, each) for each in (seeker, other)):
        return proposals.move(connection, proposal, Move.WITHDRAW, Side.SYSTEM, now)
    to = proposals.move(connection, proposal, Move.YES, side, now)
    if to is ProposalStanding.OTHER_ASKED:
        proposals.begin_asking(connection, proposal.id, now, now + LASTS)
        tell(services, connection, MailKind.PROPOSAL, proposal, other, now)
    else:
        for each in (seeker, other):
            tell(services, connection, MailKind.INTRODUCTION, proposal, each, now)
        facts = {"proposal": proposal.id}
        record(connection, Entry(now, INITIATOR, Deed.CONTACT_SHARED, response_id=proposal.seeker, facts=facts))
    return to


def _seen(services: Services, connection: Connection, own: Response, proposal: Proposal, language: str) -> Seen:
    side = Side.SEEKER if proposal.seeker == own.id else Side.OTHER
    seeker = own if side is Side.SEEKER else responses.by_id(connection, proposal.seeker)
    titles: Mapping[str, str] = {}
    if seeker is not None:
        titles = challenge_titles(services.surveys.by_hash(seeker.questionnaire_hash).in_language(language))
    facing = responses.by_id(connection, proposal.facing(own.id))
    return Seen(
        proposal=proposal,
        side=side,
        challenge=titles.get(proposal.challenge, proposal.challenge),
        told=general_terms(services, connection, facing, language) if proposal.standing in OPEN else (),
        lab=facing is not None and facing.survey != (seeker.survey if seeker is not None else ""),
        asks=proposal.asks(own.id),
        reach=reach_of(services, connection, proposal, side),
    )


def general_terms(
    services: Services, connection: Connection, response: Response | None, language: str
) -> tuple[str, ...]:
    """What may be told of a response before both have said yes: never a name."""
    if response is None or response.survey not in services.surveys.names:
        return ()
    approved = submissions.one(connection, response.id, response.approved_revision or 0)
    if approved is None:
        return ()
    edition = services.surveys.current(response.survey).in_language(language)
    return told_of(edition, matchable(services, approved, response.survey).party)
