"""How what waits for review stands against the term in which a decision is due. Pure."""

from dataclasses import dataclass
from datetime import date

from results.listing.working_days import working_days_after, working_days_between


@dataclass(frozen=True, slots=True)
class Waiting:
    """`due`: the last day of the term. `days`: how many working days are left after today, or it is over."""

    due: date
    days: int
    over: bool

    @property
    def presses(self) -> bool:
        """Whether it is due today or tomorrow, or over."""
        return self.over or self.days <= 1


def waiting(since: date, today: date, term: int) -> Waiting:
    """How something that came on `since` stands on `today`, when it has to be done within `term` working days.

    The day on which it came does not count: what came on a Monday, with a term of 10, has until Monday two weeks later.
    """
    due = working_days_after(since, term)
    if today <= due:
        return Waiting(due, working_days_between(today, due), over=False)
    return Waiting(due, working_days_between(due, today), over=True)
