"""How the scores of a survey are calculated, and what may be public: told from the compiled questionnaire alone.

Whatever a researcher declares is told here, for any survey, in the language of this edition; nothing is written by hand.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil
from string import ascii_uppercase

from engine.answering.piping import render
from engine.answering.scoring import HIGHEST
from engine.expressions.tree import Expression
from engine.expressions.words import condition_in_words
from engine.question_types import TYPES
from engine.question_types.consent import ConsentSettings
from engine.questionnaire import Question, Questionnaire
from engine.scoring import Band, Dimension
from results.profiles.comparison import SMALLEST_GROUP
from results.similar import COUNTED_MONTHS
from webform.pages.exact import exact
from webform.pages.facts import consents_of, public_labels
from webform.pages.told import (
    About,
    Compared,
    Counted,
    Points,
    Together,
    ToldBand,
    ToldBands,
    ToldConsent,
    ToldDimension,
    ToldPriorities,
    ToldScale,
)


def about(questionnaire: Questionnaire) -> About:
    """What is told about this edition of a questionnaire."""
    scoring, publication = questionnaire.scoring, questionnaire.publication
    told = _Teller(questionnaire)
    rules = {dimension.enough for dimension in scoring.dimensions}
    purposes = {question.id: settings for question, settings in consents_of(questionnaire)}
    rule = scoring.balance
    titles = {group.id: group.title for group in scoring.groups}
    entry, monitor = publication.map_entry, publication.monitor
    return About(
        survey=questionnaire.survey,
        title=questionnaire.title,
        version=questionnaire.version,
        fingerprint=questionnaire.hash[:12],
        asked=sum(TYPES[question.type].takes_answer for question in questionnaire.questions.values()),
        counted=len(told.counted),
        scales=tuple(told.scales.values()),
        several=any(told.cap(id) is not None for id in told.counted),
        bands=_bands(questionnaire),
        enough=next(iter(rules)) if len(rules) == 1 else None,
        dimensions=tuple(told.dimension(each, alone=len(rules) > 1) for each in scoring.dimensions),
        groups=told.groups(),
        balance=(tuple(titles[group] for group in rule.groups), rule.above) if rule else None,
        factors=tuple(
            Together(each.title, tuple(map(told.text, each.questions)), each.answered) for each in scoring.factors
        ),
        priorities=told.priorities(),
        public=public_labels(questionnaire),
        map_consent=purposes[entry.consent].purpose if entry and entry.consent in purposes else "",
        comparison=_comparison(questionnaire, purposes),
        monitor=tuple(each.title for each in monitor.indicators) if monitor else (),
        monitor_consent=purposes[monitor.consent].purpose if monitor and monitor.consent in purposes else "",
        consents=tuple(ToldConsent(each.purpose, each.withdrawing) for each in purposes.values()),
    )


class _Teller:
    """Tells the questions of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        scoring = questionnaire.scoring
        weighed = [weight.question for dimension in scoring.dimensions for weight in dimension.weights]
        self.counted = dict.fromkeys([*weighed, *(id for factor in scoring.factors for id in factor.questions)])
        self.scales = self._shared_scales()
        self._around = {
            question.id: (section.show_when, page.show_when) for section, page, question in questionnaire.walk()
        }

    def text(self, id: str) -> str:
        return render(self.questionnaire.questions[id].text, self.questionnaire, {}, self.questionnaire.language)

    def cap(self, id: str) -> Fraction | None:
        question = self.questionnaire.questions[id]
        table = TYPES[question.type].points(question)
        return table.cap if table else None

    def dimension(self, dimension: Dimension, *, alone: bool) -> ToldDimension:
        groups = (group.title for group in self.questionnaire.scoring.groups if dimension.id in group.dimensions)
        return ToldDimension(
            dimension.id,
            dimension.title,
            dimension.question,
            next(groups, ""),
            tuple(self._counted(weight.question, weight.weight) for weight in dimension.weights),
            dimension.enough if alone else None,
        )

    def groups(self) -> tuple[Together, ...]:
        titles = {dimension.id: dimension.title for dimension in self.questionnaire.scoring.dimensions}
        return tuple(
            Together(
                group.title,
                tuple(titles[dimension] for dimension in group.dimensions),
                max(1, ceil(group.share * len(group.dimensions))),
            )
            for group in self.questionnaire.scoring.groups
        )

    def priorities(self) -> ToldPriorities | None:
        rules = self.questionnaire.scoring.priorities
        if rules is None:
            return None
        bands = [band for each in self.questionnaire.scoring.band_sets.values() for band in each.bands]
        return ToldPriorities(
            rules.count,
            self.text(rules.choice) if rules.choice else "",
            rules.bonus,
            rules.unscored,
            tuple(dict.fromkeys(band.title for band in bands if band.id in rules.only_if_chosen)),
        )

    def _counted(self, id: str, weight: Fraction) -> Counted:
        question = self.questionnaire.questions[id]
        scale = self.scales.get(question.scale or "")
        cap = self.cap(id)
        return Counted(
            text=self.text(id),
            weight=exact(weight),
            points=() if scale else self._points(question),
            scale=scale,
            reversed=question.reversed,
            cap=exact(cap) if cap is not None else None,
            conditions=self._conditions(question),
        )

    def _points(self, question: Question) -> tuple[Points, ...]:
        table = TYPES[question.type].points(question)
        worth: Mapping[str, Fraction] = table.points if table else {}
        return tuple(
            Points(option.label, exact(worth[option.value]) if option.value in worth else None)
            for option in question.options
        )

    def _conditions(self, question: Question) -> tuple[str, ...]:
        conditions: Iterable[Expression | None] = (*self._around[question.id], question.show_when)
        questions, language = self.questionnaire.questions, self.questionnaire.language
        return tuple(condition_in_words(each, questions, language) for each in conditions if each is not None)

    def _shared_scales(self) -> dict[str, ToldScale]:
        """The scales that more than one counted question uses; their points are told before the questions."""
        users: dict[str, list[str]] = {}
        for id in self.counted:
            question = self.questionnaire.questions[id]
            if question.scale:
                users.setdefault(question.scale, []).append(id)
        shared = [scale for scale, ids in users.items() if len(ids) > 1]
        letters = ascii_uppercase if 1 < len(shared) <= len(ascii_uppercase) else ""
        return {
            scale: ToldScale(
                scale,
                letters[number] if letters else "",
                tuple(
                    Points(option.label, exact(option.points) if option.points is not None else None)
                    for option in self.questionnaire.scales[scale].options
                ),
            )
            for number, scale in enumerate(shared)
        }


def _comparison(questionnaire: Questionnaire, purposes: Mapping[str, ConsentSettings]) -> Compared | None:
    rules = questionnaire.publication.comparison
    if rules is None:
        return None
    consent = purposes[rules.consent].purpose if rules.consent in purposes else ""
    return Compared(tuple(step.title for step in rules.steps), consent, SMALLEST_GROUP, COUNTED_MONTHS)


def _bands(questionnaire: Questionnaire) -> tuple[ToldBands, ...]:
    scoring = questionnaire.scoring
    users: dict[str, list[str]] = {}
    for dimension in scoring.dimensions:
        users.setdefault(dimension.bands, []).append(dimension.title)
    return tuple(
        ToldBands(_limits(scoring.band_sets[id].bands), titles if len(users) > 1 else ())
        for id, titles in users.items()
    )


def _limits(bands: Iterable[Band]) -> tuple[ToldBand, ...]:
    told: list[ToldBand] = []
    for band in bands:  # highest first
        upper = told[-1].lower - 1 if told else HIGHEST
        told.append(ToldBand(band.title, band.tone.value, band.lower, upper))
    return tuple(told)
