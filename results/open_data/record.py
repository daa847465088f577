"""An entry as plain JSON, with values, labels and place apart: the format of this application's own. Pure."""

from engine.values import Json
from results.open_data.told import Told, moment


def record(told: Told) -> dict[str, Json]:
    """One entry."""
    return {
        "id": told.slug,
        "name": told.name,
        "page": told.page,
        "fields": {
            name: {"value": value, **({"labels": list(told.labels[name])} if name in told.labels else {})}
            for name, value in told.values.items()
        },
        "location": location(told),
        "on_map_since": moment(told.on_map_since),
        "changed_at": moment(told.changed_at),
    }


def location(told: Told) -> dict[str, Json] | None:
    """Where an entry stands, and how precisely; None for what stands in the list only."""
    if told.latitude is None or told.longitude is None:
        return None
    return {
        "latitude": told.latitude,
        "longitude": told.longitude,
        "precision": None if told.precision is None else told.precision.value,
        "municipality": told.municipality,
        "province": told.province,
    }
