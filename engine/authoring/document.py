"""From the text of a YAML file to plain content in which every key and value knows its place.

Reads the plain subset of YAML that questionnaires need. Refuses, each with its place: duplicate keys, anchors, aliases,
tags, several documents, keys that are lists or mappings, nesting deeper than 50, and files over 1 MB. Works on the events
of the YAML library, one at a time and without recursion, so nesting is stopped before it can hurt.
"""

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Any

import yaml

from engine.authoring.characters import line_starts, read_text
from engine.authoring.diagnostics import Diagnostic, Related, Span, error
from engine.authoring.nodes import Entry, Mapping, Node, Scalar, Sequence
from engine.authoring.offsets import origins
from engine.authoring.scalars import meaning
from engine.authoring.syntax import syntax_error

DEEPEST = 50


def _pure_parser(text: str) -> Any:
    return yaml.SafeLoader(text)


def _choose_parser() -> Callable[[str], Any]:
    """The parser in C where the YAML library was built with it: ten times as fast, with the same events."""
    try:
        from yaml import _yaml
    except ImportError:
        return _pure_parser
    return _yaml.CParser


_parser = _choose_parser()


class Document:
    """A file that was read: its name, its text, and its content (`root`; None when the file says nothing)."""

    def __init__(self, file: str, text: str, root: Node | None) -> None:
        self.file = file
        self.text = text
        self.root = root

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def span(self, node: Node) -> Span:
        """The place of a value. Of a list or mapping: up to the end of its last value."""
        return self.stretch(node.start, self._end(node))

    def stretch(self, start: int, end: int) -> Span:
        """The place of the characters from `start` up to `end`."""
        line = bisect_right(self._starts, start)
        end_line = bisect_right(self._starts, max(end, start))
        return Span(self.file, line, start - self._starts[line - 1] + 1, end_line, end - self._starts[end_line - 1] + 1)

    def inside(self, scalar: Scalar, start: int, end: int) -> Span:
        """The place of the characters `start` to `end` of the value of a scalar, however it was written."""
        places = origins(self.text, scalar)
        if places is None or start >= len(places):
            return self.span(scalar)
        last = places[min(end, len(places) - 1) - 1] + 1 if end > start else places[start] + 1
        return self.stretch(places[start], max(last, places[start] + 1))

    def text_at(self, span: Span) -> str:
        """What stands at a place of this file."""
        return self.text[self._offset(span.line, span.column) : self._offset(span.end_line, span.end_column)]

    def _offset(self, line: int, column: int) -> int:
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def _end(self, node: Node) -> int:
        """Where a node really ends; the YAML library counts blank lines after a block as part of it."""
        while not isinstance(node, Scalar):
            if node.end and self.text[node.end - 1 : node.end] in ("]", "}"):
                return node.end
            children = node.elements if isinstance(node, Sequence) else [e.value for e in node.entries.values()]
            if not children:
                return max(node.start, node.end)
            node = children[-1]
        written = self.text[node.start : node.end]
        return node.start + len(written.rstrip()) if node.style in ("|", ">") else node.end


