import json

import pytest

from engine.authoring.diagnostics import Related, Span, error, warning
from engine.authoring.rendering import render_text, summary_line, to_json

SOURCES = {
    "q.yaml": 'a: 1\nshow_when: k_fse != "idee"\n\tkey: één 日本 fout\r\nb: 2\n'.encode(),
    "bom.yaml": b"\xef\xbb\xbfa: fout\n",
    "bad.yaml": b"a: \xff\n",
}


def rendered(line: int, column: int, end: int, file: str = "q.yaml", end_line: int | None = None) -> list[str]:
    return render_text([error("code", "Wrong", Span(file, line, column, end_line or line, end))], SOURCES).splitlines()


def test_the_line_and_a_caret() -> None:
    found = error(
        "unknown-question",
        "There is no question `k_fse`",
        Span("q.yaml", 2, 12, 2, 17),
        "Did you mean `k_fase`?",
        [Related("first defined here", Span("q.yaml", 1, 1, 1, 2))],
    )
    assert render_text([found], SOURCES, "surveys/x") == (
        "surveys/x/q.yaml:2:12: error: There is no question `k_fse` [unknown-question]\n"
        '    2 | show_when: k_fse != "idee"\n'
        "      |            ^^^^^\n"
        "  Did you mean `k_fase`?\n"
        "  first defined here: surveys/x/q.yaml:1:1\n"
        "    1 | a: 1\n"
        "      | ^\n"
    )


def test_diagnostics_stand_apart() -> None:
    found = [warning("a", "A", Span("q.yaml", 1, 1, 1, 2)), error("b", "B", Span("q.yaml", 4, 1, 4, 2))]
    assert "^\n\nq.yaml:4:1" in render_text(found, SOURCES)
    assert render_text([], SOURCES) == ""


def test_the_caret_stands_under_tabs_and_wide_characters() -> None:
    _, line, caret = rendered(3, 14, 18)
    assert line == "    3 | \tkey: één 日本 fout"
    assert caret == "      | \t" + " " * 14 + "^^^^"


def test_wide_characters_are_underlined_wide() -> None:
    assert rendered(3, 11, 13)[2].count("^") == 4


def test_an_empty_place_has_one_caret() -> None:
    assert rendered(1, 5, 5)[2] == "      |     ^"


def test_more_lines_are_underlined_on_the_first() -> None:
    assert rendered(2, 12, 3, end_line=4)[2] == "      |            " + "^" * 15


def test_a_byte_order_mark_takes_no_column() -> None:
    assert rendered(1, 4, 8, "bom.yaml")[1:] == ["    1 | a: fout", "      |    ^^^^"]


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    assert rendered(1, 4, 5, "bad.yaml")[1] == "    1 | a: \ufffd"


@pytest.mark.parametrize("place", [(99, 1), (1, 99)])
def test_a_place_that_is_not_there(place: tuple[int, int]) -> None:
    assert rendered(*place, place[1] + 1)[0].startswith(f"q.yaml:{place[0]}:{place[1]}: error")


def test_a_file_that_is_not_there() -> None:
    assert rendered(1, 1, 2, "nothing.yaml") == ["nothing.yaml:1:1: error: Wrong [code]"]


def test_of_a_long_line_only_the_part_around_the_place_is_shown() -> None:
    line = "a: " + "x" * 500 + " fout " + "y" * 500
    column = line.index("fout") + 1
    found = error("code", "Wrong", Span("q.yaml", 1, column, 1, column + 4))
    _, shown, caret = render_text([found], {"q.yaml": line.encode()}).splitlines()
    assert len(shown) < 130
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "fout"
    assert shown.endswith("…")


def test_a_long_place_is_not_underlined_past_the_end_of_what_is_shown() -> None:
    found = error("code", "Wrong", Span("q.yaml", 1, 1, 1, 1000))
    _, shown, caret = render_text([found], {"q.yaml": b"x" * 1000}).splitlines()
    assert len(caret) <= len(shown)


def test_control_characters_do_not_reach_the_screen() -> None:
    found = error("code", "Wrong", Span("q.yaml", 1, 1, 1, 2))
    assert "\x1b" not in render_text([found], {"q.yaml": b"a\x1b[31mb"})


def test_json() -> None:
    found = error(
        "code", "Wrong", Span("q.yaml", 2, 12, 2, 17), "Mend it", [Related("here", Span("a.yaml", 1, 2, 1, 3))]
    )
    told = to_json([found], "surveys/x/")
    assert told == [
        {
            "code": "code",
            "severity": "error",
            "summary": "Wrong",
            "hint": "Mend it",
            "file": "surveys/x/q.yaml",
            "line": 2,
            "column": 12,
            "end_line": 2,
            "end_column": 17,
            "related": [{"summary": "here", "file": "surveys/x/a.yaml", "line": 1, "column": 2}],
        }
    ]
    assert json.loads(json.dumps(told)) == told


def test_how_many_there_are() -> None:
    one, other = error("a", "A", Span.start_of("q")), warning("b", "B", Span.start_of("q"))
    assert summary_line([]) == ""
    assert summary_line([one]) == "1 error"
    assert summary_line([one, other, one]) == "2 errors, 1 warning"
