"""What the list shows of a submission."""

from datetime import UTC, datetime

import pytest

from engine.questionnaire import Questionnaire
from engine.values import Json
from results.listing.listed import Listed, kind_question, listed, marked, searched_as, unmarked
from results.records.submissions import Submission


def sent(questionnaire: Questionnaire, answers: dict[str, Json], title: str = "Café 't Gáátje") -> Submission:
    return Submission("0" * 32, 1, questionnaire.hash, "nl", title, answers, {}, datetime(2026, 1, 1, tzinfo=UTC))


def test_title_place_and_the_first_filter(club: Questionnaire) -> None:
    found = listed(club, sent(club, {"p_plaats": "Súdwest  Fryslân", "p_sector": "energie", "p_koepels": ["a"]}))
    assert found == Listed("Café 't Gáátje", "Súdwest  Fryslân", ("energie",), "cafe 't gaatje sudwest fryslan")
    question = kind_question(club)
    assert question is not None
    assert question.id == "p_sector"


@pytest.mark.parametrize("answers", [{}, {"p_sector": None, "p_plaats": 5}, {"p_sector": 3, "p_plaats": ["x"]}])
def test_what_is_not_there_or_of_another_kind_is_left_out(club: Questionnaire, answers: dict[str, Json]) -> None:
    assert listed(club, sent(club, answers, "")) == Listed("", "", (), "")


def test_several_values_are_each_found_and_no_half_ones() -> None:
    assert unmarked(marked(("energie", "wonen"))) == ("energie", "wonen")
    assert marked(("wonen",)) in marked(("energie", "wonen", "zorg"))
    assert marked(("won",)) not in marked(("energie", "wonen"))
    assert unmarked(marked(())) == ()


def test_searching_makes_no_difference_between_accents_and_capitals() -> None:
    assert searched_as("ÉÉN  Dorp", "Ñ") == "een dorp n"
