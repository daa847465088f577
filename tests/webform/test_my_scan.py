"""My scan, as a person without JavaScript meets it: read, change one consent, withdraw, download, delete."""

import csv
import io
import json
from datetime import timedelta

from flask import Flask

from results.audit.deeds import Deed
from results.consents.changes import change_consent
from results.filling import fill
from results.filling.keys import forget_browser_keys
from results.my_scan.erase import erase
from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account
from results.services import Services
from results.store import events
from results.upkeep.renewal import run_upkeep
from tests.results import filled
from tests.results.decided import approve, reject, request_changes
from tests.results.fakes import FakeClock
from tests.results.filled import change
from tests.webform.conftest import both_databases
from tests.webform.visitor import Form, Visitor
from tests.webform.walking import begin

NAME = "Zonnecoöperatie De Wiek"


def form_for(visitor: Visitor, consent: str, given: str) -> Form:
    return next(
        form
        for form in visitor.page.forms
        if form.filled.get("consent") == [consent] and form.filled.get("given") == [given]
    )


def form_to(visitor: Visitor, action: str) -> Form:
    return next(form for form in visitor.page.forms if form.action.endswith(action))


def opened(visitor: Visitor, services: Services, token: str) -> str:
    """Open My scan of a response in this browser; its id."""
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/scan")
    return ref


