"""A text seems to sell something, or holds what has a field of its own: telephone, e-mail, link, price, "order now"."""

import re
from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject

_FORMS = {
    "phone": re.compile(r"(?<![\w.,])(?:\+31|0031|0)[\s-]?(?:\(0\)[\s-]?)?[1-9](?:[\s-]?\d){7,8}(?![\w])"),
    "email": re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*[a-z]{2,}", re.IGNORECASE),
    "link": re.compile(
        r"\bhttps?://[^\s<>\"]+|\bwww\.[\w-]+\.[\w./-]+|(?<![@\w.-])[\w-]{2,}\.(?:nl|com|org|eu|net|nu)\b(?:/[\w./-]*)?",
        re.IGNORECASE,
    ),
    "price": re.compile(
        r"(?:€|\bEUR\b)\s?\d[\d.,]*(?:,-|\b)|\b\d[\d.,]*\s?(?:euro\b|€)|\b\d{1,3}\s?%\s+korting", re.IGNORECASE
    ),
    "selling": re.compile(
        r"\b(?:bestel|koop|boek|reserveer|profiteer|schrijf\s+je|meld\s+je)\s+(?:\w+\s+){0,2}?(?:nu|direct|vandaag|snel)\b"
        r"|\bnu\s+(?:bestellen|kopen|boeken)\b|\b(?:aanbieding|actieprijs|kortingscode|gratis\s+proef\w*|vrijblijvende\s+offerte)\b"
        r"|\b(?:order|buy|book)\s+now\b|\b(?:special\s+offer|discount\s+code)\b",
        re.IGNORECASE,
    ),
}
_MILLIONS = re.compile(r"(?:€|EUR)?\s?\d[\d.,]*\s?(?:euro)?\s*(?:miljoen|mln|million)", re.IGNORECASE)
_PRICES_BELOW = 5_000
"""Euros. What is more is hardly asked of anybody: it was invested or collected together."""
_MOST = 5


def check(subject: Subject) -> Iterator[Found]:
    """Each text that seems to advertise, with what was found in it."""
    for question in subject.questionnaire.publication.review.texts:
        if found := advertised(subject.text(question)):
            kinds = list(dict.fromkeys(kind for kind, _words in found))
            yield Found(
                Rule.ADVERTISING,
                {"questions": [question], "kinds": list(kinds), "words": [words for _kind, words in found]},
            )


def advertised(text: str) -> tuple[tuple[str, str], ...]:
    """What was found, with its kind. A part of an e-mail address is not told again as a link."""
    found: list[tuple[str, str]] = []
    for kind, form in _FORMS.items():
        for match in form.finditer(text):
            words = match[0].strip(" .,;:")
            if kind == "price" and (_MILLIONS.match(text, match.start()) or _euros(words) >= _PRICES_BELOW):
                continue
            if not any(words in other for _kind, other in found):
                found.append((kind, words))
    return tuple(found[:_MOST])


def _euros(words: str) -> int:
    """The whole euros of an amount as it is written in Dutch: 1.250,50."""
    digits = "".join(each for each in words.partition(",")[0] if each.isdigit())
    return int(digits or 0)
