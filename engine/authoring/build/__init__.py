"""From the documents of a survey to its questionnaire, with the place of everything.

Lenient: what cannot be built is reported and left out, and everything else is built, so that all rules can say what they
have to say. Duplicates stay in. References by id are not looked up here, that is for the rules; only what is needed to
build (the scale of a question) is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from engine.authoring.build.matching import build_matching
from engine.authoring.build.options import build_scales
from engine.authoring.build.part import Part, Workbench
from engine.authoring.build.publication import build_advice, build_labs, build_publication
from engine.authoring.build.questions import QuestionBuilder
from engine.authoring.build.scoring import build_scoring
from engine.authoring.build.sections import build_checks, build_sections
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping as MappingNode
from engine.questionnaire import Questionnaire

_NOTHING = MappingNode({}, 0, 0)


@dataclass(frozen=True, slots=True)
class Built:
    """A questionnaire in its source language.

    `declared` holds the plain values of each question's own keys, as its type read them: a translation replaces the texts
    among them. `editions` is what the questionnaire shows as its editions, still open for translations.
    """

    questionnaire: Questionnaire
    declared: Mapping[str, Mapping[str, Any]] = field(repr=False)
    editions: dict[str, Questionnaire] = field(repr=False)


def build(bench: Workbench, documents: Mapping[str, Document], survey_hash: str, *, trusted: bool) -> Built:
    """Build the questionnaire of the documents, keyed by kind (`questionnaire`, `scoring`, and so on).

    `trusted`: no document has a mistake in its shape.
    """
    root = _root(bench, documents["questionnaire"], ("survey",), "survey")
    scales = build_scales(root)
    questions = QuestionBuilder(bench, root.document, scales, trusted)
    sections = tuple(build_sections(root, questions))
    scoring = build_scoring(_optional(bench, documents, "scoring"))
    advice = _optional(bench, documents, "advice")
    editions: dict[str, Questionnaire] = {}
    language = root.words("language", "nl")
    questionnaire = Questionnaire(
        survey=root.words("survey"),
        version=root.words("version"),
        language=language,
        source_language=language,
        title=root.words("title"),
        intro=root.text("intro"),
        sections=sections,
        checks=tuple(build_checks(root)),
        scales=MappingProxyType(scales),
        scoring=scoring,
        labs=tuple(build_labs(advice)),
        advice=MappingProxyType(dict(build_advice(advice))),
        publication=build_publication(_optional(bench, documents, "publication"), scoring),
        matching=build_matching(_optional(bench, documents, "matching")) if "matching" in documents else None,
        hash=survey_hash,
        editions=MappingProxyType(editions),
    )
    editions[language] = questionnaire
    return Built(questionnaire, questions.declared, editions)


def _optional(bench: Workbench, documents: Mapping[str, Document], kind: str) -> Part:
    document = documents.get(kind) or Document(f"{kind}.yaml", "", None)
    return _root(bench, document, (kind,))


def _root(bench: Workbench, document: Document, path: tuple[str, ...], named_by: str = "id") -> Part:
    node = document.root if isinstance(document.root, MappingNode) else _NOTHING
    return Part(bench, document, node, path, named_by)
