"""How a survey is scored, told from the questionnaire itself."""

from fractions import Fraction

import pytest

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.authoring.compile import compile_survey
from engine.authoring.folder import read_folder
from engine.question_types import TYPES
from engine.questionnaire import Questionnaire
from tests.results.fakes import FakeClock
from tests.webform.visitor import Visitor
from webform.config import SHIPPED_SURVEYS
from webform.pages.about import about
from webform.pages.exact import exact
from webform.pages.example import example

SOURCES = {
    "questionnaire.yaml": """
survey: tuin
version: "2.1"
language: nl
title: De tuin
scales:
  eens:
    - {value: 1, label: Oneens, points: 0}
    - {value: 2, label: Eens, points: 100}
    - {value: nvt, label: Geen mening, missing: not_applicable}
sections:
  - id: alles
    title: Alles
    pages:
      - id: eerst
        questions:
          - {id: soort, type: single_choice, text: Welke soort?, options: [{value: moes, label: Moestuin}, {value: sier, label: Siertuin}]}
          - {id: s1, type: scale, scale: eens, text: Het groeit.}
          - {id: s2, type: scale, scale: eens, text: Er is onkruid., reversed: true}
          - id: water
            type: single_choice
            text: Hoeveel water geef je in de {soort}?
            show_when: soort == "moes"
            options: [{value: veel, label: Veel, points: 100/3}, {value: weinig, label: Weinig, points: 0}]
          - id: mest
            type: multiple_choice
            text: Welke mest?
            options: [{value: a, label: A, points: 60}, {value: b, label: B, points: 60}]
          - id: eerste_keus
            type: ranking
            text: Wat eerst?
            max: 2
            options: [{value: groei, label: Groei}, {value: zorg, label: Zorg}]
""",
    "scoring.yaml": """
bands:
  kleuren:
    - {id: goed, title: Goed, from: 60, tone: good, symbol: ●}
    - {id: matig, title: Matig, from: 0, tone: hard, symbol: ■}
enough: {answered: 2, share: 60%}
dimensions:
  - {id: groei, code: G, title: Groei, question: Groeit het?, group: samen, bands: kleuren, weights: {s1: 1, s2: 1/2, water: 1}}
  - {id: zorg, code: Z, title: Zorg, question: Wordt er gezorgd?, group: samen, bands: kleuren, weights: {s2: 1, mest: 2}, enough: {answered: 1, share: 30%}}
groups:
  - {id: samen, title: Samen, share: 60%}
factors:
  - {id: nut, title: Nut, answered: 2, questions: [s1, mest]}
priorities: {count: 2, choice: eerste_keus, bonus: [20, 10], unscored: 50, only_if_chosen: [goed]}
""",
}


@pytest.fixture(scope="module")
def garden() -> Questionnaire:
    return compile_survey({name: text.encode() for name, text in SOURCES.items()}).require()


def test_every_dimension_with_its_questions_and_weights(garden: Questionnaire) -> None:
    told = about(garden)
    assert [(each.title, [(one.text, one.weight) for one in each.questions]) for each in told.dimensions] == [
        ("Groei", [("Het groeit.", "1"), ("Er is onkruid.", "½"), ("Hoeveel water geef je in de …?", "1")]),
        ("Zorg", [("Er is onkruid.", "1"), ("Welke mest?", "2")]),
    ]
    assert [each.group for each in told.dimensions] == ["Samen", "Samen"]
    assert (told.asked, told.counted) == (6, 4)


def test_points_conditions_and_reversed_statements(garden: Questionnaire) -> None:
    growth, care = about(garden).dimensions
    scale = growth.questions[0].scale
    assert scale is not None
    assert [(each.label, each.points) for each in scale.points] == [
        ("Oneens", "0"),
        ("Eens", "100"),
        ("Geen mening", None),
    ]
    assert [one.reversed for one in growth.questions] == [False, True, False]
    water = growth.questions[2]
    assert [(each.label, each.points) for each in water.points] == [("Veel", "33⅓"), ("Weinig", "0")]
    assert water.conditions == ("alleen als “Welke soort?” is “Moestuin”",)
    assert care.questions[1].cap == "100"
    assert about(garden).several


def test_rules_that_differ_stand_with_each_score(garden: Questionnaire) -> None:
    told = about(garden)
    assert told.enough is None
    assert [each.enough and each.enough.answered for each in told.dimensions] == [2, 1]


def test_bands_have_their_limits(garden: Questionnaire) -> None:
    (bands,) = about(garden).bands
    assert [(each.title, each.lower, each.upper) for each in bands.bands] == [("Goed", 60, 100), ("Matig", 0, 59)]


def test_what_is_made_of_scores(garden: Questionnaire) -> None:
    told = about(garden)
    assert [(each.title, each.parts, each.needed) for each in told.groups] == [("Samen", ("Groei", "Zorg"), 2)]
    assert [(each.title, each.needed) for each in told.factors] == [("Nut", 2)]
    assert told.priorities is not None
    assert (told.priorities.choice, told.priorities.only_if_chosen) == ("Wat eerst?", ("Goed",))


def test_with_whom_scores_are_compared() -> None:
    folder = SHIPPED_SURVEYS / "zelfscan"
    scan = compile_survey(read_folder(folder)).require()
    told = about(scan).comparison
    rules = scan.publication.comparison
    assert told is not None
    assert rules is not None
    assert told.groups == tuple(step.title for step in rules.steps)
    assert (told.smallest, told.consent) == (10, "De Monitor en wetenschappelijk onderzoek")
    assert about(scan.in_language("en")).comparison != told


def test_nothing_is_compared_unless_it_is_declared(garden: Questionnaire) -> None:
    assert about(garden).comparison is None


def test_the_example_is_what_the_engine_makes_of_it(garden: Questionnaire) -> None:
    worked = example(garden)
    assert worked is not None
    dimension = next(each for each in garden.scoring.dimensions if each.title == worked.title)
    raw: dict[str, object] = {"soort": "moes"}
    for weight, (points, _weight) in zip(dimension.weights, worked.parts, strict=True):
        question = garden.questions[weight.question]
        table = TYPES[question.type].points(question)
        assert table is not None
        raw[question.id] = next(value for value, worth in table.points.items() if exact(worth) == points)
    outcome = evaluate(garden, parse_answers(garden, raw), FakeClock().now().date())
    assert outcome.scores.dimensions[dimension.id].score == worked.score
    assert worked.parts == (("100", "1"), ("0", "½"), ("33⅓", "1")) or len(worked.parts) == 3


@pytest.mark.parametrize(
    ("number", "written"),
    [("3", "3"), ("1/2", "½"), ("5/2", "2½"), ("100/3", "33⅓"), ("19/7", "2 5/7"), ("2/7", "2/7"), ("0", "0")],
)
def test_exact_numbers(number: str, written: str) -> None:
    assert exact(Fraction(number)) == written


def test_the_page_of_a_scored_survey(visitor: Visitor) -> None:
    page = visitor.open("/over/club?language=en")
    assert "How we calculate" in page.text
    assert "/club" in page.links
    assert "/over/club" in visitor.open("/club").links


def test_the_page_of_a_survey_without_scores(visitor: Visitor) -> None:
    page = visitor.open("/over/soorten?language=nl")
    assert "Er worden geen scores berekend" in page.text
    assert "geen enkel antwoord op deze vragenlijst is voor iedereen te zien" in page.text
    assert "Om te mogen" in page.text


def test_no_such_survey(visitor: Visitor) -> None:
    visitor.open("/over/nergens", status=404)
