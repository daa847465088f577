from collections.abc import Mapping

from results.desk.reviewed import reviewed
from results.filling import fill
from results.services import Services
from tests.results.club import PAGES
from tests.webform.conftest import both_databases
from tests.webform.visitor import Form, Visitor
from tests.webform.walking import begin

TYPED: Mapping[str, Mapping[str, object]] = {
    **PAGES,
    "top": {"u_top-1": "geld"},
    "toestemming": {"c_gelezen": "yes", "c_kaart": "yes"},
}


def submitted(visitor: Visitor, services: Services, **changes: object) -> tuple[str, str]:
    """A club that waits for review: its id, as the respondent and as the coordinator know it."""
    ref = begin(visitor, "club")
    while not visitor.address.endswith("/check"):
        page = visitor.address.rsplit("/", 1)[1]
        usual = TYPED.get(page, {})
        visitor.send({**usual, **{name: value for name, value in changes.items() if name in visitor.page.form.names}})
    visitor.send()
    return ref, fill.find(services, visitor.key(ref)).id


def form_to(desk: Visitor, action: str) -> Form:
    return next(form for form in desk.page.forms if form.action.endswith(action))


@both_databases
def test_from_start_to_map(visitor: Visitor, desk: Visitor, services: Services) -> None:
    ref, response_id = submitted(visitor, services)
    assert "Hier zouden jullie mee kunnen beginnen" in visitor.page.text
    assert "Wordt bekeken" in visitor.page.text
    visitor.open("/kaart")
    assert "De Wiek" not in visitor.page.text

    desk.open("/review")
    assert "Zonnecoöperatie De Wiek" in desk.page.text
    desk.open(f"/review/{response_id}")
    for told in ("Zo komt het op de kaart", "Ans de Wit", "ans@example.org", "Zonnecoöperatie De Wiek mag op de kaart"):
        assert told in desk.page.text
    desk.send({"reason": "Welkom!"}, form=form_to(desk, "/approve"))
    assert "Het besluit is bewaard: Goedgekeurd." in desk.page.text
    assert "Carla" in desk.page.text

    visitor.open("/kaart")
    assert "Zonnecoöperatie De Wiek" in visitor.page.text
    visitor.open("/collectief/zonnecooperatie-de-wiek")
    assert "Wij leggen samen panelen." in visitor.page.text
    for hidden in ("Ans", "ans@example.org", "info@example.org", "1200", "3511"):
        assert hidden not in visitor.page.text
    visitor.open(f"/r/{ref}/profile")
    assert "Welkom!" in visitor.page.text
    assert "/collectief/zonnecooperatie-de-wiek" in visitor.page.links


def test_a_rejection_has_a_reason(visitor: Visitor, desk: Visitor, services: Services) -> None:
    ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}")
    desk.send({"reason": "  "}, form=form_to(desk, "/reject"), status=422)
    assert "Vertel het collectief waarom." in desk.page.text
    desk.send({"reason": "Dit is <b>een bedrijf</b>."}, form=form_to(desk, "/reject"))
    assert "Er is nu niets te besluiten." in desk.page.text
    visitor.open(f"/r/{ref}/profile")
    assert "Afgewezen" in visitor.page.text
    assert "Dit is <b>een bedrijf</b>." in visitor.page.text
    assert "<b>een bedrijf" not in visitor.html
    visitor.open(f"/r/{ref}/page/jij")
    assert visitor.address.endswith("/profile")


def test_an_addition_is_asked_and_sent(visitor: Visitor, desk: Visitor, services: Services) -> None:
    ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}")
    desk.send({"reason": "Vertel meer."}, form=form_to(desk, "/request-changes"))
    visitor.open(f"/r/{ref}/profile")
    assert "Vertel meer." in visitor.page.text
    visitor.open(f"/r/{ref}/page/club?back=check")
    visitor.send({"p_verhaal": "Nog meer panelen."})
    visitor.send()
    desk.open(f"/review/{response_id}")
    assert "Besluit over versie 2" in desk.page.text
    assert "Nog meer panelen." in desk.page.text


