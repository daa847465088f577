"""What `advice.yaml` declares: what is said back about each dimension, and the labs that can help. Frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lab:
    """A community that can help with challenges."""

    id: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class BandAdvice:
    """What is said to a respondent whose score of a dimension is in one band."""

    text: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said back about one dimension. `labs`: ids, the best fitting first. `by_band`: keyed by band id."""

    dimension: str
    by_band: Mapping[str, BandAdvice]
    labs: tuple[str, ...] = ()
    peers: str = ""
    materials: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
