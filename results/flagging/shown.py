"""The flags of a submission as coordinators see them: with the other of a pair, and who dismissed what. Only reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from results.flags.found import Flag
from results.records.responses import Response
from results.review import State
from results.services import Services
from results.store import accounts, flags, responses, traits


@dataclass(frozen=True, slots=True)
class Other:
    """The other submission of a pair: what it is called, and where it stands."""

    response_id: str
    name: str
    municipality: str
    state: State


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags of one revision, and those of earlier ones that were dismissed. `dismissers` names accounts by id."""

    flags: tuple[Flag, ...]
    earlier: tuple[Flag, ...]
    others: Mapping[str, Other]
    dismissers: Mapping[int, str]

    @property
    def open(self) -> tuple[Flag, ...]:
        """Those that still ask to be looked at."""
        return tuple(flag for flag in self.flags if flag.open)

    @property
    def dismissed(self) -> tuple[Flag, ...]:
        """Those that are no objection, of this revision and of earlier ones."""
        known = {(flag.rule, flag.other, str(flag.params)) for flag in self.flags}
        now = tuple(flag for flag in self.flags if not flag.open)
        return now + tuple(flag for flag in self.earlier if (flag.rule, flag.other, str(flag.params)) not in known)


def flags_of(services: Services, response: Response) -> Flags:
    """The flags of the newest revision of a response."""
    with services.database.reading() as connection:
        every = flags.of_response(connection, response.id)
        others = frozenset(flag.other for flag in every if flag.other is not None)
        return Flags(
            flags=tuple(flag for flag in every if flag.revision == response.revision),
            earlier=tuple(flag for flag in every if flag.revision != response.revision and not flag.open),
            others=_others(connection, others),
            dismissers=accounts.names(connection, frozenset(flag.dismissed_by for flag in every if flag.dismissed_by)),
        )


def _others(connection: Connection, wanted: frozenset[str]) -> dict[str, Other]:
    known = traits.of_many(connection, wanted)
    found: dict[str, Other] = {}
    for response_id in sorted(wanted):
        response = responses.by_id(connection, response_id)
        if response is not None:
            told = known.get(response_id)
            name, municipality = (told.name, told.municipality) if told else ("", "")
            found[response_id] = Other(response_id, name, municipality, response.state)
    return found
