"""Nobody used a link that was mailed to the respondent's address, so it is not known that mail arrives there."""

from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject


def check(subject: Subject) -> Iterator[Found]:
    """Whether the address is not confirmed. This flag goes away by itself when it is."""
    if subject.confirmed is False:
        yield Found(Rule.UNCONFIRMED)
