"""Deciding at the desk: comments at questions, ready-made texts, the mail before it goes, a second reviewer; nothing typed is lost."""

from dataclasses import replace

import pytest
from flask import Flask

from results.accounts.register import add_account
from results.audit.deeds import Deed
from results.database import Database
from results.desk.reviewed import reviewed
from results.mail.post import newest
from results.my_scan.submit import recall, submit
from results.records.accounts import Account
from results.review import Action, Role
from results.services import Services
from results.store import demo
from tests.results import filled
from tests.results.fakes import FakeClock
from tests.webform.conftest import PASSWORD
from tests.webform.test_review import form_to, submitted
from tests.webform.visitor import Form, Visitor
from webform.app import create_app
from webform.commands.serve import alone
from webform.config import Config
from webform.mail.letters import Site, writer
from webform.wording.states import ACTIONS, DEEDS

SCRIPT = "<script>alert(1)</script>"


def button(_form: Form, step: str) -> dict[str, object]:
    """Pressing the button that says what to do next."""
    return {"step": step}


def sent_mail(services: Services) -> str:
    letter = writer(services, Site("http://127.0.0.1:8000", "Zelfscan"))(newest(services.database)[0])
    assert letter is not None
    return letter.text


def test_the_desk_says_why_a_version_waits_from_what_happened(
    visitor: Visitor, desk: Visitor, services: Services, coordinator: Account
) -> None:
    token, response = filled.approved(services, coordinator)
    address = f"/review/{response.id}"
    filled.change(services, token, {"p_verhaal": "Meer panelen."})
    submit(services, token)
    recall(services, token)
    submit(services, token)
    desk.open(address)
    assert "Wie versie 2 verstuurde, heeft die teruggenomen en in deze versie verbeterd." in desk.page.text
    assert "Versie 1 is goedgekeurd. Besluit of deze versie daarvoor in de plaats komt" in desk.page.text
    assert "aanvulling gevraagd; dit" not in desk.page.text, "nobody asked anything"
    desk.send({"reason": "Voor wie?"}, form=form_to(desk, "/request-changes"))
    submit(services, token)
    desk.open(address)
    assert "Bij versie 3 is om een aanvulling gevraagd; dit is het antwoord." in desk.page.text
    desk.send({"reason": ""}, form=form_to(desk, "/approve"))
    desk.open(f"{address}/write/reopen")
    form = form_to(desk, "/write/reopen")
    desk.send({"reason": SCRIPT}, form=replace(form, action=f"{address}/reopen"))
    for told in ("Deze versie was goedgekeurd. Carla heropende het besluit op", SCRIPT, "op de kaart mag blijven"):
        assert told in desk.page.text
    assert "dit is het antwoord" not in desk.page.text


def test_the_start_tells_when_nobody_can_confirm(services: Services, coordinator: Account, clock: FakeClock) -> None:
    assert alone(services) == ""
    strict = replace(services, second_reviewer=True)
    add_account(services.database, clock, "rik@example.org", "Rik", Role.RESEARCHER, PASSWORD)
    assert "Invite one at /accounts" in alone(strict)
    add_account(services.database, clock, "bo@example.org", "Bo", Role.ADMINISTRATOR, PASSWORD)
    assert alone(strict) == ""


def test_comments_at_questions_from_the_desk_to_the_form_and_back(
    visitor: Visitor, desk: Visitor, services: Services
) -> None:
    ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}/write/request-changes?at=p_verhaal")
    form = form_to(desk, "/write/request-changes")
    assert "Zonnecoöperatie De Wiek" in desk.page.text, "the answers stand at the questions"
    written = {"comment-p_verhaal": f"Voor wie?\n{SCRIPT}", "comment-p_naam": "", "reason": ""}
    desk.send({**written, **button(form, "preview")}, form=form)
    assert "Deze mail wordt verstuurd" in desk.page.text
    assert "ans@example.org" in desk.page.text
    assert "Wat doen jullie?" in desk.page.text
    foreseen = desk.page.text
    desk.send(
        button(desk.page.form, "write"),
        form=replace(desk.page.form, action=f"/review/{response_id}/write/request-changes"),
    )
    assert form_to(desk, "/write/request-changes").filled["comment-p_verhaal"] == [written["comment-p_verhaal"]], "kept"
    desk.send(form=replace(form_to(desk, "/write/request-changes"), action=f"/review/{response_id}/request-changes"))
    assert "Het besluit is bewaard: Aanvulling gevraagd." in desk.page.text
    assert "<script>alert" not in desk.html
    for line in sent_mail(services).splitlines():
        if line.strip() and "/go-on/" not in line:
            assert " ".join(line.split()) in foreseen, "the mail is what was shown"

    visitor.open(f"/r/{ref}")
    assert visitor.address.endswith("/check"), "who comes back sees what is asked"
    assert "De coördinator vraagt je iets" in visitor.page.text
    (href,) = [link for link in visitor.page.links if link.endswith("#p_verhaal") and "back=check" in link][:1]
    visitor.open(href.partition("#")[0])
    assert "De coördinator vraagt:" in visitor.page.text
    assert SCRIPT in visitor.page.text
    assert "p_verhaal-hint" in visitor.page.pointed, "read out with the field"
    for page in ("overview", "scan"):
        visitor.open(f"/r/{ref}/{page}")
        assert "Voor wie?" in visitor.page.text
    visitor.open(f"/r/{ref}/page/club?back=check")
    visitor.send({"p_verhaal": "Voor alle buren."})
    assert "Antwoord veranderd" in visitor.page.text
    visitor.send()
    desk.open(f"/review/{response_id}")
    for told in ("Wat er over versie 1 is gevraagd", "Voor wie?", "Wij leggen samen panelen.", "Voor alle buren."):
        assert told in desk.page.text


