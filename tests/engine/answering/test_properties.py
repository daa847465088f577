import json
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engine.answering.answers import parse_answers, to_json
from engine.answering.outcome import Outcome, evaluate
from engine.answering.routing import first_open_page, next_page, previous_page, prune
from engine.answering.standing import SectionState, standing
from engine.question_types import TYPES
from engine.questionnaire import Questionnaire
from engine.values import PROBLEM_CODES
from tests.engine import building, generated
from tests.engine.answering import naive
from tests.engine.answering.evaluating import TODAY

SEEDS = range(6)


@cache
def survey(seed: int) -> dict[str, dict[str, Any]]:
    """A small generated survey with many conditions, and with what the generator leaves out."""
    documents = generated.documents(60, conditions=30, dimensions=6, per_dimension=8, seed=seed)
    sections = documents["questionnaire.yaml"]["sections"]
    sections[1]["show_when"] = 'q10 != "c"'
    sections[1]["pages"][2]["show_when"] = "q1 >= 3"
    scoring = documents["scoring.yaml"]
    scoring["priorities"]["choice"] = "top"
    options = [{"value": dimension["id"], "label": dimension["id"]} for dimension in scoring["dimensions"]]
    several = [{"value": value, "label": value, "points": 35} for value in "vwxy"]
    sections[-1]["pages"].append(
        {
            "id": "einde",
            "questions": [
                {"id": "tegen", "type": "scale", "scale": "mate", "reversed": True},
                {"id": "optellen", "type": "multiple_choice", "options": [*several, {"value": "z", "label": "z"}]},
                {"id": "top", "type": "ranking", "options": options, "max": 3},
                {"id": "samen1", "type": "scale", "scale": "mate", "show_when": "tegen >= 3"},
                {"id": "samen2", "type": "scale", "scale": "mate", "required": True, "show_when": "tegen >= 3"},
                {"id": "alleen", "type": "scale", "scale": "mate", "show_when": "samen2 >= 2"},
            ],
        }
    )
    scoring["dimensions"][0]["weights"] |= {"tegen": "3/7", "optellen": 2}
    scoring["factors"][0]["questions"] = [*scoring["factors"][0]["questions"], "optellen", "tegen"]
    return documents


@cache
def compiled(seed: int) -> Questionnaire:
    documents = survey(seed)
    return building.questionnaire(documents["questionnaire.yaml"], documents["scoring.yaml"])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(categories=None), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=4,
)
likely = st.sampled_from(
    ["a", "b", "c", "d", "e", 1, 2, 3, 4, 5, "weet_niet", 2000, "d0", ["d1", "d2"], ["v", "w", "x"], ["z"], True]
)


@st.composite
def responses(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Any]]:
    """A questionnaire, and answers of which most are right, some are junk and some are missing."""
    seed = draw(st.sampled_from(SEEDS))
    questionnaire = compiled(seed)
    raw: dict[str, Any] = dict(generated.answers(survey(seed), draw(st.integers(0, 1000))))
    ids = st.sampled_from([*questionnaire.questions, "onbekend", ""])
    raw |= draw(st.dictionaries(ids, likely | json_values, max_size=25))
    for id in draw(st.lists(ids, max_size=20)):
        raw.pop(id, None)
    return questionnaire, raw


def outcome_of(questionnaire: Questionnaire, raw: dict[str, Any]) -> Outcome:
    return evaluate(questionnaire, parse_answers(questionnaire, raw), TODAY)


@given(responses())
def test_the_path_has_the_questions_whose_conditions_hold_and_no_other(
    response: tuple[Questionnaire, dict[str, Any]],
) -> None:
    questionnaire, raw = response
    found = outcome_of(questionnaire, raw)
    answers = parse_answers(questionnaire, raw)
    assert found.path == naive.path_of(questionnaire, answers.values)
    assert set(found.values) == set(found.path) & set(answers.values)
    shown_pages = [
        page.id for page in questionnaire.pages.values() if {each.id for each in page.questions} & found.shown
    ]
    assert list(found.pages) == shown_pages


@given(responses())
def test_scores_are_those_of_plain_fractions(response: tuple[Questionnaire, dict[str, Any]]) -> None:
    questionnaire, raw = response
    found = outcome_of(questionnaire, raw)
    expected = naive.scores_of(questionnaire, found.values)
    scores = found.scores
    assert {id: each.score for id, each in scores.dimensions.items()} == expected["dimensions"]
    assert dict(scores.groups) == expected["groups"]
    assert dict(scores.factors) == expected["factors"]
    assert scores.unbalanced == expected["unbalanced"]


