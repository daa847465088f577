"""Questions: single ones, and the statements of a block."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import Any

from jsonschema.protocols import Validator

from engine.authoring.build.options import build_options, options_of_scale
from engine.authoring.build.part import Located, Part, Workbench, words_of
from engine.authoring.diagnostics import Span, error
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.nodes import Node, Scalar, Sequence, to_plain
from engine.authoring.schema.questions import own_keys
from engine.authoring.validator import make_validator
from engine.expressions.check import check
from engine.expressions.errors import ExpressionError
from engine.expressions.tree import Expression
from engine.expressions.types import Type
from engine.question_types import TYPES
from engine.question_types.base import QuestionType, SettingError
from engine.question_types.calculated import CalculatedSettings
from engine.questionnaire import Option, Privacy, Question, Scale

_PRIVACIES = frozenset(Privacy)
_DEFAULT_PRIVACY: Mapping[str, Privacy] = {"consent": Privacy.CONSENT}
_BUILT_HERE = frozenset({"options", "scale", "reversed"})
"""Keys of question types that belong to the question itself and not to its settings."""


@dataclass(slots=True)
class QuestionBuilder:
    """Builds the questions of one questionnaire, in order.

    `declared` keeps the plain values of each question's own keys, for its translation; `scope` the types of what came
    before, for calculated values. `trusted`: the document has no mistake in its shape, so it need not be looked at again.
    """

    bench: Workbench
    document: Document
    scales: dict[str, Scale]
    trusted: bool
    declared: dict[str, dict[str, Any]] = field(default_factory=dict)
    scope: dict[str, Type] = field(default_factory=dict)

    def build(self, node: MappingNode) -> Iterator[Question]:
        """The question that a mapping declares, or the questions of its statements; nothing when it cannot be built."""
        built = self._block(node) if "statements" in node.entries else self._single(node)
        for question in map(self._typed, built):
            if TYPES[question.type].takes_answer or isinstance(question.settings, CalculatedSettings):
                self.scope.setdefault(question.id, TYPES[question.type].value_type(question))
            yield question

    def _single(self, node: MappingNode) -> Iterator[Question]:
        name, kind = words_of(node.get("id")), TYPES.get(words_of(node.get("type")) or "")
        if name is None or kind is None:
            return
        part = Part(self.bench, self.document, node, ("question", name))
        scale: str | None = None
        options: tuple[Option, ...] = ()
        if isinstance(node.get("options"), Sequence):
            options = build_options(self.bench, self.document, node.get("options"), part.path)
        elif "options" in kind.keys or "scale" in kind.keys:
            scale, options = options_of_scale(part, "options" if "options" in kind.keys else "scale", self.scales)
        settings = self._settings(kind, part)
        if settings is _UNUSABLE:
            return
        yield Question(
            name,
            kind.name,
            part.text("text"),
            part.text("help"),
            part.flag("required"),
            _privacy(part, _DEFAULT_PRIVACY.get(kind.name, Privacy.ORGANISATION)),
            part.expression("show_when"),
            options,
            scale,
            part.flag("reversed"),
            settings,
        )

    def _block(self, node: MappingNode) -> Iterator[Question]:
        kind = TYPES["scale"]
        block = _Block(self.bench, self.document, node)
        scale, options = options_of_scale(block.part, "scale", self.scales)
        if scale is None:
            return
        condition = block.part.expression("show_when")
        for statement in block.part.parts("statements"):
            name = words_of(statement.get("id"))
            if name is None:
                continue
            part = Part(self.bench, self.document, statement, ("question", name))
            self._inherit_places(part, node)
            yield Question(
                name,
                kind.name,
                part.text("text"),
                part.text("help"),
                part.flag("required", block.part.flag("required")),
                _privacy(part, _privacy(block.part, Privacy.ORGANISATION)),
                self._both(condition, block.part, part),
                options,
                scale,
                part.flag("reversed"),
                kind.settings({"scale": scale}),
            )

    def _inherit_places(self, part: Part, block: MappingNode) -> None:
        """What a statement has from its block stands where the block says it."""
        for key in ("scale", "privacy", "required", "show_when"):
            node = block.get(key)
            if node is not None and key not in part.node.entries:
                self.bench.places.add((*part.path, key), Located(self.document, node))
        scale = block.get("scale")
        if scale is not None:
            self.bench.places.add((*part.path, "option"), Located(self.document, scale))

    def _both(self, condition: Expression | None, block: Part, part: Part) -> Expression | None:
        """The condition of a statement: its own and that of its block."""
        own = part.expression("show_when")
        if own is None or condition is None:
            return own or condition
        first, second = block.node.get("show_when"), part.node.get("show_when")
        if not isinstance(first, Scalar) or not isinstance(second, Scalar):
            return own
        joined = _Joined(Located(self.document, first), Located(self.document, second), len(condition.source))
        self.bench.places.replace((*part.path, "show_when"), joined)
        return self.bench.expression(Located(self.document, second), f"({condition.source}) and ({own.source})")

    def _settings(self, kind: QuestionType, part: Part) -> object:
        """The settings of the type. None, the type's defaults, after a report; `_UNUSABLE` when it cannot do without."""
        declared = {
            key: _plain(node, kind.keys[key])
            for key, node in ((key, part.node.get(key)) for key in kind.keys)
            if node is not None and (self.trusted or _fits(kind.name, key, node))
        }
        if any(key not in declared for key in kind.required_keys):
            return _UNUSABLE
        own = {key: value for key, value in declared.items() if key not in _BUILT_HERE}
        try:
            settings = kind.settings(own)
        except SettingError as problem:
            span = self.bench.places.of(*part.path, problem.key)
            self.bench.diagnostics.append(error(problem.code, str(problem), span, problem.hint))
            return None
        except ExpressionError as problem:
            span = self.bench.places.inside((*part.path, "value"), problem.span)
            self.bench.diagnostics.append(error(problem.code, problem.message, span, problem.hint))
            return _UNUSABLE
        self.declared[part.path[1]] = own
        return settings

    def _typed(self, question: Question) -> Question:
        """A calculated value knows its type: that of its expression, given what came before."""
        settings = question.settings
        if not isinstance(settings, CalculatedSettings):
            return question
        found, _ = check(settings.value, self.scope)
        return replace(question, settings=replace(settings, type=found))


