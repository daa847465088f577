"""The desk in a browser without JavaScript: the list, taking a submission, notes."""

import pytest
from flask import Flask

from results.accounts.register import add_account
from results.my_scan.submit import submit
from results.review import Role
from results.services import Services
from tests.results.fakes import FakeClock
from tests.results.filled import change, submitted
from tests.webform.conftest import PASSWORD, both_databases
from tests.webform.visitor import Form, Visitor


@pytest.fixture
def colleague(app: Flask, services: Services, clock: FakeClock, desk: Visitor) -> Visitor:
    """A second coordinator, logged in in another browser."""
    add_account(services.database, clock, "bea@example.org", "Bea", Role.COORDINATOR, PASSWORD)
    colleague = Visitor(app)
    colleague.open("/login")
    colleague.send({"email": "bea@example.org", "password": PASSWORD})
    return colleague


def form_to(desk: Visitor, action: str) -> Form:
    return next(form for form in desk.page.forms if form.action.endswith(action))


def test_the_list_tells_what_presses(request: pytest.FixtureRequest, services: Services, clock: FakeClock) -> None:
    submitted(services, {"p_naam": "Te lang"})
    clock.moment = clock.moment.replace(month=12, day=4)
    submitted(services, {"p_naam": "Zó net", "p_plaats": "Ons Dorp", "p_sector": "wonen"})
    clock.moment = clock.moment.replace(day=8)
    desk: Visitor = request.getfixturevalue("desk")  # only now: nobody stays logged in for two weeks
    desk.open("/review")
    text = desk.page.text
    assert text.index("Te lang") < text.index("Zó net")
    assert "1 werkdag te laat" in text
    assert "nog 8 werkdagen" in text
    assert "Ons Dorp · Wonen" in text
    assert "Beoordelen (2)" in text
    assert any("kind=wonen" not in link and link.startswith("/review/") for link in desk.page.links)


def test_the_address_keeps_how_the_list_is_narrowed_down(desk: Visitor, services: Services) -> None:
    for number in range(51):
        submitted(services, {"p_naam": f"Zon {number}"})
    submitted(services, {"p_naam": "Huis", "p_sector": "wonen"})
    desk.open("/review?q=zon&kind=energie")
    assert "Huis" not in desk.page.text
    following = next(link for link in desk.page.links if "page=2" in link)
    desk.open(following)
    assert "Zon 50" in desk.page.text
    assert "q=zon" in following
    assert "kind=energie" in following
    search = next(form for form in desk.page.forms if form.method == "get")
    assert search.filled["q"] == ["zon"]
    assert search.filled["kind"] == ["energie"]
    desk.open("/review?state=rejected&q=zon")
    assert "51 in andere standen wel" in desk.page.text


@both_databases
@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=9999999",
        "kind=%00",
        "q=%25%27%22%3Cb%3E",
        "taken=x",
        "flag=x",
        "flag=mandate",
        "flag=none",
        "survey=x",
        "q=" + "a" * 5000,
    ],
)
def test_odd_addresses(desk: Visitor, services: Services, query: str) -> None:
    submitted(services)
    desk.open(f"/review?{query}")
    assert "<b>" not in desk.html.split("<table")[0].split("<form", 1)[1].split("value=", 1)[1][:200]


def test_what_waits_for_a_second_pair_of_eyes(desk: Visitor, colleague: Visitor, services: Services) -> None:
    _, response_id = submitted(services, {"p_naam": "Koor Samen"})
    submitted(services, {"p_naam": "Koor Solo"})
    desk.open(f"/review/{response_id}")
    desk.send({}, form=next(form for form in desk.page.forms if form.action.endswith("/propose")))
    assert "Jij stelde voor om dit goed te keuren" in desk.page.text
    assert not [form for form in desk.page.forms if form.action.endswith("/approve")]
    colleague.open("/review")
    address = next(link for link in colleague.page.links if "proposed=" in link)
    text = colleague.open(address).text
    assert "Tweede paar ogen 1" in text
    assert "stelde voor om dit goed te keuren" in text
    assert "Koor Solo" not in text
    assert "Koor Samen" not in desk.open(address).text, "who proposed it may not confirm it"
    colleague.open(f"/review/{response_id}")
    assert "Wees het tweede paar ogen" in colleague.page.text
    colleague.send({}, form=next(form for form in colleague.page.forms if form.action.endswith("/approve")))
    assert "Tweede paar ogen" not in colleague.open("/review").text