def test_a_ready_made_text_is_filled_in_after_what_was_written(
    visitor: Visitor, desk: Visitor, services: Services
) -> None:
    _ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}/write/reject")
    form = form_to(desk, "/write/reject")
    desk.send({"reason": "Eerst dit.", **button(form, "text:dubbel")}, form=form)
    (text,) = form_to(desk, "/write/reject").filled["reason"]
    assert text.startswith("Eerst dit.\n\nBeste Ans de Wit,")
    assert "Zonnecoöperatie De Wiek is al eerder aangemeld." in text
    assert text.endswith("Carla")
    desk.send(button(form, "text:nonsense"), form=form)
    desk.send({"reason": " ", **button(form, "preview")}, form=form, status=422)
    assert "Vertel het collectief waarom." in desk.page.text
    desk.send({"reason": "x" * 2001, **button(form, "preview")}, form=form, status=422)
    assert "x" * 2001 in desk.html
    desk.open(f"/review/{response_id}/write/nonsense", status=404)
    desk.open(f"/review/{'0' * 32}/write/reject", status=404)


def test_of_what_is_made_up_no_mail_is_promised(visitor: Visitor, desk: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services)
    with services.database.writing() as connection:
        demo.mark(connection, response_id)
    desk.open(f"/review/{response_id}/write/reject")
    form = form_to(desk, "/write/reject")
    desk.send({"reason": "Nee.", **button(form, "preview")}, form=form)
    assert "Deze mail wordt verstuurd" not in desk.page.text
    assert "Er gaat geen mail over uit" in desk.page.text
    before = len(newest(services.database))
    desk.send(form=form_to(desk, "/reject"))
    assert len(newest(services.database)) == before


def test_the_mail_as_html_runs_nothing(visitor: Visitor, desk: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}/write/reject")
    form = replace(form_to(desk, "/write/reject"), action=f"/review/{response_id}/mail/reject")
    sent = {"reason": SCRIPT, "csrf_token": form.filled["csrf_token"], "revision": "1"}
    answer = desk.client.post(form.action, data=sent)
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "&lt;script&gt;" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "/go-on/…" in answer.text, "no key is made by looking"


def test_reopened_and_taken_off_the_map(visitor: Visitor, desk: Visitor, services: Services) -> None:
    ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}")
    desk.send(form=form_to(desk, "/approve"))
    desk.open(f"/review/{response_id}/write/take-off")
    stale = replace(form_to(desk, "/write/take-off"), action=f"/review/{response_id}/take-off")
    desk.send({"reason": " "}, form=stale, status=422)
    desk.send({"reason": "Jullie zijn gestopt."}, form=stale)
    visitor.open("/collectief/zonnecooperatie-de-wiek", status=410)
    visitor.open(f"/r/{ref}/scan")
    assert "Jullie zijn gestopt." in visitor.page.text
    desk.send({"reason": "Nog eens."}, form=stale, status=409)
    assert "Nog eens." in desk.page.text, "what was typed is still there"
    desk.open(f"/review/{response_id}/write/reopen")
    form = form_to(desk, "/write/reopen")
    desk.send({"reason": "Toch niet."}, form=replace(form, action=f"/review/{response_id}/reopen"))
    assert reviewed(services, response_id, "nl").response.state == "submitted"
    visitor.open("/collectief/zonnecooperatie-de-wiek", status=410)
    visitor.open(f"/r/{ref}/scan")
    assert "Toch niet." in visitor.page.text


def test_a_decision_on_an_old_version_is_refused_with_what_changed_since(
    visitor: Visitor, desk: Visitor, services: Services
) -> None:
    ref, response_id = submitted(visitor, services)
    desk.open(f"/review/{response_id}")
    desk.send(form=form_to(desk, "/approve"))
    _send_again(visitor, ref, "Tweede verhaal.")
    desk.open(f"/review/{response_id}")
    second = form_to(desk, "/approve")
    visitor.open(f"/r/{ref}/scan/correct")
    visitor.send()
    _send_again(visitor, ref, "Derde verhaal.")
    desk.send({"reason": "Mooi."}, form=second, status=409)
    assert "Wat er veranderde sinds versie 2" in desk.page.text, "not since the approved one"
    assert "Derde verhaal." in desk.page.text
    assert "Tweede verhaal." in desk.page.text
    assert "Mooi." in desk.html


