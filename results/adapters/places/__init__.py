"""Dutch places: names, municipalities, provinces and coordinates, from files that ship with the package.

`places.tsv` and `municipalities.tsv` are made by `script/gazetteer` from GeoNames (CC BY 4.0); show `CREDIT` where the
coordinates are shown. The municipalities are those since 1 January 2023.
"""

from results.adapters.places.gazetteer import CREDIT, Gazetteer
from results.adapters.places.place import Place, PlaceKind

__all__ = ["CREDIT", "Gazetteer", "Place", "PlaceKind"]
