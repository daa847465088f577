"""A text seems to name a person: a title with a name ("mevrouw De Vries"), or who to ask for ("vraag naar Piet").

Only forms that hardly mean anything else: a description is full of names of villages, streets and projects, and a flag that
is usually wrong is soon not read. A list of first names is left out for that reason: Hart, Roos, Wil and Storm are words too.
"""

import re
from collections.abc import Iterator

from results.flags.found import Found, Rule, Subject

_NAME = r"(?:(?:van|de|der|den|ten|ter|el|al|la|le|'t)\s+){0,3}[A-ZÀ-ÖØ-Þ][\w'’-]*(?:\s+(?:(?:van|de|der|den|ten|ter)\s+){0,3}[A-ZÀ-ÖØ-Þ][\w'’-]+){0,2}"
_INITIALS = r"(?:[A-Z]\.\s?){1,4}"
_TITLE = (
    r"(?:[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs|[Ii]r|[Ii]ng|[Mm]r|[Mm]rs|[Mm]s|[Pp]rof|[Dd]r)\.\s*"
    r"|(?:[Dd]e\s+heer|[Mm]evrouw|[Mm]eneer|[Mm]eester)\s+"
)
_ASK = (
    r"(?:[Vv]raag(?:t)?\s+naar|[Bb]el(?:t)?\s+(?:met|naar)?|[Mm]ail(?:t)?\s+(?:met|naar)?|[Nn]eem\s+contact\s+op\s+met"
    r"|[Cc]ontact(?:persoon)?\s*:|[Aa]sk\s+for|[Cc]ontact\s+person\s*:?|[Vv]oorzitter\s*:|[Ss]ecretaris\s*:|[Pp]enningmeester\s*:"
    r"|[Cc]o[oö]rdinator\s*:|[Oo]pgericht\s+door|[Ff]ounded\s+by)\s*"
)
_FORMS = (
    re.compile(rf"(?:{_TITLE})(?:{_INITIALS})?{_NAME}"),
    re.compile(rf"\b{_INITIALS}(?:(?:van|de|der|den|ten|ter)\s+){{0,3}}[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{{2,}}"),
    re.compile(rf"\b(?:{_ASK}){_NAME}"),
)
_NO_PERSON = re.compile(
    r"\b(?:ons|onze|het|een|de\s+(?:gemeente|stichting|werkgroep)|gemeente|stichting|co[oö]peratie|vereniging|werkgroep|bewoners"
    r"|buurt\w*|dorp\w*|wijk\w*|bestuur|secretariaat|kantoor|our|the)\b"
    r"|\w(?:straat|plein|laan|weg|kade|gracht|singel|school|park|huis|hof|dijk|fonds)\b|\b[bcn]\.\s?v\.|\bu\.\s?a\.",
    re.IGNORECASE,
)
_MOST = 3


def check(subject: Subject) -> Iterator[Found]:
    """Each text in which a person seems to be named, with the words."""
    for question in subject.questionnaire.publication.review.texts:
        if found := named(subject.text(question)):
            yield Found(Rule.PERSON_NAMED, {"questions": [question], "words": list(found)})


def named(text: str) -> tuple[str, ...]:
    """The words in which a person seems to be named."""
    words = [match[0].strip() for form in _FORMS for match in form.finditer(text) if not _NO_PERSON.search(match[0])]
    kept = [each for each in dict.fromkeys(words) if not any(each in other for other in words if other != each)]
    return tuple(kept[:_MOST])
