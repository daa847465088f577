import pytest

from tests.engine.authoring.surveys import FILES, compiled, diagnostics, sources

EXAMPLE = """\
title: Een tuin die groeit
today: 2026-11-23
answers:
  naam: De Akker
  fase: groei
  leden: 12
  samen: 2
  alleen: 1
  mag_op_kaart: true
expect:
  path: [naam, fase, leden, samen, alleen, mag_op_kaart]
  problems: []
  dimensions: {samenwerking: {score: 100, band: goed, asked: 2, answered: 2}}
  groups: {leden: 100}
  factors: {nut: 100}
  unbalanced: false
  priorities: []
  calculated: {}
"""
WITH_CALCULATED = """\
          - id: dubbel
            type: calculated
            text: Tweemaal
            value: leden * 2
          - id: lid
            type: note
            text: "{dubbel}"
            show_when: answered(dubbel)
          - scale: mate
"""


def told(old: str, new: str) -> list[tuple[str, str, int]]:
    """Code, summary and line of what is told of the example with one thing changed."""
    assert EXAMPLE.count(old) == 1
    files = sources({**FILES, "examples/tuin.yaml": EXAMPLE.replace(old, new)})
    return [(each.code, each.summary, each.span.line) for each in diagnostics(files)]


def test_an_example_that_holds() -> None:
    assert told("title: Een", "title: Een") == []


@pytest.mark.parametrize(
    ("old", "new", "summary", "line"),
    [
        ("score: 100", "score: 99", "The score of `samenwerking` is 100", 13),
        ("band: goed", "band: zwaar", "The band of `samenwerking` is goed", 13),
        ("asked: 2", "asked: 3", "The asked of `samenwerking` is 2", 13),
        ("score: 100, band: goed", "score: null, band: null", "The score of `samenwerking` is 100", 13),
        ("{leden: 100}", "{leden: null}", "The score of `leden` is 100", 14),
        ("{nut: 100}", "{nut: 0}", "The score of `nut` is 100", 15),
        ("unbalanced: false", "unbalanced: true", "The groups are in balance", 16),
        ("priorities: []", "priorities: [samenwerking]", "The priorities are none", 17),
        ("leden, samen, alleen, mag", "samen, alleen, mag", "Also asked: leden", 11),
        ("path: [naam, fase,", "path: [fase, naam,", "The questions are asked in another order", 11),
        ("fase: groei", "fase: idee", "`leden` is not asked", 11),
        ("problems: []", "problems: [{question: naam, code: required}]",
         "There is no problem `required` with `naam`", 12),
        ("  naam: De Akker\n", "", "There is also the problem `required` with `naam`", 11),
        ("problems: []", "not_on_path: [leden]", "`leden` is asked", 12),
        ("today: 2026-11-23", "today: 2026-02-30", "There is no such day", 2),
    ],
)  # fmt: skip
def test_an_example_that_fails(old: str, new: str, summary: str, line: int) -> None:
    assert ("example-fails", summary, line) in told(old, new)


@pytest.mark.parametrize(
    ("old", "new", "name", "line"),
    [
        ("  leden: 12", "  lden: 12", "lden", 6),
        ("{leden: 100}", "{lede: 100}", "lede", 14),
        ("{samenwerking: {", "{samen: {", "samen", 13),
        ("path: [naam,", "path: [nam,", "nam", 11),
        ("problems: []", "on_path: [nam]", "nam", 12),
    ],
)
def test_a_name_that_is_not_in_the_survey(old: str, new: str, name: str, line: int) -> None:
    assert ("example-unknown-name", f"There is no `{name}` in this survey", line) in told(old, new)


def test_a_refused_answer_is_told_where_no_problem_is_expected() -> None:
    text = EXAMPLE.replace("leden: 12", "leden: veel").replace("  problems: []\n", "")
    files = sources({**FILES, "examples/tuin.yaml": text})
    assert [(each.code, each.summary) for each in diagnostics(files)] == [
        ("example-fails", "The answer to `leden` is refused: not_a_number")
    ]


def test_expected_problems_may_be_answers_that_are_refused() -> None:
    text = EXAMPLE.replace("leden: 12", "leden: veel").replace(
        "problems: []", "problems: [{question: leden, code: not_a_number}]"
    )
    assert diagnostics(sources({**FILES, "examples/tuin.yaml": text})) == ()


def test_calculated_values() -> None:
    questionnaire = FILES["questionnaire.yaml"].replace("          - scale: mate\n", WITH_CALCULATED)
    english = FILES["en.yaml"].replace("  samen: {", '  dubbel: {text: Twice}\n  lid: {text: "{dubbel}"}\n  samen: {')
    files = {**FILES, "questionnaire.yaml": questionnaire, "en.yaml": english}
    right = {**files, "examples/tuin.yaml": EXAMPLE.replace("calculated: {}", "calculated: {dubbel: 24}")}
    assert diagnostics(sources(right)) == ()
    wrong = {**files, "examples/tuin.yaml": EXAMPLE.replace("calculated: {}", "calculated: {dubbel: 25}")}
    assert [each.summary for each in diagnostics(sources(wrong))] == ["The value of `dubbel` is 24"]


def test_a_failing_example_stands_in_the_way() -> None:
    files = {**FILES, "examples/tuin.yaml": EXAMPLE.replace("score: 100", "score: 99")}
    from engine.authoring.compile import compile_survey

    assert compile_survey(sources(files)).questionnaire is None


def test_examples_are_no_part_of_the_hash() -> None:
    assert compiled({**FILES, "examples/tuin.yaml": EXAMPLE}).hash == compiled().hash
