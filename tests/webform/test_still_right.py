"""The links of the yearly mail: opening one does nothing, its button does; another's word or a spoiled link does not."""

from datetime import timedelta

import pytest
from flask import Flask

from results.audit.deeds import Deed
from results.due import Plan, Step
from results.filling.keys import issue_link
from results.mail.outbox import Mail, MailKind, queue
from results.mail.post import newest
from results.records.accounts import Account
from results.services import Services
from results.store import events, upkeep
from tests.results.decided import approve
from tests.webform.test_review import submitted
from tests.webform.visitor import Visitor
from webform.language import LANGUAGES
from webform.mail.letters import Site, writer

ASKS = {
    MailKind.STILL_RIGHT: Step.ASK_AGAIN,
    MailKind.STILL_RIGHT_AGAIN: Step.WARN,
    MailKind.WILL_EXPIRE: Step.EXPIRE,
}
SITE = Site("https://scan.example.org", "Zelfscan")


def linked(services: Services, response_id: str) -> str:
    with services.database.writing() as connection:
        return issue_link(connection, services, response_id, None)


def deeds(services: Services, response_id: str) -> list[str]:
    with services.database.reading() as connection:
        return [each.action for each in events.history(connection, response_id)]


def test_each_answer_is_a_page_with_a_button(
    visitor: Visitor, services: Services, coordinator: Account, app: Flask
) -> None:
    ref, response_id = submitted(visitor, services)
    approve(services, response_id, 1, coordinator)
    link, other = linked(services, response_id), Visitor(app)
    for answer, leads_to in (("yes", "/scan"), ("change", f"/r/{ref}"), ("remove", "/scan/withdraw")):
        other.open(f"/still-right/{answer}/{link}")
        assert other.headers["Referrer-Policy"] == "no-referrer"
        other.send()
        assert leads_to in other.address
    assert deeds(services, response_id).count(Deed.STILL_RIGHT) == 0  # it was sent today: nothing new was said


def test_what_is_no_answer_or_no_link(visitor: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services)
    link = linked(services, response_id)
    assert visitor.client.get(f"/still-right/maybe/{link}").status_code == 404
    assert visitor.client.get("/still-right/yes/forged").status_code == 410
    assert visitor.client.get(f"/still-right/yes/{link[:-2]}AA").status_code == 410


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_letters_lead_to_the_three_answers(
    visitor: Visitor, services: Services, coordinator: Account, language: str
) -> None:
    _ref, response_id = submitted(visitor, services)
    approve(services, response_id, 1, coordinator)
    since = services.clock.now()
    for kind, step in ASKS.items():
        with services.database.writing() as connection:
            upkeep.put(connection, response_id, Plan(since, step, since + timedelta(days=40)))
            queue(connection, Mail(kind, kind, "ans@example.org", language, response_id), since)
        letter = writer(services, SITE)(newest(services.database)[0])
        assert letter is not None
        for answer in ("yes", "change", *(["remove"] if kind is not MailKind.WILL_EXPIRE else [])):
            assert letter.text.count(f"https://scan.example.org/still-right/{answer}/") == 1
            assert letter.html.count(f"https://scan.example.org/still-right/{answer}/") >= 1
        assert "2027" in letter.text or kind is not MailKind.WILL_EXPIRE
        assert "None" not in letter.text


def test_what_was_answered_before_the_mail_left_is_not_asked(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    _ref, response_id = submitted(visitor, services)
    approve(services, response_id, 1, coordinator)
    for kind in ASKS:
        with services.database.writing() as connection:
            queue(connection, Mail(kind, kind, "ans@example.org", "nl", response_id), services.clock.now())
        assert writer(services, SITE)(newest(services.database)[0]) is None


def test_a_link_of_long_ago_tells_how_to_answer_all_the_same(visitor: Visitor, app: Flask, services: Services) -> None:
    ref, _response_id = submitted(visitor, services)
    page = visitor.client.get("/still-right/yes/forged")
    assert page.status_code == 410
    assert f"/r/{ref}/scan" in page.text
    other = Visitor(app).client.get("/still-right/yes/forged").text
    assert "Mijn scan" in other
    assert ref not in other
    assert 'action="/go-on"' in other
