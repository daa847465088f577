"""Contact on the pages: ask, propose, answer, and what each side reads; on the pages of the coordinator and the initiators."""

import re
from datetime import timedelta
from functools import cache

import pytest
from flask import Flask
from sqlalchemy import update

from engine.authoring.compile import compile_survey
from engine.questionnaire import Questionnaire
from results.accounts import own
from results.accounts.new_work import tell_daily
from results.consents.changes import change_consent
from results.database import Database
from results.filling.fill import find
from results.mail.message import Letter
from results.mail.outbox import MailKind
from results.mail.post import newest
from results.matching.answer import remind_due
from results.matching.ask import ask
from results.matching.find import matchmaking
from results.matching.propose import propose
from results.models.responses import ResponseRow
from results.my_scan.erase import erase
from results.records.accounts import Account, News
from results.services import Services
from results.store import demo, questionnaires
from results.surveys import Surveys
from tests.results.fakes import FakeClock, FakeGeocoder
from tests.results.matching.gardens import CHALLENGE, SURVEYS, garden, lab_member
from tests.webform.visitor import Visitor
from webform.mail.letters import Site, writer

SITE = Site("https://scan.example.org", "Zelfscan")


@cache
def compiled(survey: str) -> Questionnaire:
    return compile_survey({name: text.encode() for name, text in SURVEYS[survey].items()}).require()


@pytest.fixture
def services(database: Database, clock: FakeClock) -> Services:
    with database.writing() as connection:
        for survey, sources in SURVEYS.items():
            questionnaires.add(connection, compiled(survey), dict(sources), clock.now())
    surveys = Surveys(database, {name: compiled(name) for name in SURVEYS})
    return Services(database, surveys, clock, FakeGeocoder(), b"test")


def letters(services: Services, kind: MailKind) -> list[Letter]:
    """What the mails of this kind would say now, the oldest first."""
    written = [writer(services, SITE)(mail) for mail in newest(services.database) if mail.kind == kind]
    return [letter for letter in written if letter is not None][::-1]


def opened_by(app: Flask, letter: Letter) -> Visitor:
    """A browser in which the link in a letter was used."""
    found = re.search(r"https://scan\.example\.org(/go-on/\S+)", letter.text)
    assert found is not None
    visitor = Visitor(app)
    visitor.open(found[1])
    visitor.send()
    return visitor


def test_from_asking_to_each_others_details(
    app: Flask, services: Services, desk: Visitor, visitor: Visitor, coordinator: Account
) -> None:
    token, seeker = garden(services, coordinator, "zoekt", samen="nee")
    garden(services, coordinator, "helpt")
    ref = visitor.hold(services, token)
    assert f"/r/{ref}/contact/ask/{CHALLENGE}" in visitor.open(f"/r/{ref}/profile?language=en").links
    page = visitor.open(f"/r/{ref}/contact/ask/{CHALLENGE}")
    assert "consent" not in page.form.names  # it was given with the answers
    assert "is looking for somebody" in visitor.send({"words": "Hoe doen jullie dat?"}).text

    desk.open("/review?language=en")
    assert "/review/requests" in desk.page.links
    assert "Review (1)" in desk.page.text
    assert "Hoe doen jullie dat?" in desk.open("/review/requests").text
    page = desk.open(f"/review/{seeker}/matching")
    assert "55 points : gaat goed 40, zelfde soort 10, even groot 5" in page.text
    assert "Tuin helpt" in page.text
    page = desk.send({"words": "Jullie doen iets dat lijkt."})
    assert "The one who seeks is asked" in page.text
    page = desk.open("/review/requests")
    assert "Nobody asks for contact now." in page.text
    assert "Tuin zoekt with Tuin helpt" in page.text
    assert "Waits for the answer of Tuin zoekt since" in page.text

    (letter,) = letters(services, MailKind.PROPOSAL)
    assert "helpt" not in letter.text
    seeking = opened_by(app, letter)
    assert seeking.address == f"/r/{seeker}/contact"
    assert "Jullie doen iets dat lijkt." in seeking.page.text
    assert "Tuin helpt" not in seeking.html
    seeking.send({}, form=next(form for form in seeking.page.forms if form.filled.get("answer") == ["yes"]))

    assert "Waits for the answer of Tuin helpt since" in desk.open("/review/requests").text
    (letter,) = letters(services, MailKind.PROPOSAL)
    assert "zoekt" not in letter.text
    asked = opened_by(app, letter)
    assert "Tuin zoekt" not in asked.html
    page = asked.send({}, form=next(form for form in asked.page.forms if form.filled.get("answer") == ["yes"]))
    assert "Tuin zoekt" in page.text
    assert "Mens van zoekt" in page.text
    assert "helpt@example.org" in seeking.open(f"/r/{seeker}/contact").text
    to_seeker, to_other = letters(services, MailKind.INTRODUCTION)
    assert "Tuin helpt" in to_seeker.text
    assert "Mens van helpt" in to_seeker.text
    assert "zoekt@example.org" in to_other.text
    assert "helpt" not in to_other.text


