"""The profile as a PDF: tagged, in its language, with everything the page says, and safe from what people type."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from results.my_scan.submit import submit
from results.records.accounts import Account
from results.services import Services
from tests.results import filled
from tests.results.decided import approve, request_changes
from tests.webform.visitor import Visitor
from webform.fonts import REPLACEMENT, characters, showable
from webform.profile.pdf import FONTS, SOURCE
from webform.profile.words import paper_words

REGULAR, SEMIBOLD = FONTS / "SourceSans3-Regular.otf", FONTS / "SourceSans3-Semibold.otf"


def fetched(visitor: Visitor, ref: str) -> PdfReader:
    reply = visitor.client.get(f"/r/{ref}/profile.pdf")
    assert reply.status_code == 200
    return PdfReader(io.BytesIO(reply.data))


def text_of(document: PdfReader) -> str:
    """All text, as a reader would copy it; words that are broken at the end of a line are whole again."""
    return " ".join(re.sub(r"[-\u00ad]\n", "", "\n".join(page.extract_text() for page in document.pages)).split())


def kinds_of(document: PdfReader) -> list[str]:
    """The structure of a document: the kinds of all its elements, in reading order."""
    found: list[str] = []

    def walk(element: Any) -> None:
        element = element.get_object()
        if isinstance(element, list):
            for each in element:
                walk(each)
        elif isinstance(element, DictionaryObject):
            if "/S" in element:
                found.append(str(element["/S"]).removeprefix("/"))
            if "/K" in element:
                walk(element["/K"])

    walk(document.trailer["/Root"]["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return found


def of(visitor: Visitor, services: Services, **changed: object) -> PdfReader:
    token, _id = filled.submitted(services, changed)
    return fetched(visitor, visitor.hold(services, token))


def test_it_is_tagged_and_tells_its_language_and_title(visitor: Visitor, services: Services) -> None:
    document = of(visitor, services)
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "nl"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata is not None
    assert document.metadata.title == "Profiel van Zonnecoöperatie De Wiek"
    assert document.xmp_metadata is not None
    assert b"pdfuaid:part" in document.xmp_metadata.stream.get_data()


def test_headings_lists_and_tables_are_what_they_look_like(visitor: Visitor, services: Services) -> None:
    kinds = kinds_of(of(visitor, services))
    assert kinds.count("H1") == 1
    assert kinds.index("H1") < kinds.index("H2") < kinds.index("H3")
    assert kinds.count("Table") == 3
    assert kinds.count("TH") == 4 + 3 + 3
    assert {"L", "LI"} <= set(kinds)


def test_it_says_all_that_the_page_says(visitor: Visitor, services: Services) -> None:
    text = text_of(of(visitor, services))
    for told in (
        "Zonnecoöperatie De Wiek", "23 november 2026", "versie 1", "Wordt bekeken", "Je krijgt een mail als er een besluit is", "Er is geen koers.",
        "Praat", "Schrijf", "Herhaal", "Passend lab: Praatlab", "Een club met koers", "■ Uitdaging · 17", "● Op orde", "100",
        "Uit balans", "Bestuur", "Middelen", "Nut", "Hier zijn jullie sterk in", "Er is geld.", "Vergelijken kan nog niet",
        "Schrijf de coördinator.", "versie 1.0 van de vragenlijst", "Pagina 1",
    ):  # fmt: skip
        assert told in text, told


def test_in_the_other_language(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(services)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/profile?language=en")
    document = fetched(visitor, ref)
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "en"
    text = text_of(document)
    assert "Profile of Zonnecoöperatie De Wiek" in text
    assert "There is no direction." in text


def test_medians_and_the_previous_scan_stand_in_it(visitor: Visitor, services: Services, coordinator: Account) -> None:
    for number in range(10):
        filled.approved(services, coordinator, {"p_naam": f"Club {number}", "s_geld": "2", "s_buffer": "2"})
    token, response = filled.submitted(services)
    approve(services, response, 1, coordinator)
    filled.change(services, token, {"s_geld": "2", "s_buffer": "1"})
    submit(services, token)
    text = text_of(fetched(visitor, visitor.hold(services, token)))
    assert "Vergeleken met 10 clubs in dezelfde sector" in text
    assert "Mediaan" in text
    assert "Geld ■ Uitdaging 25 50" in text
    assert "↓ Geld: 75 punten lager: van 100 naar 25" in text


@pytest.mark.parametrize(
    "name",
    [
        '#import "evil.typ": *',
        '#panic("typst")',
        "*vet* _schuin_ $x^2$ `code` <label> @verwijzing",
        "= Kop\\",
        '"}] #read("/etc/passwd")',
        "a // b /* c */",
        "\\u{1F600} ~ -- --- ...",
    ],
)
def test_what_is_typed_is_never_read_as_markup(visitor: Visitor, services: Services, name: str) -> None:
    text = text_of(of(visitor, services, p_naam=name))
    assert name in text
    assert "root:" not in text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zon ☀️ en 🎉", f"Zon {REPLACEMENT} en {REPLACEMENT}"),
        ("العربية", REPLACEMENT * 7),
        ("日本語 samen", f"{REPLACEMENT * 3} samen"),
        ("Œuvre ĳ ŝ ﬁjn", "Œuvre"),
        ("Дом Ωmega Šibenik", "Дом Ωmega Šibenik"),
        ("e\u0301e\u0301n", "één"),
        ("a\u200db\u202ec\u00ad", "abc"),
    ],
)
def test_whatever_script_a_name_is_in_there_is_a_document(
    visitor: Visitor, services: Services, name: str, shown: str
) -> None:
    assert shown in text_of(of(visitor, services, p_naam=name))


def test_the_words_of_the_coordinator_are_in_it(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token, response = filled.submitted(services)
    request_changes(services, response, 1, coordinator, "Wie zijn jullie?\n#strong[Echt]")
    text = text_of(fetched(visitor, visitor.hold(services, token)))
    assert "Wie zijn jullie? #strong[Echt]" in text


def test_too_little_to_go_on(visitor: Visitor, services: Services) -> None:
    document = of(visitor, services, s_doel="weet_niet", s_keuze="", s_geld="", s_buffer="", u_top=[])
    assert text_of(document).count("Nog geen score") >= 2


def test_it_is_kept_nowhere_and_has_a_safe_name(visitor: Visitor, services: Services) -> None:
    token, _id = filled.submitted(services, {"p_naam": 'Zo"n/..\\club; x=\u201cy\u201d\r\nX: 1'})
    ref = visitor.hold(services, token)
    headers = visitor.client.get(f"/r/{ref}/profile.pdf").headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Cache-Control"] == "no-store"
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.pdf"', headers["Content-Disposition"])


def test_there_is_none_before_sending_without_scores_or_without_the_key(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    ref = visitor.hold(services, token)
    assert visitor.client.get(f"/r/{ref}/profile.pdf").status_code == 404
    assert visitor.client.get(f"/r/{'0' * 32}/profile.pdf").status_code == 403


def test_the_source_names_only_words_that_there_are(app: Flask) -> None:
    with app.test_request_context():
        words = set(paper_words())
    named = set(re.findall(r"\bwords\.(\w+)", SOURCE.read_text(encoding="utf-8")))
    assert named == words


def test_the_font_has_what_we_write_and_comes_with_its_licence() -> None:
    known = characters(REGULAR)
    assert known == characters(SEMIBOLD)
    assert {ord(each) for each in "●▲■○↑↓–·’‘€ëïĳŠжΩ" + REPLACEMENT} <= known
    assert "SIL Open Font License" in (FONTS / "LICENSE.txt").read_text(encoding="utf-8")


def test_a_font_without_characters_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "none.otf"
    file.write_bytes(b"OTTO\x00\x00" + b"\x00" * 6)
    with pytest.raises(ValueError, match="cmap"):
        characters(file)


def test_lines_stay_and_control_characters_go() -> None:
    known = frozenset(map(ord, "ab "))
    assert showable("a\r\nb\x00\x07\tc", known) == f"a\nb {REPLACEMENT}"
    assert json.dumps(showable("\ud800", known)) == '""'
