"""How the name of a place is compared: without capitals, accents, apostrophes, hyphens, dots and spaces.

`'s-Gravenhage`, `s gravenhage` and `S'GRAVENHAGE` are one key; so are `Sint-Annaland` and `St. Annaland`. Shared by the
gazetteer and by the script that makes its files, so that both compare alike. It corrects no typing slips.
"""

import re
import unicodedata

_SAINT = re.compile(r"^st(?=[\s.\-])")
_MUNICIPALITY = re.compile(r"^(?:gemeente|gem\.)\s+")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")


def key(name: str) -> str:
    """What two spellings of one name have in common; empty for a text without letters or digits."""
    plain = name.strip().casefold()
    if plain.startswith("gem"):
        plain = _MUNICIPALITY.sub("", plain)
    if plain.startswith("st"):
        plain = _SAINT.sub("sint", plain)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_ALPHANUMERIC.sub("", plain)