def test_without_the_consent_it_is_asked_there(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, ref = garden(services, coordinator, "zoekt", mag=False)
    visitor.hold(services, token)
    page = visitor.open(f"/r/{ref}/contact/ask/{CHALLENGE}?language=en")
    assert "Breng ons in contact." in page.text
    page = visitor.send({"words": "Bewaar dit."}, status=422)
    assert page.form.filled["words"] == ["Bewaar dit."]
    page = visitor.send({"consent": "yes"})
    assert "is looking for somebody" in page.text
    assert find(services, token).answers["mag"] is True
    change_consent(services, token, "mag", False, "nl")
    assert "No longer asked" in visitor.open(f"/r/{ref}/contact").text


def test_what_is_asked_can_be_taken_back_and_closed(
    visitor: Visitor, services: Services, desk: Visitor, coordinator: Account
) -> None:
    token, ref = garden(services, coordinator, "zoekt")
    visitor.hold(services, token)
    visitor.open(f"/r/{ref}/contact/ask/{CHALLENGE}?language=en")
    visitor.send()
    desk.open("/review/requests?language=en")
    close = desk.page.form
    assert "is closed" in desk.send({"reply": "<b>Nu even niemand.</b>"}).text
    page = visitor.open(f"/r/{ref}/contact")
    assert "<b>Nu even niemand.</b>" in page.text  # as text
    assert "waits no longer" in desk.send({"reply": "x"}, form=close).text
    visitor.open(f"/r/{ref}/contact/ask/{CHALLENGE}")
    visitor.send()
    assert "No longer asked" in visitor.send({}).text


def test_coordinators_are_mailed_when_contact_is_asked_for(
    visitor: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    own.choose_news(services, coordinator, News.AT_ONCE)
    token, ref = garden(services, coordinator, "zoekt")
    made_up, hidden = garden(services, coordinator, "verzonnen")
    with services.database.writing() as connection:
        demo.mark(connection, hidden)
    for each in (token, token, made_up):  # asking twice is asking once
        ask(services, each, CHALLENGE, "Hoe doen jullie dat?")
    (letter,) = letters(services, MailKind.CONTACT_ASKED)
    assert "Tuin zoekt" in letter.subject
    assert "Hoe doen jullie dat?" not in letter.text
    assert f"{SITE.address}/review/requests" in letter.text
    visitor.hold(services, token)
    visitor.open(f"/r/{ref}/contact")
    visitor.send()  # taken back
    assert letters(services, MailKind.CONTACT_ASKED) == []
    own.choose_news(services, coordinator, News.DAILY)
    for each in (token, made_up):
        clock.moment += timedelta(hours=1)
        ask(services, each, CHALLENGE)
    clock.moment += timedelta(days=1)
    assert tell_daily(services) == 1
    (letter,) = letters(services, MailKind.NEW_WORK_DAILY)
    assert "Tuin zoekt: " in letter.text
    assert "verzonnen" not in letter.text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_does_not_answer_reads_until_when_that_can_be_done(
    services: Services, coordinator: Account, clock: FakeClock, language: str
) -> None:
    _token, seeker = garden(services, coordinator, "zoekt", samen="nee")
    _token, other = garden(services, coordinator, "helpt")
    with services.database.writing() as connection:
        connection.execute(update(ResponseRow).values(language=language))
    matchmaking(services, seeker, CHALLENGE, language)
    propose(services, seeker, other, CHALLENGE, coordinator, "Jullie lijken op elkaar.")
    clock.moment += timedelta(days=14)
    assert remind_due(services) == 1
    (letter,) = letters(services, MailKind.PROPOSAL_AGAIN)
    assert {"nl": "tot en met 23 december 2026", "en": "until 23 December 2026"}[language] in letter.text
    assert "helpt" not in letter.text
    assert "?to=contact" in letter.text


def test_a_proposal_is_withdrawn_from_the_list_of_all(services: Services, desk: Visitor, coordinator: Account) -> None:
    _token, seeker = garden(services, coordinator, "zoekt", samen="nee")
    garden(services, coordinator, "helpt")
    desk.open(f"/review/{seeker}/matching?language=en")
    desk.send({})
    desk.open("/review/requests")
    page = desk.send({})
    assert "The proposal is withdrawn." in page.text
    assert "Ended in the past 30 days" in page.text


def test_other_peoples_proposals_and_requests_do_not_open(
    app: Flask, services: Services, desk: Visitor, visitor: Visitor, coordinator: Account
) -> None:
    seeker, seeker_id = garden(services, coordinator, "zoekt", samen="nee")
    garden(services, coordinator, "helpt")
    stranger, stranger_id = garden(services, coordinator, "vreemd", aanbod=["niets"])
    desk.open(f"/review/{seeker_id}/matching")
    desk.send()
    visitor.hold(services, stranger)
    visitor.open(f"/r/{stranger_id}/contact?language=en")
    token = visitor.open(f"/r/{stranger_id}/contact/ask/{CHALLENGE}").form.filled["csrf_token"]
    for address, form in (
        (f"/r/{stranger_id}/contact/1/answer", {"answer": "yes"}),
        (f"/r/{stranger_id}/contact/99/answer", {"answer": "yes"}),
        (f"/r/{stranger_id}/contact/request/1/take-back", {}),
    ):
        answer = visitor.client.post(address, data={"csrf_token": token, **form})
        assert answer.status_code == 404
    assert visitor.client.post(f"/r/{seeker_id}/contact/1/answer", data={"csrf_token": token}).status_code == 403
    assert visitor.client.get(f"/r/{seeker_id}/contact").status_code == 403
    assert visitor.client.get("/review/requests").status_code == 303
    assert visitor.client.get(f"/r/{stranger_id}/contact/ask/onzin").status_code == 404
    unread = visitor.client.post(f"/r/{stranger_id}/contact/1/answer", data={"csrf_token": token, "answer": "maybe"})
    assert unread.status_code == 303
    erase(services, seeker)
    assert desk.client.get(f"/review/{seeker_id}/matching").status_code == 404


def test_proposing_what_cannot_be_says_why_and_keeps_the_words(
    services: Services, desk: Visitor, coordinator: Account
) -> None:
    _, seeker = garden(services, coordinator, "zoekt", samen="nee")
    garden(services, coordinator, "helpt")
    lab_member(services, coordinator, "lid")
    page = desk.open(f"/review/{seeker}/matching?language=en")
    first, second = page.forms[-2:]
    assert desk.send({"words": "x" * 1001}, status=422, form=first).forms[-2].filled["words"] == ["x" * 1001]
    desk.send({}, form=first)
    assert "proposed to each other about this challenge before" in desk.send({}, status=409, form=first).text
    desk.send({"challenge": "onzin"}, status=409, form=second)
    desk.send({"other": "0" * 32}, status=404, form=second)
    page = desk.open(f"/review/{seeker}/matching")
    withdraw = page.forms[-1]
    assert "withdrawn" in desk.send({}, form=withdraw).text
    assert "Nothing was changed" in desk.send({}, form=withdraw).text


def test_a_link_leads_nowhere_else(app: Flask, services: Services, desk: Visitor, coordinator: Account) -> None:
    _, seeker = garden(services, coordinator, "zoekt", samen="nee")
    garden(services, coordinator, "helpt")
    desk.open(f"/review/{seeker}/matching")
    desk.send()
    (letter,) = letters(services, MailKind.PROPOSAL)
    found = re.search(r"https://scan\.example\.org(/go-on/[^\s?]+)", letter.text)
    assert found is not None
    visitor = Visitor(app)
    visitor.open(f"{found[1]}?to=https://elsewhere.example.org/")
    assert "to" not in visitor.page.form.names
    visitor.send({"to": "//elsewhere.example.org"})
    assert visitor.address.startswith(f"/r/{seeker}/")
