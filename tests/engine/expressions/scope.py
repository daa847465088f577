"""Questions of every type, for the tests of expressions."""

from fractions import Fraction

from engine.expressions.types import (
    AllocationType,
    BooleanType,
    ChoicesType,
    ChoiceType,
    DateType,
    NumberType,
    PointType,
    TextType,
    Type,
)

SCOPE: dict[str, Type] = {
    "fase": ChoiceType(("idee", "opbouw", "groei")),
    "visie": ChoiceType(("1", "2", "3", "weet_niet"), frozenset("123"), frozenset({"weet_niet"})),
    "drie": ChoiceType(("1", "2", "3"), frozenset("123")),
    "ander": ChoiceType(("q", "r")),
    "leden": NumberType(Fraction(0), Fraction(1000)),
    "bedrag": NumberType(),
    "kaart": BooleanType(),
    "hulp": BooleanType(),
    "kanalen": ChoicesType(("geen", "site", "krant")),
    "kanaal": ChoiceType(("site", "krant", "radio")),
    "meer": ChoicesType(("site", "krant")),
    "naam": TextType(),
    "begin": DateType(),
    "plek": PointType(),
    "geld": AllocationType(("x", "y")),
}
