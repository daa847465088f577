"""From an approved submission to what matching looks at of it; and keeping that up to date."""

from collections.abc import Mapping

from engine.matching import MatchingRules
from engine.questionnaire import Questionnaire
from engine.values import Json
from results.matching.rules import rules_hash, wanted_choices
from results.pairing.ranking import Party
from results.profiles.comparison import collective_name
from results.profiles.stored import from_json
from results.records.submissions import Submission
from results.services import Services
from results.store import matchables
from results.store.matchables import Matchable

AT_ONCE = 200
"""So many in one transaction, so that nobody who saves waits long."""


def bring_up_to_date(services: Services, survey: str) -> None:
    """Make the rows that are not there yet, or were made by other rules."""
    rules = rules_hash(services, survey)
    with services.database.reading() as connection:
        if not matchables.any_outdated(connection, survey, rules):
            return
    while True:
        with services.database.writing() as connection:
            found = matchables.outdated(connection, survey, rules, AT_ONCE)
            matchables.put(connection, [matchable(services, submission, survey) for submission in found])
        if len(found) < AT_ONCE:
            return


def bring_all_up_to_date(services: Services) -> None:
    """The same for every survey, so that a coordinator seldom waits for it: after other rules it takes a while."""
    for survey in services.surveys.names:
        if services.surveys.current(survey).matching is not None:
            bring_up_to_date(services, survey)


def matchable(services: Services, submission: Submission, survey: str) -> Matchable:
    """What matching looks at of a submission, by the rules of its survey as it is on offer now."""
    questionnaire = services.surveys.current(survey)
    rules = questionnaire.matching or MatchingRules("")
    choices = {
        name: chosen
        for name in sorted(wanted_choices(services, survey, rules))
        if (chosen := _chosen(questionnaire, name, submission.answers))
    }
    numbers = {name: value for name in sorted(rules.numbers) if type(value := submission.answers.get(name)) is int}
    profile = from_json(submission.profile)
    party = Party(
        response_id=submission.response_id,
        choices=choices,
        numbers=numbers,
        on_track=frozenset(each.id for each in profile.strong),
        province=_province(services, submission.answers.get(rules.place or "")),
    )
    return Matchable(
        party=party,
        revision=submission.revision,
        survey=survey,
        rules=rules_hash(services, survey),
        collective=collective_name(submission.title),
        offers=_offers(rules, party),
    )


def _chosen(questionnaire: Questionnaire, name: str, answers: Mapping[str, Json]) -> frozenset[str]:
    """What was chosen, without the options that stand for nothing ("none of these", "I do not know")."""
    question = questionnaire.questions.get(name)
    answer = answers.get(name)
    chosen = {str(each) for each in answer} if isinstance(answer, list) else {str(answer)}
    telling = (
        {option.value for option in question.options if not option.exclusive and not option.missing}
        if question
        else set()
    )
    return frozenset(chosen & telling)


def _offers(rules: MatchingRules, party: Party) -> bool:
    if rules.offer is None:
        return True
    chosen = party.chose(rules.offer.question)
    return bool(chosen & set(rules.offer.any_of) if rules.offer.any_of else chosen)


def _province(services: Services, place: Json) -> str | None:
    found = services.geocoder.named(place) if isinstance(place, str) else ()
    return found[0].province if len(found) == 1 else None
