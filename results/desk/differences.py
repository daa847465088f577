"""What is different between two revisions of a submission, answer by answer. Pure.

It compares the answers that count (valid and on the path), consents among them, and not their raw form: the same answer
written otherwise is no change. Revisions may be of two versions of a questionnaire: then by the ids of the questions.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from re import findall

from engine.answering.outcome import Outcome
from engine.questionnaire import Privacy, Questionnaire

LONGEST_COMPARED = 4000
"""Longer texts are shown as they are: comparing their words takes too long for a page."""
_ALIKE_FROM = 0.3
_WORDS = r"\w+|\s+|[^\w\s]"


class Kind(StrEnum):
    """What happened to an answer."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer that is not what it was, and of which class its question is."""

    question: str
    kind: Kind
    privacy: Privacy


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `differs`: it does not occur in the other text at that place."""

    text: str
    differs: bool


def differences(
    questionnaire: Questionnaire, outcome: Outcome, earlier: Questionnaire, before: Outcome
) -> tuple[Difference, ...]:
    """What differs now from `before`, in the order of the questionnaire; answers to questions that are gone come last."""
    gone = [name for name in earlier.questions if name not in questionnaire.questions]
    return tuple(
        Difference(name, kind, (questionnaire.questions.get(name) or earlier.questions[name]).privacy)
        for name in (*questionnaire.questions, *gone)
        if (kind := _kind(name, outcome, before)) is not None
    )


def _kind(name: str, outcome: Outcome, before: Outcome) -> Kind | None:
    was, now = before.values.get(name) or None, outcome.values.get(name) or None  # a consent that is withheld is none
    if was == now:
        return None
    return Kind.ADDED if was is None else Kind.REMOVED if now is None else Kind.CHANGED


def compared(before: str, now: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two texts in pieces, with the words that differ marked in both; all of it when they are hardly alike."""
    if max(len(before), len(now)) > LONGEST_COMPARED:
        return (Piece(before, False),), (Piece(now, False),)
    old, new = findall(_WORDS, before), findall(_WORDS, now)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    if matcher.ratio() < _ALIKE_FROM:
        return (Piece(before, True),), (Piece(now, True),)
    steps = matcher.get_opcodes()
    left = _joined((old[start:end], tag != "equal") for tag, start, end, _, _ in steps)
    right = _joined((new[start:end], tag != "equal") for tag, _, _, start, end in steps)
    return tuple(left), tuple(right)


def _joined(parts: Iterable[tuple[list[str], bool]]) -> Iterator[Piece]:
    for words, differs in parts:
        if words:
            yield Piece("".join(words), differs)
