"""Everything that is kept of one response, and nothing of another; for spreadsheets without a formula in it."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from results.consents.changes import change_consent
from results.errors.filling import UnknownResponse
from results.filling.fill import load, save_page
from results.my_scan.own_copy import FORM, own_copy
from results.my_scan.submit import submit
from results.records.accounts import Account
from results.services import Services
from results.spreadsheet import cell
from tests.results.club import PAGES
from tests.results.filled import approved, begin, change, submitted

HEADS = ("Onderdeel", "Code", "Vraag", "Antwoord", "Gevraagd")


def document(services: Services, token: str, language: str = "nl") -> dict[str, Any]:
    """The document as a program reads it from the file."""
    read: dict[str, Any] = json.loads(own_copy(services, token, language).as_json().decode("utf-8"))
    return read


def by_question(answers: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {each["question"]: each for each in answers}


def test_it_holds_everything(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Nieuw, nog niet gestuurd."})
    change_consent(services, token, "c_contact", False, "nl")
    whole = document(services, token)
    assert list(whole) == [
        "form", "made_at", "questionnaire", "response", "answers", "submissions", "consents", "events", "mails",
        "map_entry", "contact_requests", "proposals",
    ]  # fmt: skip
    assert whole["form"] == FORM
    assert whole["questionnaire"]["title"] == "De clubscan"
    assert (whole["response"]["state"], whole["response"]["revision"]) == ("approved", 1)
    now, (sent,) = by_question(whole["answers"]), whole["submissions"]
    then = by_question(sent["answers"])
    assert now["p_verhaal"]["value"] == "Nieuw, nog niet gestuurd."
    assert then["p_verhaal"]["value"] == "Wij leggen samen panelen."
    assert now["p_sector"] == {
        "part": "Over jou",
        "question": "p_sector",
        "type": "single_choice",
        "text": "In welke sector?",
        "asked": True,
        "value": "energie",
        "shown": "Energie",
    }
    assert then["c_kaart"]["text"] == "Zonnecoöperatie De Wiek mag op de kaart."
    assert {each["id"] for each in sent["profile"]["dimensions"]} == {"koers", "geld"}
    assert [(each["question"], each["given"], each["method"]) for each in whole["consents"]][-1] == (
        "c_contact", False, "my_scan",
    )  # fmt: skip
    assert [(each["by"], each["action"]) for each in whole["events"]] == [
        ("initiator", "submit"), ("coordinator", "approve"),
    ]  # fmt: skip
    assert whole["map_entry"]["fields"]["place"] == "Utrecht"
    assert {each["to"] for each in whole["mails"]} == {"ans@example.org"}
    assert "go_on" in [each["about"] for each in whole["mails"]]


def test_every_answer_that_was_typed_is_in_it(services: Services) -> None:
    token = begin(services)
    kept = load(services, token).response.answers
    answers = by_question(document(services, token)["answers"])
    assert {question: answers[question]["value"] for question in kept} == kept


def test_a_draft_with_mistakes_and_gaps(services: Services) -> None:
    token = begin(services, {"p_leden": "heel veel", "s_geld": "1", "r_email": "geen adres"})
    save_page(services, token, "later", {"s_waarom": "Omdat het op is."})
    save_page(services, token, "stellingen", {"s_geld": "3", "s_doel": ""})
    answers = by_question(document(services, token)["answers"])
    assert (answers["p_leden"]["value"], answers["p_leden"]["shown"]) == ("heel veel", None)
    assert (answers["s_waarom"]["value"], answers["s_waarom"]["asked"]) == ("Omdat het op is.", False)
    assert (answers["s_doel"]["value"], answers["s_doel"]["asked"]) == (None, True)
    rows = spreadsheet(services, token)
    assert rows["p_leden"][3:] == ["heel veel", "1"]
    assert rows["s_waarom"][4] == "0"
    assert rows["s_doel"][3] == ""
    assert document(services, token)["submissions"] == []


def test_it_speaks_the_language_of_the_reader(services: Services) -> None:
    token, _ = submitted(services)
    answers = by_question(document(services, token, "en")["answers"])
    assert (answers["p_sector"]["text"], answers["p_sector"]["shown"]) == ("In which sector?", "Energy")


def test_nobody_elses_is_in_it(services: Services, coordinator: Account) -> None:
    approved(services, coordinator, {"p_naam": "Een heel andere club", "r_naam": "Iemand Anders"})
    token, _ = submitted(services)
    text = own_copy(services, token, "nl").as_json().decode("utf-8")
    assert "andere club" not in text
    assert "Iemand" not in text
    with pytest.raises(UnknownResponse):
        own_copy(services, "not-a-token", "nl")


def test_no_account_and_no_key_is_in_it(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Nieuw"})
    submit(services, token)
    text = own_copy(services, token, "nl").as_json().decode("utf-8")
    for secret in (token, coordinator.name, coordinator.email, load(services, token).response.contact_hash or "-" * 64):
        assert secret not in text
    assert response.id in text


def test_the_file_name_is_safe(services: Services) -> None:
    assert own_copy(services, begin(services), "nl").name == "club-2026-11-23"


def spreadsheet(services: Services, token: str) -> dict[str, list[str]]:
    """The rows of the file as a spreadsheet reads it, by question."""
    content = own_copy(services, token, "nl").as_csv(HEADS)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert tuple(rows[0]) == HEADS
    assert {len(row) for row in rows} == {5}
    return {row[1]: row for row in rows[1:]}


def test_the_spreadsheet_has_a_row_for_each_question(services: Services) -> None:
    token = begin(services, {"p_verhaal": 'Eén;\r\ntwee: "drie"\x00'})
    rows = spreadsheet(services, token)
    assert set(rows) >= {question for page in PAGES.values() for question in page}
    assert rows["p_verhaal"][3] == 'Eén;\ntwee: "drie"'
    assert rows["p_leden"][3] in ("1200", "1.200")
    assert rows["p_koepels"][3] == "Koepel A en Koepel B"


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("https://example.org")', "+1+1", "-1+1", "@SUM(1)", "\t=1", " =1", "\n=1", "\r=1", "＝1", "＠x",
        "|calc", "%0A=1", "=", "-",
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "+31", "1.200", "-1,5", "gewoon", "", "10% van ons", "a=b", "'t Hof"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_what_no_spreadsheet_can_hold_is_left_out() -> None:
    assert cell("a\x00b\x07c\x1bd\x7f\te\r\nf\rg") == "abcd\te\nf\ng"


DOCUMENTED = Path(__file__).parents[3] / "docs" / "developer" / "own-copy.md"


def test_every_key_is_documented(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    whole = document(services, token)
    parts = [whole, whole["questionnaire"], whole["response"], whole["answers"][0], whole["submissions"][0]]
    parts += [whole[name][0] for name in ("consents", "events", "mails")] + [whole["map_entry"]]
    tables = re.findall(r"(?:^\|.*\n)+", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE)
    told = [
        [key for row in table.splitlines()[2:] for key in re.findall(r"`(\w+)`", row.split("|")[1])] for table in tables
    ]
    assert [sorted(keys) for keys in told] == [sorted(part) for part in parts]
