"""Whether tokens stand in an order that can be an expression: values and operators in turn, brackets that match.

`ast` would refuse the same mistakes, but says "invalid syntax" of a place near by. It also refuses here what is too
deep, before anything recursive sees it.
"""

from dataclasses import dataclass

from engine.expressions.errors import ExpressionError
from engine.expressions.functions import FUNCTIONS
from engine.expressions.scan import Kind, Token, refused, shorten, syntax
from engine.expressions.suggest import did_you_mean

DEEPEST_BRACKETS = 30

CLOSED_BY = {"(": ")", "[": "]"}
PREFIXES = frozenset({"f", "b", "r", "u", "fr", "rf", "br", "rb"})
OTHER_WORDS = {
    **dict.fromkeys(("AND", "And", "en", "EN"), "and"),
    **dict.fromkeys(("OR", "Or", "of", "OF"), "or"),
    **dict.fromkeys(("NOT", "Not", "niet", "NIET"), "not"),
    **dict.fromkeys(("IN", "In"), "in"),
    **dict.fromkeys(("als", "when", "IF"), "if"),
    **dict.fromkeys(("anders", "otherwise", "ELSE"), "else"),
}
"""What people write for the words of the language."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """An open bracket; `called` is the function whose arguments it opens."""

    token: Token
    called: Token | None


def refuse_wrong_order(tokens: list[Token]) -> None:
    """Nothing, or an error at the first token that cannot stand where it stands.

    Raises:
        ExpressionError: expression-syntax, expression-not-allowed, expression-too-deep or unknown-function.
    """
    order = _Order()
    for token in tokens:
        order.take(token)
    order.finish()


class _Order:
    """Walks the tokens once, knowing only whether a value or an operator has to come next."""

    def __init__(self) -> None:
        self.open: list[Bracket] = []
        self.value_next = True
        self.in_next = False  # after `a not`, only `in` may follow
        self.previous: Token | None = None

    def take(self, token: Token) -> None:
        if self.in_next and token.text != "in":
            raise syntax("`not` stands before a condition", self._last().span, "Write `not a`, or `a not in b`.")
        if self.in_next:
            self.in_next = False
        elif self.value_next:
            self._take_value(token)
        else:
            self._take_operator(token)
        self.previous = token

    def finish(self) -> None:
        if self.value_next:
            raise syntax(f"Something is missing after `{self._last().text}`", self._last().span)
        if self.open:
            token = self.open[-1].token
            raise syntax(f"`{token.text}` is not closed", token.span, f"Put `{CLOSED_BY[token.text]}` where it ends.")

    def _last(self) -> Token:
        assert self.previous is not None  # only asked after the first token
        return self.previous

    def _take_value(self, token: Token) -> None:
        if token.kind is Kind.OPEN:
            self._open(token, called=None)
        elif token.kind is Kind.CLOSE and self.open and self.previous is self.open[-1].token:
            self._close_empty(token)
        elif token.kind in (Kind.NAME, Kind.NUMBER, Kind.TEXT):
            self.value_next = False
        elif token.text in ("not", "-"):
            pass
        elif self.previous is None:
            raise syntax(f"An expression cannot begin with `{token.text}`", token.span)
        else:
            raise syntax(f"Something is missing between `{self.previous.text}` and `{token.text}`", token.span)

    def _take_operator(self, token: Token) -> None:
        previous = self._last()
        if token.kind is Kind.CLOSE:
            self._close(token)
        elif token.text == "(" and previous.kind is Kind.NAME:
            self._call(previous, token)
        elif token.text == "not":
            self.value_next = self.in_next = True
        elif token.kind is Kind.COMMA:
            if not self.open or (self.open[-1].token.text == "(" and self.open[-1].called is None):
                raise syntax("A comma cannot stand here", token.span, "A list stands in square brackets: `[a, b]`.")
            self.value_next = True
        elif token.kind in (Kind.OPERATOR, Kind.WORD):
            self.value_next = True
        else:
            raise self._two_values(previous, token)

    def _call(self, name: Token, bracket: Token) -> None:
        if name.text in OTHER_WORDS:
            word = OTHER_WORDS[name.text]
            raise syntax(f"`{name.text}` has no meaning here", name.span, f"Write `{word}`.")
        if name.text not in FUNCTIONS:
            hint = did_you_mean(name.text, FUNCTIONS, f"The functions are {', '.join(FUNCTIONS)}.")
            message = f"There is no function `{shorten(name.text)}`"
            raise ExpressionError("unknown-function", message, name.span, hint)
        self._open(bracket, called=name)

    def _open(self, token: Token, called: Token | None) -> None:
        if len(self.open) == DEEPEST_BRACKETS:
            message = f"There are more than {DEEPEST_BRACKETS} brackets inside each other"
            hint = "Put a part of it in a question of type `calculated` and name that."
            raise ExpressionError("expression-too-deep", message, token.span, hint)
        self.open.append(Bracket(token, called))
        self.value_next = True

    def _close(self, token: Token) -> None:
        if not self.open:
            raise syntax(f"`{token.text}` closes nothing", token.span, "Take it away, or open it before.")
        bracket = self.open.pop().token
        if CLOSED_BY[bracket.text] != token.text:
            hint = f"Put `{CLOSED_BY[bracket.text]}` where it ends."
            raise syntax(f"`{bracket.text}` is closed by `{token.text}`", bracket.span, hint)
        self.value_next = False

    def _close_empty(self, token: Token) -> None:
        bracket = self.open[-1]
        if bracket.called is None:
            raise syntax("There is nothing between these brackets", bracket.token.span)
        self._close(token)

    def _two_values(self, previous: Token, token: Token) -> ExpressionError:
        if token.text == "[":
            return refused("A part of a value cannot be taken with square brackets", token.span)
        adjacent = previous.start + len(previous.text) == token.start
        if token.kind is Kind.TEXT and adjacent and previous.text.lower() in PREFIXES:
            return refused("A text has no letter before its quotes", previous.span)
        for word in (previous, token):
            if word.text in OTHER_WORDS:
                return syntax(f"`{word.text}` has no meaning here", word.span, f"Write `{OTHER_WORDS[word.text]}`.")
        message = f"Something is missing between `{shorten(previous.text)}` and `{shorten(token.text)}`"
        hint = "Put an operator such as `and`, `or` or `==` between them, or a comma in a list."
        return syntax(message, token.span, hint)
