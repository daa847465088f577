"""The files of a survey: which file is of which kind, and the hash that identifies their content."""

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256

from engine.authoring.diagnostics import Diagnostic, Span, error
from engine.expressions.suggest import nearest

KINDS: Mapping[str, str] = {
    "questionnaire.yaml": "questionnaire",
    "scoring.yaml": "scoring",
    "advice.yaml": "advice",
    "publication.yaml": "publication",
    "matching.yaml": "matching",
}
EXAMPLES = "examples/"
_TRANSLATION = re.compile(r"([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.yaml")


def kind_of(name: str) -> str | None:
    """The kind of a file by its name; None for a file that does not belong to a survey."""
    if name in KINDS:
        return KINDS[name]
    if name.startswith(EXAMPLES) and name.endswith(".yaml") and name.count("/") == 1:
        return "example"
    return "translation" if _TRANSLATION.fullmatch(name) else None


def language_of(name: str) -> str:
    """The language of a translation: `en` for `en.yaml`."""
    return name.removesuffix(".yaml")


def check_names(names: Iterable[str]) -> list[Diagnostic]:
    """What is wrong with the names of the files: the one that is missing, and those that nobody would read."""
    names = list(names)
    found = []
    if "questionnaire.yaml" not in names:
        hint = "A survey is a folder with a file questionnaire.yaml in it."
        place = Span.start_of("questionnaire.yaml")
        found.append(error("missing-file", "There is no questionnaire.yaml", place, hint))
    for name in names:
        if kind_of(name) is None:
            likely = nearest(name, KINDS)
            hint = f"Did you mean `{likely}`?" if likely else f"Files of a survey are {', '.join(KINDS)}, en.yaml."
            found.append(error("unknown-file", f"`{name}` is not a file of a survey", Span.start_of(name), hint))
    return found


def survey_hash(sources: Mapping[str, bytes]) -> str:
    """The SHA-256 (hex) over the sorted names and contents of all files but the examples."""
    total = sha256()
    for name in sorted(sources):
        if not name.startswith(EXAMPLES):
            total.update(f"{name}\n{len(sources[name])}\n".encode())
            total.update(sources[name])
    return total.hexdigest()
