"""What waits for coordinators, as numbers: for the navigation and the top of the desk. Only reads."""

from dataclasses import dataclass

from results.services import Services
from results.store import todo as counted


@dataclass(frozen=True, slots=True)
class Todo:
    """How much waits. `to_confirm`: of the submissions those that a colleague already proposed to approve."""

    submissions: int
    to_confirm: int
    contact: int
    reports: int

    @property
    def total(self) -> int:
        """How many things there are to do."""
        return self.submissions + self.contact + self.reports


def todo(services: Services) -> Todo:
    """What waits now."""
    with services.database.reading() as connection:
        return Todo(*counted.counts(connection))
