"""The front door of authoring: the files of a survey -> a questionnaire, or everything that is wrong with them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
from engine.authoring.remarks import check_remarks
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

    `questionnaire.yaml` is required; `scoring.yaml`, `advice.yaml`, `publication.yaml`, `matching.yaml`, `<language>.yaml`
    and `examples/*.yaml` may be there. Never raises on what the files hold: everything wrong is a diagnostic, sorted by file
    and place. The hash of the questionnaire is the SHA-256 over the sorted names and contents, without the examples.
    """
    found = check_names(sources)
    documents, of_reading = _read_all(sources)
    found += of_reading
    if "questionnaire.yaml" not in documents or len(documents) < sum(kind_of(name) is not None for name in sources):
        return Compilation(None, sort(found))  # what a file that cannot be read declares would be missed everywhere
    bench = Workbench()
    built, of_building = _build_and_check(bench, documents, survey_hash(sources), trusted=not has_errors(of_reading))
    told = {diagnostic.span for diagnostic in of_reading}
    found += [each for each in of_building if each.code != "superfluous-translation" or each.span not in told]
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
            found += check_remarks(document, kind)
        if document is not None and document.root is not None:
            documents[name] = document
    return documents, found


def _build_and_check(
    bench: Workbench, documents: Mapping[str, Document], identity: str, *, trusted: bool
) -> tuple[Built, list[Diagnostic]]:
    by_kind = {kind_of(name) or "": document for name, document in documents.items()}
    built = build(bench, by_kind, identity, trusted=trusted)
    of_building = tuple(bench.diagnostics)
    for name, document in documents.items():
        if kind_of(name) == "translation":
            language = language_of(name)
            edition = translate(bench, built.questionnaire, built.declared, document, language)
            if edition is not None:
                built.editions[language] = edition
    context = Context(built.questionnaire, bench.places)
    further = [*bench.diagnostics[len(of_building) :], *(found for rule in RULES for found in rule(context))]
    if not trusted or of_building:
        further = _of_what_was_built(further, documents, built.questionnaire)
    return built, [*of_building, *further]


def _of_what_was_built(
    found: Iterable[Diagnostic], documents: Mapping[str, Document], questionnaire: Questionnaire
) -> list[Diagnostic]:
    """Only what cannot come of something that was left out: no warnings, and nothing at the name of what was left out."""
    left_out = _left_out(documents, questionnaire)
    return [each for each in found if has_errors([each]) and _text_at(documents, each) not in left_out]


def _left_out(documents: Mapping[str, Document], questionnaire: Questionnaire) -> set[str]:
    """The ids that were declared but could not be built: that nobody knows them is not a mistake of its own."""
    questions = {question.id for _, _, question in questionnaire.walk()}
    scoring = questionnaire.scoring
    built: Mapping[str, Collection[str]] = {
        "sections": {section.id for section in questionnaire.sections},
        "pages": questionnaire.pages,
        "questions": questions,
        "statements": questions,
        "checks": {check.id for check in questionnaire.checks},
        "dimensions": {dimension.id for dimension in scoring.dimensions},
        "groups": {group.id for group in scoring.groups},
        "factors": {factor.id for factor in scoring.factors},
        "labs": {lab.id for lab in questionnaire.labs},
        "criteria": {each.id for each in (questionnaire.matching.criteria if questionnaire.matching else ())},
    }
    declared = (pair for document in documents.values() for pair in _declared(document.root, ""))
    return {identifier for kind, identifier in declared if identifier not in built.get(kind, (identifier,))}


def _declared(node: Node | None, kind: str) -> Iterator[tuple[str, str]]:
    """Every id in a document, with the key of the list it stands in."""
    if isinstance(node, Sequence):
        for element in node.elements:
            yield from _declared(element, kind)
    elif isinstance(node, MappingNode):
        named = node.get("id")
        if isinstance(named, Scalar):
            yield kind, named.text
        for key, entry in node.entries.items():
            yield from _declared(entry.value, key)


def _text_at(documents: Mapping[str, Document], diagnostic: Diagnostic) -> str:
    """What stands in the file at the place of a diagnostic."""
    document = documents.get(diagnostic.file)
    return document.text_at(diagnostic.span).strip("{}") if document is not None else ""  # a pipe stands in braces
