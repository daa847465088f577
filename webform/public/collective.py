"""The page of one collective: only what it allowed. Public, and only read.

What was on the map and is not any more is told as that (410), without a name or a reason: whoever comes here has the address
already, and search engines take it out sooner. After everything was erased nothing is known of it, so that is 404.
"""

from typing import Any, Final

from flask import abort, render_template
from markupsafe import Markup

from results.open_data.json_ld import document, in_html
from results.open_data.reading import Whereabouts, whereabouts
from results.open_data.told import Teller, Told
from results.public_map.reading import labelled
from results.records.public_map import PublishedEntry
from webform.absolute_addresses import absolute, prefix
from webform.language import DEFAULT, LANGUAGES, PARAMETER, current_language
from webform.public.blueprint import blueprint
from webform.public.labels import shown_rows
from webform.services import services

ENDPOINT: Final = "public.collective"
LONGEST_SUMMARY: Final = 160
"""So much of a description is shown where a link is."""


@blueprint.get("/collectief/<slug>")
def collective(slug: str) -> str | tuple[str, int]:
    """The page of one collective, in the language of its address, else in that of the reader."""
    where, published = whereabouts(services(), slug)
    if published is None:
        if where is Whereabouts.GONE:
            return render_template("public/gone.html"), 410
        abort(404)
    return render_template("public/collective.html", **_page(published))


def entry_shown(published: PublishedEntry) -> dict[str, Any]:
    """What `public/entry.html` shows of an entry; coordinators see an entry through it before it is public."""
    language = current_language()
    before = prefix(ENDPOINT, "slug")
    teller = Teller(services().surveys.by_hash, language, lambda slug: before + slug)
    told = teller.told(published)
    words = teller.vocabulary(published.questionnaire_hash)
    shown = labelled(services(), published, language)
    apart = {words.title, words.description, words.website, words.email}
    kind_and_place = [each for each in (*told.kinds, told.place or told.municipality) if each]
    return {
        "told": told,
        "rows": shown_rows((each for each in shown if each.name not in apart), published.entry),
        "contact": shown_rows((each for each in shown if each.name in (words.website, words.email)), None),
        "kind_and_place": kind_and_place,
    }


def _page(published: PublishedEntry) -> dict[str, Any]:
    language = current_language()
    shown = entry_shown(published)
    return {
        **shown,
        "published": published,
        "summary": _summary(shown["told"], shown["kind_and_place"]),
        "canonical": _address(published.slug, language),
        "alternates": {each: _address(published.slug, each) for each in LANGUAGES},
        "page": absolute(ENDPOINT, slug=published.slug),
        "picture": absolute("published.picture", slug=published.slug, lang=_other_than_default(language)),
        # Escaped for within a script element, where HTML's own escapes mean nothing.
        "json_ld": Markup(in_html(document(shown["told"]))),  # noqa: S704
    }


def _address(slug: str, language: str) -> str:
    """The address of the page in one language; the plain one is that of the first."""
    return absolute(ENDPOINT, slug=slug, **{PARAMETER: _other_than_default(language)})


def _other_than_default(language: str) -> str | None:
    return None if language == DEFAULT else language


def _summary(told: Told, kind_and_place: list[str]) -> str:
    text = " ".join((told.description or "").split()) or ", ".join([told.name, *kind_and_place])
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
