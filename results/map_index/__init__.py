"""The public entries of a survey in the memory of a process: for searching and filtering a hundred thousand of them at once.

`columns.py` is the index, a frozen value; `classes.py` puts numbers in classes; `kept.py` keeps one for each survey and
brings it up to date with the database before every use. Nothing here cannot be rebuilt from the table.
"""

from results.map_index.columns import Card, Found, MapIndex, Spots
from results.map_index.kept import KeptMaps
from results.map_index.lines import DERIVED_FILTERS, FINENESS, NOWHERE, Shape, packed_point, unpacked

__all__ = [
    "DERIVED_FILTERS", "FINENESS", "NOWHERE", "Card", "Found", "KeptMaps", "MapIndex", "Shape", "Spots", "packed_point", "unpacked",
]  # fmt: skip
