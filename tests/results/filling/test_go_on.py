"""Coming back by mail: a link as soon as an address is there, and links for whoever asks, known or not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from results.database import Database
from results.filling import fill
from results.filling.go_on import MOST_ADDRESSES, MOST_ASKED, ask_links, contact, masked, open_responses, was_mailed
from results.my_scan.submit import submit
from results.services import Services
from tests.results.fakes import FakeClock
from tests.results.filled import begin


def mails(database: Database, kind: str) -> list[Any]:
    with database.reading() as connection:
        return list(connection.execute(text("SELECT * FROM mails WHERE kind = :kind ORDER BY id"), {"kind": kind}))


def start(services: Services) -> str:
    return fill.start(services, "club", "nl").token


def test_the_first_address_is_mailed_a_link_once(services: Services, database: Database) -> None:
    token = start(services)
    fill.save_page(services, token, "jij", {"r_naam": "Ans"})
    assert mails(database, "go_on") == []
    for typed in ("Ans@Example.org", "ans@example.org", " ANS@example.org "):
        fill.save_page(services, token, "jij", {"r_naam": "Ans", "r_email": typed})
    (mail,) = mails(database, "go_on")
    response = fill.find(services, token)
    assert (mail.recipient, mail.language, mail.response_id) == ("ans@example.org", "nl", response.id)
    assert response.contact_hash == contact(services, "ans@example.org").hash
    assert response.contact_hash not in mail.recipient
    with database.reading() as connection:
        assert was_mailed(connection, response)


@pytest.mark.parametrize(
    "typed", ["ans@", "@example.org", "ans", "a b@example.org", "x" * 300 + "@example.org", ["x"], 5]
)
def test_what_is_no_address_is_kept_and_not_mailed(services: Services, database: Database, typed: object) -> None:
    token = start(services)
    fill.save_page(services, token, "jij", {"r_email": typed})
    assert fill.find(services, token).answers["r_email"] == typed
    assert fill.find(services, token).contact_hash is None
    assert mails(database, "go_on") == []


def test_another_address_is_mailed_too_and_counts_from_then_on(services: Services, database: Database) -> None:
    token = start(services)
    for typed in ("ans@example.org", "bea@example.org", "ans@example.org"):
        fill.save_page(services, token, "jij", {"r_email": typed})
    assert [mail.recipient for mail in mails(database, "go_on")] == ["ans@example.org", "bea@example.org"]
    assert fill.find(services, token).contact_hash == contact(services, "ans@example.org").hash
    fill.save_page(services, token, "jij", {"r_email": ""})
    assert fill.find(services, token).contact_hash is None


def test_saving_another_page_leaves_the_address_alone(services: Services) -> None:
    token = start(services)
    fill.save_page(services, token, "jij", {"r_email": "ans@example.org"})
    fill.save_page(services, token, "club", {"p_naam": "De Wiek", "p_contact": "info@example.org"})
    fill.save_page(services, token, "jij", {"r_naam": "Ans"})
    assert fill.find(services, token).contact_hash == contact(services, "ans@example.org").hash
    assert fill.load(services, token).response == fill.find(services, token)


def test_one_response_cannot_mail_the_whole_town(services: Services, database: Database) -> None:
    token = start(services)
    for number in range(MOST_ADDRESSES + 5):
        fill.save_page(services, token, "jij", {"r_email": f"somebody{number}@example.org"})
    assert len(mails(database, "go_on")) == MOST_ADDRESSES


def test_many_responses_cannot_flood_one_address(
    services: Services, database: Database, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    monkeypatch.setattr("results.filling.go_on.MOST_MAILS", 3)
    for typed in ("ans@example.org", "ANS@example.org", "Ans@Example.ORG", "ans@example.org", "anS@example.org"):
        fill.save_page(services, start(services), "jij", {"r_email": typed})
    assert len(mails(database, "go_on")) == 3
    clock.moment += timedelta(days=1)
    token = start(services)
    fill.save_page(services, token, "jij", {"r_email": "ans@example.org"})
    assert len(mails(database, "go_on")) == 4
    with database.reading() as connection:
        assert was_mailed(connection, fill.find(services, token))


def test_the_mail_is_queued_with_the_save_or_not_at_all(
    services: Services, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("the power went")

    token = start(services)
    with monkeypatch.context() as patch:
        patch.setattr("results.filling.go_on.queue", fail)
        with pytest.raises(OSError, match="the power went"):
            fill.save_page(services, token, "jij", {"r_email": "ans@example.org"})
    assert fill.find(services, token).answers == {}
    assert mails(database, "go_on") == []
    fill.save_page(services, token, "jij", {"r_email": "ans@example.org"})
    assert len(mails(database, "go_on")) == 1


def test_asking_does_the_same_for_an_address_that_is_known_and_one_that_is_not(
    services: Services, database: Database
) -> None:
    begin(services, {"r_email": "ans@example.org"})
    ask_links(services, "ANS@example.org", "en")
    ask_links(services, "nobody@example.org", "en")
    asked = mails(database, "links")
    assert [(mail.recipient, mail.language, mail.response_id, mail.params) for mail in asked] == [
        ("ans@example.org", "en", None, "{}"),
        ("nobody@example.org", "en", None, "{}"),
    ]


def test_asking_often_mails_seldom(services: Services, database: Database, clock: FakeClock) -> None:
    for _ in range(5):
        ask_links(services, "ans@example.org", "nl")
    assert len(mails(database, "links")) == 1
    for _ in range(2 * MOST_ASKED):
        clock.moment += timedelta(minutes=10)
        ask_links(services, "ans@example.org", "nl")
    assert len(mails(database, "links")) == MOST_ASKED
    clock.moment += timedelta(days=1)
    ask_links(services, "ans@example.org", "nl")
    assert len(mails(database, "links")) == MOST_ASKED + 1


def test_the_responses_of_an_address(services: Services, database: Database) -> None:
    first = begin(services, {"r_email": "ans@example.org"})
    second = begin(services, {"r_email": "Ans@example.org"})
    begin(services, {"r_email": "bea@example.org"})
    submit(services, first)
    with database.reading() as connection:
        found = open_responses(connection, contact(services, "ans@example.org").hash)
        assert {each.id for each in found} == {fill.find(services, token).id for token in (first, second)}
        assert found[0].id == fill.find(services, first).id
        assert open_responses(connection, contact(services, "nobody@example.org").hash) == ()


def test_an_address_as_it_may_be_shown() -> None:
    assert masked("ans@example.org") == "a***@example.org"
    assert masked("x@y.nl") == "x***@y.nl"