def test_a_decision_on_an_old_version_is_refused(visitor: Visitor, desk: Visitor, services: Services) -> None:
    ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}")
    old = form_to(desk, "/approve")
    desk.send({"reason": "Vertel meer."}, form=form_to(desk, "/request-changes"))
    visitor.open(f"/r/{ref}/page/club?back=check")
    visitor.send({"p_verhaal": "Iets heel anders."})
    visitor.send()
    desk.send({"reason": "Welkom, mooie panelen."}, form=old, status=409)
    assert "Er is een nieuwere versie" in desk.page.text
    assert "Welkom, mooie panelen." in desk.html, "what was typed is still there"
    assert reviewed(services, response_id, "nl").response.state == "submitted"
    visitor.open("/kaart")
    assert "De Wiek" not in visitor.page.text


def test_deciding_twice_decides_once(visitor: Visitor, desk: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}")
    form = form_to(desk, "/approve")
    desk.send(form=form)
    desk.send({"reason": "Te laat geschreven."}, form=form, status=409)
    assert "Hierover is al besloten: Goedgekeurd door Carla" in desk.page.text
    assert "Te laat geschreven." in desk.page.text, "what was typed is still there"
    assert len(reviewed(services, response_id, "nl").events) == 2


def test_without_consent_nothing_is_public(visitor: Visitor, desk: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services, c_kaart=None)
    desk.open(f"/review/{response_id}")
    assert "geen toestemming gegeven voor de kaart" in desk.page.text
    desk.send(form=form_to(desk, "/approve"))
    visitor.open("/kaart")
    assert "De Wiek" not in visitor.page.text
    visitor.open("/collectief/zonnecooperatie-de-wiek", status=404)


def test_a_strange_decision_is_refused(visitor: Visitor, desk: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}")
    for revision in ("", "x", "-1", "1.0", "١", "9" * 30):
        desk.send({"revision": revision}, form=form_to(desk, "/approve"), status=400)
        desk.open(f"/review/{response_id}")
    desk.send({"reason": "x" * 3000}, form=form_to(desk, "/reject"), status=422)
    assert "hoogstens 2000 tekens" in desk.page.text
    missing = form_to(desk, "/approve")
    missing.action = f"/review/{'0' * 32}/approve"
    desk.send(form=missing, status=404)
    desk.open("/review/" + "0" * 32, status=404)
    assert reviewed(services, response_id, "nl").response.state == "submitted"


def test_the_list_by_state(visitor: Visitor, desk: Visitor, services: Services) -> None:
    desk.open("/review")
    assert "Er wacht niets op je." in desk.page.text
    _ref, response_id = submitted(visitor, services)
    desk.open("/review?state=approved")
    assert "De Wiek" not in desk.page.text
    desk.open("/review?state=all&page=99")
    assert "De Wiek" in desk.page.text
    desk.open("/review?state=nonsense", status=404)
    assert response_id


def test_a_stored_script_stays_text(visitor: Visitor, desk: Visitor, services: Services) -> None:
    script = "<script>alert(1)</script>"
    changes = {"p_naam": script, "p_verhaal": f"{script}\n[x](javascript:alert(1))", "r_naam": script}
    ref, response_id = submitted(visitor, services, **changes)
    pages = [f"/r/{ref}/profile", f"/r/{ref}/page/club", "/kaart", "/collectief/script-alert-1-script"]
    desk.open("/review")
    assert script in desk.page.text
    desk.open(f"/review/{response_id}")
    assert "<script>alert" not in desk.html
    desk.send(form=form_to(desk, "/approve"))
    assert "<script>alert" not in desk.html
    for address in pages:
        visitor.open(address)
        assert "<script>alert" not in visitor.html
        assert 'href="javascript:' not in visitor.html
    entries = visitor.client.get("/api/v1/collectives.geojson")
    assert entries.mimetype == "application/geo+json"
    assert entries.json is not None
    assert entries.json["features"][0]["properties"]["name"] == script
