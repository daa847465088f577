"""The zelfscan is what its design says: so many questions, these scores, these conditions, this privacy."""

from fractions import Fraction
from itertools import product

from engine.questionnaire import Missing, Privacy, Question, Questionnaire
from tests.surveys.conftest import outcome

SECTIONS = {  # questions, and how many of them are scored
    "rol": (4, 0),
    "profiel": (15, 0),  # one of them the pin on the map
    "toets": (4, 0),
    "koers": (4, 3),
    "leden": (10, 9),
    "mensen": (7, 5),
    "organisatie": (11, 10),
    "middelen": (9, 6),
    "omgeving": (11, 10),
    "afronden": (10, 0),
}

HALF = Fraction(1, 2)
WEIGHTS: dict[str, dict[str, Fraction | int]] = {
    "strategie_visie": {"k_visie": 1, "k_keuzes": 1, "k_bijsturen": 1},
    "ledenbetrokkenheid": {"l_trend": HALF, "l_opkomst": 1, "l_bijdragen": 1, "l_instroom": 1},
    "nut_middelen": {"l_behoefte": 1, "l_peiling": HALF, "n_gebruik": 1, "n_verdeling": 1},
    "inclusie_diversiteit": {"l_afspiegeling": 1, "l_drempels": 1, "l_gelijk": 1, "m_samenstelling": 1},
    "vrijwilligers_opvolging": {"l_bijdragen": HALF, "m_kern": 1, "m_werving": 1, "m_belasting": 1, "m_opvolging": 1},
    "bestuur_besluitvorming": {"l_gelijk": HALF, "o_helder": 1, "o_invloed": 1, "o_conflict": 1, "o_afspraken": 1},
    "juridisch_regelgeving": {"o_vorm_past": 1, "o_aansprakelijk": 1, "o_regelgeving": 1},
    "professionalisering": {"o_administratie": 1, "o_kennis": 1, "o_rollen": 1},
    "financiering": {"f_afhankelijk": 1, "f_dekking": 1, "f_buffer": 1, "f_toegang": 1},
    "overheid": {"e_erkenning": 1, "e_ruimte": 1, "e_geen_contact": 1, "e_autonomie": 1},
    "zichtbaarheid_communicatie": {"e_bekend": 1, "e_kanalen": HALF, "e_verhaal": 1},
    "groei_samenwerking": {"e_netwerk": 1, "e_uitwisseling": 1, "e_groei_klaar": 1},
}
FACTORS = {
    "nut": {"l_opkomst", "l_instroom", "l_behoefte", "l_peiling", "e_verhaal"},
    "gelijkwaardigheid": {"l_drempels", "l_gelijk", "o_invloed", "o_afspraken", "n_verdeling"},
    "efficientie": {"l_bijdragen", "o_helder", "o_administratie", "o_rollen", "n_gebruik"},
}
POINTS: dict[str, dict[str, int]] = {
    "l_trend": {"gegroeid": 100, "gelijk": 75, "gedaald": 25},
    "l_opkomst": {"lt10": 0, "10_25": 33, "25_50": 67, "gt50": 100},
    "l_peiling": {"nooit": 0, "informeel": 33, "soms": 67, "jaarlijks": 100},
    "m_kern": {"0": 0, "1": 33, "2_3": 67, "4_plus": 100},
    "m_opvolging": {"niet": 0, "gesprek": 33, "namen": 67, "plan": 100},
    "o_conflict": {"niets": 0, "adhoc": 33, "papier": 67, "bekend": 100},
    "o_aansprakelijk": {"nee": 0, "deels": 50, "ja": 100},
    "f_afhankelijk": {"lt25": 100, "25_50": 67, "50_75": 33, "gt75": 0},
    "f_buffer": {"0": 0, "lt3": 33, "3_12": 67, "gt12": 100},
    "e_geen_contact": {"niet_geprobeerd": 33, "lukt_niet": 0},
    "e_uitwisseling": {"geen": 0, "sector": 50, "andere": 75, "beide": 100},
    "l_drempels": {"prijs": 25, "taal": 25, "plek": 25, "tijd": 25, "gericht": 25, "anders": 25, "geen": 0},
    "e_kanalen": {
        "website": 25,
        "nieuwsbrief": 25,
        "sociaal": 25,
        "deur": 25,
        "media": 25,
        "bijeenkomst": 25,
        "geen": 0,
    },
}
REQUIRED = {
    "r_naam", "r_email", "r_rol", "r_mandaat", "p_naam", "p_omschrijving", "p_sector", "p_postcode", "p_plaats",
    "p_precisie", "p_punt", "p_werkgebied", "p_jaar", "p_rechtsvorm", "t_burgers", "t_middelen", "t_zeggenschap", "t_duur",
    "k_fase", "l_aantal", "m_vrijwilligers", "e_contact", "u_top3", "c_gelezen",
}  # fmt: skip
PERSON = {"r_naam", "r_email", "r_rol"}
PUBLIC = {
    "p_naam", "p_omschrijving", "p_sector", "p_sectoren_neven", "p_plaats", "p_werkgebied", "p_jaar", "p_rechtsvorm",
    "p_website", "p_contact", "p_koepels", "k_fase", "n_middelen",
}  # fmt: skip
EXCLUSIVE = {
    "p_sectoren_neven": "geen", "p_koepels": "geen", "l_drempels": "geen", "e_contact": "geen", "e_kanalen": "geen",
    "u_top3": "geen", "u_hulp": "niets", "u_aanbod": "niets",
}  # fmt: skip


