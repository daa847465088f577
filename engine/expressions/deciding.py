"""The answers that can make a difference to a condition: finitely many, and enough to know all its outcomes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, pairwise

from engine.expressions.functions import TODAY
from engine.expressions.kinds import option_text
from engine.expressions.parse import children
from engine.expressions.tree import Call, Compare, Conditional, ListOf, Literal, Logical, Name, Node, Not
from engine.expressions.types import BooleanType, ChoicesType, ChoiceType, DateType, NumberType, TextType, Type

Possible = Mapping[str, tuple[object, ...]]

MOST_SUBSETS = 6
"""Of more options than this, only combinations of those that are named are tried."""
MOST_NAMED = 8
"""Where more than this are named, nothing is tried."""


def possible_answers(node: Node, types: Mapping[str, Type]) -> Possible | None:
    """For every question in `node` the answers to try, None (no answer) among them; None when `node` is not of the kind
    that can be tried: only comparisons of single answers with what is written out, and with themselves.
    """
    seen = _Seen(types)
    if not seen.condition(node) or any(seen.too_many(name) for name in seen.names):
        return None
    return {name: (None, *seen.answers(name)) for name in seen.names}


@dataclass(slots=True)
class _Seen:
    """What a condition says of each question it names."""

    types: Mapping[str, Type]
    names: dict[str, set[object]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    """Choices of which every option is tried."""

    def condition(self, node: Node) -> bool:
        """Note what a condition says; False when it is not of the kind that can be tried."""
        match node:
            case Literal(value=bool()):
                return True
            case Name(id=name):
                return self._name(name) and isinstance(self.types[name], BooleanType)
            case Not() | Logical() | Conditional():
                return all(self.condition(part) for part in children(node))
            case Compare(operands=operands, operators=operators):
                pairs = zip(pairwise(operands), operators, strict=True)
                return all(self._pair(left, operator, right) for (left, right), operator in pairs)
            case Call(function="answered", arguments=(Name(id=name),)):
                return self._name(name)
            case Call(function="any_of" | "all_of", arguments=(Name(id=name), *options)):
                return self._name(name, (option.value for option in options if isinstance(option, Literal)))
        return False

    def _name(self, name: str, literals: Iterable[object] = ()) -> bool:
        if name == TODAY or name not in self.types:
            return False
        self.names.setdefault(name, set()).update(literals)
        return True

    def _pair(self, left: Node, operator: str, right: Node) -> bool:
        if isinstance(right, ListOf):
            return all(self._pair(left, "==", element) for element in right.elements)
        if isinstance(left, Literal) and isinstance(right, Literal):
            return True
        if isinstance(left, Literal):
            left, right = right, left
        if isinstance(right, Literal):
            return self._with_literal(left, operator, right)
        if not isinstance(left, Name) or not isinstance(right, Name):
            return False
        return self._two_names(left.id, operator, right.id)

    def _with_literal(self, node: Node, operator: str, literal: Literal) -> bool:
        if isinstance(node, Call) and node.function == "count" and len(node.arguments) == 1:
            (chosen,) = node.arguments
            if not isinstance(chosen, Name) or not self._name(chosen.id):
                return False
            self.whole.add(chosen.id)
            found = self.types[chosen.id]
            return isinstance(found, ChoicesType) and len(found.options) <= MOST_SUBSETS
        if not isinstance(node, Name) or not self._name(node.id, (literal.value,)):
            return False
        if operator not in ("==", "!=", "in", "not in"):
            self.whole.add(node.id)
        return True

    def _two_names(self, left: str, operator: str, right: str) -> bool:
        if not self._name(left) or not self._name(right):
            return False
        self.whole.update((left, right))
        kinds = (ChoiceType, BooleanType, ChoicesType)
        return left == right or (
            isinstance(self.types[left], kinds)
            and isinstance(self.types[right], kinds)
            and self._few_options(left)
            and self._few_options(right)
        )

    def _few_options(self, name: str) -> bool:
        found = self.types[name]
        return not isinstance(found, ChoicesType) or len(found.options) <= MOST_SUBSETS

    def too_many(self, name: str) -> bool:
        """Whether so many options are named that their combinations cannot be tried."""
        return isinstance(self.types[name], ChoicesType) and len(self.names[name]) > MOST_NAMED

    def answers(self, name: str) -> tuple[object, ...]:
        """The answers to one question that can make a difference."""
        found = self.types[name]
        work_out = _ANSWERS.get(type(found))
        return work_out(found, self.names[name], name in self.whole) if work_out else ("an answer",)


def _choice(found: ChoiceType, literals: set[object], whole: bool) -> tuple[object, ...]:
    """The options that are named, one other, and one other that is a missing code."""
    if whole:
        return found.options
    named = [option for option in found.options if option in _texts(literals)]
    others = [option for option in found.options if option not in named]
    known = [option for option in others if option not in found.missing][:1]
    missing = [option for option in others if option in found.missing][:1]
    return (*named, *known, *missing)


def _choices(found: ChoicesType, literals: set[object], whole: bool) -> tuple[object, ...]:
    """Every combination of the named options, with and without one other; never nothing, which is no answer."""
    options: tuple[str, ...] = found.options
    if not whole:
        named = tuple(option for option in found.options if option in _texts(literals))
        other = tuple(option for option in found.options if option not in named)[:1]
        options = named + other
    return tuple(chosen for size in range(1, len(options) + 1) for chosen in combinations(options, size))


def _texts(literals: set[object]) -> set[str]:
    return {option_text(literal) for literal in literals if isinstance(literal, str | Fraction)}


def _boolean(found: BooleanType, literals: set[object], whole: bool) -> tuple[object, ...]:
    return (True, False)


def _number(found: NumberType, literals: set[object], whole: bool) -> tuple[object, ...]:
    """The numbers that are named, and one in every gap between and beside them; all within the range."""
    lowest, highest = found.lowest, found.highest
    marks = sorted(literal for literal in literals if isinstance(literal, Fraction))
    tried: list[Fraction] = []
    for low, high in pairwise([None, *marks, None]):
        if low is not None:
            tried.append(low)
        tried.extend(_between(low if low is not None else lowest, high if high is not None else highest))
        if low is None and lowest is not None:
            tried.append(lowest)
    if highest is not None:
        tried.append(highest)
    inside = {one for one in tried if (lowest is None or one >= lowest) and (highest is None or one <= highest)}
    return tuple(sorted(inside))


def _between(low: Fraction | None, high: Fraction | None) -> list[Fraction]:
    """A number between two others; None is: no limit."""
    if low is None:
        return [high - 1] if high is not None else [Fraction(0)]
    if high is None:
        return [low + 1]
    return [(low + high) / 2] if low < high else []


def _text(found: TextType, literals: set[object], whole: bool) -> tuple[object, ...]:
    texts = sorted(literal for literal in literals if isinstance(literal, str))
    return (*texts, "".join(texts) + ".")


def _date(found: DateType, literals: set[object], whole: bool) -> tuple[object, ...]:
    """The days that are named and the days right before and after them."""
    days = {date.fromisoformat(literal) for literal in literals if isinstance(literal, str)} or {date(2000, 1, 1)}
    step = timedelta(days=1)
    near = {day + step for day in days if day < date.max} | {day - step for day in days if day > date.min}
    return tuple(sorted(days | near))


_ANSWERS: dict[type[Type], Callable[..., tuple[object, ...]]] = {
    ChoiceType: _choice,
    ChoicesType: _choices,
    BooleanType: _boolean,
    NumberType: _number,
    TextType: _text,
    DateType: _date,
}
