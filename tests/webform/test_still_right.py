"""The links of the yearly mail: opening one does nothing, its button does; another's word or a spoiled link does not."""

import pytest
from flask import Flask

from results.audit.deeds import Deed
from results.decisions import deciding
from results.filling.keys import issue_link
from results.mail.outbox import YEARLY, Mail, MailKind, queue
from results.mail.post import newest
from results.records.accounts import Account
from results.services import Services
from results.store import events
from tests.webform.test_review import submitted
from tests.webform.visitor import Visitor
from webform.language import LANGUAGES
from webform.mail.letters import Site, writer

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
    deciding.approve(services, response_id, 1, coordinator)
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
    deciding.approve(services, response_id, 1, coordinator)
    with services.database.writing() as connection:
        for kind in YEARLY - {MailKind.EXPIRED}:
            params = {"ends_on": "2028-11-22"} if kind is MailKind.WILL_EXPIRE else {}
            queue(connection, Mail(kind, kind, "ans@example.org", language, response_id, params), services.clock.now())
    for mail in newest(services.database):
        if mail.kind in YEARLY:
            letter = writer(services, SITE)(mail)
            assert letter is not None
            assert letter.text.count("https://scan.example.org/still-right/yes/") == 1
            assert "2028" in letter.text or mail.kind != MailKind.WILL_EXPIRE
            assert "None" not in letter.text
