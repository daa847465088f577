"""From an outcome to a profile: scores, bands, priorities and advice together, with their texts. Pure.

A profile is a snapshot: it is stored with the submission and keeps the numbers and the texts it was shown with, whatever
becomes of the questionnaire. `in_edition` gives the same numbers with the texts of another language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.advice import Advice, BandAdvice, Lab
from engine.answering.outcome import DimensionScore, Outcome, Scores
from engine.questionnaire import Questionnaire
from engine.scoring import Band, Dimension, Tone

_NO_ADVICE = BandAdvice("")


@dataclass(frozen=True, slots=True)
class ProfileDimension:
    """One challenge. `score`, `band`, `band_title`, `tone` and `symbol` are None when there is not enough to go on.

    `text` and `steps` are the advice for its band (empty without a band). `chosen`: the respondent chose it as one of
    the challenges to tackle.
    """

    id: str
    code: str
    title: str
    question: str
    group: str | None
    score: int | None
    band: str | None
    band_title: str | None
    tone: Tone | None
    symbol: str | None
    asked: int
    answered: int
    chosen: bool
    text: str
    steps: tuple[str, ...]
    labs: tuple[Lab, ...]
    peers: str
    materials: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Priority:
    """A challenge to tackle first, and the points that decided its place."""

    dimension: ProfileDimension
    points: int


@dataclass(frozen=True, slots=True)
class ProfileScore:
    """A group or factor with its score, None when there is not enough to go on."""

    id: str
    title: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that is said back. `dimensions` has all of them, in the order of the questionnaire; `unbalanced_text`
    is None unless the groups are out of balance; `strong` are the ids of the dimensions in a band of tone `good`.
    """

    survey: str
    version: str
    questionnaire_hash: str
    language: str
    dimensions: tuple[ProfileDimension, ...]
    priorities: tuple[Priority, ...]
    groups: tuple[ProfileScore, ...]
    factors: tuple[ProfileScore, ...]
    unbalanced_text: str | None
    chosen: tuple[str, ...]

    @property
    def strong(self) -> tuple[ProfileDimension, ...]:
        """The dimensions that go well, in order."""
        return tuple(dimension for dimension in self.dimensions if dimension.tone is Tone.GOOD)


def major_version(version: str) -> str:
    """The part of a version before the first dot: scores are compared only where it is the same."""
    return version.partition(".")[0]


def make_profile(questionnaire: Questionnaire, outcome: Outcome) -> Profile:
    """The profile, with the texts of this edition of the questionnaire."""
    return _profile(questionnaire, outcome.scores)


def in_edition(profile: Profile, questionnaire: Questionnaire) -> Profile:
    """The same numbers with the texts of another edition of the same questionnaire.

    Raises:
        ValueError: `questionnaire` is another one than the profile was made with.
    """
    if questionnaire.hash != profile.questionnaire_hash:
        raise ValueError("a profile takes its texts from the questionnaire it was made with")
    return _profile(questionnaire, _scores(profile))


def _profile(questionnaire: Questionnaire, scores: Scores) -> Profile:
    scoring = questionnaire.scoring
    labs = {lab.id: lab for lab in questionnaire.labs}
    dimensions = {dimension.id: _dimension(questionnaire, dimension, scores, labs) for dimension in scoring.dimensions}
    balance = scoring.balance
    return Profile(
        survey=questionnaire.survey,
        version=questionnaire.version,
        questionnaire_hash=questionnaire.hash,
        language=questionnaire.language,
        dimensions=tuple(dimensions.values()),
        priorities=tuple(Priority(dimensions[name], scores.priority_points[name]) for name in scores.priorities),
        groups=tuple(ProfileScore(group.id, group.title, scores.groups[group.id]) for group in scoring.groups),
        factors=tuple(ProfileScore(factor.id, factor.title, scores.factors[factor.id]) for factor in scoring.factors),
        unbalanced_text=balance.text if balance is not None and scores.unbalanced else None,
        chosen=scores.chosen,
    )


def _dimension(
    questionnaire: Questionnaire, dimension: Dimension, scores: Scores, labs: Mapping[str, Lab]
) -> ProfileDimension:
    result = scores.dimensions[dimension.id]
    band = _band(questionnaire, dimension, result)
    advice = questionnaire.advice.get(dimension.id) or Advice(dimension.id, MappingProxyType({}))
    said = advice.by_band.get(band.id, _NO_ADVICE) if band else _NO_ADVICE
    return ProfileDimension(
        id=dimension.id,
        code=dimension.code,
        title=dimension.title,
        question=dimension.question,
        group=dimension.group,
        score=result.score,
        band=band.id if band else None,
        band_title=band.title if band else None,
        tone=band.tone if band else None,
        symbol=band.symbol if band else None,
        asked=result.asked,
        answered=result.answered,
        chosen=dimension.id in scores.chosen,
        text=said.text,
        steps=said.steps,
        labs=tuple(labs[lab] for lab in advice.labs if lab in labs),
        peers=advice.peers,
        materials=advice.materials,
        themes=advice.themes,
    )


def _band(questionnaire: Questionnaire, dimension: Dimension, result: DimensionScore) -> Band | None:
    bands = questionnaire.scoring.band_sets[dimension.bands].bands
    return next((band for band in bands if band.id == result.band), None)


def _scores(profile: Profile) -> Scores:
    return Scores(
        dimensions={
            dimension.id: DimensionScore(dimension.score, dimension.band, dimension.asked, dimension.answered)
            for dimension in profile.dimensions
        },
        groups={group.id: group.score for group in profile.groups},
        factors={factor.id: factor.score for factor in profile.factors},
        unbalanced=profile.unbalanced_text is not None,
        priorities=tuple(priority.dimension.id for priority in profile.priorities),
        priority_points={priority.dimension.id: priority.points for priority in profile.priorities},
        chosen=profile.chosen,
    )
