import pytest

from results.records import Account
from results.review import State
from results.services import Services
from results.submit import withdraw
from tests.results import filled
from tests.webform.visitor import Visitor
from webform.states import ACTIONS, STATES


def test_what_to_do_comes_first(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(services)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile")
    text = visitor.page.text
    assert (
        text.index("Hier zouden jullie mee kunnen beginnen") < text.index("Alle uitdagingen") < text.index("In balans?")
    )
    for told in ("Er is geen koers.", "Praat", "Praatlab", "Uitdaging · 17", "Op orde", "Uit balans", "Nut", "Geld"):
        assert told in text


def test_every_score_stands_in_a_table_too(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(services)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert visitor.html.count("<table") == 3
    assert visitor.html.count('class="bar"') == 3
    assert "Score 17 van 100" in visitor.page.text
    assert "▲" not in visitor.html.split("Alle uitdagingen")[0]


def test_too_little_to_go_on(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(
        services, {"s_doel": "weet_niet", "s_keuze": "", "s_geld": "", "s_buffer": "", "u_top": []}
    )
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert visitor.page.text.count("Te weinig gegevens") >= 2
    assert "–" in visitor.page.text


def test_in_the_other_language(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(services)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile?language=en")
    for told in ("There is no direction.", "Talk", "Out of balance", "Being reviewed", "Board"):
        assert told in visitor.page.text


def test_a_survey_without_scores_says_thank_you(visitor: Visitor, services: Services) -> None:
    from tests.webform.kinds import PAGES
    from tests.webform.walking import walk

    walk(visitor, "soorten", PAGES)
    visitor.send()
    assert "Dank je wel" in visitor.page.text
    assert "Alle uitdagingen" not in visitor.page.text


def test_where_the_review_stands(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, _response = filled.approved(services, coordinator)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert "Goedgekeurd" in visitor.page.text
    assert "/collectief/zonnecooperatie-de-wiek" in visitor.page.links
    assert f"/r/{ref}/check" in visitor.page.links
    withdraw(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert "Ingetrokken" in visitor.page.text
    assert "/collectief/zonnecooperatie-de-wiek" not in visitor.page.links
    assert f"/r/{ref}/check" not in visitor.page.links


def test_withdrawn_before_it_was_sent(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    ref = visitor.hold(services, token)
    withdraw(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert "Ingetrokken" in visitor.page.text
    visitor.open(f"/r/{ref}")
    assert visitor.address == f"/r/{ref}/profile"


@pytest.mark.parametrize("state", State)
def test_every_state_has_words(state: State) -> None:
    assert STATES[state].tone in ("good", "watch", "hard", "none")
    assert set(ACTIONS) == set(type(next(iter(ACTIONS))))
