"""What may stand between braces in a text for decisions, and filling it in. Pure."""

import re
from collections.abc import Mapping
from enum import StrEnum

from results.errors.decisions import UnfitText


class Placeholder(StrEnum):
    """What is filled in when the text is chosen."""

    COLLECTIVE = "collective"
    """What was sent is about: the name of the collective."""
    NAME = "name"
    """Who sent it."""
    SURVEY = "survey"
    """The title of the survey."""
    SENT_ON = "sent_on"
    """The day on which this version was sent."""
    DEADLINE = "deadline"
    """The day before which an answer is asked."""
    COORDINATOR = "coordinator"
    """Who decides."""


_BRACED = re.compile(r"\{([^{}\n]{0,80})\}")


def check(text: str) -> None:
    """Whether every brace in a text is that of a placeholder that exists.

    Raises:
        UnfitText: one is not; the message says which.
    """
    known = ", ".join(f"{{{each}}}" for each in Placeholder)
    for name in _BRACED.findall(text):
        if name not in set(Placeholder):
            raise UnfitText("placeholder", f"{{{name}}}", known)
    rest = _BRACED.sub("", text)
    if found := re.search(r"[{}]", rest):
        raise UnfitText("brace", rest[max(0, found.start() - 10) : found.end() + 10].strip(), known)


def filled_in(text: str, values: Mapping[Placeholder, str]) -> str:
    """A text that was checked, with everything filled in. What is filled in is never read for placeholders itself."""
    return _BRACED.sub(lambda match: values[Placeholder(match[1])], text)
