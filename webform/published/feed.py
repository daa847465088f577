"""The feed (Atom, RFC 4287) of the collectives that came on the map last.

Written with the standard library: a library for feeds would bring an XML parser of some megabytes into every worker.
"""

from typing import Final
from xml.etree.ElementTree import Element

from flask import Response

from engine.questionnaire import Questionnaire
from results.open_data.reading import newest, version
from results.open_data.told import Told, moment
from webform.absolute_addresses import absolute
from webform.language import gettext
from webform.published import asked
from webform.published.blueprint import blueprint
from webform.published.kept import whole
from webform.published.xml import document, element
from webform.services import services

MIMETYPE: Final = "application/atom+xml"
MOST: Final = 50
ATOM: Final = "http://www.w3.org/2005/Atom"


@blueprint.get("/feed.atom")
def feed() -> Response:
    """The newest collectives, with what they do."""
    asked.only(asked.LANGUAGE)
    questionnaire, in_language = asked.survey(), asked.language()
    now = version(services(), questionnaire.survey)
    teller = asked.teller(in_language)
    entries = [teller.told(each) for each in newest(services(), questionnaire.survey, MOST)]
    updated = max((each.on_map_since for each in entries), default=None)
    changed = now.changed_at if now else None
    return whole(
        _atom(questionnaire, in_language, entries, moment(updated or services().clock.now())), MIMETYPE, changed
    )


def _atom(questionnaire: Questionnaire, in_language: str, entries: list[Told], updated: str) -> bytes:
    about = asked.about(questionnaire, in_language)
    here = absolute("published.feed", lang=in_language)
    root = element("feed", attributes={"xmlns": ATOM, "xml:lang": in_language})
    root.extend(
        [
            element("title", str(gettext("New collectives on the map").unescape())),
            element("id", here),
            element("link", attributes={"rel": "self", "type": MIMETYPE, "href": here}),
            element("link", attributes={"rel": "alternate", "type": "text/html", "href": absolute("public.map_page")}),
            element("updated", updated),
            element("generator", "Zelfscan"),
        ]
    )
    author = element("author")
    author.append(element("name", about.publisher or "Zelfscan"))
    root.append(author)
    if about.licence is not None:
        root.append(element("rights", about.licence.name))
        if about.licence.address:
            root.append(element("link", attributes={"rel": "license", "href": about.licence.address}))
    root.extend(_entry(each) for each in entries)
    return document(root)


def _entry(told: Told) -> Element:
    made = element("entry")
    made.extend(
        [
            element("title", told.name),
            element("id", told.page),
            element("link", attributes={"rel": "alternate", "type": "text/html", "href": told.page}),
            element("published", moment(told.on_map_since)),
            element("updated", moment(told.on_map_since)),
            element("summary", _summary(told)),
            *(element("category", attributes={"term": kind, "label": kind}) for kind in told.kinds),
        ]
    )
    return made


def _summary(told: Told) -> str:
    where = told.place or told.municipality or ""
    first = " · ".join(each for each in (*told.kinds, where) if each)
    return "\n\n".join(each for each in (first, told.description) if each)
