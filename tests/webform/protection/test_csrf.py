from flask import Flask

from results.filling import fill
from results.services import Services
from tests.webform.kinds import PAGES
from tests.webform.test_access import addresses
from tests.webform.visitor import Visitor
from tests.webform.walking import begin, walk
from webform.access import ACCESS, MAY, Access

LINKS = {"go_on.use", "go_on.renew", "password.choose"}
SHOWN_AGAIN = {
    "contact.send",
    "fill.save_page",
    "my_scan.change",
    "my_scan.confirm",
    "my_scan.delete",
    "my_scan.recall",
    "my_scan.withdraw",
}
"""What shows the respondent's own page again, with what was typed, looks for the key first."""
LOOKED_UP = {"public.send_report"}
"""What shows the page about something again looks first whether that is there; here it is not."""


def test_every_post_asks_for_a_token(app: Flask) -> None:
    posts = [each for each in addresses(app) if each[1] != "GET"]
    assert len(posts) >= 8
    for endpoint, method, address in posts:
        status = app.test_client().open(address, method=method).status_code
        # The desk sends who is not logged in to the login page first; a response is looked up to show its page again.
        expected = dict.fromkeys(MAY, 303) | {Access.RESPONDENT: 403 if endpoint in SHOWN_AGAIN else 400}
        # A link that is none of ours is told so before anything else.
        special = dict.fromkeys(LINKS, 410) | dict.fromkeys(LOOKED_UP, 404)
        assert status == special.get(endpoint, expected.get(ACCESS[endpoint], 400)), address


def test_what_was_typed_is_shown_again_and_not_saved(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan", "csrf_token": "vervalst"}, status=400)
    assert "Er is niets verloren" in visitor.page.text
    assert visitor.page.form.filled["q_naam"] == ["Jan"]
    assert fill.find(services, visitor.key(ref)).saves == 0
    visitor.send()
    assert fill.find(services, visitor.key(ref)).answers == {"q_naam": "Jan"}


def test_a_renewed_session_loses_nothing(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    with visitor.client.session_transaction() as session:
        del session["csrf_token"]
    visitor.send({"q_naam": "Jan"}, status=400)
    visitor.send()
    assert fill.find(services, visitor.key(ref)).answers == {"q_naam": "Jan"}


def test_a_token_of_another_browser_does_not_fit(app: Flask, visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    other = Visitor(app)
    begin(other, "soorten")
    stolen = other.page.form.filled["csrf_token"][0]
    visitor.send({"q_naam": "Jan", "csrf_token": stolen}, status=400)
    assert fill.find(services, visitor.key(ref)).saves == 0


def test_submitting_without_token_submits_nothing(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    visitor.send({"csrf_token": ""}, status=400)
    assert "kijk de pagina nog eens na" in visitor.page.text
    assert fill.find(services, visitor.key(ref)).revision == 0
