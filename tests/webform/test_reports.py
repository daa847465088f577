"""Reporting an entry: by anybody, without JavaScript; a trap for programs; seen and handled at the desk."""

from results.decisions.deciding import Decision, decide
from results.records.accounts import Account
from results.reports import waiting
from results.review import Action
from results.services import Services
from tests.results.decided import approve
from tests.webform.test_review import submitted
from tests.webform.visitor import Visitor

SLUG = "zonnecooperatie-de-wiek"
AT = f"/collectief/{SLUG}"


def on_the_map(visitor: Visitor, services: Services, coordinator: Account) -> str:
    _ref, response_id = submitted(visitor, services)
    approve(services, response_id, 1, coordinator)
    return response_id


def test_from_the_page_of_a_collective_to_the_desk(
    visitor: Visitor, desk: Visitor, services: Services, coordinator: Account
) -> None:
    response_id = on_the_map(visitor, services, coordinator)
    visitor.open(AT)
    assert f"{AT}/report" in visitor.page.links
    visitor.open(f"{AT}/report")
    visitor.send({"words": "x" * 1001, "email": "geen adres"}, status=422)
    for told in ("Kies wat er aan de hand is.", "hoogstens 1000 tekens", "Vul een e-mailadres in"):
        assert told in visitor.page.text
    visitor.send({"kind": "wrong", "words": "", "email": ""}, status=422)
    assert "Vertel wat er aan de hand is." in visitor.page.text
    visitor.send({"kind": "wrong", "words": "<script>alert(1)</script> Verhuisd", "email": "vera@example.org"})
    assert visitor.address == f"{AT}/reported"

    desk.open("/review")
    assert "Meldingen 1" in desk.page.text
    desk.open("/review/reports")
    assert "<script>alert(1)" not in desk.html
    assert "Verhuisd" in desk.page.text
    form = next(each for each in desk.page.forms if "/reports/" in each.action)
    desk.send({}, status=422, form=form)
    form = next(each for each in desk.page.forms if "/reports/" in each.action)
    desk.send({"decision": "acted", "answer": "Dank je"}, form=form)
    assert "Er wachten geen meldingen." in desk.page.text
    desk.send({"decision": "nothing"}, form=form)
    assert "Iemand anders" in desk.page.text
    desk.open(f"/review/{response_id}")
    assert "Verhuisd" in desk.page.text


def test_programs_are_asked_to_press_once_more_and_nothing_is_reported_of_what_is_not_there(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    on_the_map(visitor, services, coordinator)
    visitor.open(f"{AT}/report")
    visitor.send({"kind": "gone", "website": "https://spam.example"}, status=422)
    assert waiting(services)[1] == 0
    visitor.send({"kind": "gone", "website": ""})
    assert waiting(services)[1] == 1
    assert visitor.client.get("/collectief/niets/report").status_code == 404


def test_an_entry_that_has_just_gone_is_told_and_nothing_is_kept(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    response_id = on_the_map(visitor, services, coordinator)
    visitor.open(f"{AT}/report")
    form = visitor.page.form
    decide(services, response_id, coordinator, Decision(Action.TAKE_OFF, 1, "Bestaat niet meer"))
    visitor.send({"kind": "gone"}, status=410, form=form)
    assert waiting(services)[1] == 0


def test_what_a_coordinator_typed_stays_when_the_page_was_open_too_long(
    visitor: Visitor, desk: Visitor, services: Services, coordinator: Account
) -> None:
    on_the_map(visitor, services, coordinator)
    visitor.open(f"{AT}/report")
    visitor.send({"kind": "wrong", "words": "Verhuisd", "email": "vera@example.org"})
    desk.open("/review/reports")
    form = next(each for each in desk.page.forms if "/reports/" in each.action)
    desk.send({"decision": "acted", "answer": "Dank\x00je", "csrf_token": "oud"}, status=400, form=form)
    assert "Dank\ufffdje" in desk.html
    assert waiting(services)[1] == 1
