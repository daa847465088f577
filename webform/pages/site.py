"""The pages of this site, ready to be shown: texts with facts and blanks filled in, as safe HTML.

What is shown follows from the texts, the surveys and the language, none of which change while the application runs, so
each page is made once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from flask import Flask, current_app, request
from markupsafe import Markup, escape

from engine.questionnaire import Pipe, Text
from results.surveys import Surveys
from webform import pdok
from webform.language import LANGUAGES, current_language
from webform.language import gettext as _
from webform.pages.blanks import BLANKS
from webform.pages.facts import FACTS, Known, fact
from webform.pages.texts import PLACE, PageText, PageTexts
from webform.services import services
from webform.wording.markdown import markdown

EXTENSION = "zelfscan-pages"
_ADDRESS = re.compile(r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?P<web>https?://[^\s<>\"]*[\w/])")


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page for a reader. `language`: that of the text, when it is not the reader's. `unfilled`: blanks left open."""

    title: str
    html: Markup
    language: str | None
    unfilled: tuple[str, ...]


class Site:
    """The pages of one application."""

    def __init__(self, texts: PageTexts) -> None:
        self.texts = texts
        self._shown: dict[tuple[str, str, str], ShownPage] = {}

    def page(self, page: str) -> ShownPage:
        """A page in the reader's language."""
        place = (page, current_language(), request.script_root)
        shown = self._shown.get(place)
        if shown is None:
            shown = self._shown[place] = _shown(self.texts, page, current_language(), services().surveys)
        return shown


def init_pages(app: Flask, texts: PageTexts) -> None:
    """Let `app` show these texts."""
    app.extensions[EXTENSION] = Site(texts)


def site() -> Site:
    """The pages of the application that answers this request."""
    found: Site = current_app.extensions[EXTENSION]
    return found


def operator_says(blank: str) -> str:
    """What the operator filled in for a blank, in the reader's language; empty when nothing."""
    return site().texts.value(blank, current_language())


def unfilled(texts: PageTexts) -> Mapping[str, tuple[str, ...]]:
    """By page and language (`privacy.nl`): the blanks in it that are not filled in. Pages without any are left out."""
    found = {f"{text.page}.{text.language}": _open_blanks(texts, text) for text in texts.texts.values()}
    return {name: blanks for name, blanks in found.items() if blanks}


def untold(texts: PageTexts) -> tuple[str, ...]:
    """The privacy statements that do not tell of what is asked of PDOK."""
    return tuple(
        f"{text.page}.{text.language}"
        for text in texts.texts.values()
        if text.page == "privacy" and "background_map" not in text.places
    )


def _open_blanks(texts: PageTexts, text: PageText) -> tuple[str, ...]:
    return tuple(name for name in text.places if name not in FACTS and not texts.value(name, text.language))


def _shown(texts: PageTexts, page: str, language: str, surveys: Surveys) -> ShownPage:
    text = texts.text(page, language)
    known = Known(tuple(surveys.current(name).in_language(text.language) for name in surveys.names), pdok.is_on())
    source = PLACE.sub(lambda place: _known_or_left(fact(place[1], known), place[0]), text.body)
    return ShownPage(
        title=text.title,
        html=markdown(_with_blanks(source), partial(_blank, texts, text.language)),
        language=None if text.language == language else text.language,
        unfilled=_open_blanks(texts, text),
    )


def _known_or_left(told: str | None, place: str) -> str:
    return place if told is None else told


def _with_blanks(source: str) -> Text:
    """A text in which every place that is left is filled in after Markdown was read, so that no value is read as such."""
    parts: list[str | Pipe] = []
    for number, part in enumerate(PLACE.split(source)):
        if number % 2:
            parts.append(Pipe(part))
        elif part:
            parts.append(part)
    return Text(tuple(parts))


def _blank(texts: PageTexts, language: str, name: str) -> Markup:
    """What the operator filled in, with its addresses as links; else what has to be filled in, marked."""
    value = texts.value(name, language)
    if value:
        return Markup("<br>").join(map(_linked, value.split("\n")))
    blank = BLANKS.get(name)
    words = _("to be filled in: %(what)s", what=blank.shown if blank else name.replace("_", " "))
    return Markup('<mark class="blank">[{}]</mark>').format(words)


def _linked(line: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in _ADDRESS.finditer(line):
        href = f"mailto:{found['mail']}" if found["mail"] else found["web"]
        parts += [escape(line[end : found.start()]), Markup('<a href="{}">{}</a>').format(href, found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(line[end:])])


def language_name(language: str) -> str:
    """How a language calls itself."""
    return LANGUAGES[language]
