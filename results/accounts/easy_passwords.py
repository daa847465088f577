"""Passwords that are long enough and still guessed first: those that leaked, dressed up or doubled, rows of keys, and the
names of whom and what they are for. Refuses these, and asks for no capitals, digits or signs: those only make people add "1!".
"""

import gzip
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

KNOWN = Path(__file__).resolve().parent / "common-passwords.txt.gz"
FEWEST_DIFFERENT = 5
_SHORTEST_NAME = 4
_LEFT_OVER = 8
"""How much must be left of a password without the names in it."""
_DUTCH = frozenset(
    {"welkom", "wachtwoord", "geheim", "voorjaar", "zomer", "najaar", "herfst", "winter", "lente", "nederland", "holland",
     "amsterdam", "rotterdam", "utrecht", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
     "september", "oktober", "november", "december", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag",
     "zondag"}
)  # fmt: skip
_OF_THIS_PROGRAM = ("zelfscan", "coordinator", "burgercollectief", "localhost")
_ROWS = tuple(
    row + row
    for each in ("1234567890", "1234567890-=", "qwertyuiop", "qwertyuiop[]", "asdfghjkl", "zxcvbnm", "qwertyuiopasdfghjklzxcvbnm",
                 "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0")
    for row in (each, each[::-1])
)  # fmt: skip
_DRESSING = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LEET = str.maketrans("013457@$!", "oleastasi")


def too_easy(password: str, about: Iterable[str] = ()) -> bool:
    """Whether a password is among the first that somebody would try. `about`: the address and name of whose it is."""
    text = password.casefold()
    bare = _DRESSING.sub("", text)
    forms = {text, bare, _DRESSING.sub("", text.translate(_LEET))}
    return (
        len(set(text)) < FEWEST_DIFFERENT
        or not bare
        or any(_is_known(form) for form in forms)
        or any(text in row for row in _ROWS)
        or _is_doubled(text)
        or _says_little_beside(text, about)
    )


@cache
def _known() -> frozenset[str]:
    with gzip.open(KNOWN, "rt", encoding="utf-8") as file:
        return _DUTCH | frozenset(line.strip() for line in file)


def _is_known(text: str) -> bool:
    """Whether this leaked, or is two that did, one after the other."""
    known = _known()
    return text in known or any(text[:at] in known and text[at:] in known for at in range(3, len(text) - 2))


def _is_doubled(text: str) -> bool:
    return text in (text + text)[1:-1]


def _says_little_beside(text: str, about: Iterable[str]) -> bool:
    names = [name for each in about for name in re.split(r"[\W\d_]+", each.casefold()) if len(name) >= _SHORTEST_NAME]
    rest = text
    for name in sorted({*names, *_OF_THIS_PROGRAM}, key=len, reverse=True):
        rest = rest.replace(name, "")
    return rest != text and len(_DRESSING.sub("", rest)) < _LEFT_OVER
