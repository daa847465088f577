"""Where the background map and the addresses of PDOK are asked for, when the operator has set that."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SQUARES_AT_ONCE: Final = 4
ADDRESSES_AT_ONCE: Final = 2
THREADS: Final = SQUARES_AT_ONCE + ADDRESSES_AT_ONCE
"""So many threads of a worker may wait for PDOK; the server gets as many more, so that the others go on answering."""


@dataclass(frozen=True, slots=True)
class PdokSettings:
    """The two services, without a slash at the end. Only tests have other ones than these."""

    tiles: str = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857"
    search: str = "https://api.pdok.nl/bzk/locatieserver/search/v3_1"
    seconds: float = 4.0

    @classmethod
    def from_environment(cls, given: Mapping[str, str]) -> "PdokSettings | None":
        """The settings when PDOK is 1; None when it is 0 or not given.

        Raises:
            ValueError: it is something else.
        """
        word = given.get("PDOK", "").strip()
        if word not in ("", "0", "1"):
            raise ValueError(f"PDOK must be 1 or 0, not {word!r}")
        return cls() if word == "1" else None
