from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.expressions.errors import ExpressionError
from engine.expressions.parse import children, parse
from engine.expressions.scan import LONGEST_SOURCE
from engine.expressions.tree import (
    Arithmetic,
    Call,
    Compare,
    Conditional,
    ListOf,
    Literal,
    Logical,
    Name,
    Negative,
    Node,
    Not,
    Span,
)

TREES = {
    'fase == "idee"': Compare((Name("fase"), Literal("idee")), ("==",)),
    "1 <= a < 3": Compare((Literal(Fraction(1)), Name("a"), Literal(Fraction(3))), ("<=", "<")),
    'a not in ["x", 2]': Compare((Name("a"), ListOf((Literal("x"), Literal(Fraction(2))))), ("not in",)),
    "a and b and not c": Logical("and", (Name("a"), Name("b"), Not(Name("c")))),
    "a or b and c": Logical("or", (Name("a"), Logical("and", (Name("b"), Name("c"))))),
    "a + b * 2": Arithmetic("+", Name("a"), Arithmetic("*", Name("b"), Literal(Fraction(2)))),
    "-a ** 2": Negative(Arithmetic("**", Name("a"), Literal(Fraction(2)))),
    "-3": Literal(Fraction(-3)),
    "1 if a else 2": Conditional(Name("a"), Literal(Fraction(1)), Literal(Fraction(2))),
    'any_of(a, "x")': Call("any_of", (Name("a"), Literal("x"))),
    "0.1": Literal(Fraction(1, 10)),
    "True": Literal(True),
}


@pytest.mark.parametrize("source", TREES)
def test_source_gives_its_tree(source: str) -> None:
    assert parse(source).root == TREES[source]


def test_decimals_are_exact() -> None:
    total = parse("0.1 + 0.2").root
    assert isinstance(total, Arithmetic)
    assert total.left == Literal(Fraction(1, 10))
    assert total.right == Literal(Fraction(1, 5))


def test_names_are_listed_once_in_order_of_appearance_without_today() -> None:
    assert parse("b if a else today == c or b == a").names == ("b", "a", "c")


def test_spans_count_characters_also_after_accents_and_over_lines() -> None:
    source = 'a == "coöperatie – één"\n  and\r\n\tb'
    root = parse(source).root
    assert isinstance(root, Logical)
    first, second = root.operands
    assert source[first.span.start : first.span.end] == 'a == "coöperatie – één"'
    assert second.span == Span(source.index("b", 20), source.index("b", 20) + 1)


def test_every_span_is_the_text_of_its_node() -> None:
    source = 'not ( a ) and "é" in [b, -1.50] or (round( c , 1) + 2) * 3 > 1'
    rest: list[Node] = [parse(source).root]
    found = set()
    while rest:
        node = rest.pop()
        found.add(source[node.span.start : node.span.end])
        rest.extend(children(node))
    assert {"a", '"é"', "[b, -1.50]", "-1.50", "round( c , 1)", "round( c , 1) + 2", "3"} <= found


