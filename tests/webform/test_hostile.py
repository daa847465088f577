import pytest

from results.filling import fill
from results.services import Services
from tests.webform.conftest import both_databases
from tests.webform.visitor import Visitor
from tests.webform.walking import begin

RIGHT_TO_LEFT = "\u202eevil\u202c"
BLOCKED = 422


def on(visitor: Visitor, page: str) -> str:
    ref = begin(visitor, "soorten")
    visitor.open(f"/r/{ref}/page/{page}")
    return ref


@both_databases
@pytest.mark.parametrize(
    "typed",
    [
        "NaN",
        "sNaN",
        "Infinity",
        "1e1000000",
        "1_000",
        "١٢٣",
        "0x10",
        "--1",
        "9" * 5000,
        "1\x002",
        "½",
        "²",
        "1e3",
        "true",
    ],
)
def test_what_is_no_number_is_refused_and_kept(visitor: Visitor, services: Services, typed: str) -> None:
    ref = on(visitor, "getallen")
    for name in ("q_leden", "q_fte", "q_jaar"):
        visitor.send({name: typed}, status=BLOCKED)
        assert visitor.page.form.filled[name] == [typed.replace("\x00", "\ufffd")]
        assert fill.find(services, visitor.key(ref)).answers[name] == typed


@both_databases
@pytest.mark.parametrize("typed", ["a\x00b", "\x1b[31m", "tab\tin", "\ufffd", "x\u0301" + "\u0301" * 30])
def test_strange_characters_do_no_harm(visitor: Visitor, services: Services, typed: str) -> None:
    ref = begin(visitor, "soorten")
    assert visitor.client.post(visitor.address, data={**visitor.page.form.filled, "q_naam": typed}).status_code in (
        303,
        BLOCKED,
    )
    assert fill.find(services, visitor.key(ref)).answers["q_naam"] == typed
    visitor.open(f"/r/{ref}/page/naam")
    assert visitor.page.form.filled["q_naam"] == [typed.replace("\x00", "\ufffd").replace("\x1b", "\ufffd")]


def test_right_to_left_marks_do_not_turn_a_text_round(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": RIGHT_TO_LEFT})
    assert fill.load(services, visitor.key(ref)).outcome.values["q_naam"] == "evil"
    visitor.open(f"/r/{ref}/check")
    assert "\u202e" not in visitor.html


def test_bytes_that_are_no_text(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    csrf = visitor.page.form.filled["csrf_token"][0]
    body = f"csrf_token={csrf}&asked=q_naam&q_naam=".encode() + b"%ff%fe%ed%a0%80"
    answer = visitor.client.post(visitor.address, data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (303, BLOCKED)
    assert str(fill.find(services, visitor.key(ref)).answers["q_naam"]).isprintable()


def test_unknown_and_repeated_fields_change_nothing(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.send(
        {
            "q_naam": ["Jan", "Piet"],
            "asked": "q_naam q_leden nergens",
            "q_leden": "5",
            "state": "approved",
            "x" * 500: "y",
        }
    )
    assert fill.find(services, visitor.key(ref)).answers == {"q_naam": "Jan"}


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("keuzes", {"q_een": "zzz"}),
        ("keuzes", {"q_een": "c", "q_meer": ["b", "c", "geen"]}),
        ("keuzes", {"q_een": "c", "q_meer": ["<script>"]}),
        ("stellingen", {"q_s1": "3"}),
        ("volgorde", {"q_rang-1": "x", "q_rang-2": "x"}),
        ("volgorde", {"q_delen-x": "60", "q_delen-y": "41"}),
        ("volgorde", {"q_delen-x": "-1", "q_delen-y": "101"}),
        ("ja", {"q_gelezen": "misschien"}),
        ("ja", {"q_gelezen": "yes", "q_mag": "zzz"}),
        ("teksten", {"q_mail": "geen adres"}),
        ("teksten", {"q_site": "javascript:alert(1)"}),
        ("teksten", {"q_lang": "x" * 41}),
        ("teksten", {"q_lang": "x" * 60_000}),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(visitor: Visitor, page: str, sent: dict[str, object]) -> None:
    on(visitor, page)
    visitor.send(sent, status=BLOCKED)
    assert "aria-invalid" in visitor.html or "govuk-error-message" in visitor.html
    assert "<script>" not in visitor.html


def test_a_huge_body_is_refused(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    before = visitor.page.form
    visitor.send({"q_naam": "x" * 2_000_000}, status=413)
    assert "te veel om in één keer" in visitor.page.text
    assert fill.find(services, visitor.key(ref)).saves == 0
    visitor.send({"q_naam": "Jan"}, form=before)
    assert fill.find(services, visitor.key(ref)).answers == {"q_naam": "Jan"}


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_sixty_thousand_fields_are_refused(visitor: Visitor, services: Services, kind: str) -> None:
    ref = begin(visitor, "soorten")
    csrf = visitor.page.form.filled["csrf_token"][0]
    if kind == "multipart/form-data":
        part = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        kind += "; boundary=b"
        body = part.format("csrf_token", csrf) + "".join(part.format("f", "") for _ in range(10_000)) + "--b--\r\n"
    else:
        body = f"csrf_token={csrf}&" + "&".join(f"f{number}=" for number in range(60_000))
    assert len(body) < 1_000_000
    answer = visitor.client.post(visitor.address, data=body, content_type=kind)
    assert answer.status_code == 413
    assert fill.find(services, visitor.key(ref)).saves == 0


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=", "x/y"])
def test_a_body_of_another_kind_changes_nothing(visitor: Visitor, services: Services, kind: str) -> None:
    ref = begin(visitor, "soorten")
    answer = visitor.client.post(visitor.address, data=b'{"q_naam": "Jan"}', content_type=kind)
    assert answer.status_code == 400
    assert fill.find(services, visitor.key(ref)).saves == 0


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    begin(visitor, "soorten")
    answer = visitor.client.open(visitor.address, method=method)
    assert answer.status_code in (400, 405)


@pytest.mark.parametrize(
    "address",
    ["/r/%00", "/r/%ff%fe/page/naam", "/collectief/%00", "/collectief/" + "a" * 5000, "/review/x", "/kaart?page=x&q=%00",
     "/kaart?page=-1", "/kaart?page=99999999999999999999", "/kaart?sector=%00&sector='--", "/?language=xx", "/..%2f..%2fetc"],
)  # fmt: skip
def test_strange_addresses_get_an_ordinary_answer(visitor: Visitor, address: str) -> None:
    assert visitor.client.get(address).status_code in (200, 303, 403, 404)
