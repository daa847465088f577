"""The nearest known word to a mistyped one: the "did you mean" of every message."""

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

SIMILAR = 0.65
FAMILY = 0.15
"""How much more alike two words are whose first part is the same: `p_naam` rather means `p_name` than `r_naam`."""
LONGEST = 80  # comparing is quadratic in the length, and nobody mistypes a word this long


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, or None when nothing does. Upper and lower case are alike."""
    if not word or len(word) > LONGEST:
        return None
    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    folded = word.casefold()
    found = get_close_matches(folded, by_folded, n=5, cutoff=SIMILAR)
    return by_folded[max(found, key=lambda each: _alike(folded, each))] if found else None


def _alike(word: str, known: str) -> float:
    family, separator, _ = word.partition("_")
    same = bool(separator) and known.startswith(f"{family}_")
    return SequenceMatcher(None, known, word).ratio() + (FAMILY if same else 0)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint with the nearest known word; `otherwise` when nothing looks like it."""
    found = nearest(word, known)
    return f"Did you mean `{found}`?" if found is not None else otherwise
