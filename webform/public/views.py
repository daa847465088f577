"""The map, the list with the same entries, and a page per collective. Everything here is public, and only read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.questionnaire import Questionnaire
from results.map_entry import name_order
from results.public_map import DERIVED_FILTERS, PublicMap, labelled, public_entry, public_map
from results.records import PublishedEntry
from webform.fields.base import AnswerField
from webform.language import current_language
from webform.public.labels import label, shown_rows
from webform.services import services

blueprint = Blueprint("public", __name__)
PER_PAGE = 50
LONGEST_SEARCH = 100
ALWAYS_SHOWN = 3
"""So many filters stand beside the search; the others open on request."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One drop-down list of the map: what can be chosen, with how many entries have it."""

    name: str
    label: str
    options: list[dict[str, Any]]


@blueprint.get("/kaart")
def map_page() -> str:
    """Map and list side by side, with the same filters; the list works without the map."""
    questionnaire = _mapped()
    if questionnaire is None:
        return render_template("public/map.html", found=None)
    found = _found(questionnaire)
    pages = max(1, -(-len(found.entries) // PER_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    filters = _filters(questionnaire, found)
    entries = [_card(questionnaire, each) for each in found.entries[(page - 1) * PER_PAGE : page * PER_PAGE]]
    return render_template(
        "public/map.html",
        found=found,
        cards=entries,
        filters=filters,
        more_chosen=any(option["checked"] for each in filters[ALWAYS_SHOWN:] for option in each.options),
        search=_search(),
        chosen=bool(_chosen(questionnaire) or _search()),
        entries_url=url_for("public.entries", **_kept(questionnaire)),
        page=page,
        pages=pages,
        previous=_page_address(questionnaire, page - 1) if page > 1 else None,
        next=_page_address(questionnaire, page + 1) if page < pages else None,
    )


@blueprint.get("/kaart/entries.geojson")
def entries() -> Response:
    """The entries that have a place, for the map; the same filters as the page."""
    questionnaire = _mapped()
    features = []
    if questionnaire is not None:
        for published in _found(questionnaire).entries:
            entry = published.entry
            if entry.latitude is None or entry.longitude is None:
                continue
            card = _card(questionnaire, published)
            features.append(
                {
                    "type": "Feature",
                    "geometry": {"type": "Point", "coordinates": [entry.longitude, entry.latitude]},
                    "properties": {
                        "name": card["name"],
                        "url": card["url"],
                        "sector": card["sector"],
                        "place": card["place"],
                    },
                }
            )
    response = jsonify({"type": "FeatureCollection", "features": features})
    response.mimetype = "application/geo+json"
    return response


@blueprint.get("/collectief/<slug>")
def collective(slug: str) -> str:
    """The page of one collective: only what it allowed."""
    published = public_entry(services(), slug)
    if published is None:
        abort(404)
    shown = labelled(services(), published, current_language())
    return render_template("public/collective.html", published=published, rows=shown_rows(shown, published.entry))


def _mapped() -> Questionnaire | None:
    """The survey whose entries are on the map: the first that declares any."""
    surveys = services().surveys
    declared = (surveys.current(name) for name in surveys.names)
    return next((each for each in declared if each.publication.map_entry is not None), None)


def _filter_names(questionnaire: Questionnaire) -> tuple[str, ...]:
    rules = questionnaire.publication.map_entry
    declared = rules.filters if rules else ()
    return (*declared[:1], *DERIVED_FILTERS, *declared[1:])


def _chosen(questionnaire: Questionnaire) -> dict[str, list[str]]:
    wanted = {name: [value for value in request.args.getlist(name) if value] for name in _filter_names(questionnaire)}
    return {name: values for name, values in wanted.items() if values}


def _search() -> str:
    return AnswerField.showable(request.args.get("q", "").strip()[:LONGEST_SEARCH])


def _kept(questionnaire: Questionnaire) -> dict[str, Any]:
    """The filters as they stand in an address."""
    return {**({"q": _search()} if _search() else {}), **_chosen(questionnaire)}


def _page_address(questionnaire: Questionnaire, page: int) -> str:
    return url_for("public.map_page", page=page, **_kept(questionnaire))


def _found(questionnaire: Questionnaire) -> PublicMap:
    return public_map(services(), questionnaire.survey, _chosen(questionnaire), _search())


def _field_question(questionnaire: Questionnaire, name: str) -> str | None:
    rules = questionnaire.publication.map_entry
    return next((field.question for field in rules.fields if field.name == name), None) if rules else None


def _option_labels(questionnaire: Questionnaire, name: str) -> Mapping[str, str]:
    question_id = _field_question(questionnaire, name)
    question = questionnaire.in_language(current_language()).questions.get(question_id or "")
    return {option.value: option.label for option in question.options} if question else {}


def _filters(questionnaire: Questionnaire, found: PublicMap) -> list[Filter]:
    chosen = _chosen(questionnaire)
    filters = []
    for name in _filter_names(questionnaire):
        offered = found.offered.get(name, {})
        if not offered:
            continue
        labels = _option_labels(questionnaire, name)
        options = [
            {
                "value": value,
                "label": f"{labels.get(value, value)} ({offered[value]})",
                "checked": value in chosen.get(name, ()),
            }
            for value in _in_order(offered, labels)
        ]
        question_id = _field_question(questionnaire, name)
        question = questionnaire.in_language(current_language()).questions.get(question_id or "")
        filters.append(Filter(name, label(name, str(question.text) if question else name), options))
    return filters


def _in_order(values: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    """Options as the questionnaire has them; then, by the alphabet, those it no longer has, and names of places."""
    place = {value: number for number, value in enumerate(labels)}
    return sorted(values, key=lambda value: (place.get(value, len(place)), *name_order(value)))


def _card(questionnaire: Questionnaire, published: PublishedEntry) -> dict[str, str]:
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
        "sector": _option_labels(questionnaire, kind).get(str(value), "") if value is not None else "",
        "place": str(entry.fields.get(place) or entry.municipality or ""),
    }
