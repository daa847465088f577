"""Another submission seems to be of the same collective: told with the reasons, so that they can be weighed by a person."""

from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject
from results.flags.traits import FLAGGED_FROM, likeness

_MOST = 5


def check(subject: Subject) -> Iterator[Found]:
    """The submissions that are most alike, the likeliest first."""
    traits = subject.traits
    if traits is None:
        return
    weighed = [(likeness(traits, other), other.response_id) for other in subject.alike]
    enough = [(like, other) for like, other in weighed if like.points >= FLAGGED_FROM]
    for like, other in sorted(enough, key=lambda each: (-each[0].points, each[1]))[:_MOST]:
        yield Found(Rule.DUPLICATE, {"reasons": list(like.reasons), "kilometres": like.kilometres}, other)
