from datetime import timedelta

import pytest

from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account
from results.review import State
from results.services import Services
from tests.results import filled
from tests.results.decided import approve
from tests.results.fakes import FakeClock
from tests.webform.visitor import Visitor
from webform.wording.states import ACTIONS, STATES


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
    for told in ("Nee: tussen Bestuur en Middelen zit meer dan 25 punten verschil.", "Zo vraag je om contact"):
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
    assert visitor.page.text.count("Nog geen score") >= 2
    assert "Te weinig gegevens" not in visitor.page.text  # one name for one state
    assert "Nog niet te zeggen: er is geen score voor" in visitor.page.text
    assert "–" in visitor.page.text


def test_who_sent_it_is_thanked_first_and_told_what_follows(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    token, ref = filled.submitted(services)
    visitor.hold(services, token)
    text = visitor.open(f"/r/{ref}/profile").text
    assert text.index("Dank je wel") < text.index("een mail") < text.index("Hier zouden jullie mee kunnen beginnen")
    assert visitor.html.count("<h1") == 1
    approve(services, ref, 1, coordinator)
    text = visitor.open(f"/r/{ref}/profile").text
    assert "Dank je wel" not in text
    assert "<h1>Hier zouden" in visitor.html


def test_a_chosen_challenge_without_a_score_says_why(visitor: Visitor, services: Services) -> None:
    token, ref = filled.submitted(services, {"s_doel": "weet_niet", "s_keuze": "", "u_top": ["koers"]})
    visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert "Jullie beantwoordden 0 van de 2 vragen hierover" in visitor.page.text


def test_nobody_who_stands_nowhere_hears_that_all_is_in_balance(visitor: Visitor, services: Services) -> None:
    token, ref = filled.submitted(services, {"s_doel": "1", "s_keuze": "1", "s_geld": "1", "s_buffer": "1"})
    visitor.hold(services, token)
    text = visitor.open(f"/r/{ref}/profile").text
    assert "scoren ongeveer hetzelfde, en allemaal laag" in text
    assert "Ja:" not in text


def test_who_does_well_everywhere_hears_that_it_is_in_balance(visitor: Visitor, services: Services) -> None:
    token, ref = filled.submitted(services, {"s_doel": "3", "s_keuze": "3", "s_geld": "3", "s_buffer": "3"})
    visitor.hold(services, token)
    assert "Ja: tussen" in visitor.open(f"/r/{ref}/profile").text


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


def test_who_is_similar_shows_as_a_tick_and_in_the_table(
    visitor: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    token, _id = filled.submitted(services)
    ref = visitor.hold(services, token)
    for number in range(9):
        filled.approved(services, coordinator, {"p_naam": f"Club {number}", "s_geld": "2", "s_buffer": "2"})
    visitor.open(f"/r/{ref}/profile")
    assert "Vergelijken kan nog niet" in visitor.page.text
    assert "Mediaan" not in visitor.page.text
    assert "bar__median" not in visitor.html
    filled.approved(services, coordinator, {"p_naam": "De tiende", "s_geld": "2", "s_buffer": "2"})
    clock.moment += timedelta(minutes=10)
    visitor.open(f"/r/{ref}/profile")
    assert "Vergeleken met 10 clubs in dezelfde sector." in visitor.page.text
    assert "Score 100 van 100; de mediaan van vergelijkbare collectieven is 50" in visitor.page.text
    assert 'data-label="Mediaan"' in visitor.html
    assert visitor.html.count('class="bar__median"') == 3  # one for each challenge, and the one that explains it
    assert "De tiende" not in visitor.html
    visitor.open(f"/r/{ref}/profile?language=en")
    assert "Compared with 10 clubs in the same sector." in visitor.page.text


def test_what_changed_since_the_previous_scan(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, response = filled.approved(services, coordinator)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert "Sinds jullie vorige scan" not in visitor.page.text
    filled.change(services, token, {"s_geld": "1", "s_doel": "2"})
    submit(services, token)
    visitor.open(f"/r/{ref}/profile")
    for told in (
        "Sinds jullie vorige scan", "Vergeleken met jullie scan van 23 november 2026", "↓ Geld 50 punten lager: van 100 naar 50",
        "↑ Koers 33 punten hoger: van 17 naar 50",
    ):  # fmt: skip
        assert told in " ".join(visitor.page.text.split()), told
    approve(services, response.id, 2, coordinator)
    filled.change(services, token, {"p_verhaal": "Iets anders."})
    submit(services, token)
    visitor.open(f"/r/{ref}/profile")
    assert "Nergens is het verschil 5 punten of meer." in visitor.page.text


def test_what_to_do_next(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(services)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile")
    for address in (f"/r/{ref}/profile.pdf", f"/r/{ref}/scan", "/contact", "/over/club", "#contact"):
        assert address in visitor.page.links, address
    assert "Willen jullie deze ervaring delen?" in visitor.page.text
    assert "Pas als jullie allebei ja zeggen" in visitor.page.text


def test_the_name_of_a_collective_is_text(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(services, {"p_naam": "<script>alert(1)</script> & %(name)s"})
    visitor.open(f"/r/{visitor.hold(services, token)}/profile")
    assert "<script>alert(1)" not in visitor.html
    assert "<script>alert(1)</script> & %(name)s" in visitor.page.text


@pytest.mark.parametrize("state", State)
def test_every_state_has_words(state: State) -> None:
    assert STATES[state].tone in ("good", "watch", "hard", "none")
    assert set(ACTIONS) == set(type(next(iter(ACTIONS))))