@both_databases
def test_a_consent_is_withdrawn_and_given_again_on_the_same_page(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    token, _ = filled.approved(services, coordinator)
    ref = opened(visitor, services, token)
    assert [visitor.html.count(text) for text in (f"<blockquote>{NAME} mag", "<blockquote>Het adres mag erbij.")] == [
        1,
        1,
    ]
    for told in (f"{NAME} mag op de kaart.", "Gegeven", "Als je deze intrekt:", "Deze toestemming vervalt mee"):
        assert told in visitor.page.text
    assert "Jullie staan op de kaart met versie 1" in visitor.page.text
    visitor.send(form=form_for(visitor, "c_kaart", "no"))
    assert visitor.address == f"/r/{ref}/scan"
    assert "Toestemming ingetrokken: De kaart." in visitor.page.text
    assert "er nu geen toestemming voor is" in visitor.page.text
    visitor.open("/collectief/zonnecooperatie-de-wiek", status=410)
    visitor.open(f"/r/{ref}/scan")
    assert "Jullie pagina staat direct op de kaart" in visitor.page.text
    visitor.send(form=form_for(visitor, "c_kaart", "yes"))
    assert "Toestemming gegeven: De kaart." in visitor.page.text
    visitor.open("/collectief/zonnecooperatie-de-wiek")
    assert "info@example.org" not in visitor.html


def test_the_consequence_is_that_of_the_survey(visitor: Visitor, services: Services) -> None:
    token, _ = filled.submitted(services)
    opened(visitor, services, token)
    assert "Vanaf dat moment gebruiken we je antwoorden hier niet meer voor." in visitor.page.text


def test_a_confirmation_is_no_consent(visitor: Visitor, services: Services) -> None:
    token, _ = filled.submitted(services)
    ref = opened(visitor, services, token)
    assert "Ik heb de uitleg gelezen." in visitor.page.text
    assert "kun je dit niet intrekken" in visitor.page.text
    form = form_for(visitor, "c_kaart", "no")
    form.filled["consent"] = ["c_gelezen"]
    visitor.send(form=form)
    assert "Deze toestemming is je niet gevraagd" in visitor.page.text
    assert fill.find(services, token).answers["c_gelezen"] is True
    assert visitor.address == f"/r/{ref}/scan"


def test_a_stale_page_is_answered_kindly(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, _ = filled.approved(services, coordinator)
    opened(visitor, services, token)
    form = form_for(visitor, "c_kaart", "no")
    visitor.send(form=form)
    visitor.send(form=form)
    assert "Deze toestemming is je niet gevraagd" not in visitor.page.text
    assert "Dit stond al zo: De kaart." in visitor.page.text
    withdraw(services, token)
    giving = Form(form.action, "post")
    giving.filled = {**form.filled, "given": ["yes"]}
    visitor.send(form=giving)
    assert "Deze scan is gestopt" in visitor.page.text
    strange = Form(form.action, "post")
    strange.filled = {**form.filled, "given": ["perhaps"]}
    visitor.send(form=strange)
    assert "niet lezen wat je koos" in visitor.page.text


def test_without_a_fitting_token_nothing_is_changed(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, _ = filled.approved(services, coordinator)
    ref = opened(visitor, services, token)
    form = form_for(visitor, "c_kaart", "no")
    visitor.send({"csrf_token": "vervalst"}, status=400, form=form)
    assert "kijk de pagina nog eens na" in visitor.page.text
    assert "Jullie staan op de kaart" in visitor.page.text
    for page in ("withdraw", "delete"):
        visitor.open(f"/r/{ref}/scan/{page}")
        visitor.send({"csrf_token": "vervalst", "sure": "yes"}, status=400)
        assert "kijk de pagina nog eens na" in visitor.page.text
    assert fill.find(services, token).state == "approved"


def test_every_state_in_plain_words(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, response_id = filled.submitted(services)
    opened(visitor, services, token)
    assert "Versie 1 wacht op een coördinator." in visitor.page.text
    request_changes(services, response_id, 1, coordinator, "Waar zit dit?")
    opened(visitor, services, token)
    assert "De coördinator heeft om een aanvulling op versie 1 gevraagd." in visitor.page.text
    assert visitor.page.text.count("Waar zit dit?") == 2, "where it stands, and in the history"
    assert f"/r/{response_id}/check" in visitor.page.links
    submit(services, token)
    approve(services, response_id, 2, coordinator)
    change(services, token, {"p_naam": "De Nieuwe Wiek"})
    submit(services, token)
    opened(visitor, services, token)
    assert "Jullie staan op de kaart met versie 2" in visitor.page.text
    assert "Jullie pagina op de kaart blijft zoals hij is" in visitor.page.text
    assert "De Nieuwe Wiek mag op de kaart." in visitor.page.text
    assert f"{NAME} mag op de kaart." in visitor.page.text
    reject(services, response_id, 3, coordinator, "Reclame.")
    opened(visitor, services, token)
    assert "niet heeft goedgekeurd" in visitor.page.text
    assert [form for form in visitor.page.forms if form.filled.get("given") == ["yes"]] == []
    withdraw(services, token)
    opened(visitor, services, token)
    assert "omdat je je scan hebt ingetrokken" in visitor.page.text
    assert f"/r/{response_id}/scan/withdraw" not in visitor.page.links
    assert f"/r/{response_id}/scan/delete" in visitor.page.links


def test_a_draft_has_a_page_too(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    ref = opened(visitor, services, token)
    assert "Je hebt je antwoorden nog niet" in visitor.page.text
    assert "worden ze" in visitor.page.text
    assert "Je toestemmingen" not in visitor.page.text
    for address in (f"/r/{ref}/scan/answers.csv", f"/r/{ref}/scan/everything.json", f"/r/{ref}/scan/delete"):
        visitor.open(address)
    visitor.open(f"/r/{ref}/scan/withdraw")
    assert visitor.address == f"/r/{ref}/scan"


def test_what_was_typed_is_told_when_it_differs_from_what_was_sent(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    token, _ = filled.approved(services, coordinator)
    opened(visitor, services, token)
    assert "nog niet hebt verstuurd" not in visitor.page.text
    change(services, token, {"c_kaart": False})
    opened(visitor, services, token)
    assert "In de antwoorden die je nog niet hebt verstuurd, staat dit anders." in visitor.page.text


@both_databases
def test_withdrawing_the_scan(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, _ = filled.approved(services, coordinator)
    ref = opened(visitor, services, token)
    visitor.open(f"/r/{ref}/scan/withdraw")
    assert "gaat jullie pagina direct van de kaart" in visitor.page.text
    visitor.open("/collectief/zonnecooperatie-de-wiek")
    visitor.open(f"/r/{ref}/scan/withdraw")
    form = visitor.page.form
    visitor.send()
    assert "Je scan is ingetrokken." in visitor.page.text
    visitor.open("/collectief/zonnecooperatie-de-wiek", status=410)
    visitor.send(form=form)
    assert "al ingetrokken" in visitor.page.text
    assert fill.find(services, token).state == "withdrawn"
    visitor.open(f"/r/{ref}/profile")


@both_databases
def test_taking_what_waits_back_to_correct_it(
    visitor: Visitor, desk: Visitor, services: Services, coordinator: Account
) -> None:
    token, response = filled.approved(services, coordinator)
    change(services, token, {"p_verhaal": "Nog meer panelem."})
    submit(services, token)
    ref = opened(visitor, services, token)
    visitor.open(f"/r/{ref}/scan/correct")
    for told in ("neemt niemand er een besluit over", "jullie pagina op de kaart", "opnieuw"):
        assert told in visitor.page.text
    desk.open(f"/review/{response.id}")
    deciding = form_to(desk, "/approve")
    visitor.open(f"/r/{ref}/scan/correct")
    taking_back = visitor.page.form
    visitor.send({"csrf_token": "vervalst"}, status=400)
    assert fill.find(services, token).state == "submitted"
    visitor.send(form=taking_back)
    assert visitor.address == f"/r/{ref}/check"
    assert "Je hebt het teruggenomen." in visitor.page.text
    visitor.send(form=taking_back)
    assert visitor.address == f"/r/{ref}/check", "a second click does the same"
    visitor.open(f"/r/{ref}/scan/correct")
    assert visitor.address == f"/r/{ref}/scan"
    for page in ("scan", "profile"):
        visitor.open(f"/r/{ref}/{page}")
        assert "Teruggenomen om te verbeteren" in visitor.page.text
        assert "De coördinator heeft" not in visitor.page.text.replace("De coördinator heeft versie 1", "")
    visitor.open("/collectief/zonnecooperatie-de-wiek")
    desk.send({"reason": "Mooi."}, form=deciding, status=409)
    assert "Mooi." in desk.page.text
    assert "Teruggenomen door de invuller om te verbeteren" in desk.page.text
    desk.open("/review")
    assert NAME not in desk.page.text
    desk.open("/review?state=recalled")
    assert NAME in desk.page.text
    change(services, token, {"p_verhaal": "Nog meer panelen."})
    submit(services, token)
    desk.open("/review")
    assert NAME in desk.page.text
    approve(services, response.id, 3, coordinator)
    visitor.send(form=taking_back)
    assert "wacht niet meer op een coördinator" in visitor.page.text
    assert fill.find(services, token).state == "approved"


def test_how_long_it_is_kept_is_said_as_it_will_happen(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    token, response_id = filled.submitted(services)
    ref = opened(visitor, services, token)
    assert "We bewaren wat je hebt verstuurd zolang het op een besluit wacht." in visitor.page.text
    approve(services, response_id, 1, coordinator)
    visitor.open(f"/r/{ref}/scan")
    assert "tot het verloopt: op 22 november 2028, als we niets van je horen. Een half jaar later" in visitor.page.text
    visitor.open(f"/r/{ref}/scan/withdraw")
    for told in ("na zes maanden wissen we wie het invulde", "de antwoorden over het collectief blijven bij ons"):
        assert told in visitor.page.text
    withdraw(services, token)
    visitor.open(f"/r/{ref}/scan")
    assert "Op 25 mei 2027 wissen we wie het invulde" in visitor.page.text
    assert "Je kunt het dan niet meer openen." in visitor.page.text
    other, rejected = filled.submitted(services)
    reject(services, rejected, 1, coordinator, "Dit is een bedrijf.")
    opened(visitor, services, other)
    assert "Op 25 mei 2027 wissen we alles wat je hebt verstuurd" in visitor.page.text
    assert "totdat jij het verwijdert" not in visitor.page.text


@both_databases
def test_deleting_everything(app: Flask, visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, _ = filled.approved(services, coordinator)
    ref = opened(visitor, services, token)
    visitor.open(f"/r/{ref}/scan/delete")
    for told in ("Wat verdwijnt, direct en voorgoed", "Wat blijft", "reservekopieën"):
        assert told in visitor.page.text
    visitor.send(status=422)
    assert "Vink het vakje aan" in visitor.page.text
    assert fill.find(services, token).state == "approved"
    form = visitor.page.form
    sent = visitor.client.post(f"/r/{ref}/scan/delete", data={"sure": "yes", "csrf_token": form.filled["csrf_token"]})
    assert sent.headers["Clear-Site-Data"] == '"storage"', "nor does the browser keep what was typed"
    visitor.open(sent.location)
    assert visitor.address == "/r/deleted"
    assert "Alles is verwijderd" in visitor.page.text
    visitor.send({"sure": "yes"}, form=form)
    assert visitor.address == "/r/deleted", "a second click is told the same"
    for page in ("scan", "profile", "check"):
        visitor.open(f"/r/{ref}/{page}", status=403)
    visitor.open("/collectief/zonnecooperatie-de-wiek", status=404)
    visitor.open("/club")
    assert ref not in visitor.html, "the browser has forgotten it"
    other = Visitor(app)
    other.open("/")
    with other.client.session_transaction() as session:
        session["keys"] = [[ref, "club", token]]
    other.open(f"/r/{ref}/scan", status=410)


def test_a_second_click_that_comes_first_is_no_error(visitor: Visitor, services: Services) -> None:
    token, _ = filled.submitted(services)
    ref = opened(visitor, services, token)
    visitor.open(f"/r/{ref}/scan/delete")
    erase(services, token)
    visitor.send({"sure": "yes"})
    assert "Alles is verwijderd" in visitor.page.text


def test_a_key_that_expired_is_not_called_deleted(visitor: Visitor, services: Services) -> None:
    token, _ = filled.submitted(services)
    ref = opened(visitor, services, token)
    visitor.open(f"/r/{ref}/scan/delete")
    forget_browser_keys(services, [token])
    visitor.send({"sure": "yes"}, status=403)
    assert "verwijderd" not in visitor.page.text
    ref = visitor.hold(services, filled.submitted(services)[0])
    forget_browser_keys(services, [visitor.key(ref)])
    visitor.open(f"/r/{ref}/scan", status=403)


def test_pages_that_were_open_meanwhile(visitor: Visitor, services: Services) -> None:
    token, _ = filled.submitted(services)
    ref = opened(visitor, services, token)
    form = form_for(visitor, "c_kaart", "no")
    erase(services, token)
    visitor.send(form=form, status=410)
    visitor.open(f"/r/{ref}/scan", status=403)


def test_the_desk_shows_what_is_left(visitor: Visitor, desk: Visitor, services: Services, coordinator: Account) -> None:
    token, response = filled.approved(services, coordinator)
    withdrawn, other = filled.submitted(services, {"p_naam": "Teruggetrokken"})
    withdraw(services, withdrawn)
    desk.open(f"/review/{response.id}")
    erase(services, token)
    desk.open("/review?state=withdrawn")
    assert "Verwijderd door de invuller" in desk.page.text
    assert "Teruggetrokken" in desk.page.text
    assert NAME not in desk.page.text
    desk.open(f"/review/{response.id}")
    for told in ("De invuller heeft alles verwijderd.", "Alles verwijderd door de invuller", "Goedgekeurd", "Carla"):
        assert told in desk.page.text
    assert NAME not in desk.html
    desk.open(f"/review/{other}")
    assert "Er is nu niets te besluiten." in desk.page.text


def test_a_decision_on_what_was_just_deleted(desk: Visitor, services: Services) -> None:
    token, response_id = filled.submitted(services)
    desk.open(f"/review/{response_id}")
    form = form_to(desk, "/approve")
    erase(services, token)
    desk.send({"reason": "Welkom!"}, form=form, status=409)
    assert "Hierover is al besloten" in desk.page.text
    assert "De invuller heeft alles verwijderd." in desk.page.text


def test_the_answers_as_a_spreadsheet(visitor: Visitor, services: Services) -> None:
    token, _ = filled.submitted(services, {"p_naam": '=HYPERLINK("https://example.org")', "p_verhaal": 'één;\n"twee"'})
    ref = opened(visitor, services, token)
    got = visitor.client.get(f"/r/{ref}/scan/answers.csv")
    assert got.data.startswith(b"\xef\xbb\xbf")
    assert got.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert got.headers["Content-Disposition"] == 'attachment; filename="club-2026-11-23.csv"'
    assert got.headers["Cache-Control"] == "no-store"
    rows = list(csv.reader(io.StringIO(got.data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["Onderdeel", "Code", "Vraag", "Antwoord", "Gevraagd"]
    by_code = {row[1]: row for row in rows[1:]}
    assert by_code["p_naam"][3].startswith("'=HYPERLINK")
    assert by_code["p_verhaal"][3] == 'één;\n"twee"'
    assert by_code["p_sector"] == ["Over jou", "p_sector", "In welke sector?", "Energie", "1"]
    assert "s_waarom" not in by_code, "neither asked nor answered"


def test_everything_as_a_document(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, _ = filled.approved(services, coordinator)
    change_consent(services, token, "c_contact", False, "nl")
    ref = opened(visitor, services, token)
    got = visitor.client.get(f"/r/{ref}/scan/everything.json")
    assert got.headers["Content-Disposition"] == 'attachment; filename="club-2026-11-23.json"'
    assert got.headers["Cache-Control"] == "no-store"
    document = json.loads(got.data)
    assert document["map_entry"]["address"] == "zonnecooperatie-de-wiek"
    assert token not in got.text


def test_only_who_holds_the_key_gets_anything(app: Flask, services: Services) -> None:
    token, response_id = filled.submitted(services)
    stranger = Visitor(app)
    for page in ("", "/correct", "/withdraw", "/delete", "/answers.csv", "/everything.json"):
        stranger.open(f"/r/{response_id}/scan{page}", status=403)
    begin(stranger, "club")
    csrf = stranger.page.form.filled["csrf_token"]
    for page, more in (
        ("/consent", {"consent": "c_kaart", "given": "no"}),
        ("/correct", {}),
        ("/withdraw", {}),
        ("/delete", {"sure": "yes"}),
    ):
        sent = Form(f"/r/{response_id}/scan{page}", "post")
        sent.filled = {"csrf_token": csrf, **{name: [value] for name, value in more.items()}}
        stranger.send(form=sent, status=403)
    assert fill.find(services, token).state == "submitted"


def test_in_english(visitor: Visitor, services: Services) -> None:
    token, _ = filled.submitted(services)
    ref = opened(visitor, services, token)
    visitor.open(f"/r/{ref}/scan?language=en")
    for told in ("My scan", f"{NAME} may be on the map.", "If you withdraw it:", "You sent version 1."):
        assert told in visitor.page.text
    visitor.send(form=form_for(visitor, "c_kaart", "no"))
    assert "Withdrawn: The map." in visitor.page.text


def test_saying_that_it_is_still_right(
    visitor: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    token, response = filled.approved(services, coordinator)
    opened(visitor, services, token)
    assert "Klopt het nog?" in visitor.page.text
    assert not any(form.action.endswith("/still-right") for form in visitor.page.forms), "it was sent today"
    clock.moment += timedelta(days=366)
    run_upkeep(services)
    opened(visitor, services, token)
    assert "laatst laten weten dat alles klopt. We vroegen per mail" in visitor.page.text
    form = form_to(visitor, "/scan/still-right")
    assert visitor.client.post(form.action, data={}).status_code == 400
    assert visitor.client.get(form.action).status_code == 405
    visitor.send(form=form)
    assert "Dank je wel" in visitor.page.text
    assert "We vragen het weer op" in visitor.page.text
    visitor.client.post(form.action, data=form.filled)  # pressed twice, in another tab
    with services.database.reading() as connection:
        said = [each.action for each in events.history(connection, response.id)]
    assert said.count(Deed.STILL_RIGHT) == 1
    withdraw(services, token)
    opened(visitor, services, token)
    assert "Klopt het nog?" not in visitor.page.text