def read(file: str, content: bytes) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file. There is no document when it cannot be read at all; there may be one beside diagnostics."""
    text = read_text(file, content)
    if isinstance(text, Diagnostic):
        return None, [text]
    document = Document(file, text, None)
    composer = _Composer(document)
    try:
        document.root = composer.compose()
    except yaml.YAMLError as problem:
        composer.diagnostics.append(syntax_error(document.stretch, text, problem))
    except _CannotGoOnError:
        pass
    else:
        if not composer.incomplete:
            return document, composer.diagnostics
    return None, composer.diagnostics


class _CannotGoOnError(Exception):
    """What follows cannot be understood; why is among the diagnostics."""


class _Frame:
    """A list or mapping that is still open. `key` is the key whose value comes next; it stands at `begin` to `end`."""

    __slots__ = ("begin", "elements", "end", "entries", "key", "start", "wanted")

    def __init__(self, start: int, *, mapping: bool) -> None:
        self.start = start
        self.elements: list[Node] = []
        self.entries: dict[str, Entry] | None = {} if mapping else None
        self.key: str | None = None
        self.begin = self.end = 0
        self.wanted = True

    @property
    def expects_key(self) -> bool:
        return self.entries is not None and self.key is None


class _Composer:
    """Builds the tree from the events, with the open lists and mappings on a stack of its own."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.diagnostics: list[Diagnostic] = []
        self.stack: list[_Frame] = []
        self.root: Node | None = None
        self.documents = 0
        self.incomplete = False

    def compose(self) -> Node | None:
        """The root of the only document; None when there is nothing in it."""
        steps: dict[type, Callable[[Any], None]] = {
            yaml.SequenceStartEvent: self._open,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceEndEvent: self._close,
            yaml.MappingEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        parser = _parser(self.document.text)
        next_event, scalar, special = parser.get_event, yaml.ScalarEvent, self._special
        make, stack = tuple.__new__, self.stack
        try:
            while (event := next_event()) is not None:
                kind = type(event)
                if kind is not scalar:
                    if kind in steps:
                        steps[kind](event)
                    continue
                if event.anchor is not None or event.tag is not None:
                    special(event)
                text, style = event.value, event.style
                start, end = event.start_mark.index, event.end_mark.index
                frame = stack[-1] if stack else None
                if frame is not None and frame.key is None and frame.entries is not None:
                    self._key(frame, frame.entries, text, start, end, plain=not style)
                    continue
                node = make(Scalar, (text if style else meaning(text), text, start, end, style or ""))
                if frame is None or frame.key is None or frame.entries is None:
                    self._place(node)
                    continue
                if frame.wanted:  # the value of a key: by far the most frequent, so it is not handed on
                    frame.entries[frame.key] = make(Entry, (frame.key, node, frame.begin, frame.end))
                frame.key = None
        finally:
            parser.dispose()
        return self.root

    def _refuse(self, code: str, summary: str, start: int, end: int, hint: str, *related: Related) -> None:
        self.diagnostics.append(error(code, summary, self.document.stretch(start, end), hint, related))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            start = event.start_mark.index
            hint = "Remove the line `---`, or put what follows in a file of its own."
            self._refuse("yaml-documents", "A second document begins here", start, start + 3, hint)
            raise _CannotGoOnError

    def _open(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self._special(event)
        if len(self.stack) >= DEEPEST:
            hint = "A questionnaire needs no more than about ten levels; check the indentation and the brackets."
            self._refuse("yaml-too-deep", f"This is nested more than {DEEPEST} levels deep", start, start + 1, hint)
            raise _CannotGoOnError
        if self.stack and self.stack[-1].expects_key:
            self._odd_key(start, start + 1, "A list or mapping stands here as a key")
        self.stack.append(_Frame(start, mapping=type(event) is yaml.MappingStartEvent))

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        end = event.end_mark.index
        if frame.entries is None:
            self._place(Sequence(frame.elements, frame.start, end))
        else:
            self._place(Mapping(frame.entries, frame.start, end))

    def _alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        hint = "Write the value out, or put quotes around a text that begins with `*`."
        self._refuse("yaml-alias", f"`*{event.anchor}` is an alias, which is not allowed", start, end, hint)
        self._place(Scalar("", "", start, end, '"'))
        self.incomplete = True  # what should stand here is not known: there is no sense in looking any further

    def _special(self, event: Any) -> None:
        start = event.start_mark.index
        end = start + len(self.document.text[start : start + 200].split(maxsplit=1)[0])
        if event.anchor is not None:
            hint = "Remove it, or put quotes around a text that begins with `&`."
            self._refuse("yaml-anchor", f"`&{event.anchor}` is an anchor, which is not allowed", start, end, hint)
        else:
            written = self.document.text[start:end]
            hint = "Remove it, or put quotes around a text that begins with `!`."
            self._refuse("yaml-tag", f"`{written}` is a tag, which is not allowed", start, end, hint)

    def _odd_key(self, start: int, end: int, summary: str) -> None:
        hint = "A key is a word followed by a colon. Put quotes around a text that begins with `{`, `[` or `?`."
        self._refuse("yaml-key", summary, start, end, hint)

    def _place(self, node: Node) -> None:
        """Put a finished node where it belongs: as root, list element, key or value."""
        if not self.stack:
            self.root = node if not (isinstance(node, Scalar) and node.plain is None) else None
            return
        frame = self.stack[-1]
        if frame.entries is None:
            frame.elements.append(node)
        elif frame.key is None:  # a list or mapping as a key, which was refused: its value belongs nowhere
            frame.key, frame.wanted = "", False
        else:
            if frame.wanted:
                frame.entries[frame.key] = Entry(frame.key, node, frame.begin, frame.end)
            frame.key = None

    def _key(self, frame: _Frame, entries: dict[str, Entry], text: str, start: int, end: int, *, plain: bool) -> None:
        """A key: what follows is its value."""
        frame.key, frame.begin, frame.end = text, start, end
        frame.wanted = text not in entries and text != "" and not (plain and meaning(text) is None)
        if frame.wanted:
            return
        if text in entries:
            first = Related("first defined here", self.document.span(entries[text].key))
            summary = f"The key `{text}` stands here twice"
            self._refuse("duplicate-key", summary, start, end, "Keep one of the two.", first)
        else:
            self._odd_key(start, max(end, start + 1), "There is no key before the colon")
