"""What the use cases need from outside, as Protocols; the real ones are in `adapters/`, tests bring their own."""

from collections.abc import Collection
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


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that exists, with the middle of it in degrees (WGS 84).

    `value` is what is kept of it, and finds it again: its name, with what tells it from its namesakes where it has any.
    """

    value: str
    name: str
    municipality: str
    province: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Areas:
    """The names of all provinces and municipalities, as `Located` has them."""

    provinces: frozenset[str]
    municipalities: frozenset[str]


@dataclass(frozen=True, slots=True)
class NearPlace:
    """The place nearest to a point, and how far its middle is away."""

    place: KnownPlace
    kilometres: float


class Clock(Protocol):
    """The time. The only way for this package to know it."""

    def now(self) -> datetime:
        """This moment: aware, UTC."""

    def date_of(self, moment: datetime) -> date:
        """The calendar date of a moment where the respondents live."""


class Geocoder(Protocol):
    """The places there are, and where they lie on the map. Offline and quick: it is called inside a transaction."""

    def locate(self, place: str, postcode4: str | None, precision: Precision) -> Located | None:
        """The centre of the place, or of the postcode area when that is asked for and known.

        A precision that cannot be reached falls back to a coarser one, never to a finer one. None when the place is
        not known: then the entry stands in the list only.
        """

    def named(self, name: str) -> tuple[KnownPlace, ...]:
        """The places that a text names: none when it names no place that is known, several when it does not say which."""

    def at_postcode(self, postcode4: str) -> tuple[KnownPlace, ...]:
        """The places that a postcode belongs to; none when that is not known."""

    def suggest(self, start: str, limit: int) -> tuple[KnownPlace, ...]:
        """At most `limit` places whose name begins so, the likeliest first."""

    def nearest(self, latitude: float, longitude: float) -> NearPlace:
        """The place whose middle is nearest to a point, however far that is."""

    def areas(self) -> Areas:
        """The provinces and municipalities there are."""


class MailCopies(Protocol):
    """Where copies of mails stay within our reach after they left, by `mail.message.identity`."""

    def identities(self) -> frozenset[str]:
        """Of which mails there is a copy."""

    def forget(self, identities: Collection[str]) -> int:
        """Delete the copies of these mails; how many there were.

        Raises:
            OSError: the disk refuses.
        """


class NoCopies:
    """`MailCopies` of an installation that keeps none."""

    def identities(self) -> frozenset[str]:
        """None."""
        return frozenset()

    def forget(self, identities: Collection[str]) -> int:
        """There is nothing to forget."""
        return 0


class Mailer(Protocol):
    """Where mails leave this application."""

    def send(self, message: EmailMessage) -> None:
        """Hand over one mail, to the one address in its To. It returns when the mail was taken over.

        Raises:
            MailRefused: it will never be taken.
            MailDelayed: it may be taken later. MailServerAway: nor would any other mail be taken now.
        """
