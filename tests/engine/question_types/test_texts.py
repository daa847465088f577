import pytest

from engine.question_types import SettingError
from engine.question_types.reading import length_of
from engine.values import AnswerProblem
from tests.engine.question_types.asking import ask, code, parsed


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  De Eekhoorn\t", "De Eekhoorn"),
        ("Cafe\u0301", "Café"),
        ("De\nEekhoorn", "De Eekhoorn"),
        ("De\r\nEekhoorn", "De Eekhoorn"),
        (1984, "1984"),
        (2.5, "2.5"),
        (["x"], "x"),
        ("\ufeffx", "x"),
        ("\u200f\u202ex\u202c", "x"),
        ("{p_naam}", "{p_naam}"),
        ("<b>", "<b>"),
        ("نعم", "نعم"),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"),
    ],
)
def test_a_line_of_text_is_cleaned_and_not_changed(raw: object, text: str) -> None:
    assert parsed(ask("short_text"), raw) == text


def test_lines_are_kept_in_a_long_text_and_writing_directions_too() -> None:
    assert parsed(ask("long_text"), "a\r\nb\rc\u2028d\te ") == "a\nb\nc\nd\te"
    assert parsed(ask("long_text"), "\u200fنعم") == "\u200fنعم"
    assert parsed(ask("long_text"), "a\u202eb") == "ab"


@pytest.mark.parametrize(
    "raw", [None, "", " \t\n", [], ["", ""], "\u200b", "\u00ad\u2060", "\u3164", "\u202e", "\u2800 "]
)
@pytest.mark.parametrize("kind", ["short_text", "long_text", "email", "url", "postcode", "date"])
def test_nothing_to_see_is_no_answer(kind: str, raw: object) -> None:
    assert parsed(ask(kind), raw) is None


@pytest.mark.parametrize(
    "raw",
    ["a\x00b", "\x1b[31m", "a\ud800", "\udfff", "\ufffe", "\U0001ffff", "\x7f", "a" + "\u0301" * 25, "\u0344" * 20],
)
@pytest.mark.parametrize("kind", ["short_text", "long_text", "email", "url", "postcode"])
def test_what_no_person_types_is_refused(kind: str, raw: str) -> None:
    assert code(ask(kind), raw) == "invalid_characters"


@pytest.mark.parametrize(
    "raw", [True, {"a": "b"}, ["a", "b"], [["a"]], float("nan"), pytest.param(10**5000, id="huge"), object()]
)
@pytest.mark.parametrize("kind", ["short_text", "long_text", "email", "url", "postcode"])
def test_what_is_no_text(kind: str, raw: object) -> None:
    assert code(ask(kind), raw) == "not_text"


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("abc", 3),
        ("café", 4),
        ("cafe\u0301", 4),
        ("👩‍👩‍👧‍👦", 1),
        ("👍🏽", 1),
        ("🇳🇱", 1),
        ("🇳🇱🇧🇪", 2),
        ("❤️", 1),
        ("हिन्दी", 3),
        ("a\nb", 3),
        ("\u200da", 1),
        ("🏴\U000e0067\U000e0062\U000e007f", 1),
    ],
)
def test_length_is_what_people_count(text: str, length: int) -> None:
    assert length_of(text) == length


def test_too_long_and_too_short() -> None:
    found = parsed(ask("short_text", max_length=5), "👍🏽" * 6)
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == ("too_long", {"maximum": 5, "length": 6})
    assert parsed(ask("short_text", max_length=5), "👍🏽" * 5) == "👍🏽" * 5
    found = parsed(ask("long_text", min_length=40), "Te kort")
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == ("too_short", {"minimum": 40, "length": 7})


