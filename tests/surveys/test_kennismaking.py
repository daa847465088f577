"""The kennismaking is what its design says: 24 questions, 18 for each lab, and nothing public."""

from engine.questionnaire import Privacy, Questionnaire
from tests.surveys.conftest import outcome

OWN = {
    "sciencelab": ("b_sc_vak", "b_sc_terug"),
    "financelab": ("b_fi_vorm", "b_fi_omvang"),
    "overheidslab": ("b_ov_laag", "b_ov_middel"),
    "netwerklab": ("b_nw_leden", "b_nw_dienst"),
}


def test_three_sections_24_questions(kennismaking: Questionnaire) -> None:
    assert {section.id: sum(len(page.questions) for page in section.pages) for section in kennismaking.sections} == {
        "wie": 7,
        "waarmee": 10,
        "wederkerig": 7,
    }
    assert kennismaking.scoring.dimensions == ()


def test_each_lab_sees_18_questions(kennismaking: Questionnaire) -> None:
    assert [option.value for option in kennismaking.questions["a_lab"].options] == list(OWN)
    for lab, own in OWN.items():
        path = outcome(kennismaking, {"a_lab": lab}).path
        assert len(path) == 18
        assert [id for id in path if id[:5] in {"b_sc_", "b_fi_", "b_ov_", "b_nw_"}] == list(own)


def test_nothing_is_public(kennismaking: Questionnaire) -> None:
    assert kennismaking.publication.map_entry is None
    assert kennismaking.publication.monitor is None
    assert all(question.privacy is not Privacy.PUBLIC for question in kennismaking.questions.values())


def test_it_promises_only_what_there_is(kennismaking: Questionnaire, zelfscan: Questionnaire) -> None:
    """Members cannot log in, the program sends no newsletter, and what is withdrawn is withdrawn at once."""
    assert "kunnen nog niet inloggen" in str(kennismaking.questions["d_c_profiel"].help)
    for survey, newsletter in ((kennismaking, "d_c_nieuwsbrief"), (zelfscan, "c_nieuwsbrief")):
        assert "deze site verstuurt de nieuwsbrief niet" in str(survey.questions[newsletter].help)
        for language in ("nl", "en"):
            for question in survey.in_language(language).questions.values():
                said = " ".join((str(question.text), str(question.help), getattr(question.settings, "withdrawing", "")))
                assert "werkdag" not in said
                assert "working day" not in said


def test_it_speaks_of_the_same_challenges_and_sectors(kennismaking: Questionnaire, zelfscan: Questionnaire) -> None:
    """So that who can help and who asks for help can be matched."""
    for language in ("nl", "en"):
        here, there = kennismaking.in_language(language), zelfscan.in_language(language)
        challenges = {dimension.id: dimension.title for dimension in there.scoring.dimensions}
        assert {option.value: option.label for option in here.questions["b_uitdagingen"].options} == challenges
        sectors = {option.value: option.label for option in there.questions["p_sector"].options}
        found = {option.value: option.label for option in here.questions["b_sectoren"].options}
        assert {**sectors, "alle": found["alle"]} == found
