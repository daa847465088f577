"""Several scans in one browser: none is left by mistake, and each is found back. Without JavaScript."""

from results.filling.keys import issue_code
from results.records.accounts import Account
from results.services import Services
from tests.webform.conftest import PASSWORD
from tests.webform.visitor import Visitor
from tests.webform.walking import begin


def named(visitor: Visitor, name: str) -> str:
    """A scan of the club with this name, begun in this browser; its id."""
    ref = visitor.ref()
    visitor.open(f"/r/{ref}/page/club")
    visitor.send({"p_naam": name})
    return ref


def test_one_press_never_leaves_a_scan_that_is_open(visitor: Visitor) -> None:
    begin(visitor, "club")
    first = named(visitor, "De Tuin")
    visitor.open("/club")
    visitor.send()
    assert visitor.address == "/club"
    assert "Een nieuwe beginnen?" in visitor.page.text
    assert "De Tuin" in visitor.page.text
    assert "Daarna kun je er dus niet meer bij" in visitor.page.text  # no address yet
    assert f"/r/{first}/later" in visitor.page.links
    assert f"/r/{first}" in visitor.page.links
    visitor.send()
    second = visitor.ref()
    assert second != first
    assert visitor.open(f"/r/{first}/scan").text.count("Ook open in deze browser") == 1
    assert f"/r/{second}" in visitor.page.links
    assert f"/r/{first}" in visitor.open("/club").links
    assert "/club" in visitor.open("/").links
    assert "een van de scans" in visitor.page.text


def test_who_has_one_scan_sees_no_list_of_others(visitor: Visitor) -> None:
    begin(visitor, "club")
    ref = visitor.ref()
    assert "Ook open in deze browser" not in visitor.open(f"/r/{ref}/scan").text
    assert f"/r/{ref}" in visitor.open("/").links


def test_a_scan_of_another_is_never_in_the_list(visitor: Visitor, services: Services) -> None:
    begin(visitor, "club")
    named(visitor, "<b>Vreemd</b>")
    other = Visitor(visitor.client.application)
    other.open("/club")
    assert "Vreemd" not in other.page.text
    other.open("/go-on")
    other.send({"code": issue_code(services, visitor.key(visitor.ref()))})
    assert "<b>Vreemd</b>" in other.open("/club").text
    assert "<b>Vreemd</b>" not in other.html


def test_what_was_deleted_elsewhere_asks_nothing(visitor: Visitor, services: Services) -> None:
    begin(visitor, "club")
    ref = visitor.ref()
    other = Visitor(visitor.client.application)
    other.hold(services, visitor.key(ref))
    other.open(f"/r/{ref}/scan/delete")
    other.send({"sure": "yes"})
    visitor.open("/club")
    assert "open in deze browser" not in visitor.page.text
    visitor.send()
    assert visitor.ref() != ref


def test_logging_in_and_out_keeps_the_scans_of_this_browser(visitor: Visitor, coordinator: Account) -> None:
    begin(visitor, "club")
    ref = visitor.ref()
    with visitor.client.session_transaction() as session:
        session["planted"] = "by somebody else"
        csrf = session["csrf_token"]
    visitor.open("/login")
    visitor.send({"email": coordinator.email, "password": PASSWORD})
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != csrf
    assert f"/r/{ref}" in visitor.open("/").links
    visitor.open("/review")
    visitor.send()
    assert "Er staat nog een scan open" in visitor.page.text
    assert f"/r/{ref}" in visitor.open("/").links
