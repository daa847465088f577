import pytest

from engine.expressions.check import check, check_condition
from engine.expressions.findings import ExpressionFinding
from engine.expressions.parse import parse
from engine.expressions.types import BooleanType, ChoicesType, ChoiceType, NumberType, TextType
from engine.questionnaire import Severity
from tests.engine.expressions.scope import SCOPE


def found(source: str) -> tuple[ExpressionFinding, ...]:
    return check_condition(parse(source), SCOPE)


@pytest.mark.parametrize(
    "source",
    [
        'fase == "idee"',
        'fase in ["idee", "groei"]',
        "visie == 1",
        'visie == "weet_niet"',
        "visie >= 2",
        "visie >= 1",  # is unknown for a missing code, so it says something
        "visie + drie > 3",
        "leden > 10",
        "bedrag > 0.5",
        "kaart and answered(naam)",
        "not kaart",
        "kaart == hulp",
        '"geen" in kanalen',
        'any_of(kanalen, "site", "krant")',
        "count(kanalen) >= 2",
        "count(naam, begin, kaart) == 2",
        "count(geld) == 2",
        'begin > "2020-01-01"',
        "begin <= today",
        "year(today) - year(begin) > 3",
        "looks_personal(naam) and answered(plek)",
        "leden > bedrag * 3",
        "mean(visie, drie) >= 2.5",
        "round(leden / 3, 1) > 2",
        'naam == "x"',
        "(1 if kaart else 2) == 1",
        '("a" if kaart else fase) == "idee"',
        "drie < visie",
        "visie == drie",
        "kanaal in kanalen",
        '"2020-01-01" <= begin',
        'begin in ["2020-01-01", "2021-01-01"]',
        '"site" in (kanalen if kaart else meer)',
        "(fase if kaart else ander) == 'q'",
    ],
)
def test_nothing_to_say(source: str) -> None:
    assert found(source) == ()


WRONG = [
    ('faze == "idee"', "unknown-question", "faze", "Did you mean `fase`?"),
    ("fase == idee", "unknown-question", "idee", 'An option stands in quotes: `"idee"`.'),
    ("kaart == true", "unknown-question", "true", "Write `True`, or put a text in quotes."),
    ("count > 3", "unknown-question", "count", "`count` is a function. Write `count(question) or count(a, b, ...)`."),
    ('fase == "idea"', "not-an-option", '"idea"', "Did you mean `idee`?"),
    ("visie == 9", "not-an-option", "9", "The options are 1, 2, 3, weet_niet."),
    ('fase in ["idee", "x"]', "not-an-option", '"x"', None),
    ('"gen" in kanalen', "not-an-option", '"gen"', "Did you mean `geen`?"),
    ('all_of(kanalen, "site", "tv")', "not-an-option", '"tv"', None),
    ('leden == "3"', "type-mismatch", 'leden == "3"', "Write a number without quotes."),
    ('kaart == "ja"', "type-mismatch", 'kaart == "ja"', "Write `kaart` or `not kaart`."),
    ('kanalen == "site"', "type-mismatch", 'kanalen == "site"', None),
    ("geld == 3", "type-mismatch", "geld == 3", None),
    ("fase > 2", "type-mismatch", "fase", "Name the options: `in [...]`."),
    ('fase > "idee"', "type-mismatch", '"idee"', None),
    ("fase == ander", "type-mismatch", "fase == ander", None),
    ("fase in naam", "type-mismatch", "naam", "Write `naam == ...`."),
    ('begin > "2020-02-30"', "type-mismatch", '"2020-02-30"', 'Write it as `"2026-01-31"`.'),
    ("naam < naam", "type-mismatch", "naam < naam", None),
    ("naam + 1 > 2", "type-mismatch", "naam", None),
    ("mean(fase) > 2", "type-mismatch", "fase", None),
    ("year(leden) > 2", "type-mismatch", "leden", None),
    ("looks_personal(leden)", "type-mismatch", "leden", None),
    ("plek == 3", "type-mismatch", "plek == 3", "Of a point only `answered(plek)` can be asked."),
    ("plek == plek", "type-mismatch", "plek == plek", None),
    ("count(plek) > 1", "wrong-arguments", "plek", None),
    ("-kaart > 2", "type-mismatch", "kaart", None),
    ("fase == [1]", "type-mismatch", "[1]", None),
    ("(1 if kaart else fase) == 1", "type-mismatch", "1 if kaart else fase", None),
    ("fase == True", "type-mismatch", "fase == True", None),
    ("begin == naam", "type-mismatch", "begin == naam", None),
    ("begin > 3", "type-mismatch", "begin > 3", None),
    ("ander in kanalen", "never-true", "ander", None),
    ("leden in kanalen", "type-mismatch", "leden in kanalen", None),
    ("(kaart if hulp else naam) == naam", "type-mismatch", "kaart if hulp else naam", None),
    ("[1] == leden", "type-mismatch", "[1]", None),
    ("kaart and naam", "condition-not-boolean", "naam", "Compare it with something, or write `answered(naam)`."),
    ("leden + 1", "condition-not-boolean", "leden + 1", "Compare it with something."),
    ("1 if naam else 2", "condition-not-boolean", "naam", None),
    ("answered(3)", "wrong-arguments", "3", "Write `answered(question)`."),
    ("answered(today)", "wrong-arguments", "today", None),
    ("count(fase) > 1", "wrong-arguments", "fase", None),
    ('any_of(fase, "idee")', "wrong-arguments", "fase", None),
    ("any_of(kanalen, naam)", "wrong-arguments", "naam", None),
    ("round(leden, 9) > 1", "wrong-arguments", "9", None),
]


