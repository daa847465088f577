"""The editions of a questionnaire: the same questionnaire, with the texts of a translation.

Nothing but texts can differ: an edition is made from the built questionnaire, never from YAML of its own. What has no
translation keeps its source text.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from engine.advice import Advice
from engine.authoring.build.part import Workbench
from engine.authoring.diagnostics import Span, error
from engine.authoring.document import Document
from engine.authoring.wording import Wording
from engine.matching import MatchingRules
from engine.publication import ComparisonRules, MonitorRules, Publication, ReviewRules
from engine.question_types import TYPES
from engine.questionnaire import Option, Page, Question, Questionnaire, Scale, Section
from engine.scoring import Balance, BandSet, Scoring

Declared = Mapping[str, Mapping[str, Any]]


def translate(
    bench: Workbench, source: Questionnaire, declared: Declared, document: Document, language: str
) -> Questionnaire | None:
    """The edition of `source` in `language`; gaps and surplus in the translation are reported.

    `declared`: the plain own keys of each question, from which its settings are made anew with translated texts.
    """
    if language == source.source_language:
        summary = f"The questionnaire itself is written in {language}"
        place = Span.start_of(document.file)
        bench.diagnostics.append(error("translation-of-source", summary, place, "Remove this file, or rename it."))
        return None
    words = Wording(bench, document, language)
    scales = {name: _scale(words, scale) for name, scale in source.scales.items()}
    questions = _Questions(words, declared, scales)
    edition = replace(
        source,
        language=language,
        title=words.words(("survey", "title"), source.title),
        intro=words.text(("survey", "intro"), source.intro),
        scales=MappingProxyType(scales),
        sections=tuple(_section(words, section, questions) for section in source.sections),
        checks=tuple(replace(check, text=words.text(("checks", check.id), check.text)) for check in source.checks),
        scoring=_scoring(words, source.scoring),
        labs=tuple(
            replace(
                lab,
                title=words.words(("labs", lab.id, "title"), lab.title),
                description=words.words(("labs", lab.id, "description"), lab.description),
            )
            for lab in source.labs
        ),
        advice=MappingProxyType({name: _advice(words, advice) for name, advice in source.advice.items()}),
        publication=_publication(words, source.publication),
        matching=_matching(words, source.matching),
    )
    words.finish()
    return edition


class _Questions:
    """Translates questions: their texts, their own options, and the texts among the keys of their type."""

    def __init__(self, words: Wording, declared: Declared, scales: Mapping[str, Scale]) -> None:
        self.words = words
        self.declared = declared
        self.scales = scales

    def translate(self, question: Question) -> Question:
        path = ("questions", question.id)
        if question.scale is not None and question.scale in self.scales:
            options = self.scales[question.scale].options
        else:
            options = _options(self.words, (*path, "options"), question.options)
        return replace(
            question,
            text=self.words.text((*path, "text"), question.text),
            help=self.words.text((*path, "help"), question.help),
            options=options,
            settings=self._settings(question),
        )

    def _settings(self, question: Question) -> object:
        kind = TYPES[question.type]
        own = self.declared.get(question.id)
        if own is None:  # its own keys are wrong in the source, which was told there
            for key in kind.text_keys:
                self.words.pass_over(("questions", question.id, key))
            return question.settings
        texts = {
            key: self.words.words(("questions", question.id, key), str(own[key]))
            for key in kind.text_keys
            if key in own
        }
        return kind.settings({**own, **texts}) if texts else question.settings


def _scale(words: Wording, scale: Scale) -> Scale:
    return replace(scale, options=_options(words, ("scales", scale.id), scale.options))


def _options(words: Wording, path: tuple[str, ...], options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(option, label=words.words((*path, option.value), option.label)) for option in options)


def _section(words: Wording, section: Section, questions: _Questions) -> Section:
    path = ("sections", section.id)
    return replace(
        section,
        title=words.text((*path, "title"), section.title),
        intro=words.text((*path, "intro"), section.intro),
        pages=tuple(_page(words, page, questions) for page in section.pages),
    )


def _page(words: Wording, page: Page, questions: _Questions) -> Page:
    path = ("pages", page.id)
    return replace(
        page,
        title=words.text((*path, "title"), page.title),
        intro=words.text((*path, "intro"), page.intro),
        questions=tuple(questions.translate(question) for question in page.questions),
    )


def _scoring(words: Wording, scoring: Scoring) -> Scoring:
    return replace(
        scoring,
        band_sets=MappingProxyType({name: _bands(words, bands) for name, bands in scoring.band_sets.items()}),
        dimensions=tuple(
            replace(
                dimension,
                title=words.words(("dimensions", dimension.id, "title"), dimension.title),
                question=words.words(("dimensions", dimension.id, "question"), dimension.question),
            )
            for dimension in scoring.dimensions
        ),
        groups=tuple(replace(group, title=words.words(("groups", group.id), group.title)) for group in scoring.groups),
        factors=tuple(
            replace(factor, title=words.words(("factors", factor.id), factor.title)) for factor in scoring.factors
        ),
        balance=_balance(words, scoring.balance),
    )


def _bands(words: Wording, bands: BandSet) -> BandSet:
    path = ("bands", bands.id)
    return replace(
        bands, bands=tuple(replace(band, title=words.words((*path, band.id), band.title)) for band in bands.bands)
    )


def _balance(words: Wording, balance: Balance | None) -> Balance | None:
    return replace(balance, text=words.words(("balance",), balance.text)) if balance is not None else None


def _advice(words: Wording, advice: Advice) -> Advice:
    path = ("advice", advice.dimension)
    by_band = {
        band: replace(
            said,
            text=words.words((*path, "bands", band, "text"), said.text),
            steps=words.several((*path, "bands", band, "steps"), said.steps),
        )
        for band, said in advice.by_band.items()
    }
    return replace(
        advice,
        by_band=MappingProxyType(by_band),
        peers=words.words((*path, "peers"), advice.peers),
        materials=words.several((*path, "materials"), advice.materials),
        themes=words.several((*path, "themes"), advice.themes),
    )


def _publication(words: Wording, publication: Publication) -> Publication:
    return replace(
        publication,
        monitor=_monitor(words, publication.monitor),
        comparison=_comparison(words, publication.comparison),
        review=_review(words, publication.review),
    )


def _monitor(words: Wording, monitor: MonitorRules | None) -> MonitorRules | None:
    if monitor is None:
        return None
    indicators = tuple(
        replace(indicator, title=words.words(("indicators", indicator.id), indicator.title))
        for indicator in monitor.indicators
    )
    return replace(monitor, indicators=indicators)


def _comparison(words: Wording, comparison: ComparisonRules | None) -> ComparisonRules | None:
    if comparison is None:
        return None
    steps = tuple(replace(step, title=words.words(("comparison", step.id), step.title)) for step in comparison.steps)
    return replace(comparison, steps=steps)


def _matching(words: Wording, matching: MatchingRules | None) -> MatchingRules | None:
    if matching is None:
        return None
    helps = matching.helps
    if helps is not None:
        helps = replace(
            helps, fits=tuple(replace(fit, title=_of_match(words, fit.id, fit.title)) for fit in helps.fits)
        )
    criteria = tuple(replace(each, title=_of_match(words, each.id, each.title)) for each in matching.criteria)
    return replace(matching, criteria=criteria, helps=helps)


def _of_match(words: Wording, identifier: str, title: str) -> str:
    return words.words(("matching", identifier), title)


def _review(words: Wording, review: ReviewRules) -> ReviewRules:
    points = tuple(replace(point, text=words.words(("review_points", point.id), point.text)) for point in review.points)
    return replace(review, points=points)