def test_a_state_that_does_not_exist(desk: Visitor) -> None:
    desk.open("/review?state=draf", status=404)


def test_nobody_else_sees_how_much_waits(visitor: Visitor, services: Services) -> None:
    submitted(services)
    visitor.open("/")
    assert "Beoordelen" not in visitor.page.text


def test_taken_by_one_and_seen_by_the_other(desk: Visitor, colleague: Visitor, services: Services) -> None:
    _, response_id = submitted(services)
    colleague.open(f"/review/{response_id}")
    desk.open(f"/review/{response_id}")
    assert "Nog niemand heeft dit opgepakt." in desk.page.text
    desk.send({}, form=form_to(desk, "/take"))
    assert "Jij hebt dit opgepakt." in desk.page.text
    colleague.send({}, form=form_to(colleague, "/take"))
    assert "Een collega was je voor" in colleague.page.text
    assert "Carla heeft dit opgepakt" in colleague.page.text
    colleague.open("/review?taken=others")
    assert "Zonnecoöperatie De Wiek" in colleague.page.text
    colleague.open(f"/review/{response_id}")
    colleague.send({}, form=form_to(colleague, "/take"))
    assert "Jij hebt dit opgepakt." in colleague.page.text
    desk.send({}, form=form_to(desk, "/give-back"))
    assert "Bea heeft dit opgepakt" in desk.page.text
    desk.send({"reason": ""}, form=form_to(desk, "/approve"))
    assert "Het besluit is bewaard" in desk.page.text
    colleague.send({}, form=form_to(colleague, "/give-back"))
    assert "niet meer op een besluit" in colleague.page.text


def test_a_note_is_for_coordinators_only(desk: Visitor, visitor: Visitor, services: Services) -> None:
    _, response_id = submitted(services)
    desk.open(f"/review/{response_id}")
    desk.send({"note": " "}, form=form_to(desk, "/notes"), status=422)
    assert "Schrijf eerst iets." in desk.page.text
    desk.send({"note": "x" * 2001}, form=form_to(desk, "/notes"), status=422)
    assert "x" * 2001 in desk.html
    desk.send({"note": "Gebeld met <script>Ans</script>.\nBelt terug."}, form=form_to(desk, "/notes"))
    assert "Gebeld met <script>Ans</script>." in desk.page.text
    assert "<script>Ans" not in desk.html
    assert "Carla" in desk.page.text
    visitor.open(f"/review/{response_id}")
    assert visitor.address == "/login"


@pytest.mark.parametrize("path", ["take", "give-back", "notes"])
def test_what_is_not_there_cannot_be_taken_or_written_about(desk: Visitor, services: Services, path: str) -> None:
    _, response_id = submitted(services)
    desk.open(f"/review/{response_id}")
    form = form_to(desk, "/notes")
    form.action = f"/review/{'0' * 32}/{path}"
    desk.send({"note": "iets"}, form=form, status=404)
    desk.open(f"/review/{response_id}")
    form = form_to(desk, "/take")
    desk.send({"seen_with": "1; drop"}, form=form, status=400)


def test_the_page_shows_old_and_new_and_where_it_will_stand(desk: Visitor, services: Services) -> None:
    token, response_id = submitted(services, {"p_verhaal": "Wij leggen <b>samen</b> panelen."})
    desk.open(f"/review/{response_id}")
    assert "Wat er veranderde" not in desk.page.text
    assert 'data-dot="52.091,5.121"' in desk.html
    assert "Besluit of dit op de kaart mag, uiterlijk 7 december 2026." in desk.page.text
    desk.send({"reason": "Leg ook daken?"}, form=form_to(desk, "/request-changes"))
    change(services, token, {"p_verhaal": "Wij leggen <b>samen</b> daken.", "c_contact": False, "p_leden": "7"})
    submit(services, token)
    desk.open(f"/review/{response_id}")
    text = desk.page.text
    assert "Wat er veranderde sinds versie 1" in text
    assert "Leg ook daken?" in text
    assert "<del>panelen</del>" in desk.html
    assert "<ins>daken</ins>" in desk.html
    assert "<b>samen" not in desk.html
    changed = text[text.index("Wat er veranderde sinds versie 1") :]
    assert changed.index("Het adres mag erbij.") < changed.index("Hoeveel leden?")
    assert "info@example.org" not in desk.html.split('id="entry"')[1].split("</section>")[0]
    for heading in ("decision", "entry", "answers", "contact", "notes", "history", "changes"):
        assert f"#{heading}" in desk.page.links
        assert heading in desk.page.ids
