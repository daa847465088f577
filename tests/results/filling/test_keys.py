"""Keys: what opens a response, for how long, and what never does."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from results.database import Database
from results.errors.filling import UnknownKey, UnknownResponse
from results.filling import fill, keys
from results.services import Services
from results.tokens import code_hash, link_is_ours, new_code, new_link
from tests.results.fakes import FakeClock
from tests.results.filled import begin

OTHER_SECRET = b"another"


def link_to(services: Services, token: str, contact_hash: str | None = None) -> str:
    with services.database.writing() as connection:
        return keys.issue_link(connection, services, fill.find(services, token).id, contact_hash)


def test_a_link_opens_its_response_as_often_as_wanted(services: Services) -> None:
    token = begin(services)
    link = link_to(services, token)
    assert re.fullmatch(r"[A-Za-z0-9_-]{64}", link)
    assert keys.link_is_good(services, link)
    first, second = keys.use_link(services, link), keys.use_link(services, link)
    assert first.token != second.token
    for opened in (first, second):
        assert fill.find(services, opened.token) == fill.find(services, token)
        assert (opened.response_id, opened.survey) == (fill.find(services, token).id, "club")


def test_a_link_expires_after_thirty_days(services: Services, clock: FakeClock) -> None:
    link = link_to(services, begin(services))
    clock.moment += timedelta(days=29, hours=23)
    assert keys.link_is_good(services, link)
    clock.moment += timedelta(hours=1)
    assert not keys.link_is_good(services, link)
    with pytest.raises(UnknownKey):
        keys.use_link(services, link)


def test_a_link_that_was_changed_anywhere_is_refused(services: Services) -> None:
    link = link_to(services, begin(services))
    changed = [link[:place] + ("A" if link[place] != "A" else "B") + link[place + 1 :] for place in range(0, 64, 7)]
    for forged in [*changed, link[:-1], link + "A", link[::-1], "", "A" * 64, "é" * 64, link + "\n", "\x00" * 64]:
        assert not keys.link_is_good(services, forged)
        with pytest.raises(UnknownKey):
            keys.use_link(services, forged)


def test_a_forged_link_costs_no_query(services: Services, database: Database) -> None:
    database.engine.dispose()
    asked: list[str] = []
    from sqlalchemy import event

    event.listen(database.engine, "before_cursor_execute", lambda *arguments: asked.append(arguments[2]))
    assert not keys.link_is_good(services, new_link(OTHER_SECRET))
    assert asked == []
    assert not keys.link_is_good(services, new_link(services.secret))
    assert len(asked) >= 1


def test_a_link_of_another_secret_is_not_ours() -> None:
    assert link_is_ours(b"one", new_link(b"one"))
    assert not link_is_ours(b"one", new_link(OTHER_SECRET))


def test_using_a_link_confirms_the_address_it_was_mailed_to(services: Services) -> None:
    token = begin(services)
    contact_hash = fill.find(services, token).contact_hash
    assert contact_hash is not None
    assert not fill.find(services, token).confirmed
    link = link_to(services, token, contact_hash)
    keys.link_is_good(services, link)
    assert not fill.find(services, token).confirmed
    keys.use_link(services, link)
    assert fill.find(services, token).confirmed
    fill.save_page(services, token, "jij", {"r_email": "another@example.org"})
    assert not fill.find(services, token).confirmed


def test_a_code_opens_its_response_however_it_is_typed(services: Services) -> None:
    token = begin(services)
    code = keys.issue_code(services, token)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", code)
    for typed in (code, code.lower(), code.replace("-", ""), f"  {code[:3]} {code[3:]}\t", code.replace("-", "–")):
        assert fill.find(services, keys.use_code(services, typed).token) == fill.find(services, token)


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    secret = b"secret"
    assert code_hash(secret, "0O1IL-oil01") == code_hash(secret, "00111-01101")
    assert code_hash(secret, "U0000-00000") is None
    for typed in ("", "0", "0" * 9, "0" * 11, "٠" * 10, "\x00" * 10, "ß" * 10, "0" * 1_000_000, "0000000000é"):
        assert code_hash(secret, typed) is None
    assert len({new_code(secret) for _ in range(200)}) == 200
    assert new_code(secret)[1] != code_hash(OTHER_SECRET, new_code(secret)[0])


def test_a_new_code_replaces_the_one_before(services: Services) -> None:
    token = begin(services)
    first = keys.issue_code(services, token)
    second = keys.issue_code(services, token)
    with pytest.raises(UnknownKey):
        keys.use_code(services, first)
    assert keys.use_code(services, second).response_id == fill.find(services, token).id


def test_a_code_expires_after_thirty_days(services: Services, clock: FakeClock) -> None:
    token = begin(services)
    code = keys.issue_code(services, token)
    clock.moment += timedelta(days=30)
    with pytest.raises(UnknownKey):
        keys.use_code(services, code)


def test_no_kind_of_key_is_taken_for_another(services: Services) -> None:
    token = begin(services)
    link, code = link_to(services, token), keys.issue_code(services, token)
    for other in (link, code, code.replace("-", ""), code_hash(services.secret, code) or ""):
        with pytest.raises(UnknownResponse):
            fill.find(services, other)
    for other in (token, code, link):
        if other != link:
            with pytest.raises(UnknownKey):
                keys.use_link(services, other)
        if other != code:
            with pytest.raises(UnknownKey):
                keys.use_code(services, other)


def test_only_hashes_are_in_the_database(services: Services, database: Database) -> None:
    token = begin(services)
    link, code = link_to(services, token), keys.issue_code(services, token)
    with database.reading() as connection:
        stored = str(connection.execute(text("SELECT * FROM keys")).all())
    for secret in (token, link, code, code.replace("-", "")):
        assert secret not in stored


def test_a_browser_forgets_its_keys_and_no_others(services: Services) -> None:
    token = begin(services)
    other = keys.use_link(services, link_to(services, token)).token
    keys.forget_browser_keys(services, [token, "no such key"])
    with pytest.raises(UnknownResponse):
        fill.find(services, token)
    assert fill.find(services, other).survey == "club"


def test_a_code_for_what_is_not_there(services: Services) -> None:
    with pytest.raises(UnknownResponse):
        keys.issue_code(services, "no such key")