def points(question: Question) -> dict[str, Fraction]:
    return {option.value: option.points for option in question.options if option.points is not None}


def test_ten_sections_84_questions_and_a_pin_43_scored(zelfscan: Questionnaire) -> None:
    found = {
        section.id: (
            sum(len(page.questions) for page in section.pages),
            sum(bool(points(question)) for page in section.pages for question in page.questions),
        )
        for section in zelfscan.sections
    }
    assert found == SECTIONS
    assert list(found) == list(SECTIONS)
    assert [sum(column) for column in zip(*found.values(), strict=True)] == [84 + 1, 43]


def test_weights_and_factors(zelfscan: Questionnaire) -> None:
    scoring = zelfscan.scoring
    assert {each.id: {w.question: w.weight for w in each.weights} for each in scoring.dimensions} == WEIGHTS
    assert [each.id for each in scoring.dimensions] == list(WEIGHTS)
    assert {each.id: set(each.questions) for each in scoring.factors} == FACTORS
    assert {w.question for each in scoring.dimensions for w in each.weights} == {
        question.id for question in zelfscan.questions.values() if points(question)
    }


def test_points(zelfscan: Questionnaire) -> None:
    statements = {id for id, question in zelfscan.questions.items() if question.type == "scale"}
    assert len(statements) == 30
    for id in statements:
        assert points(zelfscan.questions[id]) == {"1": 0, "2": 25, "3": 50, "4": 75, "5": 100}
        assert zelfscan.questions[id].reversed == (id == "o_regelgeving")
    assert {id: points(question) for id, question in zelfscan.questions.items() if id in POINTS} == POINTS
    assert len(statements) + len(POINTS) == 43


def test_missing_codes(zelfscan: Questionnaire) -> None:
    """The same word means the same everywhere; what does not apply or is not known has no points."""
    codes = {"weet_niet": Missing.DONT_KNOW, "nvt": Missing.NOT_APPLICABLE, "geheim": Missing.DECLINED}
    for question in zelfscan.questions.values():
        for option in question.options:
            assert option.missing == codes.get(option.value), f"{question.id} {option.value}"


def test_required_privacy_and_exclusive_options(zelfscan: Questionnaire) -> None:
    questions = zelfscan.questions.values()
    assert {question.id for question in questions if question.required} == REQUIRED
    assert {question.id for question in questions if question.privacy is Privacy.PERSON} == PERSON
    assert {question.id for question in questions if question.privacy is Privacy.PUBLIC} == PUBLIC
    assert {question.id for question in questions if question.privacy is Privacy.CONSENT} == {
        "c_gelezen", "c_onderzoek", "c_kaart", "c_contact_kaart", "c_nieuwsbrief", "c_benaderen",
    }  # fmt: skip
    found = {each.id: option.value for each in questions for option in each.options if option.exclusive}
    assert found == EXCLUSIVE


def test_the_map_shows_what_is_public_and_nothing_else(zelfscan: Questionnaire) -> None:
    entry = zelfscan.publication.map_entry
    assert entry is not None
    assert entry.consent == "c_kaart"
    assert {field.question for field in entry.fields} == PUBLIC
    assert {field.question: field.consent for field in entry.fields if field.consent} == {
        "p_contact": "c_contact_kaart"
    }


def test_every_challenge_has_advice_for_every_band(zelfscan: Questionnaire) -> None:
    labs = {lab.id for lab in zelfscan.labs}
    assert labs == {"collectievenlab", "sciencelab", "financelab", "overheidslab", "netwerklab"}
    assert set(zelfscan.advice) == set(WEIGHTS)
    for advice in zelfscan.advice.values():
        assert set(advice.by_band) == {"op_orde", "aandachtspunt", "uitdaging"}
        assert len(advice.by_band["uitdaging"].steps) == 3
        assert set(advice.labs) <= labs
        assert len(advice.labs) >= 2
        assert len(advice.materials) == 3
        assert len(advice.themes) >= 3


