"""Suggests what somebody meant who mistyped a name. Knows no names of its own."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 60


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known name that `word` most resembles, or None when none comes near.

    Case and the difference between `-` and `_` do not count. Words longer than 60 characters are not compared, so that a
    text in the wrong place costs nothing.
    """
    if not word or len(word) > LONGEST:
        return None
    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(_fold(name), name)
    matches = get_close_matches(_fold(word), folded, n=1, cutoff=0.6)
    return folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence such as "Did you mean `k_fase`?", or an empty text when nothing comes near."""
    name = closest(word, known)
    return f"Did you mean `{name}`?" if name is not None else ""


def _fold(word: str) -> str:
    return word.casefold().replace("-", "_")
