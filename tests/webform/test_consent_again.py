"""A consent that names another answer is asked again when that answer changes: said after saving, and where it is asked."""

from results.filling import fill
from results.my_scan import submit
from results.services import Services
from tests.results import filled
from tests.webform.conftest import both_databases
from tests.webform.visitor import Visitor

AGAIN = "De tekst van deze toestemming is veranderd"


def stored(services: Services, token: str) -> object:
    return fill.find(services, token).answers.get("c_kaart")


@both_databases
def test_it_is_said_asked_again_and_given_to_the_new_words(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/page/club")
    page = visitor.send({"p_naam": "De Molen"})
    assert "We vragen hem opnieuw: De Molen mag op de kaart." in page.text
    assert stored(services, token) is None
    page = visitor.open(f"/r/{ref}/check")
    assert AGAIN in page.text
    assert f"/r/{ref}/page/toestemming?back=check#c_kaart" in page.links
    page = visitor.open(f"/r/{ref}/page/toestemming")
    assert AGAIN in page.text
    assert "c_kaart" not in page.form.filled
    visitor.send({"c_kaart": "true"})
    assert stored(services, token) == "true"
    assert AGAIN not in visitor.open(f"/r/{ref}/check").text
    assert AGAIN not in visitor.open(f"/r/{ref}/page/toestemming").text


def test_the_overview_shows_that_there_is_something_to_do(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    ref = visitor.hold(services, token)
    done = visitor.open(f"/r/{ref}/overview").text.count("Klaar")
    filled.change(services, token, {"p_naam": "De Molen"})
    assert visitor.open(f"/r/{ref}/overview").text.count("Klaar") == done - 1


def test_a_form_with_the_old_words_is_shown_again(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services, {"c_kaart": False})
    ref = visitor.hold(services, token)
    old = visitor.open(f"/r/{ref}/page/toestemming").form
    filled.change(services, token, {"p_naam": "De Molen"})
    page = visitor.send({"c_kaart": "true"}, form=old)
    assert visitor.address == f"/r/{ref}/page/toestemming"
    assert AGAIN in page.text
    assert "De Molen mag op de kaart." in page.text
    assert stored(services, token) is None
    visitor.send({"c_kaart": "true"})
    assert stored(services, token) == "true"


def test_what_is_asked_again_is_answered_before_sending(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    ref = visitor.hold(services, token)
    filled.change(services, token, {"p_naam": "De Molen"})
    visitor.open(f"/r/{ref}/check")
    visitor.send(status=422)
    assert AGAIN in visitor.page.text
    assert f"/r/{ref}/page/toestemming?back=check#c_kaart" in visitor.page.links
    assert fill.find(services, token).revision == 0
    visitor.open(f"/r/{ref}/page/toestemming?back=check")
    visitor.send()  # left open: that is an answer too
    assert visitor.address == f"/r/{ref}/check"
    visitor.send()
    assert fill.find(services, token).revision == 1


def test_only_this_version_is_not_sent_yet(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    ref = visitor.hold(services, token)
    assert "Er is nog niets verstuurd." in visitor.open(f"/r/{ref}/check").text
    submit.submit(services, token)
    submit.recall(services, token)
    text = visitor.open(f"/r/{ref}/check").text
    assert "Deze versie is nog niet verstuurd." in text
    assert "Er is nog niets verstuurd." not in text
