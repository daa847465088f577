"""All contact that coordinators have in hand: what initiators ask for, and who still has to answer a proposal. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from results.matching.ask import waiting
from results.matching.find import challenge_titles
from results.pairing.states import Proposal
from results.services import Services
from results.store import accounts, proposals, responses, submissions
from results.store.contact_requests import Waiting

MOST_SHOWN = 200
ENDED_SINCE = timedelta(days=30)
"""So long what ended stands on the page."""


@dataclass(frozen=True, slots=True)
class Between:
    """A proposal between two, with what they are called. `by`: who proposed it, as colleagues see them."""

    proposal: Proposal
    seeker: str
    other: str
    challenge: str
    by: str

    @property
    def asked(self) -> str:
        """What the side is called whose answer it waits for."""
        return self.seeker if self.proposal.asks(self.proposal.seeker) else self.other


@dataclass(frozen=True, slots=True)
class InHand:
    """`requests`: the oldest first, each with the name of its challenge. `open`: those that wait longest first. `ended`: the
    newest first.
    """

    requests: tuple[tuple[Waiting, str], ...]
    open: tuple[Between, ...]
    ended: tuple[Between, ...]


def contact_in_hand(services: Services, language: str) -> InHand:
    """Everything about contact, for coordinators."""
    with services.database.reading() as connection:
        open_now = proposals.open_now(connection, MOST_SHOWN)
        ended = proposals.ended_since(connection, services.clock.now() - ENDED_SINCE, MOST_SHOWN)
        named = _named(services, connection, (*open_now, *ended), language)
    return InHand(waiting(services, language), named[: len(open_now)], named[len(open_now) :])


def _named(services: Services, connection: Connection, found: Sequence[Proposal], language: str) -> tuple[Between, ...]:
    titles = submissions.titles(connection, {id for each in found for id in (each.seeker, each.other)})
    names = accounts.names(connection, frozenset(each.account_id for each in found if each.account_id is not None))
    challenges = {}
    for seeker in {each.seeker for each in found}:
        response = responses.by_id(connection, seeker)
        if response is not None:
            edition = services.surveys.by_hash(response.questionnaire_hash).in_language(language)
            challenges[seeker] = challenge_titles(edition)
    return tuple(
        Between(
            proposal=each,
            seeker=titles.get(each.seeker, ""),
            other=titles.get(each.other, ""),
            challenge=challenges.get(each.seeker, {}).get(each.challenge, each.challenge),
            by=names.get(each.account_id or 0, ""),
        )
        for each in found
    )
