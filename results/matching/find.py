"""With whom a response could be brought into contact, for the coordinator: the best for one challenge, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection

from engine.matching import MatchingRules
from engine.questionnaire import Questionnaire
from results.errors.filling import UnknownResponse
from results.matching.parties import bring_up_to_date, matchable
from results.matching.rules import consents_now, lab_surveys, rules_of
from results.pairing.ranking import Match, Party, on_track_first, rank, rank_members
from results.pairing.states import Asking, ContactRequest, Proposal
from results.profiles.profile import Profile
from results.profiles.stored import from_json
from results.records.responses import Response
from results.records.submissions import Submission
from results.review import MAY_BE_PUBLIC
from results.services import Services
from results.store import contact_requests, demo, matchables, proposals, responses, submissions

MOST_OPEN = 3
"""So many open proposals at most for one response: people have more to do than to answer us."""


class Blocked(StrEnum):
    """Why nobody can be proposed to a response now."""

    NOT_MATCHED = "not_matched"
    """Its survey says nothing of matching."""
    NOT_APPROVED = "not_approved"
    NO_CONSENT = "no_consent"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Challenge:
    """One challenge that contact can be about. `first`: one to begin with; `asked`: the initiator asks for contact about it."""

    id: str
    title: str
    band: str
    tone: str
    first: bool
    asked: ContactRequest | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who fits. `reasons`: each with its points; `proposal`: when it was proposed before; `busy`: has enough proposals."""

    response_id: str
    title: str
    points: int
    reasons: tuple[tuple[str, int], ...]
    offers: tuple[str, ...]
    told: tuple[str, ...]
    lab: str
    proposal: Proposal | None
    busy: bool


@dataclass(frozen=True, slots=True)
class Matchmaking:
    """All that the coordinator needs to propose contact. `proposals`: those of this response, with the name of the other."""

    response: Response
    title: str
    challenges: tuple[Challenge, ...]
    chosen: Challenge | None
    peers: tuple[Suggestion, ...]
    members: tuple[Suggestion, ...]
    blocked: Blocked | None
    proposals: tuple[tuple[Proposal, str], ...]


def matchmaking(services: Services, response_id: str, challenge: str | None, language: str) -> Matchmaking:
    """Who fits a response, for a challenge of it: the one that was named, else the first that contact was asked about.

    Raises:
        UnknownResponse: no response has this id, or it was never sent.
    """
    with services.database.reading() as connection:
        response = responses.by_id(connection, response_id)
        submission = submissions.one(connection, response.id, response.revision) if response is not None else None
        if response is None or submission is None:
            raise UnknownResponse("no submission has this id")
        requests = contact_requests.of_response(connection, response_id)
        own = proposals.of_response(connection, response_id)
        titles = submissions.titles(connection, {each.facing(response_id) for each in own})
        why_not = blocked(services, connection, response)
        made_up = demo.is_made_up(connection, response_id)
    named = tuple((each, titles.get(each.facing(response_id), "")) for each in own)
    challenges = _challenges(services, submission, requests, language)
    chosen = _chosen(challenges, challenge)
    if chosen is None or why_not in (Blocked.NOT_MATCHED, Blocked.NOT_APPROVED):
        return Matchmaking(response, submission.title, challenges, chosen, (), (), why_not, named)
    search = _Search(services, response, chosen.id, language, made_up)
    return Matchmaking(response, submission.title, challenges, chosen, search.peers(), search.members(), why_not, named)


def blocked(services: Services, connection: Connection, response: Response) -> Blocked | None:
    """Why this response can get no proposal now; None when it can."""
    if rules_of(services, response.survey) is None:
        return Blocked.NOT_MATCHED
    if response.approved_revision is None or response.state not in MAY_BE_PUBLIC:
        return Blocked.NOT_APPROVED
    if not consents_now(services, connection, response):
        return Blocked.NO_CONSENT
    if proposals.count_open(connection, [response.id]).get(response.id, 0) >= MOST_OPEN:
        return Blocked.TOO_MANY
    return None


def challenge_titles(questionnaire: Questionnaire) -> Mapping[str, str]:
    """What the challenges of a survey are called."""
    return {dimension.id: dimension.title for dimension in questionnaire.scoring.dimensions}


def labels_of(questionnaire: Questionnaire, question: str, values: frozenset[str]) -> tuple[str, ...]:
    """What the chosen options of a question are called, in the order of the question."""
    known = questionnaire.questions.get(question)
    return tuple(option.label for option in (known.options if known else ()) if option.value in values)


def _challenges(
    services: Services, submission: Submission, requests: Sequence[ContactRequest], language: str
) -> tuple[Challenge, ...]:
    """Those to begin with first, then the others in the order of the survey."""
    titles = challenge_titles(services.surveys.by_hash(submission.questionnaire_hash).in_language(language))
    profile: Profile = from_json(submission.profile)
    first = [each.dimension.id for each in profile.priorities]
    asked = {each.challenge: each for each in requests if each.asking is Asking.OPEN}
    found = {
        each.id: Challenge(
            each.id,
            titles.get(each.id, each.title),
            each.band_title or "",
            each.tone or "none",
            each.id in first,
            asked.get(each.id),
        )
        for each in profile.dimensions
    }
    return tuple(found[name] for name in (*first, *(name for name in found if name not in first)))


