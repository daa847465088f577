"""A text seems to name a person: the one who filled it in, a title with a name, somebody with a task, who to ask for, a greeting.

Only forms that hardly mean anything else: a description is full of names of villages, streets and projects, and a flag that
is usually wrong is soon not read. There is no list of first names: Hart, Roos, Wil and Storm are words too. What the response
itself holds is surer than any list: the name of who filled it in, and the name before the @ of their address.
"""

import re
from collections.abc import Iterator
from typing import Final

from engine.expressions.personal import GENERAL
from results.flags.found import Found, Rule, Subject

OWN, TITLE, TASK, ASKED, SELF, GREETING, POSSESSIVE = "own", "title", "task", "asked", "self", "greeting", "possessive"
"""Why words look like a name; `webform/review/flagged.py` has the sentences."""
MOST = 3

_PARTS = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "ten",
        "ter",
        "te",
        "het",
        "el",
        "al",
        "la",
        "le",
        "du",
        "da",
        "di",
        "dos",
        "von",
        "'t",
        "en",
    ]
)
_PART = r"(?:(?:van|de|der|den|ten|ter|el|al|la|le|'t)\s+){0,3}"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]*"
_NAME = rf"{_PART}{_CAPITAL}(?:[ ]+{_PART}[A-ZÀ-ÖØ-Þ][\w'’-]+){{0,2}}"
_FULL_NAME = rf"(?:{_CAPITAL}|(?:[A-Z]\.[ ]?){{1,4}})(?:[ ]+{_PART}[A-ZÀ-ÖØ-Þ][\w'’-]+){{1,2}}"
_INITIALS = r"(?:[A-Z]\.\s?){1,4}"
_TITLES = (
    r"(?<![\w-])(?:(?:[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs|[Ii]r|[Ii]ng|[Mm]r|[Mm]rs|[Mm]s|[Pp]rof|[Dd]r|[Ff]am)\.\s*"
    r"|(?:[Dd]e\s+heer|[Mm]evrouw|[Mm]eneer|[Mm]eester|[Ff]amilie)\s+)"
)
_TASKS = (
    r"(?:(?:mede-?|vice-?|oud-?|co-?)?(?:voorzitter|secretaris|penningmeester|oprichter|oprichtster|initiatiefnemer|initiatiefneemster"
    r"|trekker|kartrekker|contactpersoon|aanspreekpunt|projectleider|bestuurslid|founder|chair|chairman|chairwoman|treasurer)"
    r"|buurman|buurvrouw|bewoonster|boerin|imker|dominee|pastoor|kunstenares)"
)
_ASKING = (
    r"(?:[Vv]raag(?:t)?\s+naar|[Bb]el(?:t)?\s+(?:met|naar)?|[Mm]ail(?:t)?\s+(?:met|naar)?|[Nn]eem\s+contact\s+op\s+met"
    r"|[Aa]anmelden\s+(?:kan\s+)?bij|[Mm]eld\s+je\s+(?:aan\s+)?bij|[Cc]ontact(?:persoon)?\s*:|[Aa]sk\s+for"
    r"|[Cc]ontact\s+person\s*:?|[Ii]nlichtingen\s*:|[Cc]o[oö]rdinator\s*:|[Oo]pgericht\s+door|[Bb]edacht\s+door|[Ff]ounded\s+by)\s*"
)
_SELF = r"(?:[Ii]k\s+ben|[Ii]k\s+heet|[Mm]ijn\s+naam\s+is|[Mm]y\s+name\s+is|[Mm]ijn\s+(?:man|vrouw|partner|zoon|dochter|buurman|buurvrouw))\s+"
_GREETING = (
    r"(?:[Gg]roet(?:en|jes)?|[Kk]ind\s+regards|[Rr]egards|[Nn]amens\s+(?:het\s+(?:hele\s+)?bestuur|de\s+bewoners|iedereen|ons\s+allen))"
    r"\s*[,:!]?\s+"
)
_FORMS: Final = (
    (TITLE, re.compile(rf"{_TITLES}(?:{_INITIALS})?(?P<name>{_NAME})")),
    (
        TITLE,
        re.compile(rf"\b{_INITIALS}(?P<name>(?:(?:van|de|der|den|ten|ter)\s+){{0,3}}[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{{2,}})"),
    ),
    (TASK, re.compile(rf"\b(?i:{_TASKS})(?i:\s+is|\s*:)?\s+(?P<name>{_NAME})")),
    (TASK, re.compile(rf"\b(?P<name>{_FULL_NAME})(?:\s*[,(]\s*|\s+is\s+)(?:(?:de|het|onze|our|the)\s+)?{_TASKS}\b")),
    (ASKED, re.compile(rf"\b{_ASKING}(?P<name>{_NAME})")),
    (SELF, re.compile(rf"\b{_SELF}(?P<name>{_NAME})")),
    (GREETING, re.compile(rf"\b{_GREETING}(?P<name>{_NAME}(?:\s+(?:en|and|&)\s+{_NAME})?)\s*[.!]?\s*$")),
    (
        POSSESSIVE,
        re.compile(
            r"(?<![^\W\d_])(?P<before>[^\W\d_]+) (?P<name>[A-ZÀ-Þ][a-zà-ÿ]+(?:['’]s|(?<=[sxz])['’]))\s+[a-zà-ÿ]"
        ),
    ),
)
_NO_NAME_AFTER = frozenset(["de", "het", "een", "'t", "onze", "ons", "jullie", "hun", "the", "our", "a"])
"""A name takes no article: "de Foto's" is a title, or a word that got a capital."""
_NO_PERSON = re.compile(
    r"\b(?:ons|onze|het|een|de\s+(?:gemeente|stichting|werkgroep)|gemeente|stichting|co[oö]peratie|vereniging|werkgroep|bewoners"
    r"|buurt\w*|dorp\w*|wijk\w*|bestuur|secretariaat|kantoor|our|the|stadsdeel|provincie|energie|samen|wij)\b"
    r"|\w(?:straat|plein|laan|weg|kade|gracht|singel|school|park|huis|hof|dijk|fonds|co[oö]peratie|vereniging|stichting)\b"
    r"|\b[bcn]\.\s?v\.|\bu\.\s?a\.",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SHORTEST = 3

Named = tuple[str, str]
"""Why words look like a name, and the words."""


def check(subject: Subject) -> Iterator[Found]:
    """Each text in which a person seems to be named, with the words, and why."""
    known = _known(subject)
    own = _own_names(subject) - known
    for question in subject.questionnaire.publication.review.texts:
        if found := named(subject.text(question), own, known):
            why, words = zip(*found, strict=True)
            params = {"questions": [question], "words": list(words), "why": list(dict.fromkeys(why))}
            yield Found(Rule.PERSON_NAMED, params)


def named(text: str, own: frozenset[str] = frozenset(), known: frozenset[str] = frozenset()) -> tuple[Named, ...]:
    """The words in which a person seems to be named, each with why. In small letters: the names of who filled it in (`own`), and
    the words of which it is known that they are no person here, as those of the collective's own name.
    """
    kept: list[tuple[int, int, str]] = []
    for start, end, why in (*_of_who_filled_it_in(text, own), *_by_form(text, known)):
        if not any(start < other_end and other_start < end for other_start, other_end, _why in kept):
            kept.append((start, end, why))
    found = dict.fromkeys((why, text[start:end]) for start, end, why in sorted(kept))
    return tuple(found)[:MOST]


def _by_form(text: str, known: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for why, form in _FORMS:
        for match in form.finditer(text):
            # Of what stands around a name only some says that it is none; "namens het bestuur" is no reason to look away.
            judged = match["name"] if why in (GREETING, SELF, POSSESSIVE) else match[0]
            if _NO_PERSON.search(judged) or _bare_words(match["name"]) - _PARTS <= known:
                continue
            if why == POSSESSIVE and (not match["before"].islower() or match["before"] in _NO_NAME_AFTER):
                continue
            start = match.start("name") if why == POSSESSIVE else match.start()
            yield start, match.end("name"), why


def _of_who_filled_it_in(text: str, own: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """The names of who filled it in, as words with a capital, beside each other taken together; but a word that the text has
    without a capital too is a word.
    """
    words = list(_WORD.finditer(text))
    own -= {word[0] for word in words}
    run: list[re.Match[str]] = []
    for word in words:
        beside = bool(run) and text[run[-1].end() : word.start()].isspace()
        is_own = word[0][:1].isupper() and _bare(word[0]) in own
        if run and not (beside and (is_own or word[0] in _PARTS)):
            yield run[0].start(), _end_of(run), OWN
            run = []
        if is_own or run:
            run.append(word)
    if run:
        yield run[0].start(), _end_of(run), OWN


def _end_of(run: list[re.Match[str]]) -> int:
    """Where a name ends: without the small words after it."""
    return next(word.end() for word in reversed(run) if word[0] not in _PARTS)


def _own_names(subject: Subject) -> frozenset[str]:
    """The names that the response itself holds: of who filled it in, and before the @ of their address."""
    contact = subject.questionnaire.publication.contact
    local, _at, domain = subject.text(contact.email or "").rpartition("@")
    names = _bare_words(subject.text(contact.name or "")) | _bare_words(re.sub(r"[._]", " ", local))
    of_a_group = {name for name in names if local and name in _joined(domain)}
    return frozenset(name for name in names - GENERAL - _PARTS - of_a_group if len(name) >= _SHORTEST)


def _known(subject: Subject) -> frozenset[str]:
    """Words that name no person here: of the collective, which may be called after somebody, and of its place."""
    contact = subject.questionnaire.publication.contact
    title = subject.text(contact.title or "") if contact.title != contact.name else ""
    return _bare_words(title) | _places(subject)


def _places(subject: Subject) -> frozenset[str]:
    questions = subject.questionnaire.questions.values()
    return frozenset().union(*(_bare_words(subject.text(each.id)) for each in questions if each.type == "place"))


def _bare_words(text: str) -> frozenset[str]:
    return frozenset(_bare(word[0]) for word in _WORD.finditer(text))


def _bare(word: str) -> str:
    """A name without the s of possession."""
    return re.sub(r"['’]s?$", "", word).casefold()


def _joined(domain: str) -> str:
    return re.sub(r"[^a-z0-9]", "", domain.casefold())
