import pytest

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.authoring.compile import compile_survey
from tests.engine import building, generated
from tests.engine.answering.evaluating import TODAY

SIZES = {"conditions": 25, "dimensions": 4, "per_dimension": 8}


@pytest.mark.parametrize("seed", range(3))
def test_the_sources_compile_and_mean_what_their_plain_values_mean(seed: int) -> None:
    documents = generated.documents(50, **SIZES, seed=seed)
    compiled = compile_survey(generated.sources(50, **SIZES, seed=seed)).require()
    built = building.questionnaire(documents["questionnaire.yaml"], documents["scoring.yaml"])
    for variant in range(10):
        raw = generated.answers(documents, variant)
        found, expected = (evaluate(each, parse_answers(each, raw), TODAY) for each in (compiled, built))
        assert found == expected
        assert not found.problems


def test_the_same_arguments_give_the_same_survey() -> None:
    assert generated.sources(40) == generated.sources(40)
    assert generated.sources(40) != generated.sources(40, seed=2)
    assert generated.answers(generated.documents(40), 7) == generated.answers(generated.documents(40), 7)
