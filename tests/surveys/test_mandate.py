"""Who fills in the zelfscan for the others is told what follows, and the coordinator sees it; it never stands in the way."""

import pytest

from engine.questionnaire import Questionnaire, Severity
from tests.surveys.conftest import outcome


@pytest.mark.parametrize(
    ("role", "mandate", "told"),
    [
        ("bestuurder", "ja", []),
        ("bestuurder", "nog_niet", ["anderen_weten_het_nog_niet"]),
        ("oprichter", "nee", ["anderen_weten_het_niet"]),
        ("lid", "ja", ["rol_zonder_bestuurstaak"]),
        ("anders", "nog_niet", ["rol_zonder_bestuurstaak", "anderen_weten_het_nog_niet"]),
    ],
)
def test_what_is_told(zelfscan: Questionnaire, role: str, mandate: str, told: list[str]) -> None:
    problems = outcome(zelfscan, {"r_rol": role, "r_mandaat": mandate}).problems
    here = [each for each in problems if each.question in ("r_rol", "r_mandaat")]
    assert [each.check for each in here] == told
    assert all(each.severity is Severity.WARNING for each in here)
    assert all(check.text for check in zelfscan.in_language("en").checks)


def test_the_consent_of_the_map_names_the_dot(zelfscan: Questionnaire) -> None:
    assert "stip zo precies als je koos" in str(zelfscan.questions["c_kaart"].text)
    assert "a dot as exact as you chose" in str(zelfscan.in_language("en").questions["c_kaart"].text)
