"""What a survey says of another is held against it: where it stands, and what to do."""

import pytest

from engine.authoring.across import check_across
from engine.authoring.compile import compile_survey
from engine.questionnaire import Questionnaire

TUIN = {
    "questionnaire.yaml": """
survey: tuin
version: "1"
language: nl
title: Tuin
scales: {mate: [{value: ja, label: Ja, points: 100}, {value: nee, label: Nee, points: 0}]}
sections:
  - id: a
    title: A
    pages:
      - id: p
        questions:
          - {id: naam, type: short_text, text: Naam?, privacy: public}
          - {id: wie, type: single_choice, text: Wie?, privacy: person, options: [{value: ik, label: Ik}]}
          - {id: soort, type: single_choice, text: Soort?, privacy: public, options: [{value: moes, label: Moes}, {value: bloem, label: Bloem}]}
          - {id: kleur, type: single_choice, text: Kleur?, privacy: public, options: [{value: rood, label: Rood}]}
          - {scale: mate, statements: [{id: s_samen, text: Samen?}]}
""",
    "scoring.yaml": """
bands: {standen: [{id: goed, title: Goed, from: 50, tone: good, symbol: "+"}, {id: zwaar, title: Zwaar, from: 0, tone: hard, symbol: "-"}]}
dimensions: [{id: samenwerking, code: SW, title: Samen, bands: standen, weights: {s_samen: 1}}]
""",
    "advice.yaml": """
labs: [{id: praatlab, title: Praatlab, description: Praten.}]
advice: {samenwerking: {labs: [praatlab], bands: {zwaar: {text: Praat.}, goed: {text: Mooi.}}}}
""",
}
HELPERS = """
survey: helpers
version: "1"
language: nl
title: Helpers
sections:
  - id: a
    title: A
    pages:
      - id: p
        questions:
          - {id: lab, type: single_choice, text: Lab?, options: [{value: praatlab, label: Praat}, {value: LAB, label: X}]}
          - {id: waarmee, type: multiple_choice, text: Waarmee?, options: [{value: CHALLENGE, label: S}, {value: geen, label: Geen, exclusive: true}]}
          - {id: soorten, type: multiple_choice, text: Soorten?, options: [{value: moes, label: Moes}, {value: fruit, label: Fruit}]}
          - {id: mag, type: consent, text: Mag, purpose: Contact}
"""
MATCHING = """consent: mag
helps:
  survey: SURVEY
  lab: lab
  challenges: waarmee
  first_lab: 20
  other_lab: 10
  fits:
    - {id: zelfde, title: zelfde soort, points: 5, question: soorten, to: TO}
"""


def found(
    survey: str = "tuin", to: str = "soort", lab: str = "praatlab2", challenge: str = "samenwerking"
) -> list[str]:
    """What is said, as line, severity, code and hint; the lab of the good case is an option that is there."""
    source = MATCHING.replace("SURVEY", survey).replace("TO", to).encode()
    helpers = HELPERS.replace("LAB", lab).replace("CHALLENGE", challenge).encode()
    questionnaire = compile_survey({"questionnaire.yaml": helpers, "matching.yaml": source}).require()
    others: dict[str, Questionnaire | None] = {"tuin": compiled(), "stuk": None, "helpers": questionnaire}
    told = check_across(questionnaire, source, others)
    assert all(each.span.file == "matching.yaml" for each in told)
    return [f"{each.span.line} {each.severity.value} {each.code}: {each.hint}" for each in told]


def compiled() -> Questionnaire:
    return compile_survey({name: text.encode() for name, text in TUIN.items()}).require()


NO_LAB = "4 warning unknown-value: Did you mean `praatlab`?"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, [NO_LAB]),
        ({"survey": "stuk"}, []),  # what is wrong there is told there
        ({"survey": "tuinn"}, ["3 error unknown-survey: Did you mean `tuin`?"]),
        ({"survey": "xyzzy"}, ["3 error unknown-survey: The other surveys here are stuk, tuin."]),
        ({"to": "sort"}, [NO_LAB, "9 error unknown-question: Did you mean `soort`?"]),
        ({"to": "naam"}, [NO_LAB, "9 error wrong-question-type: Name a question with options."]),
        ({"to": "wie"}, [NO_LAB, "9 error matching-by-person: Name a question about the collective."]),
        ({"to": "kleur"}, [NO_LAB, "9 warning unknown-value: The options of `kleur` are rood."]),
        ({"challenge": "samenwerken"}, [NO_LAB, "5 warning unknown-value: Did you mean `samenwerking`?"]),
    ],
)
def test_what_is_said_of_another_survey(changed: dict[str, str], told: list[str]) -> None:
    assert found(**changed) == told


def test_a_survey_that_helps_nobody_says_nothing_of_others() -> None:
    assert check_across(compiled(), b"", {}) == ()