def _send_again(visitor: Visitor, ref: str, story: str) -> None:
    visitor.open(f"/r/{ref}/page/club?back=check")
    visitor.send({"p_verhaal": story})
    visitor.send()


@pytest.fixture
def second_desk(config: Config, services: Services, database: Database, clock: FakeClock) -> tuple[Flask, Visitor]:
    """The application where two approve, and a colleague who is logged in there."""
    add_account(database, clock, "bert@example.org", "Bert", Role.COORDINATOR, PASSWORD)
    app = create_app(config, replace(services, second_reviewer=True))
    bert = Visitor(app)
    bert.open("/login")
    bert.send({"email": "bert@example.org", "password": PASSWORD})
    return app, bert


def test_two_reviewers_and_one_who_is_involved(
    visitor: Visitor, desk: Visitor, services: Services, second_desk: tuple[Flask, Visitor]
) -> None:
    _ref, response_id = submitted(visitor, services)
    app, bert = second_desk
    carla = Visitor(app)
    carla.open("/login")
    carla.send({"email": "carla@example.org", "password": PASSWORD})
    carla.open(f"/review/{response_id}")
    assert not [form for form in carla.page.forms if form.action.endswith("/approve")]
    propose = form_to(carla, "/propose")
    carla.send({"reason": "Lijkt me goed."}, form=propose)
    assert "Een collega moet het bevestigen." in carla.page.text
    carla.send({"reason": "Nog eens."}, form=propose, status=409)
    carla.send({"reason": "Zelf dan."}, form=replace(propose, action=f"/review/{response_id}/approve"), status=409)
    bert.open(f"/review/{response_id}")
    assert "Lijkt me goed." in bert.page.text
    bert.send({"involved": "yes"}, form=form_to(bert, "/interest"))
    assert "Je gaf aan dat je bij dit collectief betrokken bent" in bert.page.text
    bert.send(
        form=replace(
            propose,
            action=f"/review/{response_id}/approve",
            filled=form_to(bert, "/interest").filled | {"revision": ["1"]},
        ),
        status=409,
    )
    bert.send({"involved": "x"}, form=form_to(bert, "/interest"), status=400)
    bert.open(f"/review/{response_id}")
    bert.send({"involved": "no"}, form=form_to(bert, "/interest"))
    bert.send({"reason": "Welkom."}, form=form_to(bert, "/approve"))
    assert reviewed(services, response_id, "nl").response.state == "approved"


def test_the_texts_are_changed(desk: Visitor, services: Services) -> None:
    desk.open("/review/texts")  # nothing was sent yet: the one that puts something on the map
    assert "Staat er al" in desk.page.text
    desk.open("/review/texts/club/nl/dubbel")
    desk.send({"title": "Dubbel", "text": f"Beste {{naam}}, {SCRIPT}"}, status=422)
    assert "{naam} is niet bekend." in desk.page.text
    assert SCRIPT in desk.page.form.filled["text"][0], "what was typed is still there"
    old = desk.page.form
    desk.send({"title": "Dubbel", "text": f"Beste {{name}}, {SCRIPT}"})
    assert "Carla" in desk.page.text
    desk.send({"title": "Anders", "text": "Te laat."}, form=old, status=409)
    assert "Carla heeft deze tekst intussen veranderd" in desk.page.text
    assert desk.page.form.filled["text"] == ["Te laat."]
    desk.open("/review/texts/club/nl/new")
    desk.send({"title": "Nieuw", "text": "Welkom.", "action": "approve"})
    assert "Nieuw" in desk.page.text
    desk.open("/review/texts/club/nl/nieuw")
    desk.send({"step": "remove"})
    assert "Nieuw" not in [text for text in desk.page.text.split() if text == "Nieuw"][1:]
    desk.open("/review/texts/club/nl/dubbel")
    desk.send({"step": "shipped"})
    assert "Staat er al" in desk.page.text
    for address in ("?survey=x", "?language=fr", "/club/nl/nonsense", "/x/nl/new", "/club/fr/new"):
        desk.open(f"/review/texts{address}", status=404)


def test_everything_that_is_logged_has_words() -> None:
    assert set(DEEDS) == set(Deed)
    assert set(ACTIONS) == set(Action)
    assert not {each.value for each in Deed} & {each.value for each in Action}


def test_nobody_else_opens_these(visitor: Visitor, desk: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services)
    for address in (f"/review/{response_id}/write/reject", "/review/texts", "/review/texts/club/nl/new"):
        assert visitor.client.get(address).status_code == 303
