"""The functions of the language, in one table: their names, how many arguments they take and how they are written.

Adding a function means a line here, its types in `check`, its meaning in `evaluate` and its words in `words`; a test
walks the table and fails when one of these is forgotten.
"""

import keyword
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """How a function is called. `most` is None when there is no upper limit."""

    name: str
    least: int
    most: int | None
    usage: str
    meaning: str

    def accepts(self, count: int) -> bool:
        """Whether it may be called with so many arguments."""
        return count >= self.least and (self.most is None or count <= self.most)


FUNCTIONS: dict[str, FunctionRule] = {
    rule.name: rule
    for rule in (
        FunctionRule("answered", 1, 1, "answered(question)", "whether there is an answer that is not a missing code"),
        FunctionRule("count", 1, None, "count(question) or count(a, b, ...)", "how many are chosen, or answered"),
        FunctionRule("sum", 1, None, "sum(a, b, ...)", "the sum of what is known"),
        FunctionRule("mean", 1, None, "mean(a, b, ...)", "the mean of what is known"),
        FunctionRule("min", 1, None, "min(a, b, ...)", "the lowest of what is known"),
        FunctionRule("max", 1, None, "max(a, b, ...)", "the highest of what is known"),
        FunctionRule("round", 1, 2, "round(number) or round(number, decimals)", "rounded, half up"),
        FunctionRule("year", 1, 1, "year(date)", "the year of a date"),
        FunctionRule(
            "looks_personal", 1, 1, "looks_personal(mail)", "whether an e-mail address looks like that of one person"
        ),
        FunctionRule("any_of", 2, None, 'any_of(question, "a", "b", ...)', "whether one or more of these are chosen"),
        FunctionRule("all_of", 2, None, 'all_of(question, "a", "b", ...)', "whether all of these are chosen"),
    )
}

TODAY = "today"
"""The one name that is not a question: the day on which the answers are evaluated."""

WORDS = frozenset({"and", "or", "not", "in", "if", "else", "True", "False"})
"""The words of the language."""

RESERVED = frozenset(keyword.kwlist) | {TODAY}
"""What a question cannot be called, because no expression could name it."""
