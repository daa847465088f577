"""It is not sure that the respondent may speak for the collective."""

from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject


def check(subject: Subject) -> Iterator[Found]:
    """Whether the survey's condition holds, and the questions it is about."""
    if subject.holding.mandate:
        yield Found(Rule.MANDATE, {"questions": list(subject.holding.mandate)})
