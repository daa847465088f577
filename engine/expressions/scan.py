"""From the text of an expression to its tokens.

The tree itself comes from Python's `ast`; this pass stands before it so that `ast` only ever sees short, plain text:
ASCII names, decimal numbers of a bounded size, texts without escapes, and the operators of the language. It refuses
everything else (comments, escapes, other languages' operators, typographic quotes) in words a researcher understands.
"""

import keyword
import re
from dataclasses import dataclass
from enum import Enum, auto

from engine.expressions.errors import ExpressionError
from engine.expressions.functions import WORDS
from engine.expressions.tree import Span

LONGEST_SOURCE = 1_000
MOST_DIGITS = 15


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    WORD = auto()
    NUMBER = auto()
    TEXT = auto()
    OPERATOR = auto()
    OPEN = auto()
    CLOSE = auto()
    COMMA = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the source."""

    kind: Kind
    text: str
    start: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.start + len(self.text))


TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+)
    | (?P<number>[0-9][0-9A-Za-z_.]*)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<text>"[^"\\\x00-\x1f\x7f\ud800-\udfff]*"|'[^'\\\x00-\x1f\x7f\ud800-\udfff]*')
    | (?P<operator>(?:==|!=|<=|>=|\*\*|//|[<>+\-*/%])(?![=<>]))
    | (?P<open>[(\[])
    | (?P<close>[)\]])
    | (?P<comma>,)""",
    re.VERBOSE,
)
NOT_IN_TEXTS = re.compile(r"[\\\x00-\x1f\x7f\ud800-\udfff]")
PLAIN_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")

HINTS: tuple[tuple[str, str], ...] = (
    # The longest first: the first that the text starts with is used.
    ("===", "Write `==` to compare."),
    ("!==", "Write `!=` for `is not equal to`."),
    ("<=>", "Write one of `<`, `<=`, `>`, `>=`."),
    ("=>", "Write `>=` for `at least`."),
    ("=<", "Write `<=` for `at most`."),
    ("<>", "Write `!=` for `is not equal to`."),
    ("=", "Write `==` to compare."),
    ("&", "Write `and`."),
    ("|", "Write `or`."),
    ("!", "Write `not`, or `!=` for `is not equal to`."),
    ("#", "Put remarks outside the expression, on a YAML line of their own."),
    (".", "A question is named by its id alone. Write a number as `0.5`."),
    ("{", "In an expression a question is named without braces. A list stands in square brackets."),
    ("}", "In an expression a question is named without braces. A list stands in square brackets."),
    ("\\", "Write the text without a backslash; put it in the other kind of quotes if it holds quotes."),
    ("\u201c", 'Use straight quotes: `"`.'),
    ("\u201d", 'Use straight quotes: `"`.'),
    ("\u201e", 'Use straight quotes: `"`.'),
    ("\u2018", "Use straight quotes: `'`."),
    ("\u2019", "Use straight quotes: `'`."),
    ("\u00a0", "This is a no-break space. Replace it by an ordinary space."),
    ("\u2260", "Write `!=`."),
    ("\u2264", "Write `<=`."),
    ("\u2265", "Write `>=`."),
    ("^", "Write `**` for a power."),
    (":", "Conditions are written `a if condition else b`; there are no colons."),
    (";", "One expression has no semicolons; join conditions with `and` or `or`."),
    ("?", "Write `a if condition else b`."),
)
HINT_OF_START = dict(HINTS)
REFUSED_WORDS = {
    "is": "Write `==`, or `!=` for `is not`.",
    "None": "Write `not answered(question)` for `there is no answer`.",
    "lambda": "",
}


def syntax(message: str, span: Span, hint: str = "") -> ExpressionError:
    """A mistake in the writing."""
    return ExpressionError("expression-syntax", message, span, hint)


def refused(message: str, span: Span, hint: str = "") -> ExpressionError:
    """Something that other languages have and this one has not."""
    return ExpressionError("expression-not-allowed", message, span, hint)


def scan(source: str) -> list[Token]:
    """The tokens of `source`, at least one.

    Raises:
        ExpressionError: too long, empty, or a character, word or number that this language does not have.
    """
    if len(source) > LONGEST_SOURCE:
        raise ExpressionError(
            "expression-too-long",
            f"This expression has {len(source)} characters; at most {LONGEST_SOURCE} are allowed",
            Span(0, len(source)),
            "Put a part of it in a question of type `calculated` and name that.",
        )
    tokens = _tokens(source)
    if not tokens:
        raise syntax("The expression is empty", Span(0, len(source)), "Leave the key out if there is no condition.")
    return tokens


def shorten(text: str, most: int = 30) -> str:
    """A text as it is quoted in a message."""
    return text if len(text) <= most else f"{text[:most]}…"


def _tokens(source: str) -> list[Token]:
    tokens: list[Token] = []
    position = 0
    while position < len(source):
        match = TOKEN.match(source, position)
        if match is None:
            raise _unreadable(source, position)
        if match.lastgroup != "space":
            tokens.append(_token(str(match.lastgroup), match.group(), position))
        position = match.end()
    return tokens


def _token(group: str, text: str, start: int) -> Token:
    span = Span(start, start + len(text))
    if group == "number":
        return _number(text, span)
    if group == "name" and keyword.iskeyword(text):
        if text not in WORDS:
            hint = REFUSED_WORDS.get(text, "")
            raise refused(f"`{text}` is not a word of this language", span, hint)
        operand = text in ("True", "False")
        return Token(Kind.NAME if operand else Kind.WORD, text, start)
    return Token(Kind[group.upper()], text, start)


def _number(text: str, span: Span) -> Token:
    if not PLAIN_NUMBER.fullmatch(text):
        hint = "Write digits only, with a point for decimals: `1000`, `0.5`."
        raise syntax(f"`{shorten(text)}` is not a number of this language", span, hint)
    if len(text.replace(".", "")) > MOST_DIGITS:
        message = f"This number has more than {MOST_DIGITS} digits"
        raise ExpressionError("number-too-large", message, span, "Use a smaller number.")
    return Token(Kind.NUMBER, text, span.start)


def _unreadable(source: str, position: int) -> ExpressionError:
    """What to say of the first character that begins no token."""
    found = source[position]
    span = Span(position, position + 1)
    if found in "\"'":
        end = position + 1
        while end < len(source) and source[end] != found and not NOT_IN_TEXTS.match(source[end]):
            end += 1
        if end < len(source) and source[end] not in "\r\n":
            return refused(
                f"A text cannot hold {_shown(source[end])}", Span(end, end + 1), HINT_OF_START.get(source[end], "")
            )
        return syntax("This text is not closed", Span(position, end), f"Put {found} after it, on the same line.")
    rest = source[position : position + 3]
    for start, hint in HINTS:
        if rest.startswith(start):
            return syntax(f"`{start}` has no meaning here", Span(position, position + len(start)), hint)
    return syntax(f"{_shown(found)[0].upper()}{_shown(found)[1:]} has no meaning in an expression", span)


def _shown(character: str) -> str:
    return f"`{character}`" if character.isprintable() else f"the character U+{ord(character):04X}"
