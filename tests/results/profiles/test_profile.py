"""A profile says what the outcome says, keeps it when stored, and can say it in another language."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.questionnaire import Questionnaire
from engine.scoring import Tone
from results.profiles.profile import Profile, in_edition, make_profile
from results.profiles.stored import from_json, to_json
from tests.results.conftest import compiled

TODAY = date(2026, 11, 23)
CHOICE = st.sampled_from([None, "1", "2", "3", "weet_niet"])
ANSWERS = st.fixed_dictionaries(
    {"s_doel": CHOICE, "s_keuze": CHOICE, "s_geld": CHOICE, "s_buffer": CHOICE},
    optional={"u_top": st.lists(st.sampled_from(["koers", "geld"]), unique=True)},
)


def profile_of(questionnaire: Questionnaire, answers: dict[str, Any]) -> Profile:
    return make_profile(questionnaire, evaluate(questionnaire, parse_answers(questionnaire, answers), TODAY))


def test_a_profile_holds_scores_bands_advice_and_priorities(club: Questionnaire) -> None:
    answers = {"s_doel": "1", "s_keuze": "2", "s_geld": "3", "s_buffer": "3", "u_top": ["geld"]}
    profile = profile_of(club, answers)
    koers, geld = profile.dimensions
    assert (koers.score, koers.band, koers.band_title, koers.symbol, koers.tone) == (
        17,
        "zwaar",
        "Uitdaging",
        "■",
        Tone.HARD,
    )
    assert (koers.text, koers.steps) == ("Er is geen koers.", ("Praat", "Schrijf", "Herhaal"))
    assert [lab.title for lab in koers.labs] == ["Praatlab"]
    assert (koers.peers, koers.materials, koers.themes) == ("Een club met koers", ("gids",), ("strategie",))
    assert (koers.asked, koers.answered, koers.chosen) == (2, 2, False)
    assert (geld.score, geld.band, geld.text, geld.steps, geld.chosen) == (100, "goed", "Er is geld.", (), True)
    assert [(each.dimension.id, each.points) for each in profile.priorities] == [("koers", 83), ("geld", 20)]
    assert profile.strong == (geld,)
    assert [(group.title, group.score) for group in profile.groups] == [("Bestuur", 17), ("Middelen", 100)]
    assert [(factor.title, factor.score) for factor in profile.factors] == [("Nut", 50)]
    assert profile.unbalanced_text == "Uit balans"
    assert (profile.survey, profile.version, profile.questionnaire_hash) == ("club", "1.0", club.hash)


def test_without_enough_answers_there_is_no_score_and_no_advice(club: Questionnaire) -> None:
    profile = profile_of(club, {"s_doel": "3", "u_top": ["koers"]})
    koers = profile.dimensions[0]
    assert (koers.score, koers.band, koers.band_title, koers.tone, koers.symbol) == (None,) * 5
    assert (koers.text, koers.steps) == ("", ())
    assert profile.priorities[0].dimension is koers  # chosen, so to tackle, although there is no score yet
    assert profile.unbalanced_text is None
    assert profile.strong == ()


@given(ANSWERS, st.sampled_from(["nl", "en"]))
def test_a_stored_profile_comes_back_the_same(answers: dict[str, Any], language: str) -> None:
    import json

    profile = profile_of(compiled().in_language(language), answers)
    assert from_json(json.loads(json.dumps(to_json(profile)))) == profile


@given(ANSWERS)
def test_the_same_numbers_in_another_language(answers: dict[str, Any]) -> None:
    dutch, english = compiled(), compiled().in_language("en")
    profile = profile_of(dutch, answers)
    assert in_edition(profile, english) == profile_of(english, answers)
    assert in_edition(in_edition(profile, english), dutch) == profile


def test_texts_are_only_taken_from_the_questionnaire_it_was_made_with(club: Questionnaire) -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="made with"):
        in_edition(profile_of(club, {}), replace(club, hash="another"))


def test_a_form_that_is_not_known_is_refused(club: Questionnaire) -> None:
    stored = to_json(profile_of(club, {}))
    for form in (2, None, "1"):
        with pytest.raises(ValueError, match="form"):
            from_json({**stored, "form": form})
