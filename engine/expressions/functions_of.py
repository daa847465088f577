"""What the functions of the language work out, as closures.

Arguments that are unknown are skipped by `count`, `sum`, `mean`, `min` and `max`; the other functions are unknown when an
argument is.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from engine.expressions.compare import Evaluate
from engine.expressions.exact import Number, bounded, rounded
from engine.expressions.kinds import option_texts
from engine.expressions.personal import looks_personal
from engine.expressions.tree import Literal, Name, Node
from engine.expressions.types import ChoiceType

if TYPE_CHECKING:
    from engine.expressions.evaluate import Compiler

Arguments = tuple[Node, ...]


def _answered(compiler: "Compiler", arguments: Arguments) -> Evaluate:
    (question,) = arguments
    assert isinstance(question, Name)  # checked: the argument is a question
    name = question.id
    found_type = compiler.typer.type_of(question)
    missing = found_type.missing if isinstance(found_type, ChoiceType) else frozenset()
    if not missing:
        return lambda values: values.get(name) is not None

    def answered(values: Mapping[str, Any]) -> Any:
        found = values.get(name)
        return found is not None and found not in missing

    return answered


def _count(compiler: "Compiler", arguments: Arguments) -> Evaluate:
    if len(arguments) > 1:
        each = [_answered(compiler, (argument,)) for argument in arguments]
        return lambda values: sum(answered(values) for answered in each)
    chosen = compiler.node(arguments[0])

    def count(values: Mapping[str, Any]) -> Any:
        found = chosen(values)
        if found is None:
            return None
        # Of an allocation the parts above zero count as chosen.
        return sum(part > 0 for part in found.values()) if isinstance(found, Mapping) else len(found)

    return count


def _over_known(work_out: Callable[[list[Number]], Number]) -> "Callable[[Compiler, Arguments], Evaluate]":
    def compiled(compiler: "Compiler", arguments: Arguments) -> Evaluate:
        numbers = [compiler.number(argument) for argument in arguments]

        def over_known(values: Mapping[str, Any]) -> Any:
            known = [found for number in numbers if (found := number(values)) is not None]
            return bounded(work_out(known)) if known else None

        return over_known

    return compiled


def _mean(numbers: list[Number]) -> Number:
    return Fraction(sum(numbers)) / len(numbers)


def _round(compiler: "Compiler", arguments: Arguments) -> Evaluate:
    number = compiler.number(arguments[0])
    decimals = 0
    if len(arguments) > 1 and isinstance(arguments[1], Literal):
        decimals = int(arguments[1].value)

    def round_half_up(values: Mapping[str, Any]) -> Any:
        found = number(values)
        return None if found is None else rounded(found, decimals)

    return round_half_up


def _year(compiler: "Compiler", arguments: Arguments) -> Evaluate:
    day = compiler.node(arguments[0])

    def year(values: Mapping[str, Any]) -> Any:
        found = day(values)
        return None if found is None else found.year

    return year


def _looks_personal(compiler: "Compiler", arguments: Arguments) -> Evaluate:
    address = compiler.node(arguments[0])

    def personal(values: Mapping[str, Any]) -> Any:
        found = address(values)
        return None if found is None else looks_personal(found)

    return personal


def _some_of(enough: Callable[[frozenset[str], Any], bool]) -> "Callable[[Compiler, Arguments], Evaluate]":
    def compiled(compiler: "Compiler", arguments: Arguments) -> Evaluate:
        chosen = compiler.node(arguments[0])
        wanted = frozenset(option_texts(arguments[1:]))

        def some_of(values: Mapping[str, Any]) -> Any:
            found = chosen(values)
            return None if found is None else enough(wanted, found)

        return some_of

    return compiled


def _any(wanted: frozenset[str], chosen: Any) -> bool:
    return not wanted.isdisjoint(chosen)


def _all(wanted: frozenset[str], chosen: Any) -> bool:
    return wanted.issubset(chosen)


FUNCTIONS_OF: "dict[str, Callable[[Compiler, Arguments], Evaluate]]" = {
    "answered": _answered,
    "count": _count,
    "sum": _over_known(sum),
    "mean": _over_known(_mean),
    "min": _over_known(min),
    "max": _over_known(max),
    "round": _round,
    "year": _year,
    "looks_personal": _looks_personal,
    "any_of": _some_of(_any),
    "all_of": _some_of(_all),
}
