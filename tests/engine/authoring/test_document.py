from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.authoring import document as document_module
from engine.authoring.diagnostics import Diagnostic, Span
from engine.authoring.document import DEEPEST, Document, read
from engine.authoring.nodes import Mapping, Node, Scalar, Sequence, to_plain


@pytest.fixture(params=["as installed", "pure"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of the YAML library: the one in C, and the one for where that was not built."""
    if request.param == "pure":
        monkeypatch.setattr(document_module, "_parser", document_module._pure_parser)


def content(text: str | bytes) -> Document:
    document, problems = read("q.yaml", text.encode() if isinstance(text, str) else text)
    assert not problems
    assert document is not None
    return document


def plain(text: str | bytes) -> Any:
    root = content(text).root
    assert root is not None
    return to_plain(root)


def refused(text: str | bytes) -> Diagnostic:
    _, problems = read("q.yaml", text.encode() if isinstance(text, str) else text)
    (problem,) = problems
    return problem


def mapping(node: Node | None) -> Mapping:
    assert isinstance(node, Mapping)
    return node


@pytest.mark.usefixtures("parser")
class TestWhatIsRead:
    @pytest.mark.parametrize(
        "text",
        ["no", "nee", "ja", "yes", "on", "off", "Yes", "True", "NULL", "012", "00", "12:30", "1e3", "1_000", "0x1F", ".5",
         "5.", "+5", "2026-11-23", "-0", "1,5", "4a", "<<", "=", "NaN", ".inf", "1" * 19],
    )  # fmt: skip
    def test_stays_text(self, text: str) -> None:
        assert plain(f"a: {text}") == {"a": text}

    @pytest.mark.parametrize(
        ("text", "value"),
        [("4", 4), ("0", 0), ("-3", -3), ("2.5", Decimal("2.5")), ("0.10", Decimal("0.10")), ("-0.5", Decimal("-0.5")),
         ("true", True), ("false", False), ("null", None), ("~", None), ("", None)],
    )  # fmt: skip
    def test_is_typed(self, text: str, value: object) -> None:
        assert plain(f"a: {text}") == {"a": value}
        assert type(plain(f"a: {text}")["a"]) is type(value)

    @pytest.mark.parametrize("text", ["'4'", '"true"', "|-\n  4", ">-\n  null"])
    def test_between_quotes_everything_is_text(self, text: str) -> None:
        assert isinstance(plain(f"a: {text}")["a"], str)

    def test_keys_are_text(self) -> None:
        assert plain("1: a\ntrue: b\n2.50: c\nno: d") == {"1": "a", "true": "b", "2.50": "c", "no": "d"}

    def test_a_byte_order_mark_and_windows_line_ends_do_not_shift_columns(self) -> None:
        document = content(b"\xef\xbb\xbfa: 1\r\nb: twee\r\n")
        assert document.span(mapping(document.root).entries["b"].value) == Span("q.yaml", 2, 4, 2, 8)
        assert document.span(mapping(document.root).entries["a"].key) == Span("q.yaml", 1, 1, 1, 2)

    def test_columns_count_characters(self) -> None:
        document = content('a: {"één 🌱": ja}')
        inner = mapping(mapping(document.root).get("a"))
        assert document.span(inner.entries["één 🌱"].value) == Span("q.yaml", 1, 14, 1, 16)

    def test_an_empty_file_has_no_root(self) -> None:
        for text in ("", "\n", "# only a comment\n", "---\n", "~"):
            assert content(text).root is None

    def test_a_list_ends_with_its_last_element(self) -> None:
        document = content("a:\n  - b\n  - c\n\n\nd: e\n")
        assert document.span(mapping(document.root).entries["a"].value) == Span("q.yaml", 2, 3, 3, 6)

    def test_a_block_ends_with_its_last_word(self) -> None:
        document = content("a: |\n  b\n  c\n\n\nd: e\n")
        assert document.span(mapping(document.root).entries["a"].value) == Span("q.yaml", 1, 4, 3, 4)

    def test_a_list_between_brackets_ends_with_its_bracket(self) -> None:
        document = content("a: [b,\n  c]\nd: {}\n")
        assert document.span(mapping(document.root).entries["a"].value) == Span("q.yaml", 1, 4, 2, 5)
        assert document.span(mapping(document.root).entries["d"].value) == Span("q.yaml", 3, 4, 3, 6)


@pytest.mark.usefixtures("parser")
class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "code", "line", "column"),
        [
            ("a: &b c", "yaml-anchor", 1, 4),
            ("a: !!str b", "yaml-tag", 1, 4),
            ("a: !b\n  c: d", "yaml-tag", 1, 4),
            ("a: 1\n---\nb: 2", "yaml-documents", 2, 1),
            ("? [a]\n: b", "yaml-key", 1, 3),
            ("? {a: 1}\n: b", "yaml-key", 1, 3),
            ("a: 1\n~: 2", "yaml-key", 2, 1),
            ("a: 1\n? \n: 2", "yaml-key", 2, 2),
            ("a:\n\tb: c", "yaml-tab", 2, 1),
            ("a:\n  b: c\n\td: e", "yaml-tab", 3, 1),
            ("a: b: c", "yaml-syntax", 1, 5),
            ("a: 'b", "yaml-syntax", 1, 4),
            ("a: @b", "yaml-syntax", 1, 4),
            ("a: [b, c", "yaml-syntax", 1, 9),
            ("a: {b: c", "yaml-syntax", 1, 9),
            ("- a\nb: c", "yaml-syntax", 2, 1),
            ("a: b\n  c: d", "yaml-syntax", 2, 4),
            ("a: - b", "yaml-syntax", 1, 4),
            ("a: |x\n  b", "yaml-syntax", 1, 5),
            ('a: "\\q"', "yaml-syntax", 1, 5),
        ],
    )
    def test_with_its_place(self, text: str, code: str, line: int, column: int) -> None:
        problem = refused(text)
        assert (problem.code, problem.span.line, problem.span.column) == (code, line, column)
        assert problem.hint

    def test_an_alias(self) -> None:
        _, problems = read("q.yaml", b"a: &x b\nc: *x\n")
        assert [(each.code, each.span.line) for each in problems] == [("yaml-anchor", 1), ("yaml-alias", 2)]

    def test_an_alias_bomb_is_refused_at_once(self) -> None:
        lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
        _, problems = read("q.yaml", "\n".join(lines).encode())
        assert {each.code for each in problems} == {"yaml-anchor", "yaml-alias"}

    def test_a_key_that_stands_there_twice(self) -> None:
        problem = refused("a: 1\nb:\n  c: 2\n  'c': 3\n")
        assert problem.code == "duplicate-key"
        assert (problem.span.line, problem.span.column) == (4, 3)
        assert [(each.span.line, each.span.column) for each in problem.related] == [(3, 3)]

    def test_the_first_of_two_keys_is_kept(self) -> None:
        document, _ = read("q.yaml", b"a: 1\na: 2\nb: 3\n")
        assert document is not None
        assert document.root is not None
        assert to_plain(document.root) == {"a": 1, "b": 3}

    def test_deeper_than_allowed(self) -> None:
        assert plain("[" * DEEPEST + "]" * DEEPEST)
        problem = refused("[" * 100_000)
        assert (problem.code, problem.span.column) == ("yaml-too-deep", DEEPEST + 1)

    def test_deeper_than_allowed_by_indentation(self) -> None:
        text = "".join(" " * level + "a:\n" for level in range(200))
        assert refused(text).code == "yaml-too-deep"


class TestWhatIsNoText:
    def test_too_large(self) -> None:
        assert refused(b"#" * 1_000_001).code == "file-too-large"
        assert content(b"#" * 1_000_000).root is None

    def test_not_utf_8(self) -> None:
        problem = refused("a: één\nb: ë".encode() + b"\xff")
        assert (problem.code, problem.span.line, problem.span.column) == ("not-utf-8", 2, 5)
        problem = refused("a: é".encode("latin-1"))
        assert (problem.code, problem.span.line, problem.span.column) == ("not-utf-8", 1, 4)

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16(self, encoding: str) -> None:
        problem = refused("\ufeffa: b".encode(encoding) if encoding != "utf-16" else "a: b".encode(encoding))
        assert problem.code == "not-utf-8"

    @pytest.mark.parametrize(
        "character", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe"]
    )
    def test_invisible_characters(self, character: str) -> None:
        problem = refused(f"a: b\nc: d{character}e")
        assert (problem.code, problem.span.line, problem.span.column) == ("invisible-character", 2, 5)


YAML_LIKE = st.lists(
    st.sampled_from(
        ["a", "b: ", ": ", "- ", "\n", "  ", "    ", "{", "}", "[", "]", ",", "'", '"', "|", ">", "&x ", "*x", "!t ", "?", "#",
         "---", "...", "%", "@", "`", "\\", "\t", "\r\n", "é", "🌱", "1", "true", "~", "<<: ", "\x00", "|2-\n", ">+\n"]
    )
).map("".join)  # fmt: skip


class TestAnyText:
    @given(YAML_LIKE | st.text())
    def test_is_read_or_refused_with_a_place_in_it(self, text: str) -> None:
        self.check(text.encode("utf-8", "surrogatepass"))

    @given(st.binary())
    def test_and_any_bytes(self, bytes_: bytes) -> None:
        self.check(bytes_)

    @staticmethod
    def check(bytes_: bytes) -> None:
        document, problems = read("q.yaml", bytes_)
        assert document is not None or problems
        lines = bytes_.decode("utf-8", "replace").count("\n") + bytes_.count(b"\r") + 1
        for problem in problems:
            assert 1 <= problem.span.line <= lines
            assert problem.span.column >= 1
        if document is not None and document.root is not None:
            for node in _nodes(document.root):
                assert document.span(node).line >= 1

    @given(YAML_LIKE)
    def test_the_yaml_library_agrees_on_what_is_there(self, text: str) -> None:
        document, problems = read("q.yaml", text.encode())
        if problems or document is None or document.root is None:
            return
        loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
        loaded = yaml.load(text, Loader=loader)  # noqa: S506, TID251  # the peer in this test
        assert _texts(document.root) == loaded


def _nodes(node: Node) -> list[Node]:
    if isinstance(node, Sequence):
        return [node, *(inner for element in node.elements for inner in _nodes(element))]
    if isinstance(node, Mapping):
        return [node, *(inner for entry in node.entries.values() for inner in _nodes(entry.value))]
    return [node]


def _texts(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_texts(element) for element in node.elements]
    return {name: _texts(entry.value) for name, entry in node.entries.items()}