_UNUSABLE = object()


class _Block:
    """A block of statements. It has no id: its places are found under the statements."""

    def __init__(self, bench: Workbench, document: Document, node: MappingNode) -> None:
        self.part = Part(bench, document, node, ("block", str(node.start)))


@dataclass(frozen=True, slots=True)
class _Joined:
    """The place of `(first) and (second)`, which stand apart in the file."""

    first: Located
    second: Located
    length: int

    @property
    def span(self) -> Span:
        """The condition of the statement itself."""
        return self.second.span

    def inside(self, start: int, end: int) -> Span:
        """Characters of the joined text, in whichever of the two they stand; what spans both is told at the second."""
        begin_of_second = len("(") + self.length + len(") and (")
        if start < begin_of_second < end:
            return self.second.span
        if start < begin_of_second:
            return self.first.inside(max(start - 1, 0), min(end - 1, self.length))
        return self.second.inside(start - begin_of_second, end - begin_of_second)


def _privacy(part: Part, default: Privacy) -> Privacy:
    declared = part.name("privacy")
    return Privacy(declared) if declared in _PRIVACIES else default


def _plain(node: Node, shape: Mapping[str, Any]) -> Any:
    """The plain value of a type's own key. Where the type wants a text, a number is the text it was written as."""
    if isinstance(node, Scalar):
        wanted = shape.get("type", ())
        texts = wanted == "string" or ("string" in wanted and "number" not in wanted and "integer" not in wanted)
        if texts and isinstance(node.plain, int | Decimal | str) and not isinstance(node.plain, bool):
            return node.text.strip()
        return float(node.plain) if isinstance(node.plain, Decimal) else node.plain
    return to_plain(node)


@cache
def _validator_of(kind: str, key: str) -> Validator:
    return make_validator(own_keys(TYPES[kind])[key])


def _fits(kind: str, key: str, node: Node) -> bool:
    return key in _BUILT_HERE or _validator_of(kind, key).is_valid(to_plain(node))
