"""By whose rules who may meet whom: those of the surveys as they are on offer now, whatever version was filled in."""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection

from engine.matching import Fit, MatchingRules
from engine.questionnaire import Questionnaire
from results.consents.standing import versions
from results.records.responses import Response
from results.review import MAY_BE_PUBLIC
from results.services import Services


def rules_of(services: Services, survey: str) -> MatchingRules | None:
    """The rules of a survey; None when nobody is matched by it, or it is no longer on offer."""
    return services.surveys.current(survey).matching if survey in services.surveys.names else None


def lab_surveys(services: Services, survey: str) -> Iterator[Questionnaire]:
    """The surveys whose respondents help those of `survey`."""
    for name in services.surveys.names:
        questionnaire = services.surveys.current(name)
        matching = questionnaire.matching
        if matching is not None and matching.helps is not None and matching.helps.survey == survey:
            yield questionnaire


def wanted_choices(services: Services, survey: str, rules: MatchingRules) -> frozenset[str]:
    """The questions of a survey of which the chosen options matter: by its own rules, and by those of its labs."""
    asked = {fit.to for lab in lab_surveys(services, survey) for fit in _fits(lab) if fit.to is not None}
    return rules.choices | asked


def rules_hash(services: Services, survey: str) -> str:
    """What changes whenever another answer may matter."""
    hashes = [services.surveys.current(survey).hash, *(lab.hash for lab in lab_surveys(services, survey))]
    return sha256(" ".join(hashes).encode()).hexdigest()


def consents_now(services: Services, connection: Connection, response: Response) -> bool:
    """Whether this response may be brought into contact at this moment: approved, not ended, and with the consent, in every
    revision that counts. Whoever acts on it has locked the response's row.
    """
    rules = rules_of(services, response.survey)
    if rules is None or response.approved_revision is None or response.state not in MAY_BE_PUBLIC:
        return False
    counting = versions(services, connection, response)
    return bool(counting) and all(each.gives(rules.consent) for each in counting)


def _fits(lab: Questionnaire) -> tuple[Fit, ...]:
    return lab.matching.helps.fits if lab.matching is not None and lab.matching.helps is not None else ()
