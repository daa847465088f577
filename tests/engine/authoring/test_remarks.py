"""Texts that YAML cuts off at ` #`, and remarks that are meant as remarks."""

import pytest

from engine.authoring.document import read
from engine.authoring.remarks import check_remarks
from engine.questionnaire import Severity


def told(content: str, kind: str = "questionnaire") -> list[tuple[int, int, str]]:
    """Line, column and the remark of every warning."""
    document, problems = read("a.yaml", content.encode())
    assert document is not None
    assert problems == []
    found = list(check_remarks(document, kind))
    assert all(each.severity is Severity.WARNING and each.code == "text-cut-off" for each in found)
    return [(each.span.line, each.span.column, document.text_at(each.span)) for each in found]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("text: Plan #2\n", [(1, 12, "#2")]),
        ("text: Plan # 2 of them", [(1, 12, "# 2 of them")]),
        ("text: Plan\t#2\r\nid: a\r\n", [(1, 12, "#2")]),
        ("text: Plan   #2\n", [(1, 14, "#2")]),
        ("{label: Plan #2\n, value: a}", [(1, 14, "#2")]),
        ("text: A plan\n  of two lines #2\n", [(2, 16, "#2")]),
        ("steps:\n  - Make plan #1\n  - 'Make plan #2'\n", [(2, 15, "#1")]),
        ("options:\n  - value: a #1\n    label: Één ding #1\n", [(3, 21, "#1")]),
    ],
)
def test_a_text_that_is_cut_off(content: str, expected: list[tuple[int, int, str]]) -> None:
    assert told(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "text: Plan  # a remark, set apart\n",
        "text: Plan#2\n",
        "text: 'Plan #2'\n",
        'text: "Plan #2"\n',
        'text: "Plan"  #2\n',
        "text: |\n  Plan #2\n",
        "# text: Plan #2\ntext: Plan\n# 3 #4\n",
        "show_when: a == 1 # for now\n",
        "id: a #1\n",
    ],
)
def test_what_is_no_text_or_no_loss(content: str) -> None:
    assert told(content) == []


def test_every_value_of_a_translation_is_a_text() -> None:
    assert told("questions: {a: {options: {b: Plan #2\n}}}", "translation") == [(1, 35, "#2")]
