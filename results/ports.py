"""What the use cases need from outside, as Protocols; the real ones are in `adapters/`, tests bring their own."""

from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from enum import StrEnum
from typing import Protocol


class Precision(StrEnum):
    """How exactly an entry stands on the map, coarsest first. The values are the words of `publication.yaml`."""

    PLACE = "place"
    POSTCODE4 = "postcode4"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Located:
    """Where an entry stands: degrees (WGS 84), the precision that could be reached, and what was derived from the place."""

    latitude: float
    longitude: float
    precision: Precision
    municipality: str | None
    province: str | None


class Clock(Protocol):
    """The time. The only way for this package to know it."""

    def now(self) -> datetime:
        """This moment: aware, UTC."""

    def date_of(self, moment: datetime) -> date:
        """The calendar date of a moment where the respondents live."""


class Geocoder(Protocol):
    """From the name of a place to a point on the map. Offline and quick: it is called inside a transaction."""

    def locate(self, place: str, postcode4: str | None, precision: Precision) -> Located | None:
        """The centre of the place, or of the postcode area when that is asked for and known.

        A precision that cannot be reached falls back to a coarser one, never to a finer one. None when the place is
        not known: then the entry stands in the list only.
        """


class Mailer(Protocol):
    """Where mails leave this application."""

    def send(self, message: EmailMessage) -> None:
        """Hand over one mail, to the one address in its To. It returns when the mail was taken over.

        Raises:
            MailRefused: it will never be taken.
            MailDelayed: it may be taken later. MailServerAway: nor would any other mail be taken now.
        """