# Each with its code, and the text under the caret.
REFUSED = [
    ("", "expression-syntax", ""),
    (" \n ", "expression-syntax", " \n "),
    ("a = 1", "expression-syntax", "="),
    ("a === 1", "expression-syntax", "==="),
    ("a && b", "expression-syntax", "&"),
    ("a en b", "expression-syntax", "en"),
    ("a of (b)", "expression-syntax", "of"),
    ("niet(a)", "expression-syntax", "niet"),
    ("a and", "expression-syntax", "and"),
    ("and a", "expression-syntax", "and"),
    ("a == == b", "expression-syntax", "=="),
    ("a b", "expression-syntax", "b"),
    ("a not b", "expression-syntax", "not"),
    ("a == not b", "expression-syntax", "not"),
    ("((a)", "expression-syntax", "("),
    ("a)", "expression-syntax", ")"),
    ("[a)", "expression-syntax", "["),
    ("a) or (b", "expression-syntax", ")"),
    ("()", "expression-syntax", "("),
    ("a in []", "expression-syntax", "["),
    ("a in [b,]", "expression-syntax", "]"),
    ("a, b", "expression-syntax", ","),
    ("(a, b)", "expression-syntax", ","),
    ("a if b", "expression-syntax", "a if b"),
    ('a == "x', "expression-syntax", '"x'),
    ('a == "x\ny"', "expression-syntax", '"x'),
    ('a in ["x" "y"]', "expression-syntax", '"y"'),
    ('"""a"""', "expression-syntax", '"a"'),
    ("“a”", "expression-syntax", "“"),
    ("a == 1_000", "expression-syntax", "1_000"),
    ("a == 1e6", "expression-syntax", "1e6"),
    ("a == 012", "expression-syntax", "012"),
    ("a == 0x1F", "expression-syntax", "0x1F"),
    ("a == .5", "expression-syntax", "."),
    ("a == ١", "expression-syntax", "١"),
    ("é == 1", "expression-syntax", "é"),
    ("a\x00", "expression-syntax", "\x00"),
    ("a\u00a0== 1", "expression-syntax", "\u00a0"),
    ("a # remark", "expression-syntax", "#"),
    ("a.b", "expression-syntax", "."),
    ("a: b", "expression-syntax", ":"),
    ('"\ud800"', "expression-not-allowed", "\ud800"),
    (r'"\n"', "expression-not-allowed", "\\"),
    ('f"{a}"', "expression-not-allowed", "f"),
    ("a[0]", "expression-not-allowed", "["),
    ("a is None", "expression-not-allowed", "is"),
    ("lambda", "expression-not-allowed", "lambda"),
    ("(a for a in b)", "expression-not-allowed", "for"),
    ('"x" in a in b', "expression-not-allowed", '"x" in a in b'),
    ("a in [b == c]", "expression-not-allowed", "b == c"),
    ("a ** b", "expression-not-allowed", "b"),
    ("2 ** 3 ** 4", "expression-not-allowed", "3 ** 4"),
    ("a ** 1.5", "expression-not-allowed", "1.5"),
    ("a ** 99", "number-too-large", "99"),
    ("a ** -1", "number-too-large", "-1"),
    ("a == " + "9" * 16, "number-too-large", "9" * 16),
    ("a == 0." + "9" * 5000, "expression-too-long", None),
    ("(" * 31 + "a" + ")" * 31, "expression-too-deep", "("),
    ("not " * 240 + "a", "expression-too-deep", None),
    ("-" * 990 + "1", "expression-too-deep", None),
    ("a" + "+a" * 200, "expression-too-deep", None),
    ("cuont(a)", "unknown-function", "cuont"),
    ("__import__('os')", "unknown-function", "__import__"),
    ("answered()", "wrong-arguments", "answered()"),
    ("answered(a, b)", "wrong-arguments", "answered(a, b)"),
    ('any_of("a")', "wrong-arguments", 'any_of("a")'),
]


@pytest.mark.parametrize(("source", "code", "at"), REFUSED)
def test_refused_with_its_place(source: str, code: str, at: str | None) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert refused.value.code == code
    assert not refused.value.message.endswith(".")
    if at is not None:
        assert source[refused.value.span.start : refused.value.span.end] == at


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("a = 1", "Write `==` to compare."),
        ("a => 1", "Write `>=` for `at least`."),
        ("a && b", "Write `and`."),
        ("a of b", "Write `or`."),
        ("any_off(a, b)", "Did you mean `any_of`?"),
        ("a is None", "Write `==`, or `!=` for `is not`."),
        ("a if b", "Write `a if condition else b`."),
    ],
)
def test_hint_says_what_to_write(source: str, hint: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(source)
    assert refused.value.hint == hint


def test_longest_source_is_read() -> None:
    source = " or ".join(["a"] * 400)[: LONGEST_SOURCE - 2]
    source = source[: source.rindex(" or ")]
    assert len(parse(source).names) == 1


PIECES = st.sampled_from(
    ["a", "b1", '"x"', "'é'", "1", "2.5", "(", ")", "[", "]", ",", "and", "or", "not", "in", "if", "else", "==", "!=",
     "<", ">=", "+", "-", "*", "/", "//", "%", "**", "answered", "count", "True", "today", "\n", "é", "\x00", "\ud800",
     "#", "=", "is", "lambda", ":", ".", "{", '"', "\\", "for", "f", "@", "await", "~", ":=", "*a", "0x1"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=60).map("".join)))
@example("(" * 900)
@example("-" * 999)
@example("a if a else " * 80 + "a")
@example("[" * 29 + "1" + "]" * 29)
@example("not" + "(not" * 29)
@example("\ud800")
@example("a" * 1000)
def test_any_text_gives_a_tree_or_a_place(source: str) -> None:
    try:
        tree = parse(source)
    except ExpressionError as error:
        assert 0 <= error.span.start <= error.span.end <= len(source)  # noqa: PT017  # both outcomes are right
    else:
        rest: list[Node] = [tree.root]
        while rest:
            node = rest.pop()
            assert 0 <= node.span.start < node.span.end <= len(source)
            rest.extend(children(node))
