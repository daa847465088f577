"""The map and the list with the same entries and filters. Everything here is public, and only read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for

from engine.questionnaire import Questionnaire
from results.map_entry import name_order
from results.public_map import PublicMap
from webform.language import current_language
from webform.public.blueprint import blueprint
from webform.public.cards import card
from webform.public.choice import chosen, field_question, filter_names, found_entries, kept, option_labels, searched
from webform.public.labels import label
from webform.public.mapped import mapped

PER_PAGE = 50
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
    questionnaire = mapped()
    if questionnaire is None:
        return render_template("public/map.html", found=None)
    found = found_entries(questionnaire)
    pages = max(1, -(-len(found.entries) // PER_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    filters = _filters(questionnaire, found)
    entries = [card(questionnaire, each) for each in found.entries[(page - 1) * PER_PAGE : page * PER_PAGE]]
    return render_template(
        "public/map.html",
        found=found,
        cards=entries,
        filters=filters,
        more_chosen=any(option["checked"] for each in filters[ALWAYS_SHOWN:] for option in each.options),
        search=searched(),
        chosen=bool(chosen(questionnaire) or searched()),
        entries_url=url_for("public.entries", **kept(questionnaire)),
        page=page,
        pages=pages,
        previous=_page_address(questionnaire, page - 1) if page > 1 else None,
        next=_page_address(questionnaire, page + 1) if page < pages else None,
    )


def _filters(questionnaire: Questionnaire, found: PublicMap) -> list[Filter]:
    wanted = chosen(questionnaire)
    filters = []
    for name in filter_names(questionnaire):
        offered = found.offered.get(name, {})
        if not offered:
            continue
        labels = option_labels(questionnaire, name)
        options = [
            {
                "value": value,
                "label": f"{labels.get(value, value)} ({offered[value]})",
                "checked": value in wanted.get(name, ()),
            }
            for value in _in_order(offered, labels)
        ]
        question_id = field_question(questionnaire, name)
        question = questionnaire.in_language(current_language()).questions.get(question_id or "")
        filters.append(Filter(name, label(name, str(question.text) if question else name), options))
    return filters


def _in_order(values: Iterable[str], labels: Mapping[str, str]) -> list[str]:
    """Options as the questionnaire has them; then, by the alphabet, those it no longer has, and names of places."""
    place = {value: number for number, value in enumerate(labels)}
    return sorted(values, key=lambda value: (place.get(value, len(place)), *name_order(value)))


def _page_address(questionnaire: Questionnaire, page: int) -> str:
    return url_for("public.map_page", page=page, **kept(questionnaire))
