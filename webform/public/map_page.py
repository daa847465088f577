"""The map and the list with the same entries and filters. Everything here is public, and only read."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for

from engine.questionnaire import Questionnaire
from results.map_index import Card
from results.public_map.reading import PublicMap
from webform.public.blueprint import blueprint
from webform.public.choice import chosen, found_entries, kept, option_labels, searched
from webform.public.filters import chips, filters
from webform.public.mapped import mapped

PER_PAGE = 50


@blueprint.get("/kaart")
def map_page() -> str:
    """Map and list side by side, with the same filters; the list works without the map."""
    questionnaire = mapped()
    if questionnaire is None:
        return render_template("public/map.html", found=None)
    found = found_entries(questionnaire)
    return render_template(
        "public/map.html",
        found=found,
        filters=filters(questionnaire, found),
        chips=list(chips(questionnaire, "public.map_page")),
        search=searched(),
        chosen=bool(chosen(questionnaire) or searched()),
        page_url=collectives_base(),
        kept=kept(questionnaire),
        unplaced=found.number - found.placed(),
        **listed(questionnaire, found, "public.map_page"),
    )


def listed(
    questionnaire: Questionnaire, found: PublicMap, endpoint: str, more: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """One page of the list, with the ways to the pages beside it."""
    pages = max(1, -(-found.number // PER_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    addresses = {
        each: url_for(endpoint, page=each, **kept(questionnaire), **(more or {}))
        for each in (page - 1, page + 1)
        if 1 <= each <= pages
    }
    return {
        "cards": shown_cards(questionnaire, found.cards((page - 1) * PER_PAGE, page * PER_PAGE)),
        "page": page,
        "pages": pages,
        "first": (page - 1) * PER_PAGE + 1,
        "previous": addresses.get(page - 1),
        "next": addresses.get(page + 1),
    }


def shown_cards(questionnaire: Questionnaire, cards: tuple[Card, ...]) -> list[dict[str, str]]:
    """Entries as a list shows them: name, address, kind and place."""
    rules = questionnaire.publication.map_entry
    kinds = option_labels(questionnaire, rules.filters[0]) if rules and rules.filters else {}
    base = collectives_base()
    return [
        {
            "name": card.title,
            "url": base + card.slug,
            "sector": kinds.get(card.kind, ""),
            "place": card.place,
        }
        for card in cards
    ]


def collectives_base() -> str:
    """What comes before the address of every collective, which itself is letters, digits and dashes."""
    return url_for("public.collective", slug="-")[:-1]
