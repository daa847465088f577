import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.authoring.document import Document, read
from engine.authoring.nodes import Mapping, Scalar
from engine.authoring.offsets import origins


def value(yaml: str) -> tuple[Document, Scalar]:
    document, problems = read("q.yaml", yaml.encode())
    assert document is not None
    assert not problems
    assert isinstance(document.root, Mapping)
    node = document.root.get("a")
    assert isinstance(node, Scalar)
    return document, node


@pytest.mark.parametrize(
    ("yaml", "line", "column"),
    [
        ("a: x == fout", 1, 9),
        ("a: 'x == fout'", 1, 10),
        ("a: 'x == ''q'' or fout'", 1, 19),
        ('a: "x == \\"q\\" or fout"', 1, 19),
        ('a: "\\x41\\u00e9\\U0001F331 fout"', 1, 26),
        ("a: x ==\n  y or\n  fout", 3, 3),
        ("a: 'x ==\n\n    y or fout'", 3, 10),
        ('a: "x == \\\n    y or fout"', 2, 10),
        ("a: |\n  x ==\n    y or\n  fout\n", 4, 3),
        ("a: |-\n\n\n  x or fout\n", 4, 8),
        ("a: >\n  x ==\n  y or\n  fout\n", 4, 3),
        ("a: >-\n  x ==\n\n  y or\n    z or\n  fout\n", 6, 3),
        ("a: |2\n    x or fout\n", 2, 10),
        ("a: >+\n  x or fout\n\n\n", 2, 8),
        ("a: | # why\n  x or fout\n", 2, 8),
        ("a: |\r\n  x or\r\n  fout\r\n", 3, 3),
        ("a: é🌱 fout", 1, 7),
        ("a: |2-\n   \n  x or fout\n", 3, 8),
    ],
)
def test_the_place_of_a_word(yaml: str, line: int, column: int) -> None:
    document, node = value(yaml)
    start = node.text.index("fout")
    span = document.inside(node, start, start + 4)
    assert (span.line, span.column, span.end_line, span.end_column) == (line, column, line, column + 4)


def test_the_end_of_a_text() -> None:
    document, node = value("a: 'x =='")
    span = document.inside(node, 4, 4)
    assert (span.line, span.column, span.end_column) == (1, 9, 10)


def test_a_place_past_the_end_is_the_whole_text() -> None:
    document, node = value("a: x")
    assert document.inside(node, 5, 6) == document.span(node)


WORDS = st.text(alphabet="ab 'é\"\\:#\n🌱", min_size=1, max_size=30)


def _styles(words: str) -> list[str]:
    quoted = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    lines = words.split("\n")
    block = "".join(f"  {line}\n" if line else "\n" for line in lines)
    written = [f'a: "{quoted}"\n', f"a: |2-\n{block}", f"a: >2-\n{block}", f"a: |2+\n{block}b: c\n"]
    if "\n" not in words:
        written.append("a: '" + words.replace("'", "''") + "'\n")
    return written


@given(WORDS, st.integers(0, 4))
def test_every_character_is_found_where_it_was_written(words: str, style: int) -> None:
    styles = _styles(words)
    yaml = styles[style % len(styles)]
    document, problems = read("q.yaml", yaml.encode())
    if problems or document is None or not isinstance(document.root, Mapping):
        return
    node = document.root.get("a")
    assert isinstance(node, Scalar)
    places = origins(document.text, node)
    assert places is not None, (yaml, node)
    assert len(places) == len(node.text) + 1
    assert places == sorted(places)
    for character, place in zip(node.text, places, strict=False):
        assert document.text[place] in (character, "\\", "\n")
