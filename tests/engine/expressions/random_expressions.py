"""Random well-typed expressions over the questions of `scope`, and random answers to these questions."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

SMALL = st.integers(0, 5).map(str)
NUMBER_NAMES = st.sampled_from(["leden", "bedrag", "visie", "drie"])
ORDER = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
EQUAL = st.sampled_from(["==", "!="])
INSIDE = st.sampled_from(["in", "not in"])
FASE = st.sampled_from(['"idee"', '"opbouw"', '"groei"'])
VISIE = st.sampled_from(['"weet_niet"', '"1"', "2", "3"])
KANAAL = st.sampled_from(['"geen"', '"site"', '"krant"'])


def joined(*parts: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    """The parts one after another, with spaces."""
    strategies = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*strategies).map(" ".join)


def called(function: str, *arguments: st.SearchStrategy[str] | str) -> st.SearchStrategy[str]:
    """A call with these arguments."""
    strategies = [st.just(part) if isinstance(part, str) else part for part in arguments]
    return st.tuples(*strategies).map(lambda parts: f"{function}({', '.join(parts)})")


def listed(options: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A list of one to three of these."""
    return st.lists(options, min_size=1, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")


def _numbers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operator = st.sampled_from(["+", "-", "*", "/", "//", "%"])
    return st.one_of(
        joined("(", inner, operator, inner, ")"),
        joined("(-", inner, ")"),
        joined("(", inner, "** 2 )"),
        called("sum", inner, inner),
        called("mean", inner, inner, inner),
        called("min", inner, inner),
        called("max", inner, "visie"),
        called("round", inner),
        called("round", inner, "1"),
    )


NUMBERS = st.recursive(
    st.one_of(
        NUMBER_NAMES,
        SMALL,
        st.just("0.5"),
        st.just("count(kanalen)"),
        st.just("count(geld)"),
        st.just("count(naam, visie, leden)"),
        st.just("year(begin)"),
        st.just("year(today)"),
    ),
    _numbers,
    max_leaves=5,
)
ATOMS = st.one_of(
    st.sampled_from(["kaart", "hulp", "kaart == hulp", "begin <= today", 'begin > "2020-05-01"', "fase == fase"]),
    joined("fase", EQUAL, FASE),
    joined("fase", INSIDE, listed(FASE)),
    joined("visie", EQUAL, VISIE),
    joined("visie", INSIDE, listed(VISIE)),
    joined("visie", EQUAL, "drie"),
    joined("visie", ORDER, SMALL.filter(lambda number: number in "123")),
    joined(SMALL, st.sampled_from(["<", ">="]), "drie"),
    joined("leden", ORDER, SMALL),
    joined("leden", INSIDE, listed(SMALL)),
    joined("bedrag", ORDER, st.sampled_from(["0.5", "2", "-1.25"])),
    joined(KANAAL, INSIDE, "kanalen"),
    called("any_of", "kanalen", KANAAL, KANAAL),
    called("all_of", "kanalen", KANAAL, KANAAL),
    called("answered", st.sampled_from(["naam", "visie", "kanalen", "leden", "geld"])),
    joined("naam", EQUAL, st.sampled_from(['"a"', '"b"'])),
    joined(NUMBERS, ORDER, NUMBERS),
    joined(NUMBERS, "<", NUMBERS, "<=", NUMBERS),
    joined("count(kanalen)", ORDER, SMALL),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        joined("(", inner, "and", inner, ")"),
        joined("(", inner, "or", inner, ")"),
        joined("(", inner, "and", inner, "and", inner, ")"),
        joined("( not", inner, ")"),
        joined("(", inner, "if", inner, "else", inner, ")"),
    ),
    max_leaves=5,
)

ANSWERS = st.fixed_dictionaries(
    {"today": st.just(date(2026, 11, 23))},
    optional={
        "fase": st.sampled_from(["idee", "opbouw", "groei"]),
        "visie": st.sampled_from(["1", "2", "3", "weet_niet"]),
        "drie": st.sampled_from(["1", "2", "3"]),
        "leden": st.integers(0, 6) | st.integers(0, 1000),
        "bedrag": st.decimals(-3, 3, places=2) | st.sampled_from([Decimal("0.5"), Decimal(2), Decimal("1e9")]),
        "kaart": st.booleans(),
        "hulp": st.booleans(),
        "kanalen": st.lists(st.sampled_from(["geen", "site", "krant"]), min_size=1, unique=True).map(tuple),
        "naam": st.sampled_from(["a", "b", "c"]),
        "begin": st.dates(),
        "geld": st.fixed_dictionaries({"x": st.integers(0, 2), "y": st.integers(0, 2)}),
    },
)
