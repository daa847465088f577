"""What a list and the map tell of an entry in one line: name, address, kind and place."""

from flask import url_for

from engine.questionnaire import Questionnaire
from results.records.public_map import PublishedEntry
from webform.public.choice import option_labels


def card(questionnaire: Questionnaire, published: PublishedEntry) -> dict[str, str]:
    """An entry in the list and on the map: name, address, kind and place."""
    entry = published.entry
    rules = questionnaire.publication.map_entry
    kind = rules.filters[0] if rules and rules.filters else ""
    value = entry.fields.get(kind)
    place = (
        next((field.name for field in rules.fields if rules.location and field.question == rules.location.place), "")
        if rules
        else ""
    )
    return {
        "name": entry.title,
        "url": url_for("public.collective", slug=published.slug),
        "sector": option_labels(questionnaire, kind).get(str(value), "") if value is not None else "",
        "place": str(entry.fields.get(place) or entry.municipality or ""),
    }