def test_respondents_choose_from_the_challenges(zelfscan: Questionnaire) -> None:
    assert [option.value for option in zelfscan.questions["u_top3"].options] == [*WEIGHTS, "geen"]
    assert {
        option.value: option.label for option in zelfscan.questions["u_top3"].options if option.value != "geen"
    } == {dimension.id: dimension.title for dimension in zelfscan.scoring.dimensions}


def test_79_to_83_questions_on_the_path(zelfscan: Questionnaire) -> None:
    """Every combination of the answers that conditions look at."""
    lengths = set()
    for phase, form, contact, on_map, email in product(
        ("idee", "groei"), ("geen", "cooperatie"), (["geen"], ["gemeente"]), (True, False), ("info@voorbeeld.nl", "")
    ):
        answers = {"k_fase": phase, "p_rechtsvorm": form, "e_contact": contact, "c_kaart": on_map, "p_contact": email}
        path = outcome(zelfscan, answers).path
        lengths.add(len(path))
        assert ("l_trend" in path) == (phase != "idee")
        assert ("p_kvk" in path) == (form != "geen")
        assert ("e_geen_contact" in path) == (contact == ["geen"])
        assert ("e_erkenning" in path) == ("e_ruimte" in path) == (contact != ["geen"])
        assert ("c_contact_kaart" in path) == (on_map and bool(email))
    assert lengths == {79, 80, 81, 82, 83}


def test_the_main_sector_is_no_side_sector(zelfscan: Questionnaire) -> None:
    for option in zelfscan.questions["p_sector"].options:
        found = outcome(zelfscan, {"p_sector": option.value})
        assert found.unavailable["p_sectoren_neven"] == {option.value}


def test_many_active_people_give_a_warning_that_blocks_nothing(zelfscan: Questionnaire) -> None:
    def warned(members: int, active: int) -> bool:
        problems = outcome(zelfscan, {"l_aantal": members, "m_vrijwilligers": active}).problems
        found = [problem for problem in problems if problem.check]
        assert all(problem.severity == "warning" and problem.question == "m_vrijwilligers" for problem in found)
        return bool(found)

    assert not warned(5, 15)
    assert warned(5, 16)
    assert not warned(0, 16)


CASE_A: dict[str, object] = {
    "k_fase": "groei", "k_visie": 4, "k_keuzes": 3, "k_bijsturen": 4, "l_trend": "gegroeid", "l_opkomst": "10_25",
    "l_bijdragen": 2, "l_instroom": 4, "l_behoefte": 4, "l_peiling": "soms", "l_afspiegeling": 2, "l_drempels": ["taal"],
    "l_gelijk": 3, "m_kern": 1, "m_werving": 2, "m_belasting": 2, "m_opvolging": "niet", "m_samenstelling": 2,
    "o_helder": 4, "o_invloed": 4, "o_conflict": "adhoc", "o_afspraken": 4, "o_vorm_past": 5, "o_aansprakelijk": "ja",
    "o_regelgeving": 4, "o_administratie": 4, "o_kennis": 4, "o_rollen": 3, "f_afhankelijk": "lt25", "f_dekking": 5,
    "f_buffer": "3_12", "f_toegang": 4, "n_gebruik": 5, "n_verdeling": 4, "e_contact": ["gemeente"], "e_erkenning": 3,
    "e_ruimte": 2, "e_autonomie": 4, "e_bekend": 4, "e_kanalen": ["website", "nieuwsbrief", "sociaal"], "e_verhaal": 3,
    "e_netwerk": 4, "e_uitwisseling": "sector", "e_groei_klaar": 3, "u_top3": ["vrijwilligers_opvolging", "overheid"],
}  # fmt: skip


def test_case_a(zelfscan: Questionnaire) -> None:
    """The worked case of the design, with the points behind its priorities."""
    scores = outcome(zelfscan, CASE_A).scores
    assert [(score.score, score.band) for score in scores.dimensions.values()] == [
        (67, "aandachtspunt"), (52, "aandachtspunt"), (81, "op_orde"), (31, "uitdaging"), (21, "uitdaging"),
        (63, "aandachtspunt"), (75, "op_orde"), (67, "aandachtspunt"), (86, "op_orde"), (50, "aandachtspunt"),
        (65, "aandachtspunt"), (58, "aandachtspunt"),
    ]  # fmt: skip
    assert dict(scores.groups) == {"leden": 35, "middelen": 84, "organisatie_bestuur": 68, "omgeving": 58}
    assert dict(scores.factors) == {"nut": 60, "gelijkwaardigheid": 60, "efficientie": 65}
    assert scores.unbalanced
    assert scores.priorities == ("vrijwilligers_opvolging", "inclusie_diversiteit", "overheid")
    assert [scores.priority_points[id] for id in scores.priorities] == [99, 69, 65]
