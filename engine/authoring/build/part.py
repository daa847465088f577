"""One mapping of a survey's file while it is built: its values by key, in the types that the questionnaire needs.

A value of the wrong shape was reported before building begins and is read here as if it were not there. What only
building can find (an expression that cannot be read, a brace that stands alone) is reported here, at its place.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.authoring.build.texts import find_pipes
from engine.authoring.diagnostics import Diagnostic, Span, error
from engine.authoring.document import Document
from engine.authoring.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.authoring.places import Path, Places
from engine.expressions.errors import ExpressionError
from engine.expressions.parse import parse
from engine.expressions.tree import Expression
from engine.questionnaire import EMPTY_TEXT, Text

_FRACTION = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?(?:(%)|/ ?([0-9]+))?")


class Located(NamedTuple):
    """The place of a node: worked out only when somebody asks for it."""

    document: Document
    node: Node

    @property
    def span(self) -> Span:
        """The whole node."""
        return self.document.span(self.node)

    def inside(self, start: int, end: int) -> Span:
        """Some characters of a scalar's text."""
        if isinstance(self.node, Scalar):
            return self.document.inside(self.node, start, end)
        return self.span


class Excerpt(NamedTuple):
    """The place of a few characters of a scalar's text, such as one pipe."""

    document: Document
    node: Scalar
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Those characters."""
        return self.document.inside(self.node, self.start, self.end)

    def inside(self, start: int, end: int) -> Span:
        """Some of those characters."""
        return self.document.inside(self.node, self.start + start, min(self.start + end, self.end))


class Workbench:
    """What is shared while one survey is built: the places, the diagnostics, and the expressions read so far."""

    def __init__(self) -> None:
        self.places = Places()
        self.diagnostics: list[Diagnostic] = []
        self._expressions: dict[str, Expression] = {}

    def expression(self, located: Located, source: str) -> Expression | None:
        """The expression of a text; None, and a diagnostic at the very place, when it cannot be read."""
        known = self._expressions.get(source)
        if known is not None:
            return known
        try:
            expression = parse(source)
        except ExpressionError as problem:
            span = located.inside(problem.span.start, problem.span.end)
            self.diagnostics.append(error(problem.code, problem.message, span, problem.hint))
            return None
        self._expressions[source] = expression
        return expression


class Part:
    """A mapping that becomes one thing of the questionnaire. `path` is where the thing is found in `Places`."""

    def __init__(self, bench: Workbench, document: Document, node: Mapping, path: Path, named_by: str = "id") -> None:
        self.bench = bench
        self.document = document
        self.node = node
        self.path = path
        add = bench.places.add
        named = node.get(named_by)
        add(path, Located(document, named if named is not None else node))
        for key, entry in node.entries.items():
            add((*path, key), Located(document, entry.value))

    def located(self, node: Node) -> Located:
        """The place of a node of the same file."""
        return Located(self.document, node)

    def report(self, code: str, summary: str, node: Node, hint: str = "") -> None:
        """Report an error at a node of the same file."""
        self.bench.diagnostics.append(error(code, summary, self.document.span(node), hint))

    def words(self, key: str, default: str = "") -> str:
        """A text without pipes."""
        node = self.node.get(key)
        return words_of(node) or default if node is not None else default

    def name(self, key: str) -> str | None:
        """An id; None when it is not there."""
        return words_of(self.node.get(key))

    def text(self, key: str) -> Text:
        """A text that may hold pipes."""
        node = self.node.get(key)
        if not isinstance(node, Scalar) or (words := words_of(node)) is None:
            return EMPTY_TEXT
        return piped_text(self, node, words, (*self.path, key))

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        node = self.node.get(key)
        return node.plain if isinstance(node, Scalar) and isinstance(node.plain, bool) else default

    def whole(self, key: str, default: int) -> int:
        """A whole number."""
        node = self.node.get(key)
        return node.plain if isinstance(node, Scalar) and type(node.plain) is int else default

    def fraction(self, key: str) -> Fraction | None:
        """An exact number."""
        return fraction_of(self.node.get(key))

    def expression(self, key: str) -> Expression | None:
        """A condition or formula; None when it is not there or cannot be read."""
        node = self.node.get(key)
        if not isinstance(node, Scalar) or words_of(node) is None:
            return None
        return self.bench.expression(Located(self.document, node), node.text)

    def expressions(self, key: str) -> tuple[Expression, ...]:
        """The conditions in a list that can be read; each has its source as the last part of its place."""
        found: list[Expression] = []
        node = self.node.get(key)
        for element in node.elements if isinstance(node, Sequence) else ():
            if isinstance(element, Scalar) and words_of(element) is not None:
                located = Located(self.document, element)
                expression = self.bench.expression(located, element.text)
                if expression is not None:
                    found.append(expression)
                    self.bench.places.add((*self.path, key, expression.source), located)
        return tuple(found)

    def mapping(self, key: str) -> Mapping | None:
        """A mapping; None when it is not there."""
        node = self.node.get(key)
        return node if isinstance(node, Mapping) else None

    def entries(self, key: str) -> Iterator[tuple[str, Entry]]:
        """The entries of a mapping whose keys the researcher chose."""
        node = self.mapping(key)
        if node is not None:
            yield from node.entries.items()

    def inner(self, key: str, path: Path = ()) -> "Part | None":
        """A mapping as a part of its own; None when it is not there. It is found at `path`, else under this part."""
        node = self.mapping(key)
        return None if node is None else Part(self.bench, self.document, node, path or (*self.path, key))

    def named(self, key: str, kind: str) -> Iterator["Part"]:
        """The mappings in a list that have an id, each found by its kind and that id. One without is left out: that was
        told when its shape was checked.
        """
        for node in self.parts(key):
            identifier = words_of(node.get("id"))
            if identifier is not None:
                yield Part(self.bench, self.document, node, (kind, identifier))

    def parts(self, key: str) -> Iterator[Mapping]:
        """The mappings in a list."""
        node = self.node.get(key)
        if isinstance(node, Sequence):
            yield from (element for element in node.elements if isinstance(element, Mapping))

    def names(self, key: str) -> tuple[str, ...]:
        """The texts in a list; each gets a place of its own under this key."""
        found: list[str] = []
        node = self.node.get(key)
        for element in node.elements if isinstance(node, Sequence) else ():
            words = words_of(element)
            if words is not None:
                found.append(words)
                self.bench.places.add((*self.path, key, words), Located(self.document, element))
        return tuple(found)


def words_of(node: Node | None) -> str | None:
    """The text of a scalar. A number is the text it was written as; true, false and nothing are no text."""
    if not isinstance(node, Scalar) or isinstance(node.plain, bool | None):
        return None
    return node.text.strip() or None


def fraction_of(node: Node | None) -> Fraction | None:
    """The exact number of a scalar: 1, 0.5, 1/2 or 50%."""
    if not isinstance(node, Scalar) or isinstance(node.plain, bool | None):
        return None
    if isinstance(node.plain, int | Decimal):
        return Fraction(node.plain)
    written = _FRACTION.fullmatch(node.plain.strip())
    if written is None:
        return None
    number, percent, divisor = written.groups()
    if divisor is not None and int(divisor) == 0:
        return None
    return Fraction(number) / (100 if percent else int(divisor or 1))


def piped_text(part: Part, node: Scalar, words: str, path: Path) -> Text:
    """A text with its pipes, each at its own place; what is wrong with a brace is reported."""
    if "{" not in words and "}" not in words:
        return Text((words,))
    offset = node.text.index(words)
    text, pipes, problems = find_pipes(words)
    for start, end, question in pipes:
        part.bench.places.add((*path, "pipe", question), Excerpt(part.document, node, offset + start, offset + end))
    for start, end, summary in problems:
        span = part.document.inside(node, offset + start, offset + end)
        hint = "Write {id} to insert an answer, and {{ or }} for a brace that people must see."
        part.bench.diagnostics.append(error("lone-brace", summary, span, hint))
    return text
