"""The texts of the pages: those that come with the program, or the operator's own, with the blanks as far as filled in.

The operator names a folder with the setting PAGES. In it, all optional: `blanks.toml`, and texts of their own named as ours
(`privacy.nl.md`). Whoever writes a page of their own writes it for all languages: ours are not shown beside it, or two
languages could promise different things. Refuses a folder that cannot be read, with what is wrong and where.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

from webform.config import ConfigError
from webform.language import LANGUAGES
from webform.pages.blanks import ALSO_USED

SHIPPED: Final = Path(__file__).resolve().parent / "texts"
PAGES: Final = ("privacy", "accessibility", "contact", "reuse")
BLANKS_FILE: Final = "blanks.toml"
PLACE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A place in a text that is filled in: a blank of the operator, or a fact that the program knows."""
LARGEST: Final = 200_000

_HEADING = re.compile(r"# +(\S[^\n]*)\n")


@dataclass(frozen=True, slots=True)
class PageText:
    """One page in one language, as it is written. `language` may not be the reader's: see `PageTexts.text`."""

    page: str
    language: str
    title: str
    body: str
    own: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """The names between braces, in order, each once."""
        return tuple(dict.fromkeys(PLACE.findall(f"{self.title}\n{self.body}")))


@dataclass(frozen=True, slots=True)
class PageTexts:
    """Every page in every language it is written in, and what the operator filled in, by language."""

    texts: Mapping[tuple[str, str], PageText]
    filled: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    unused: tuple[str, ...] = ()
    """Files in the operator's folder that are no page, and blanks that are in no text."""

    @classmethod
    def load(cls, folder: Path | None = None) -> "PageTexts":
        """The shipped texts, with those of the operator's `folder` in their place.

        Raises:
            ConfigError: the folder, or a file in it, cannot be read or is not what it should be.
        """
        texts = {(text.page, text.language): text for text in _read_all(SHIPPED, own=False)}
        if folder is None:
            return cls(MappingProxyType(texts))
        own = {(text.page, text.language): text for text in _read_all(folder, own=True)}
        rewritten = {page for page, _language in own}
        texts = {place: text for place, text in texts.items() if place[0] not in rewritten} | own
        filled = _read_blanks(folder / BLANKS_FILE)
        used = {name for text in texts.values() for name in text.places}
        names = sorted({name for values in filled.values() for name in values} - used - ALSO_USED)
        unused = (*_no_pages(folder), *(f"{BLANKS_FILE}: {name} is in none of the texts" for name in names))
        return cls(MappingProxyType(texts), MappingProxyType(filled), unused)

    def text(self, page: str, language: str) -> PageText:
        """The page in this language; in the first language it was written in when there is no such text."""
        found = self.texts.get((page, language))
        return found or next(self.texts[page, each] for each in LANGUAGES if (page, each) in self.texts)

    def value(self, name: str, language: str) -> str:
        """What the operator filled in for a blank; empty when nothing."""
        return self.filled.get(language, {}).get(name, "")


def _read_all(folder: Path, *, own: bool) -> Iterable[PageText]:
    for page in PAGES:
        for language in LANGUAGES:
            path = folder / f"{page}.{language}.md"
            if path.exists():
                yield _page_text(page, language, _read(path), path, own)


def _page_text(page: str, language: str, source: str, path: Path, own: bool) -> PageText:
    heading = _HEADING.match(source.lstrip() + "\n")
    if heading is None:
        raise ConfigError(f"PAGES: {path} must begin with a line with the title, such as `# Privacy statement`")
    return PageText(page, language, heading[1].strip(), source.lstrip()[heading.end() :].strip(), own)


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"PAGES: {path} is too large: at most {LARGEST} bytes")
        return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise ConfigError(f"PAGES: {path} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"PAGES: {path} is not UTF-8: save it as UTF-8") from error


def _read_blanks(path: Path) -> dict[str, Mapping[str, str]]:
    """By language: what stands at the top of the file holds for every language, what stands under one for that one."""
    if not path.exists():
        return {}
    try:
        read = tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"PAGES: {path} cannot be read: {error}") from error
    general = {name: value for name, value in read.items() if name not in LANGUAGES}
    filled: dict[str, Mapping[str, str]] = {}
    for language in LANGUAGES:
        special = read.get(language, {})
        if not isinstance(special, dict):
            raise ConfigError(f"PAGES: {path}: [{language}] must be a table, with blanks for that language under it")
        both = {**general, **special}
        for name, value in both.items():
            if not isinstance(value, str):
                raise ConfigError(f'PAGES: {path}: {name} must be a text between quotes, such as {name} = "…"')
        filled[language] = MappingProxyType({name: text.strip() for name, text in both.items() if text.strip()})
    return filled


def _no_pages(folder: Path) -> list[str]:
    """The Markdown files that are no page: a slip in a name would otherwise pass unseen."""
    known = {f"{page}.{language}.md" for page in PAGES for language in LANGUAGES}
    return [f"{path.name} is no page and is not used" for path in sorted(folder.glob("*.md")) if path.name not in known]