@pytest.mark.parametrize(("source", "code", "at", "hint"), WRONG)
def test_mistake_with_its_place_and_what_to_do(source: str, code: str, at: str, hint: str | None) -> None:
    first = found(source)[0]
    assert (first.code, source[first.span.start : first.span.end]) == (code, at)
    assert first.severity is Severity.ERROR
    if hint is not None:
        assert first.hint == hint


def test_a_mistake_is_told_once() -> None:
    assert [each.code for each in found("faze + 1 > 2 and faze < 0")] == ["unknown-question"] * 2
    assert [each.code for each in found("year(faze) + leden > 3")] == ["unknown-question"]


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ('fase == "idee" and fase == "groei"', None),
        ('kaart and (fase == "idee" and fase == "groei")', 'fase == "idee" and fase == "groei"'),
        ("leden < 0", None),
        ("leden > 1000 and kaart", "leden > 1000"),
        ("leden > 5 and leden < 3", None),
        ("leden > 5 and bedrag > leden * 2 and leden < 3", None),
        ("5 > drie > 4", None),
        ("visie > 3", None),
        ("leden * 2 > 2000", None),
        ("count(kanalen) > 3", None),
        ("count(kaart, naam) > 2", None),
        ('all_of(kanalen, "site", "krant") and "krant" not in kanalen', None),
        ('naam == "a" and naam == "b"', None),
        ('kanaal == "radio" and kanaal in kanalen', None),
        ('begin < "2020-01-01" and begin > "2021-01-01"', None),
        ("answered(naam) and not answered(naam)", None),
        ("leden != leden", None),
        ("1 > 2", None),
        ("False", None),
    ],
)
def test_never_true(source: str, at: str | None) -> None:
    everything = found(source)
    never = [each for each in everything if each.code == "never-true"]
    assert len(never) == 1
    assert never[0].severity is Severity.ERROR
    assert source[never[0].span.start : never[0].span.end] == (at or source)


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ("leden >= 0", None),
        ("kaart and leden >= 0", "leden >= 0"),
        ('fase != "idee" or fase != "groei"', None),
        ("drie >= 1", None),
        ("drie == drie", None),
        ("leden * 2 <= 2000", None),
        ("count(kanalen) >= 1", None),
        ("kaart or not kaart", None),
        ("kaart or True", None),
        ('not fase in ["idee", "opbouw", "groei"] or kaart', 'fase in ["idee", "opbouw", "groei"]'),
        ("True", None),
    ],
)
def test_always_true(source: str, at: str | None) -> None:
    always = found(source)
    assert [each.code for each in always] == ["always-true"]
    assert always[0].severity is Severity.WARNING
    assert source[always[0].span.start : always[0].span.end] == (at or source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("leden > 3", BooleanType),
        ("leden + 1", NumberType),
        ('"a" if kaart else "b"', TextType),
        ("fase", ChoiceType),
        ("year(begin)", NumberType),
    ],
)
def test_type_of_the_whole(source: str, expected: type) -> None:
    kind, findings = check(parse(source), SCOPE)
    assert isinstance(kind, expected)
    assert findings == ()


def test_many_names_and_options_stay_quick() -> None:
    source = " and ".join(f'any_of(kanalen, "o{number}")' for number in range(30))
    scope = {"kanalen": ChoicesType(tuple(f"o{number}" for number in range(60)))}
    assert check_condition(parse(source), scope) == ()
