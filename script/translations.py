"""The interface's texts: from webform/ into webform/translations/<language>/LC_MESSAGES/messages.po, and compiled to .mo.

The msgids are the English texts themselves, so English needs no catalogue. Nothing is guessed: a new text is empty until
someone translates it, and `--check` fails until then.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WEBFORM = ROOT / "webform"
CATALOGUES = WEBFORM / "translations"

METHODS = [("static/**", "ignore"), ("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {"**.html": {"silent": "false"}, "**.txt": {"silent": "false"}}
KEYWORDS = DEFAULT_KEYWORDS | {
    "_l": None,
    "_n": (1, 2),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}

HEADER = "# Texts of the interface. Made by script/translations; only the msgstr are written by hand."


def texts_in_use() -> Catalog:
    """Every text that the pages ask to be translated, with the files it stands in."""
    found = Catalog(charset="utf-8")
    extracted = extract_from_dir(WEBFORM, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",))
    for filename, _line, text, comments, context in extracted:
        found.add(text, locations=[(f"webform/{filename}", 0)], auto_comments=comments, context=context)
    return found


def catalogue_files() -> list[Path]:
    """The .po files that there are."""
    return sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po"))


def read(file: Path) -> Catalog:
    """One catalogue; its language is the name of its folder."""
    with file.open("rb") as stream:
        return read_po(stream, locale=file.parent.parent.name, abort_invalid=True)


def updated(catalogue: Catalog, used: Catalog) -> Catalog:
    """The catalogue with exactly the texts in use: translations kept, new texts empty."""
    fresh = Catalog(locale=catalogue.locale, charset="utf-8", header_comment=HEADER, fuzzy=False)
    # Only what a program reads; names and dates of editing are in the history of the repository.
    for message in used:
        if message.id:
            known = catalogue.get(message.id, message.context)
            fresh.add(
                message.id,
                known.string if known is not None else None,
                locations=message.locations,
                flags=message.flags | (known.flags & {"fuzzy"} if known is not None else set()),
                auto_comments=message.auto_comments,
                user_comments=known.user_comments if known is not None else (),
                context=message.context,
            )
    return fresh


def write(file: Path, catalogue: Catalog) -> None:
    """Write a .po file that changes only where texts do: sorted, without line numbers, dates or names."""
    stream = BytesIO()
    write_po(stream, catalogue, width=120, sort_output=True, include_lineno=False, ignore_obsolete=True)
    kept = [line for line in stream.getvalue().decode().splitlines(keepends=True) if not line.startswith(_UNKEPT)]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(kept), encoding="utf-8")


_UNKEPT = tuple(
    f'"{name}:'
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def compile_catalogue(file: Path) -> None:
    """Write the .mo beside the .po, whole or not at all: a running application may be reading it."""
    unfinished = file.with_suffix(f".{os.getpid()}.unfinished")
    with unfinished.open("wb") as stream:
        write_mo(stream, read(file))
    unfinished.replace(file.with_suffix(".mo"))


def faults(catalogue: Catalog, used: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being complete, one line for each fault."""
    for message in used:
        if not message.id:
            continue
        known = catalogue.get(message.id, message.context)
        if known is None:
            yield f"missing: {_shown(message)}"
        elif "fuzzy" in known.flags:
            yield f"fuzzy: {_shown(message)}"
        elif not all(known.string if isinstance(known.string, (tuple, list)) else (known.string,)):
            yield f"not translated: {_shown(message)}"
        else:
            for error in known.check(catalogue):
                yield f"{error}: {_shown(message)}"
    for message in catalogue:
        if message.id and used.get(message.id, message.context) is None:
            yield f"no longer used: {_shown(message)}"


def _shown(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    places = ", ".join(sorted({place for place, _line in message.locations}))
    return repr(text) + (f" ({places})" if places else "")


def check() -> int:
    """Print every fault; 1 when there is one."""
    used = texts_in_use()
    count = 0
    for file in catalogue_files():
        for fault in faults(read(file), used):
            print(f"{file.relative_to(ROOT)}: {fault}")
            count += 1
    if not catalogue_files():
        print(f"{CATALOGUES.relative_to(ROOT)}: there is no catalogue; begin one with script/translations --add nl")
        count += 1
    if count:
        print(f"{count} faults. Run script/translations, then fill in the empty msgstr.")
    return 1 if count else 0


def update() -> None:
    """Bring every catalogue up to date, and compile it."""
    used = texts_in_use()
    for file in catalogue_files():
        write(file, updated(read(file), used))
        compile_catalogue(file)
        left = sum(1 for fault in faults(read(file), used))
        print(f"{file.relative_to(ROOT)}: {len(used)} texts, {left} left to do")


def main() -> int:
    """See script/translations."""
    parser = argparse.ArgumentParser(prog="script/translations", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail when a catalogue is not complete")
    parser.add_argument("--compile", action="store_true", help="only compile the catalogues")
    parser.add_argument("--add", metavar="CODE", help="begin a catalogue for one more language")
    arguments = parser.parse_args()
    if arguments.check:
        return check()
    if arguments.compile:
        for file in catalogue_files():
            compile_catalogue(file)
        return 0
    if arguments.add:
        file = CATALOGUES / arguments.add / "LC_MESSAGES" / "messages.po"
        if not file.exists():
            write(file, Catalog(locale=arguments.add, charset="utf-8", fuzzy=False))
    update()
    return 0


if __name__ == "__main__":
    sys.exit(main())
