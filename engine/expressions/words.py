"""An expression in the words of people: "only if “In which phase are you?” is “Idea”". For codebooks and previews.

Names become the texts of their questions and options become their labels, in the language of the questions that are
given. What is not known stays as it was written, so that a half-finished questionnaire can be read as well.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from engine.expressions.functions import TODAY
from engine.expressions.kinds import option_text
from engine.expressions.phrases import EN, PHRASES, Phrases
from engine.expressions.tree import (
    Arithmetic,
    Call,
    Compare,
    Conditional,
    Expression,
    ListOf,
    Literal,
    Logical,
    Name,
    Negative,
    Node,
    Not,
)
from engine.questionnaire import Pipe, Question


def in_words(expression: Expression, questions: Mapping[str, Question], language: str) -> str:
    """The expression itself, without "only if"."""
    return _Teller(questions, PHRASES.get(language, EN), language).tell(expression.root)


def condition_in_words(expression: Expression, questions: Mapping[str, Question], language: str) -> str:
    """The expression as the condition under which something is shown: "only if ..."."""
    phrases = PHRASES.get(language, EN)
    return phrases.only_if.format(a=in_words(expression, questions, language))


class _Teller:
    """Tells the nodes of one expression."""

    def __init__(self, questions: Mapping[str, Question], phrases: Phrases, language: str) -> None:
        self.questions = questions
        self.phrases = phrases
        self.language = language

    def tell(self, node: Node) -> str:
        return self._TELLERS[type(node)](self, node)

    def inside(self, node: Node) -> str:
        """As a part of something else: in brackets when it consists of parts itself."""
        told = self.tell(node)
        return f"({told})" if isinstance(node, Logical | Conditional | Arithmetic) else told

    def listed(self, parts: Sequence[str], word: str) -> str:
        """`a`, `a or b`, `a, b or c`."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {word} {parts[-1]}"

    def condition(self, node: Node) -> str:
        """A node where a condition is wanted: a yes-or-no question says so."""
        return self.phrases.is_yes.format(a=self.tell(node)) if isinstance(node, Name) else self.tell(node)

    def value(self, node: Node, beside: Node) -> str:
        """A node that is compared with `beside`: an option is told by its label."""
        if isinstance(node, Literal) and isinstance(beside, Name) and not isinstance(node.value, bool):
            question = self.questions.get(beside.id)
            value = option_text(node.value)
            for option in question.options if question else ():
                if option.value == value:
                    return _quoted(option.label)
        return self.inside(node)

    # One method for each kind of node.

    def literal(self, node: Literal) -> str:
        if isinstance(node.value, bool):
            return self.phrases.yes if node.value else self.phrases.no
        if isinstance(node.value, Fraction):
            return _number(node.value, self.language)
        return _quoted(node.value)

    def name(self, node: Name) -> str:
        if node.id == TODAY:
            return self.phrases.today
        question = self.questions.get(node.id)
        text = "".join("…" if isinstance(part, Pipe) else part for part in question.text.parts) if question else ""
        return _quoted(" ".join(text.split())) if text.strip() else node.id

    def list_of(self, node: ListOf) -> str:
        return self.listed([self.inside(element) for element in node.elements], self.phrases.either)

    def negation(self, node: Not) -> str:
        operand = node.operand
        if isinstance(operand, Name):
            return self.phrases.is_no.format(a=self.tell(operand))
        if isinstance(operand, Call) and operand.function == "answered":
            return self.phrases.not_answered.format(a=self.tell(operand.arguments[0]))
        return self.phrases.negation.format(a=self.inside(operand))

    def negative(self, node: Negative) -> str:
        return self.phrases.negative.format(a=self.inside(node.operand))

    def logical(self, node: Logical) -> str:
        word = self.phrases.both if node.operator == "and" else self.phrases.either
        parts = [
            f"({self.tell(part)})" if isinstance(part, Logical) else self.condition(part) for part in node.operands
        ]
        return f" {word} ".join(parts)

    def compare(self, node: Compare) -> str:
        pairs = []
        for index, operator in enumerate(node.operators):
            left, right = node.operands[index], node.operands[index + 1]
            pairs.append(
                self.membership(left, operator, right) if "in" in operator else self.pair(left, operator, right)
            )
        return f" {self.phrases.both} ".join(pairs)

    def pair(self, left: Node, operator: str, right: Node) -> str:
        return self.phrases.comparisons[operator].format(a=self.value(left, right), b=self.value(right, left))

    def membership(self, element: Node, operator: str, collection: Node) -> str:
        inside = operator == "in"
        if isinstance(collection, ListOf):
            options = self.listed([self.value(one, element) for one in collection.elements], self.phrases.either)
            template = self.phrases.one_of if inside else self.phrases.none_of
            return template.format(a=self.inside(element), n=options)
        template = self.phrases.chosen if inside else self.phrases.not_chosen
        return template.format(a=self.inside(collection), b=self.value(element, collection))

    def arithmetic(self, node: Arithmetic) -> str:
        return self.phrases.arithmetic[node.operator].format(a=self.inside(node.left), b=self.inside(node.right))

    def conditional(self, node: Conditional) -> str:
        condition = self.condition(node.condition)
        return self.phrases.conditional.format(a=self.inside(node.then), c=condition, b=self.inside(node.otherwise))

    def call(self, node: Call) -> str:
        first, *others = node.arguments
        template = self.phrases.functions[node.function]
        if node.function in ("any_of", "all_of"):
            word = self.phrases.either if node.function == "any_of" else self.phrases.both
            return template.format(a=self.tell(first), n=self.listed([self.value(one, first) for one in others], word))
        if node.function == "round" and others:
            return self.phrases.rounded_to.format(a=self.inside(first), b=self.tell(others[0]))
        if node.function == "count" and others:
            template = self.phrases.count_answered
        parts = self.listed([self.inside(argument) for argument in node.arguments], self.phrases.both)
        return template.format(a=self.inside(first), n=parts)

    _TELLERS: ClassVar[dict[type[Node], Callable[..., str]]] = {
        Literal: literal,
        Name: name,
        ListOf: list_of,
        Not: negation,
        Negative: negative,
        Logical: logical,
        Compare: compare,
        Arithmetic: arithmetic,
        Conditional: conditional,
        Call: call,
    }


def _quoted(text: str) -> str:
    return f"“{text}”"


def _number(number: Fraction, language: str) -> str:
    """A number written out, with the decimal sign of the language; literals always end after some decimals."""
    if number.denominator == 1:
        return str(number.numerator)
    written = f"{Decimal(number.numerator) / Decimal(number.denominator):f}"
    return written.replace(".", ",") if language == "nl" else written