@pytest.mark.parametrize(
    "kind", ["short_text", "long_text", "email", "url", "postcode", "date", "integer", "decimal", "year"]
)
@pytest.mark.parametrize("piece", ["a", "9", "\u0301\u0323", "a@", "//", "👩‍", ".", " "])
def test_huge_input_is_refused_by_its_length(kind: str, piece: str) -> None:
    raw = piece * (2_000_000 // len(piece))
    assert code(ask(kind), raw) in {"too_long", "not_a_year", "not_a_date"}


def test_a_pattern_must_match_the_whole_answer() -> None:
    asked = ask("short_text", pattern="[0-9]{8}", example="12345678")
    assert parsed(asked, "12345678") == "12345678"
    found = parsed(asked, "123456789")
    assert isinstance(found, AnswerProblem)
    assert (found.code, found.params) == ("wrong_pattern", {"example": "12345678"})
    assert code(asked, "١٢٣٤٥٦٧٨") == "wrong_pattern"


@pytest.mark.parametrize(
    ("keys", "expected", "key"),
    [
        ({"pattern": "(", "example": "x"}, "pattern-refused", "pattern"),
        ({"pattern": "(?=x)x", "example": "x"}, "pattern-refused", "pattern"),
        ({"pattern": r"(x)\1", "example": "xx"}, "pattern-refused", "pattern"),
        ({"pattern": "x{2000}", "example": "x"}, "pattern-refused", "pattern"),
        ({"pattern": "x"}, "pattern-without-example", "pattern"),
        ({"pattern": "x", "example": "xy"}, "example-not-matching", "example"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused(keys: dict[str, str], expected: str, key: str) -> None:
    with pytest.raises(SettingError) as refused:
        ask("short_text", **keys)
    assert (refused.value.code, refused.value.key) == (expected, key)


def test_no_pattern_tries_every_way_to_match() -> None:
    asked = ask("short_text", pattern="(a+)+b", example="aab")  # a backtracking engine would never come back
    assert code(asked, "a" * 200) == "wrong_pattern"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("info@Voorbeeld.NL", "info@voorbeeld.nl"),
        (" jan.de-vries+scan@mail.example.org ", "jan.de-vries+scan@mail.example.org"),
        ("mailto:info@voorbeeld.nl", "info@voorbeeld.nl"),
        ("o'neil@example.org", "o'neil@example.org"),
        ("info@zönne.nl", "info@zönne.nl"),
    ],
)
def test_an_email_address(raw: str, value: str) -> None:
    assert parsed(ask("email"), raw) == value
    assert parsed(ask("email"), value) == value


@pytest.mark.parametrize(
    "raw",
    [
        "info", "@voorbeeld.nl", "info@", "info@voorbeeld", "a@b@c.nl", "a b@c.nl", "a@b..nl", "a..b@c.nl", ".a@c.nl",
        "a.@c.nl", "a@-b.nl", "a@b-.nl", "a@1.2.3.4", "a@[127.0.0.1]", "a@localhost", "jan <a@b.nl>", '"a"@b.nl',
        "a@b.n", "a,b@c.nl", "a@b.nl\nBcc: c@d.nl", "é@voorbeeld.nl", "x" * 65 + "@c.nl", "a@" + "b" * 64 + ".nl",
        "a@" + "b." * 130 + "nl", "a@b.nl.",
    ],
)  # fmt: skip
def test_no_email_address(raw: str) -> None:
    assert code(ask("email"), raw) == "not_an_email"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("www.voorbeeld.nl", "https://www.voorbeeld.nl"),
        ("Voorbeeld.NL/Over-Ons", "https://voorbeeld.nl/Over-Ons"),
        ("http://voorbeeld.nl", "http://voorbeeld.nl"),
        ("HTTPS://voorbeeld.nl:8443/a?b=c#d", "https://voorbeeld.nl:8443/a?b=c#d"),
        ("https://mastodon.example/@collectief", "https://mastodon.example/@collectief"),
        ("voorbeeld.nl?x=http://y", "https://voorbeeld.nl?x=http://y"),
        ("https://zönne.nl/ö", "https://zönne.nl/ö"),
    ],
)
def test_a_web_address(raw: str, value: str) -> None:
    assert parsed(ask("url"), raw) == value
    assert parsed(ask("url"), value) == value


@pytest.mark.parametrize(
    "raw",
    [
        "javascript:alert(1)", "javascript:alert(1)//x.nl", "JavaScript://x.nl/%0aalert(1)", "data:text/html,x",
        "ftp://voorbeeld.nl", "file:///etc/passwd", "//voorbeeld.nl", "http:voorbeeld.nl", "http:///voorbeeld.nl",
        "https://user:pass@voorbeeld.nl", "https://voorbeeld.nl@elders.nl", "info@voorbeeld.nl", "https://localhost",
        "https://127.0.0.1", "https://[::1]/", "https://2130706433", "https://voorbeeld", "https://voor beeld.nl",
        "https://voorbeeld.nl/a b", "https://voorbeeld.nl\\@elders.nl", 'https://voorbeeld.nl/"onclick=', "https://x.nl/<b>",
        "https://voorbeeld.nl:99999", "https://voorbeeld.nl:", "https://voorbeeld.nl:0", "https://", "https://.nl", "geen",
        "https://voorbeeld.nl:８０",
    ],
)  # fmt: skip
def test_no_web_address(raw: str) -> None:
    assert code(ask("url"), raw) == "not_a_url"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1234AB", "1234 AB"),
        ("1234 ab", "1234 AB"),
        ("1234  ab ", "1234 AB"),
        ("1234\u00a0AB", "1234 AB"),
        ("1234-AB", "1234 AB"),
        ("1234", "1234"),
        (1234, "1234"),
        (["9999 XZ"], "9999 XZ"),
    ],
)
def test_a_postcode(raw: object, value: str) -> None:
    assert parsed(ask("postcode"), raw) == value
    assert parsed(ask("postcode"), value) == value


@pytest.mark.parametrize(
    "raw",
    ["0123 AB", "123", "12345", "1234 A", "1234 ABC", "1234 SA", "1234sd", "1234 SS", "B-1000", 1234.0, "１２３４"],
)
def test_no_postcode(raw: object) -> None:
    assert code(ask("postcode"), raw) == "not_a_postcode"
