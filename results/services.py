"""What every use case needs, in one frozen value that the application makes at its start."""

from dataclasses import dataclass, field

from results.database import Database
from results.map_index import KeptMaps
from results.ports import Clock, Geocoder, MailCopies, NoCopies
from results.profiles.tallies import Tallies
from results.surveys import Surveys


@dataclass(frozen=True, slots=True)
class Services:
    """The database, the surveys and the ports. Shared between threads.

    `secret`: what signs links and blinds addresses, so that a copy of the database alone opens nothing.
    `review_days`: within how many working days a submission should be decided on.
    `copies`: mails that were filed instead of sent, to be forgotten with what they are about.
    """

    database: Database
    surveys: Surveys
    clock: Clock
    geocoder: Geocoder
    secret: bytes = field(repr=False)
    second_reviewer: bool = False
    """Whether every approval is confirmed by a second account."""
    copies: MailCopies = field(default_factory=NoCopies, repr=False)
    review_days: int = 10
    maps: KeptMaps = field(default_factory=KeptMaps, repr=False)
    tallies: Tallies = field(default_factory=Tallies, repr=False)
