"""The survey's own points: each whose condition holds."""

from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject


def check(subject: Subject) -> Iterator[Found]:
    """A flag for each; its words stand in the survey."""
    for point in subject.holding.points:
        yield Found(Rule.POINT, {"point": point})
