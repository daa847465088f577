"""Made-up answers: valid on the path of any questionnaire, the same for the same seed."""

from datetime import date

import pytest

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.authoring.compile import compile_survey
from engine.question_types import TYPES
from engine.questionnaire import Questionnaire
from results.adapters.geocoder import OfflineGeocoder
from results.demo.answers import made_up
from results.demo.collective import Collective, collective, with_moods
from results.demo.kinds import KINDS
from results.demo.refusal import DemoRefused
from tests.results.club import SOURCES as CLUB
from tests.webform.kinds import SOURCES as SOME_OF_EACH

TODAY = date(2026, 11, 23)
GEOCODER = OfflineGeocoder()

NARROW = """
survey: smal
version: "1"
language: nl
title: Smal
sections:
  - id: alles
    title: Alles
    pages:
      - id: een
        questions:
          - {id: tien, type: integer, text: Tien?, min: -20, max: -10, required: true}
          - {id: lang, type: long_text, text: Lang?, min_length: 300, max_length: 310, required: true}
          - {id: kort, type: short_text, text: Kort?, max_length: 3, required: true}
          - {id: code, type: short_text, text: Code?, pattern: "[A-Z]{2}-[0-4]{2}", example: AB-12, required: true}
          - {id: straks, type: date, text: Straks?, min: today, required: true}
          - {id: vroeger, type: year, text: Vroeger?, max: 1600, required: true}
          - {id: later, type: year, text: Later?, min: this_year, max: 2100, required: true}
          - {id: deel, type: decimal, text: Deel?, min: 0.5, max: 0.5, decimals: 1, required: true}
          - id: meer
            type: multiple_choice
            text: Meer?
            min: 5
            required: true
            options:
              [{value: a, label: A}, {value: b, label: B}, {value: c, label: C}, {value: d, label: D}, {value: e, label: E}]
          - {id: eerst, type: single_choice, text: Eerst?, required: true, options: [{value: x, label: X}, {value: y, label: Y}]}
          - id: dan
            type: single_choice
            text: Dan?
            required: true
            options: [{value: x, label: X, show_when: eerst == "y"}, {value: y, label: Y, show_when: eerst == "x"}]
          - {id: waarom, type: short_text, text: Waarom?, show_when: dan == "x", required: true}
checks:
  - {id: niet_x, question: eerst, severity: error, when: eerst == "x" and tien > -15, text: Dit kan niet.}
"""


def compiled(sources: dict[str, str]) -> Questionnaire:
    return compile_survey({name: text.encode() for name, text in sources.items()}).require()


@pytest.fixture(scope="module", params=["club", "soorten", "smal"])
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    sources = {"club": dict(CLUB), "soorten": dict(SOME_OF_EACH), "smal": {"questionnaire.yaml": NARROW}}
    return compiled(sources[request.param])


def about(number: int, seed: str = "s", language: str = "nl") -> Collective:
    return collective(number, seed, GEOCODER, TODAY, language)


def test_every_type_that_takes_an_answer_is_made_up() -> None:
    assert KINDS.keys() == {name for name, kind in TYPES.items() if kind.takes_answer}


def test_answers_are_valid_complete_and_on_the_path(questionnaire: Questionnaire) -> None:
    for number in range(60):
        answers, _outcome = made_up(questionnaire, with_moods(about(number), questionnaire))
        outcome = evaluate(questionnaire, parse_answers(questionnaire, answers), TODAY)
        assert outcome.complete, [(each.question, each.code) for each in outcome.problems]
        assert answers.keys() <= set(outcome.path)
        assert all(outcome.values.get(id) is not None for id in answers)


def test_the_same_seed_gives_the_same(questionnaire: Questionnaire) -> None:
    def all_of(seed: str) -> list[object]:
        return [made_up(questionnaire, with_moods(about(number, seed), questionnaire))[0] for number in range(10)]

    assert all_of("een") == all_of("een")
    assert all_of("een") != all_of("twee")


def test_another_version_is_mostly_the_same() -> None:
    club = compiled(dict(CLUB))
    who = about(3)
    first, _ = made_up(club, who)
    again, _ = made_up(club, who, first)
    kept = [id for id in first if again.get(id) == first[id]]
    assert len(kept) >= len(first) / 2


def test_names_are_all_different_and_addresses_nobodys() -> None:
    them = [about(number) for number in range(3_000)]
    assert len({each.title.split(" De ")[1] for each in them}) == len(them)
    assert len({each.mailbox for each in them}) == len(them)
    answers, _ = made_up(compiled(dict(SOME_OF_EACH)), them[0])
    assert str(answers.get("q_mail", "x@example.org")).endswith("@example.org")


def test_places_exist_and_fit_the_postcode() -> None:
    for number in range(50):
        one = about(number)
        assert one.place in GEOCODER.at_postcode(one.postcode)
        assert one.place in GEOCODER.named(one.place.value)


def test_what_cannot_be_answered_is_told() -> None:
    impossible = NARROW.replace('eerst == "x" and tien > -15', "tien < 0")
    with pytest.raises(DemoRefused, match="no answer could be made up to eerst of the survey smal"):
        made_up(compiled({"questionnaire.yaml": impossible}), about(1))


def test_without_places_there_are_no_collectives() -> None:
    class Nowhere(OfflineGeocoder):
        def at_postcode(self, postcode4: str) -> tuple[()]:
            return ()

    with pytest.raises(DemoRefused, match="knows no places"):
        collective(1, "s", Nowhere(), TODAY, "nl")
