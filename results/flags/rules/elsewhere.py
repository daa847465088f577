"""Postcode, place and point do not fit each other, or the place is not known: what the respondent was asked back about too."""

from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject

CODES = frozenset(
    {"place_unknown", "place_list_only", "place_by_postcode", "postcode_elsewhere", "point_elsewhere", "point_abroad"}
)


def check(subject: Subject) -> Iterator[Found]:
    """Each of these problems that the respondent let stand."""
    for problem in subject.problems:
        if problem.code in CODES:
            yield Found(Rule.ELSEWHERE, {**problem.params, "questions": [problem.question], "code": problem.code})
