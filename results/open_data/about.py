"""What every file of open data says of itself: where it comes from, and under which licence it may be used. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """`id`: its SPDX identifier, when it has one; `address`: its text; empty when the operator named one by its name only."""

    name: str
    id: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """`source`: the address of the page that explains the data. `licence`: None while the operator has chosen none."""

    title: str
    source: str
    language: str
    publisher: str = ""
    licence: Licence | None = None
