"""What every use case needs, in one frozen value that the application makes at its start."""

from dataclasses import dataclass

from results.database import Database
from results.ports import Clock, Geocoder
from results.surveys import Surveys


@dataclass(frozen=True, slots=True)
class Services:
    """The database, the surveys and the ports. Shared between threads."""

    database: Database
    surveys: Surveys
    clock: Clock
    geocoder: Geocoder
