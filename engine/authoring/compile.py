"""The front door of authoring: the files of a survey -> a questionnaire, or everything that is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.authoring.build import Built, build
from engine.authoring.build.part import Workbench
from engine.authoring.checks import RULES
from engine.authoring.checks.context import Context
from engine.authoring.diagnostics import Diagnostic, DiagnosticsError, has_errors, sort
from engine.authoring.document import Document, read
from engine.authoring.examples import check_example
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import Node, Scalar, Sequence
from engine.authoring.shape import check_shape
from engine.authoring.sources import check_names, kind_of, language_of, survey_hash
from engine.authoring.translations import translate
from engine.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Compilation:
    """What came of compiling. `questionnaire` is None when a diagnostic is an error; warnings do not stand in the way."""

    questionnaire: Questionnaire | None
    diagnostics: tuple[Diagnostic, ...]

    def require(self) -> Questionnaire:
        """The questionnaire.

        Raises:
            DiagnosticsError: there is none; the error holds all diagnostics.
        """
        if self.questionnaire is None:
            raise DiagnosticsError(self.diagnostics)
        return self.questionnaire


def compile_survey(sources: Mapping[str, bytes]) -> Compilation:
    """Compile the files of one survey, keyed by their name relative to its folder.

    `questionnaire.yaml` is required; `scoring.yaml`, `advice.yaml`, `publication.yaml`, `<language>.yaml` and
    `examples/*.yaml` may be there. Never raises on what the files hold: everything wrong is a diagnostic, sorted by file
    and place. The hash of the questionnaire is the SHA-256 over the sorted names and contents, without the examples.
    """
    found = check_names(sources)
    documents, of_reading = _read_all(sources)
    found += of_reading
    if "questionnaire.yaml" not in documents or len(documents) < sum(kind_of(name) is not None for name in sources):
        return Compilation(None, sort(found))  # what a file that cannot be read declares would be missed everywhere
    bench = Workbench()
    built, of_building = _build_and_check(bench, documents, survey_hash(sources), trusted=not has_errors(of_reading))
    found += of_building
    if has_errors(found):
        return Compilation(None, sort(found))
    for name, document in documents.items():
        if kind_of(name) == "example":
            found += check_example(built.questionnaire, document)
    return Compilation(None if has_errors(found) else built.questionnaire, sort(found))


def _read_all(sources: Mapping[str, bytes]) -> tuple[dict[str, Document], list[Diagnostic]]:
    """Every file of the survey that can be read, with what is wrong in its YAML and its shape."""
    documents: dict[str, Document] = {}
    found: list[Diagnostic] = []
    for name, content in sources.items():
        kind = kind_of(name)
        if kind is None:
            continue
        document, problems = read(name, content)
        found += problems
        if document is not None:
            found += check_shape(document, kind)
        if document is not None and document.root is not None:
            documents[name] = document
    return documents, found


def _build_and_check(
    bench: Workbench, documents: Mapping[str, Document], identity: str, *, trusted: bool
) -> tuple[Built, list[Diagnostic]]:
    by_kind = {kind_of(name) or "": document for name, document in documents.items()}
    built = build(bench, by_kind, identity, trusted=trusted)
    for name, document in documents.items():
        if kind_of(name) == "translation":
            language = language_of(name)
            edition = translate(bench, built.questionnaire, built.declared, document, language)
            if edition is not None:
                built.editions[language] = edition
    context = Context(built.questionnaire, bench.places)
    of_rules = [diagnostic for rule in RULES for diagnostic in rule(context)]
    if not trusted or bench.diagnostics:
        left_out = _left_out(documents, built.questionnaire)
        of_rules = [diagnostic for diagnostic in of_rules if _text_at(documents, diagnostic) not in left_out]
    return built, [*bench.diagnostics, *of_rules]


def _left_out(documents: Mapping[str, Document], questionnaire: Questionnaire) -> set[str]:
    """The ids that were declared but could not be built: that nobody knows them is not a mistake of its own."""
    scoring = questionnaire.scoring
    built = {question.id for _, _, question in questionnaire.walk()} | set(questionnaire.pages)
    built |= {section.id for section in questionnaire.sections} | {dimension.id for dimension in scoring.dimensions}
    built |= {group.id for group in scoring.groups} | {factor.id for factor in scoring.factors}
    built |= {lab.id for lab in questionnaire.labs}
    declared = {identifier for document in documents.values() for identifier in _ids(document.root)}
    return declared - built


def _ids(node: Node | None) -> Iterator[str]:
    if isinstance(node, Sequence):
        for element in node.elements:
            yield from _ids(element)
    elif isinstance(node, MappingNode):
        named = node.get("id")
        if isinstance(named, Scalar):
            yield named.text
        for entry in node.entries.values():
            yield from _ids(entry.value)


def _text_at(documents: Mapping[str, Document], diagnostic: Diagnostic) -> str:
    """What stands in the file at the place of a diagnostic."""
    document = documents.get(diagnostic.file)
    return document.text_at(diagnostic.span) if document is not None else ""