def _chosen(challenges: Sequence[Challenge], named: str | None) -> Challenge | None:
    for each in challenges:
        if each.id == named:
            return each
    return next((each for each in challenges if each.asked is not None), challenges[0] if challenges else None)


class _Search:
    """Looking for who fits one response and challenge."""

    def __init__(self, services: Services, response: Response, challenge: str, language: str, made_up: bool) -> None:
        self._services = services
        self._response = response
        self._challenge = challenge
        self._language = language
        self._made_up = made_up
        bring_up_to_date(services, response.survey)
        with services.database.reading() as connection:
            approved = submissions.one(connection, response.id, response.approved_revision or 0)
        if approved is None:
            raise UnknownResponse("everything of it was deleted a moment ago")
        self._own = matchable(services, approved, response.survey)

    def peers(self) -> tuple[Suggestion, ...]:
        """Others of the same survey, never one of the same name."""
        questionnaire = self._services.surveys.current(self._response.survey)
        rules = questionnaire.matching
        if rules is None or not rules.criteria:
            return ()
        matches = self._ranked(rules, on_track=self._challenge) if on_track_first(rules) else ()
        return self._suggestions(questionnaire, matches or self._ranked(rules))

    def _ranked(self, rules: MatchingRules, on_track: str | None = None) -> tuple[Match, ...]:
        own, survey = self._own, self._response.survey
        with self._services.database.reading() as connection:
            found = matchables.offering(connection, survey, rules.consent, demo=self._made_up, on_track=on_track)
            candidates = (party for party, name in found if not own.collective or name != own.collective)
            return rank(rules, candidates, own.party, self._challenge)

    def members(self) -> tuple[Suggestion, ...]:
        """Members of labs."""
        advice = self._services.surveys.current(self._response.survey).advice.get(self._challenge)
        labs = advice.labs if advice is not None else ()
        found: list[Suggestion] = []
        for questionnaire in lab_surveys(self._services, self._response.survey):
            rules = questionnaire.matching
            if rules is None:
                continue
            bring_up_to_date(self._services, questionnaire.survey)
            with self._services.database.reading() as connection:
                offering = matchables.offering(connection, questionnaire.survey, rules.consent, demo=self._made_up)
                candidates = (party for party, _name in offering)
                matches = rank_members(rules, candidates, self._own.party, self._challenge, labs)
            found += self._suggestions(questionnaire, matches)
        return tuple(found)

    def _suggestions(self, questionnaire: Questionnaire, matches: Sequence[Match]) -> tuple[Suggestion, ...]:
        edition = questionnaire.in_language(self._language)
        names = [match.party.response_id for match in matches]
        with self._services.database.reading() as connection:
            titles = submissions.titles(connection, names)
            open_now = proposals.count_open(connection, names)
            before = {name: proposals.between(connection, self._response.id, name, self._challenge) for name in names}
        return tuple(
            Suggestion(
                response_id=match.party.response_id,
                title=titles.get(match.party.response_id, ""),
                points=match.points,
                reasons=tuple((reason_title(edition, each.id), each.points) for each in match.reasons),
                offers=_offers(edition, match.party),
                told=told_of(edition, match.party),
                lab=_lab(edition, match.party),
                proposal=before[match.party.response_id],
                busy=open_now.get(match.party.response_id, 0) >= MOST_OPEN,
            )
            for match in matches
        )


def reason_title(edition: Questionnaire, identifier: str) -> str:
    """What a reason is called; its id for those that no survey names (`ranking.FIRST_LAB`)."""
    rules = edition.matching
    if rules is None:
        return identifier
    titles = {each.id: each.title for each in rules.criteria}
    titles.update({each.id: each.title for each in (rules.helps.fits if rules.helps is not None else ())})
    return titles.get(identifier, identifier)


def told_of(edition: Questionnaire, party: Party) -> tuple[str, ...]:
    """What may be told of somebody before both have said yes: the lab, what is public of the collective, the province."""
    rules = edition.matching
    if rules is None:
        return ()
    told = [label for name in rules.told for label in labels_of(edition, name, party.chose(name))]
    lab = _lab(edition, party)
    return (*((lab,) if lab else ()), *told, *((party.province,) if party.province else ()))


def _lab(edition: Questionnaire, party: Party) -> str:
    rules = edition.matching
    if rules is None or rules.helps is None:
        return ""
    return ", ".join(labels_of(edition, rules.helps.lab, party.chose(rules.helps.lab)))


def _offers(edition: Questionnaire, party: Party) -> tuple[str, ...]:
    offer = edition.matching.offer if edition.matching is not None else None
    if offer is None:
        return ()
    chosen = party.chose(offer.question)
    return labels_of(edition, offer.question, chosen & set(offer.any_of) if offer.any_of else chosen)
