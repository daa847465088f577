"""Where everything of a questionnaire stands in its files, kept apart from the questionnaire itself.

`build` records a place under a path such as `("question", "k_fase", "text")`; rules ask for it when they have something
to say. A path that was not recorded gives the place of its nearest recorded parent, so a rule may ask for a key that was
left out. Spans are worked out only when asked for: a survey without mistakes never pays for them.
"""

from typing import Protocol

from engine.authoring.diagnostics import Span
from engine.expressions.tree import Span as ExpressionSpan

Path = tuple[str, ...]


class Place(Protocol):
    """Something that knows where it stands."""

    @property
    def span(self) -> Span:
        """The whole of it."""

    def inside(self, start: int, end: int) -> Span:
        """The characters `start` to `end` (exclusive) of its text, as it was read; quotes and folds reckoned with."""


class Places:
    """The places of one survey, by path. One path may have several: that is what a duplicate is."""

    def __init__(self, file: str = "questionnaire.yaml") -> None:
        self._places: dict[Path, list[Place | Span]] = {}
        self._start = Span.start_of(file)

    def add(self, path: Path, place: "Place | Span") -> None:
        """Record that `path` stands at `place`."""
        self._places.setdefault(path, []).append(place)

    def replace(self, path: Path, place: "Place | Span") -> None:
        """Record that `path` stands at `place` and nowhere else."""
        self._places[path] = [place]

    def of(self, *path: str) -> Span:
        """The first place of `path`, or of its nearest recorded parent, or the start of the questionnaire's file."""
        found = self._nearest(path)
        return _span(found) if found is not None else self._start

    def has(self, *path: str) -> bool:
        """Whether exactly this path was recorded."""
        return path in self._places

    def all(self, *path: str) -> tuple[Span, ...]:
        """Every place of exactly this path, in the order of the files; more than one means duplicates."""
        return tuple(_span(place) for place in self._places.get(path, ()))

    def inside(self, path: Path, within: ExpressionSpan) -> Span:
        """The place of a stretch of the text at `path`, such as a part of an expression."""
        recorded = self._places.get(path)
        if not recorded or isinstance(recorded[0], Span):
            return self.of(*path)
        return recorded[0].inside(within.start, within.end)

    def _nearest(self, path: Path) -> "Place | Span | None":
        for length in range(len(path), 0, -1):
            found = self._places.get(path[:length])
            if found:
                return found[0]
        return None


def _span(place: "Place | Span") -> Span:
    return place if isinstance(place, Span) else place.span
