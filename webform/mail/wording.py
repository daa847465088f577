"""A letter in words: one template for each kind of mail, shown both as plain text and as HTML by the parts it is given.

So the two never say different things. In HTML everything that was typed is escaped; in text it cannot begin a line of its
own. Needs no application and no request: the worker writes letters without either.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from textwrap import fill
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from results.mail.message import Letter, one_line
from webform.language import DEFAULT, LANGUAGES, catalogue
from webform.wording.lines import lines

HERE = Path(__file__).resolve().parent
WIDTH = 72
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def letter(kind: str, language: str, **values: object) -> Letter:
    """The letter of a kind of mail; `values` are those that its template names."""
    language = language if language in LANGUAGES else DEFAULT
    text, text_subject = _written(kind, language, "txt", values)
    html, _html_subject = _written(kind, language, "html", values)
    return Letter(one_line(text_subject, 150), text, html, language)


def _written(kind: str, language: str, form: str, values: Mapping[str, object]) -> tuple[str, str]:
    environment = _environment(language, form)
    module: Any = environment.get_template(f"kinds/{kind}.txt").make_module({**values, "language": language})
    parts = environment.get_template(f"parts.{form}").module
    body = module.body(parts).strip()
    if form == "txt":
        body = _BLANK_LINES.sub("\n\n", body)
    whole = environment.get_template(f"letter.{form}").render(
        {**values, "language": language, "subject": module.subject, "body": body}
    )
    return whole.strip() + "\n", module.subject


@lru_cache(maxsize=2 * len(LANGUAGES))
def _environment(language: str, form: str) -> Environment:
    html = form == "html"
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=html,  # noqa: S701  # plain text is shown as it is
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.globals["_"] = _texts(language, Markup if html else str)
    environment.filters["wrapped"] = _wrapped
    environment.filters["quoted"] = _quoted
    environment.filters["lines"] = lines
    return environment


def _texts(language: str, form: Callable[[str], str]) -> Callable[..., str]:
    texts = catalogue(language)

    def text(msgid: str, **values: object) -> str:
        # Markup escapes what is filled in; a text of our own is HTML already.
        translated = form(texts.gettext(msgid))
        return translated % values if values else translated

    return text


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _quoted(text: str) -> str:
    """Somebody's own words, recognisable at each line."""
    lines = (
        fill(line, WIDTH, initial_indent="> ", subsequent_indent="> ", break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
    return "\n".join(line or ">" for line in lines)