@given(responses())
def test_scores_stay_in_range_and_bands_never_contradict_them(response: tuple[Questionnaire, dict[str, Any]]) -> None:
    questionnaire, raw = response
    scores = outcome_of(questionnaire, raw).scores
    for each in questionnaire.scoring.dimensions:
        found = scores.dimensions[each.id]
        assert 0 <= found.answered <= found.asked <= len(each.weights)
        if found.score is None:
            assert found.band is None
        else:
            assert 0 <= found.score <= 100
            assert found.band == questionnaire.scoring.band_sets[each.bands].band_of(found.score).id
    assert all(score is None or 0 <= score <= 100 for score in [*scores.groups.values(), *scores.factors.values()])
    assert len(scores.priorities) <= 3
    points = list(scores.priority_points.values())
    assert points == sorted(points, reverse=True)


@given(responses())
def test_every_problem_has_a_known_code_and_stands_in_document_order(
    response: tuple[Questionnaire, dict[str, Any]],
) -> None:
    questionnaire, raw = response
    order = {id: place for place, id in enumerate(questionnaire.questions)}
    problems = outcome_of(questionnaire, raw).problems
    places = [order.get(problem.question, len(order)) for problem in problems]
    assert places == sorted(places)
    assert all(set(problem.params) == set(PROBLEM_CODES[problem.code]) for problem in problems)


@given(responses())
def test_pruning_is_idempotent_and_changes_no_outcome(response: tuple[Questionnaire, dict[str, Any]]) -> None:
    questionnaire, raw = response
    found = outcome_of(questionnaire, raw)
    pruned = json.loads(json.dumps(prune(questionnaire, found), allow_nan=False))
    again = outcome_of(questionnaire, pruned)
    assert prune(questionnaire, again) == pruned
    assert (again.path, again.values, again.scores) == (found.path, found.values, found.scores)
    assert set(pruned) <= set(again.path)


@given(responses())
def test_a_response_read_from_its_own_serialisation_is_the_same(response: tuple[Questionnaire, dict[str, Any]]) -> None:
    questionnaire, raw = response
    answers = parse_answers(questionnaire, raw)
    stored = json.loads(json.dumps(to_json(questionnaire, answers.values), allow_nan=False))
    again = parse_answers(questionnaire, stored)
    assert again.values == answers.values
    assert {id: type(value) for id, value in again.values.items()} == {
        id: type(value) for id, value in answers.values.items()
    }
    assert not again.rejected


@given(responses(), st.sets(st.text(max_size=3) | st.sampled_from([f"p{number}" for number in range(12)])))
def test_the_way_through_the_pages(response: tuple[Questionnaire, dict[str, Any]], visited: set[str]) -> None:
    questionnaire, raw = response
    found = outcome_of(questionnaire, raw)
    here: str | None = found.pages[0]
    walked: list[str] = []
    minutes, done = [], []
    while here is not None:
        at = standing(questionnaire, found, walked, TODAY)
        minutes.append(at.minutes_left)
        done.append(sum(section.done for section in at.sections))
        walked.append(here)
        following = next_page(found, here)
        assert following is None or previous_page(found, following) == here
        here = following
    assert tuple(walked) == found.pages
    # Saving a page never adds to what is left, except for what has to be mended on it.
    assert done == sorted(done)
    if found.complete:
        assert minutes == sorted(minutes, reverse=True)
        assert standing(questionnaire, found, walked, TODAY).complete
    at = standing(questionnaire, found, visited, TODAY)
    assert sum(section.pages for section in at.sections) == len(found.pages)
    for section in at.sections:
        assert 0 <= section.done <= section.pages
        assert (section.leads_to is None) == (section.pages == 0)
        assert (section.state is SectionState.DONE) == (0 < section.pages == section.done)
    first = first_open_page(questionnaire, found, visited)
    assert first is None or first in found.pages
    assert (first is None) == at.complete
    assert first_open_page(questionnaire, found, ()) == found.pages[0]


@given(responses())
def test_the_order_in_which_answers_come_makes_no_difference(response: tuple[Questionnaire, dict[str, Any]]) -> None:
    questionnaire, raw = response
    known = {id: value for id, value in raw.items() if id in questionnaire.questions}
    assert outcome_of(questionnaire, known) == outcome_of(questionnaire, dict(reversed(known.items())))


def test_the_generated_answers_are_right() -> None:
    for seed in SEEDS:
        answers = parse_answers(
            compiled(seed), generated.answers(survey(seed)) | {"tegen": 1, "optellen": ["v"], "top": ["d1"]}
        )
        assert not answers.rejected
        assert all(TYPES[question.type].takes_answer for question in compiled(seed).questions.values())
        assert len(answers.values) == len(compiled(seed).questions) - 3
