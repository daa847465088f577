"""Raw input to clean text, before any type looks at it. The same for forms, JSON, YAML and the database.

Refuses what no person types and what breaks things further on: NUL and other control characters, lone surrogates,
noncharacters (`invalid_characters`). Directional overrides are left out, so that a text cannot pretend to be another.
Nothing here is slow on any input: length is looked at before the characters are.
"""

import re
import unicodedata
from math import isfinite

from engine.question_types.base import problem
from engine.questionnaire import Question
from engine.values import AnswerProblem

SHORT = 400
"""How many characters raw input may have for a type whose answers are short (a number, a date, an option)."""
MOST_MARKS = 20
"""How many combining marks in a row still make a letter: more only serves to deface a page (and to make NFC slow)."""

WIDEST_NUMBER = 128
"""How many bits a whole number from JSON may have to be looked at: writing out a wider one is slow."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PLANE_ENDS = frozenset(plane * 0x10000 + end for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OVERRIDES = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_MARKS = _OVERRIDES | dict.fromkeys([0x061C, 0x200E, 0x200F])
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_ZERO_WIDTH_JOINER = "\u200d"


def alone(raw: object) -> object:
    """What a form posts for one field is a list; the one thing in it. A list of blanks, or nothing in braces, is nothing."""
    if not isinstance(raw, (list, tuple, dict)):
        return raw
    if not raw:
        return None
    if not isinstance(raw, dict):
        if len(raw) == 1:
            return raw[0]
        if all(each is None or each == "" for each in raw[:SHORT]) and len(raw) <= SHORT:
            return None
    return raw


def clean_text(
    question: Question, raw: object, *, longest: int = SHORT, maximum: int | None = None, lines: bool = False
) -> str | AnswerProblem | None:
    r"""The text a person meant: NFC, without surrounding blanks, line ends as `\n`; None when there is nothing to read.

    Without `lines` a line end or tab counts as a space. `longest` bounds the raw text and not what the type allows;
    `maximum` is what people are told that the type allows.
    """
    raw = alone(raw)
    if raw is None:
        return None
    if isinstance(raw, int) and not isinstance(raw, bool) and raw.bit_length() <= WIDEST_NUMBER:
        return str(raw)
    if isinstance(raw, float) and isfinite(raw):
        return repr(raw)
    if not isinstance(raw, str):
        return problem(question, "not_text")
    if len(raw) > longest:
        return problem(question, "too_long", maximum=maximum or longest, length=len(raw))
    text = _LINE_ENDS.sub("\n", raw)
    if _CONTROL.search(text):
        return problem(question, "invalid_characters")
    if not lines:
        text = text.replace("\n", " ").replace("\t", " ")
    if text.isascii():
        return text.strip() or None
    return _clean_unicode(question, text, lines)


def _clean_unicode(question: Question, text: str, lines: bool) -> str | AnswerProblem | None:
    # Before NFC, which is slow on long runs of marks; and after it, which can make one mark into two.
    if _defaced(text, 2 * MOST_MARKS):
        return problem(question, "invalid_characters")
    text = unicodedata.normalize("NFC", text.translate(_OVERRIDES if lines else _MARKS)).strip()
    if _defaced(text, MOST_MARKS):
        return problem(question, "invalid_characters")
    return text if any(map(_visible, text)) else None


def _defaced(text: str, most_marks: int) -> bool:
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks > most_marks or ord(character) in _PLANE_ENDS:
            return True
    return False


def _visible(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character) not in _INVISIBLE


def length_of(text: str) -> int:
    """How long people say a text is: letters with their accents, and emoji with all their parts, count as one.

    A close approximation of grapheme clusters: marks, format characters, skin tones and what is glued on with a
    zero-width joiner do not count, and two regional indicators are one flag.
    """
    if text.isascii():
        return len(text)
    length, glued, flag_open = 0, False, False
    for character in text:
        if character == _ZERO_WIDTH_JOINER:
            glued = length > 0
            continue
        if unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"} or "\U0001f3fb" <= character <= "\U0001f3ff":
            continue
        flag = "\U0001f1e6" <= character <= "\U0001f1ff"
        if not glued and not (flag and flag_open):
            length += 1
        flag_open = flag and not flag_open
        glued = False
    return length
