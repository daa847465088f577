"""Who fits best: the table of points of the shipped survey worked out by hand, and what holds for any candidates."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.authoring.compile import compile_survey
from engine.authoring.folder import read_folder
from engine.matching import MatchingRules
from engine.questionnaire import Questionnaire
from results.pairing.ranking import Match, Party, rank, rank_members

SURVEYS = Path(__file__).parents[3] / "surveys"
MONEY, GOVERNMENT, LAW = "financiering", "overheid", "juridisch_regelgeving"


@cache
def survey(name: str) -> Questionnaire:
    return compile_survey(read_folder(SURVEYS / name)).require()


def rules(name: str = "zelfscan") -> MatchingRules:
    found = survey(name).matching
    assert found is not None
    return found


def party(name: str, members: int | None = None, province: str | None = None, good: str = "", **chosen: str) -> Party:
    choices = {question: frozenset(values.split()) for question, values in chosen.items()}
    numbers = {} if members is None else {"l_aantal": members}
    return Party(name, choices, numbers, frozenset(good.split()), province)


SEEKER = party(
    "seeker",
    99,
    "Gelderland",
    p_sector="wonen",
    p_sectoren_neven="energie",
    p_rechtsvorm="vereniging",
    k_fase="opstart",
)


def points(other: Party, challenge: str = MONEY) -> tuple[int, Mapping[str, int]]:
    (match,) = rank(rules(), [other], SEEKER, challenge)
    return match.points, {reason.id: reason.points for reason in match.reasons}


def test_the_table_by_hand() -> None:
    # 40 on track + 15 same sector + 10 same class (25-99) + 10 one phase further + 5 same province
    everything = party(
        "a", 25, "Gelderland", MONEY, p_sector="wonen", p_rechtsvorm="vereniging", k_fase="groei", p_sectoren_neven="zorg_welzijn"
    )  # fmt: skip
    assert points(everything) == (
        80, {"op_orde": 40, "zelfde_sector": 15, "evenveel_leden": 10, "fase_verder": 10, "zelfde_provincie": 5},
    )  # fmt: skip
    # another sector: 8 for being active in each other's, 10 for the same legal form; 5 for the same phase; 100 is another class
    across = party("b", 100, "Utrecht", p_sector="energie", p_rechtsvorm="vereniging", k_fase="opstart")
    assert points(across) == (23, {"nevensector": 8, "over_sectoren_heen": 10, "zelfde_fase": 5})
    assert points(party("c"))[0] == 0


def test_some_challenges_count_otherwise() -> None:
    near = party("a", province="Gelderland", p_rechtsvorm="vereniging")
    assert points(near, GOVERNMENT) == (15, {"zelfde_provincie": 15})
    assert points(near, LAW) == (15, {"zelfde_provincie": 5, "zelfde_rechtsvorm": 10})
    assert points(near) == (5, {"zelfde_provincie": 5})


def test_further_is_one_step_and_winding_down_is_none() -> None:
    def of(own: str, other: str) -> list[str]:
        seeker = replace(SEEKER, choices={"k_fase": frozenset([own])})
        (match,) = rank(rules(), [party("a", k_fase=other)], seeker, MONEY)
        return [reason.id for reason in match.reasons]

    assert of("idee", "opstart") == ["fase_verder"]
    assert of("stabiel", "vernieuwing") == ["fase_verder"]
    assert of("afbouw", "afbouw") == ["zelfde_fase"]
    assert of("idee", "groei") == of("opstart", "idee") == of("vernieuwing", "afbouw") == of("afbouw", "idee") == []


def test_an_answer_that_is_missing_meets_nothing() -> None:
    nobody = party("seeker")
    assert rank(rules(), [party("a")], nobody, MONEY)[0].reasons == ()


def test_on_track_is_required_unless_nobody_is() -> None:
    poor = party("poor", 60, "Gelderland", p_sector="wonen", k_fase="groei")
    good = party("good", good=MONEY)
    assert [match.party for match in rank(rules(), [poor, good], SEEKER, MONEY)] == [good]
    assert [match.party for match in rank(rules(), [poor], SEEKER, MONEY)] == [poor]


def test_the_best_of_another_sector_takes_the_last_place() -> None:
    alike = [party(f"wonen-{number}", good=MONEY, p_sector="wonen") for number in range(7)]
    other, worse = (
        party("zorg", good=MONEY, p_sector="zorg_welzijn", k_fase="opstart"),
        party("z", good=MONEY, p_sector="overig"),
    )
    found = rank(rules(), [*alike, worse, other], SEEKER, MONEY)
    assert [match.party.response_id[:5] for match in found] == ["wonen"] * 4 + ["zorg"]
    first = rank(rules(), alike, SEEKER, MONEY)
    assert [match.party for match in found[:4]] == [match.party for match in first[:4]]


def test_members_of_labs_by_hand() -> None:
    labs = survey("zelfscan").advice[MONEY].labs
    assert labs == ("financelab", "netwerklab")
    both = f"{MONEY} {LAW}"
    first = party("first", a_lab="financelab", b_sectoren="alle", a_werkgebied="landelijk", b_uitdagingen=both)
    second = party(
        "second", a_lab="netwerklab", b_sectoren="wonen energie", a_werkgebied="gemeente", b_uitdagingen=both
    )
    third = party("third", a_lab="sciencelab", b_sectoren="energie", a_werkgebied="provincie", b_uitdagingen=both)
    elsewhere = party("elsewhere", a_lab="financelab", b_sectoren="alle", b_uitdagingen=LAW)
    seeker = replace(SEEKER, choices={**SEEKER.choices, "p_werkgebied": frozenset(["gemeente"])})
    found = rank_members(rules("kennismaking"), [elsewhere, third, second, first], seeker, MONEY, labs)
    assert [(match.party.response_id, match.points) for match in found] == [("first", 40), ("second", 30), ("third", 0)]
    assert [reason.id for reason in found[1].reasons] == ["other_lab", "sector", "gebied"]
    assert rank_members(rules("zelfscan"), [first], seeker, MONEY, labs) == ()


SECTORS = ("wonen", "energie", "zorg_welzijn")
PARTIES = st.builds(
    lambda number, sector, phase, members, good, province: party(
        f"p{number}", members, province, good, p_sector=sector, k_fase=phase, p_rechtsvorm="vereniging"
    ),
    st.integers(0, 40),
    st.sampled_from(("", *SECTORS)),
    st.sampled_from(("", "idee", "opstart", "groei", "afbouw")),
    st.none() | st.integers(0, 2000),
    st.sampled_from(("", MONEY, LAW)),
    st.sampled_from((None, "Gelderland", "Utrecht")),
)
CANDIDATES = st.lists(PARTIES, max_size=30, unique_by=lambda each: each.response_id)


@given(CANDIDATES, PARTIES, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_whatever_the_candidates(candidates: list[Party], seeker: Party, chance: object) -> None:
    found = rank(rules(), candidates, seeker, MONEY)
    shuffled = list(candidates)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert rank(rules(), shuffled, seeker, MONEY) == found  # the order in which they come says nothing
    names = [match.party.response_id for match in found]
    others = [each for each in candidates if each.response_id != seeker.response_id]
    assert len(set(names)) == len(names)
    assert seeker.response_id not in names
    good = [each for each in others if MONEY in each.on_track]
    assert len(found) == min(5, len(good or others))
    assert not good or all(MONEY in match.party.on_track for match in found)
    own = seeker.chose("p_sector")
    elsewhere = [each for each in good or others if own and each.chose("p_sector") and each.chose("p_sector") != own]
    assert not elsewhere or any(match.party in elsewhere for match in found)
    kept = [match for match in found if match.party not in elsewhere]
    assert [match.points for match in kept] == sorted((match.points for match in kept), reverse=True)
    _nobody_better_was_left_out(found, good or others, seeker)


def _nobody_better_was_left_out(found: tuple[Match, ...], eligible: list[Party], seeker: Party) -> None:
    """At most one place goes to somebody with fewer points: that of another sector."""
    shown = {match.party.response_id for match in found}
    alone = {each.response_id: rank(rules(), [each], seeker, MONEY)[0].points for each in eligible}
    best_left = max((points for name, points in alone.items() if name not in shown), default=0)
    assert sum(match.points < best_left for match in found) <= 1
