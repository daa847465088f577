"""Markdown of a questionnaire, with answers inserted, as safe HTML.

Only the author's own text is read as Markdown (raw HTML in it is shown as text, and what comes out is cleaned again).
Answers are put in afterwards, escaped: they are never parsed, so nobody can write markup by answering a question.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from engine.questionnaire import Pipe, Text

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "strong", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
_ATTRIBUTES = {"a": {"href"}}
_SCHEMES = {"http", "https", "mailto"}
# Two characters that mean nothing (private use) and that Markdown and the cleaner leave as they are.
_PLACE = "\ue000{}\ue001"
_PLACES = re.compile("\ue000([0-9]+)\ue001")
_RESERVED = re.compile("[\ue000\ue001]")


def markdown(text: Text, answer: Callable[[str], str]) -> Markup:
    """`text` as HTML blocks; `answer` gives what stands in the place of a question id, as plain text."""
    if not text:
        return Markup()
    html, pipes = _template(text)
    if not pipes:
        return html
    # Cleaned HTML of the author's text, and escaped answers.
    return Markup(_PLACES.sub(lambda found: str(escape(answer(pipes[int(found[1])]))), html))  # noqa: S704


@lru_cache(maxsize=4096)
def _template(text: Text) -> tuple[Markup, tuple[str, ...]]:
    parts: list[str] = []
    pipes: list[str] = []
    for part in text.parts:
        if isinstance(part, Pipe):
            parts.append(_PLACE.format(len(pipes)))
            pipes.append(part.question)
        else:
            parts.append(_RESERVED.sub("", part))
    cleaned = nh3.clean(
        _MARKDOWN.render("".join(parts)),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel="noopener noreferrer",
    )
    return Markup(cleaned.strip()), tuple(pipes)  # noqa: S704  # nh3 cleaned it


def literal(text: str) -> Text:
    """A text of the questionnaire that holds no pipes (advice, lab descriptions)."""
    return Text((text,)) if text else Text()
