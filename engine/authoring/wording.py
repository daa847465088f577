"""The texts of one translation while they are taken over: which were used, which are missing, which do not belong."""

from collections import defaultdict
from collections.abc import Iterable

from engine.authoring.build.part import Excerpt, Located, Workbench, words_of
from engine.authoring.build.texts import find_pipes
from engine.authoring.diagnostics import Span, error, warning
from engine.authoring.document import Document
from engine.authoring.nodes import Mapping, Node, Scalar, Sequence
from engine.authoring.places import Path
from engine.expressions.suggest import did_you_mean
from engine.questionnaire import Pipe, Text

_LANGUAGES = {
    "ar": "Arabic", "de": "German", "en": "English", "es": "Spanish", "fr": "French", "fy": "Frisian", "it": "Italian",
    "nl": "Dutch", "pap": "Papiamentu", "pl": "Polish", "pt": "Portuguese", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip
"""What languages that surveys are translated into are called; another goes by its code."""
_NAMED = 4
"""How many missing texts are named in one diagnostic."""


class Wording:
    """Gives the translated text at a path of keys, or the source text where there is none, and keeps the books."""

    def __init__(self, bench: Workbench, document: Document, language: str) -> None:
        self.bench = bench
        self.document = document
        self.language = language
        self._used: set[Path] = set()
        self._missing: list[Path] = []
        bench.places.add(("translation", language), Span.start_of(document.file))
        if isinstance(document.root, Mapping):
            self._record_places(document.root, ("translation", language))

    def words(self, path: Path, source: str) -> str:
        """The translation of a text without pipes."""
        node = self._find(path, [source])
        return words_of(node) or source

    def text(self, path: Path, source: Text) -> Text:
        """The translation of a text that may hold pipes: the same ones as the source."""
        node = self._find(path, source.parts)
        words = words_of(node)
        if words is None or not isinstance(node, Scalar):
            return source
        text, pipes, problems = find_pipes(words)
        offset = node.text.index(words)
        for start, end, summary in problems:
            span = self.document.inside(node, offset + start, offset + end)
            hint = "Write {id} to insert an answer, and {{ or }} for a brace that people must see."
            self.bench.diagnostics.append(error("lone-brace", summary, span, hint))
        known = set(source.pipes)
        for start, end, question in pipes:
            if question not in known:
                place = Excerpt(self.document, node, offset + start, offset + end)
                summary = f"The source text does not insert `{question}`"
                hint = did_you_mean(question, known) or "A translation inserts the same answers as the source text."
                self.bench.diagnostics.append(error("translation-pipe", summary, place.span, hint))
        for question in sorted(known - set(text.pipes)):
            summary = f"The source text inserts `{question}`, the translation does not"
            hint = f"Write {{{question}}} where the answer belongs."
            self.bench.diagnostics.append(warning("translation-pipe", summary, self.document.span(node), hint))
        return text

    def several(self, path: Path, source: tuple[str, ...]) -> tuple[str, ...]:
        """The translation of a list of texts: as many as in the source."""
        node = self._find(path, source)
        if not isinstance(node, Sequence):
            return source
        texts = tuple(words for element in node.elements if (words := words_of(element)) is not None)
        if len(texts) == len(source):
            return texts
        summary = f"There are {len(texts)} texts here, and {len(source)} in the source"
        span = self.bench.places.of("translation", self.language, *path)
        self.bench.diagnostics.append(
            error("translation-length", summary, span, "Translate each of them, in the same order.")
        )
        return source

    def pass_over(self, path: Path) -> None:
        """What stands at this path, if anything, is not superfluous."""
        for depth in range(len(path)):
            self._used.add(path[: depth + 1])

    def _find(self, path: Path, source: Iterable[str | Pipe]) -> Node | None:
        """The node at a path; notes that the path is used, or that it is missing. Without a letter nothing is missing."""
        source = [part for part in source if part]
        if not source:
            return None
        self.pass_over(path)
        node: Node | None = self.document.root
        for key in path:
            node = node.get(key) if isinstance(node, Mapping) else None
        if node is None and any(isinstance(part, str) and any(map(str.isalpha, part)) for part in source):
            self._missing.append(path)
        return node

    def finish(self) -> None:
        """Report what is missing and what does not belong."""
        root = self.document.root
        if isinstance(root, Mapping):
            self._look_for_superfluous(root, ())
        by_parent: defaultdict[Path, list[Path]] = defaultdict(list)
        for path in self._missing:
            parent = path[:-1]
            while parent and not self.bench.places.has("translation", self.language, *parent):
                parent = parent[:-1]
            by_parent[parent].append(path)
        for parent, paths in by_parent.items():
            self._report_missing(parent, paths)

    def _report_missing(self, parent: Path, paths: list[Path]) -> None:
        names = [f"`{'.'.join(path)}`" for path in paths[:_NAMED]]
        more = len(paths) - len(names)
        listed = ", ".join(names) + (f" and {more} more" if more else "")
        summary = f"No {_LANGUAGES.get(self.language, f'‘{self.language}’')} text for {listed}"
        hint = "Until it is there, people read the text in the source language."
        span = self.bench.places.of("translation", self.language, *parent)
        self.bench.diagnostics.append(warning("missing-translation", summary, span, hint))

    def _look_for_superfluous(self, node: Mapping, path: Path) -> None:
        for key, entry in node.entries.items():
            here = (*path, key)
            if here not in self._used:
                self._report_superfluous(here, Located(self.document, entry.key))
            elif isinstance(entry.value, Mapping):
                self._look_for_superfluous(entry.value, here)

    def _report_superfluous(self, path: Path, place: Located) -> None:
        siblings = [used[-1] for used in self._used if len(used) == len(path) and used[:-1] == path[:-1]]
        hint = did_you_mean(path[-1], siblings) or "The source has no such text: remove it, or correct the id."
        summary = f"There is nothing to translate at `{'.'.join(path)}`"
        self.bench.diagnostics.append(error("superfluous-translation", summary, place.span, hint))

    def _record_places(self, node: Mapping, path: Path) -> None:
        for key, entry in node.entries.items():
            self.bench.places.add((*path, key), Located(self.document, entry.key))
            if isinstance(entry.value, Mapping):
                self._record_places(entry.value, (*path, key))
