"""The words of a codebook, by language. `codebook` puts them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.question_types import Storage
from engine.questionnaire import Missing


@dataclass(frozen=True, slots=True)
class CodebookWords:
    """The words of a codebook in one language."""

    version: str
    variables: str
    text: str
    stored_as: str
    storage: Mapping[Storage, str]
    type: str
    range: str
    length: str
    purpose: str
    required: str
    privacy: str
    asked: str
    always: str
    formula: str
    counts: str
    reversed: str
    value_row: tuple[str, str, str, str]
    missing_codes: str
    missing: Mapping[Missing, str]


_ENGLISH = CodebookWords(
    version="Version",
    variables="Variables",
    text="Question",
    stored_as="Stored as",
    storage={
        Storage.TEXT: "text",
        Storage.INTEGER: "whole number",
        Storage.DECIMAL: "number with decimals",
        Storage.DATE: "date (YYYY-MM-DD)",
        Storage.BOOLEAN: "true or false",
        Storage.OPTION: "one option",
        Storage.OPTIONS: "list of options",
        Storage.ORDERED_OPTIONS: "list of options, the first choice first",
        Storage.PARTS: "whole number per option",
        Storage.POINT: "latitude and longitude (degrees, WGS 84)",
        Storage.CALCULATED: "calculated value",
    },
    type="Type",
    range="Range",
    length="Length, in characters",
    purpose="Purpose",
    required="required",
    privacy="Privacy",
    asked="Asked",
    always="always",
    formula="Calculated as",
    counts="Counts in",
    reversed="reversed statement",
    value_row=("Value", "Label", "Points", "Note"),
    missing_codes="Missing codes",
    missing={
        Missing.NOT_ASKED: "Not asked: the question was not on the path",
        Missing.SKIPPED: "Asked, not answered",
        Missing.DONT_KNOW: "Does not know",
        Missing.NOT_APPLICABLE: "Does not apply",
        Missing.DECLINED: "Would rather not say",
    },
)
_DUTCH = CodebookWords(
    version="Versie",
    variables="Variabelen",
    text="Vraag",
    stored_as="Bewaard als",
    storage={
        Storage.TEXT: "tekst",
        Storage.INTEGER: "geheel getal",
        Storage.DECIMAL: "getal met decimalen",
        Storage.DATE: "datum (JJJJ-MM-DD)",
        Storage.BOOLEAN: "waar of onwaar",
        Storage.OPTION: "één optie",
        Storage.OPTIONS: "lijst van opties",
        Storage.ORDERED_OPTIONS: "lijst van opties, de eerste keus voorop",
        Storage.PARTS: "geheel getal per optie",
        Storage.POINT: "breedtegraad en lengtegraad (graden, WGS 84)",
        Storage.CALCULATED: "berekende waarde",
    },
    type="Type",
    range="Bereik",
    length="Lengte, in tekens",
    purpose="Doel",
    required="verplicht",
    privacy="Privacy",
    asked="Gevraagd",
    always="altijd",
    formula="Berekend als",
    counts="Telt mee in",
    reversed="omgekeerde stelling",
    value_row=("Waarde", "Label", "Punten", "Opmerking"),
    missing_codes="Codes voor ontbrekende waarden",
    missing={
        Missing.NOT_ASKED: "Niet gevraagd: de vraag lag niet op het pad",
        Missing.SKIPPED: "Gevraagd, niet beantwoord",
        Missing.DONT_KNOW: "Weet het niet",
        Missing.NOT_APPLICABLE: "Niet van toepassing",
        Missing.DECLINED: "Zegt het liever niet",
    },
)
WORDS = MappingProxyType({"en": _ENGLISH, "nl": _DUTCH})


def words_in(language: str) -> CodebookWords:
    """The words in a language; in English where there are none."""
    return WORDS.get(language, _ENGLISH)
