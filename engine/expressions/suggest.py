"""The nearest known word to a mistyped one: the "did you mean" of every message."""

from collections.abc import Iterable
from difflib import get_close_matches

SIMILAR = 0.65
LONGEST = 80  # comparing is quadratic in the length, and nobody mistypes a word this long


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, or None when nothing does. Upper and lower case are alike."""
    if not word or len(word) > LONGEST:
        return None
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=SIMILAR)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint with the nearest known word; `otherwise` when nothing looks like it."""
    found = nearest(word, known)
    return f"Did you mean `{found}`?" if found is not None else otherwise
