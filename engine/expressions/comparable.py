"""Which values can be compared with which: the rules for one comparison, with what to write instead."""

from collections.abc import Callable
from datetime import date

from engine.expressions.kinds import as_number, described, option_text
from engine.expressions.suggest import did_you_mean
from engine.expressions.tree import Literal, Name, Node, Span
from engine.expressions.types import (
    AllocationType,
    BooleanType,
    ChoicesType,
    ChoiceType,
    DateType,
    NumberType,
    PointType,
    TextType,
    Type,
)

Report = Callable[[str, str, Span, str], None]
MOST_LISTED = 12
EQUALITY = ("==", "!=")


class Comparing:
    """Reports what is wrong with the comparison of two nodes whose types are known."""

    def __init__(self, source: str, report: Report) -> None:
        self.source = source
        self.report = report

    def pair(self, left: Node, operator: str, right: Node, left_type: Type | None, right_type: Type | None) -> None:
        """Check `left operator right`; silent when one of them is wrong in itself."""
        if left_type is None or right_type is None:
            return
        if operator in ("in", "not in"):
            self._membership(left, operator, right, left_type, right_type)
        elif isinstance(left_type, ChoiceType) and isinstance(right, Literal):
            self._choice(left, left_type, operator, right, right_type)
        elif isinstance(right_type, ChoiceType) and isinstance(left, Literal):
            self._choice(right, right_type, operator, left, left_type)
        elif isinstance(left_type, DateType) and isinstance(right_type, TextType):
            self._date(left, left_type, right, right_type)
        elif isinstance(right_type, DateType) and isinstance(left_type, TextType):
            self._date(right, right_type, left, left_type)
        elif not self._alike(left_type, operator, right_type):
            self._mismatch(left, operator, right, left_type, right_type)

    def option(self, question: Node, option: Literal, options: tuple[str, ...]) -> None:
        """Report a literal that is none of the options."""
        value = option_text(option.value)
        if value in options:
            return
        listed = ", ".join(options[:MOST_LISTED]) + (", …" if len(options) > MOST_LISTED else "")
        hint = did_you_mean(value, options, f"The options are {listed}.")
        self.report("not-an-option", f"`{value}` is no option of `{self._text(question)}`", option.span, hint)

    def _choice(
        self, choice: Node, choice_type: ChoiceType, operator: str, literal: Literal, literal_type: Type
    ) -> None:
        if isinstance(literal.value, bool):
            self._mismatch(choice, operator, literal, choice_type, literal_type)
        elif operator in EQUALITY:
            self.option(choice, literal, choice_type.options)
        elif isinstance(literal.value, str):
            message = f"`{self._text(choice)}` cannot be compared with a text by `{operator}`"
            self.report(
                "type-mismatch", message, literal.span, "Name the options: `in [...]`, or compare with a number."
            )
        elif as_number(choice_type) is None:
            message = f"The options of `{self._text(choice)}` are not all whole numbers, so they have no order"
            self.report("type-mismatch", message, choice.span, "Name the options: `in [...]`.")

    def _date(self, named: Node, date_type: Type, text: Node, text_type: Type) -> None:
        if not isinstance(text, Literal) or not isinstance(text.value, str):
            self._mismatch(named, "==", text, date_type, text_type)
        elif not is_date(text.value):
            self.report("type-mismatch", f"`{text.value}` is not a date", text.span, 'Write it as `"2026-01-31"`.')

    def _membership(self, left: Node, operator: str, right: Node, left_type: Type, right_type: Type) -> None:
        if isinstance(right_type, ChoicesType):
            if isinstance(left, Literal) and not isinstance(left.value, bool):
                self.option(right, left, right_type.options)
            elif isinstance(left_type, ChoiceType):
                if not set(left_type.options) & set(right_type.options):
                    message = f"`{self._text(left)}` and `{self._text(right)}` have no option in common"
                    self.report("never-true", message, left.span, "")
            else:
                self._mismatch(left, operator, right, left_type, right_type)
            return
        message = f"`{operator}` wants a list or several options after it, but `{self._text(right)}` is "
        hint = f"Write `{self._text(right)} == ...`." if isinstance(right, Name) else "Put a list in square brackets."
        self.report("type-mismatch", message + described(right_type), right.span, hint)

    def _alike(self, left: Type, operator: str, right: Type) -> bool:
        """Whether two values that are neither options nor dates written out can be compared like this."""
        if operator in EQUALITY and isinstance(left, ChoiceType) and isinstance(right, ChoiceType):
            return bool(set(left.options) & set(right.options))
        if as_number(left) is not None and as_number(right) is not None:
            return True
        if isinstance(left, DateType) and isinstance(right, DateType):
            return True
        return operator in EQUALITY and type(left) is type(right) and isinstance(left, TextType | BooleanType)

    def _mismatch(self, left: Node, operator: str, right: Node, left_type: Type, right_type: Type) -> None:
        span = Span(min(left.span.start, right.span.start), max(left.span.end, right.span.end))
        message = f"`{self._text(left)}` is {described(left_type)} and `{self._text(right)}` is {described(right_type)}"
        if isinstance(left_type, ChoiceType) and isinstance(right_type, ChoiceType):
            message = f"`{self._text(left)}` and `{self._text(right)}` have no option in common"
        elif isinstance(left_type, TextType | BooleanType) and type(left_type) is type(right_type):
            message += f": these cannot be compared by `{operator}`"
        else:
            message += ": these cannot be compared"
        self.report("type-mismatch", message, span, self._instead(left, right, left_type, right_type))

    def _instead(self, left: Node, right: Node, left_type: Type, right_type: Type) -> str:
        """What to write for what was probably meant."""
        for node, found, other in ((left, left_type, right), (right, right_type, left)):
            if not isinstance(node, Name):
                continue
            if isinstance(found, BooleanType):
                return f"Write `{node.id}` or `not {node.id}`."
            if isinstance(found, ChoicesType):
                return f"Write `{self._text(other)} in {node.id}`, or `count({node.id})`."
            if isinstance(found, AllocationType):
                return f"Of an allocation only `answered({node.id})` and `count({node.id})` can be asked."
            if isinstance(found, PointType):
                return f"Of a point only `answered({node.id})` can be asked."
            if isinstance(found, NumberType) and isinstance(other, Literal) and isinstance(other.value, str):
                return "Write a number without quotes."
        return ""

    def _text(self, node: Node) -> str:
        written = " ".join(self.source[node.span.start : node.span.end].split())
        return written if len(written) <= 40 else f"{written[:39]}…"


def is_date(text: str) -> bool:
    """Whether a text is a calendar date as it is written in expressions: 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
