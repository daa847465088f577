import re

import pytest

from engine.answering.standing import SectionState
from results.filling import fill
from results.services import Services
from tests.webform.catalogue import environment
from tests.webform.kinds import PAGES
from tests.webform.visitor import Visitor
from tests.webform.walking import begin, walk
from webform.fill import progress
from webform.fill.overview import STATES


def rows(visitor: Visitor) -> list[str]:
    """The rows of the list of parts, as they are read."""
    listed = re.search(r'<ol class="tasks">(.*?)</ol>', visitor.html, re.DOTALL)
    assert listed is not None
    texts = [re.sub(r"<[^>]+>", " ", row) for row in listed[1].split("<li")[1:]]
    return [" ".join(text.partition(">")[2].split()) for text in texts]


def page_of(ref: str, page: str) -> str:
    return f"/r/{ref}/page/{page}"


def test_a_new_respondent_begins_at_the_first_question_and_a_returning_one_sees_the_list(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    assert visitor.address == page_of(ref, "naam")
    visitor.open(f"/r/{ref}")
    assert visitor.address == page_of(ref, "naam")
    visitor.send({"q_naam": "Jan"})
    visitor.open(f"/r/{ref}")
    assert visitor.address == f"/r/{ref}/overview"
    assert rows(visitor) == [
        "Begin 1 van 3 pagina’s · ongeveer 5 minuten ▲ Bezig",
        "Kiezen, Jan ongeveer 3 minuten Nog niet begonnen",
    ]
    assert "0 van 2 onderdelen klaar · nog ongeveer" in visitor.page.text
    assert page_of(ref, "teksten") in visitor.page.links


def test_every_question_page_leads_to_the_list(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    assert f"/r/{ref}/overview" in visitor.page.links


def test_a_part_with_something_to_mend_leads_there(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan"})
    visitor.send(PAGES["teksten"])
    visitor.send({"q_leden": "veel"}, status=422)
    visitor.open(f"/r/{ref}/overview")
    assert rows(visitor)[0].endswith("■ Kijk hier nog naar")
    assert page_of(ref, "getallen") in visitor.page.links


def test_a_part_that_is_done_can_be_opened_and_nothing_is_left_of_it(visitor: Visitor) -> None:
    ref = walk(visitor, "soorten", PAGES)
    visitor.open(f"/r/{ref}/overview")
    assert rows(visitor) == ["Begin ✓ Klaar", "Kiezen, Jan ✓ Klaar"]
    assert "2 van 2 onderdelen klaar" in visitor.page.text
    assert page_of(ref, "naam") in visitor.page.links
    assert f"/r/{ref}/check" in visitor.page.links
    assert "minuten" not in visitor.page.text


def test_every_state_has_words_and_what_is_not_asked_cannot_be_opened() -> None:
    assert set(STATES) == set(SectionState)
    macros = environment().get_template("layout/components.html").module
    html = str(macros.task_list([{"title": "Overheid", "status": "Niet nodig", "tone": "none"}]))  # type: ignore[attr-defined]
    assert "<a " not in html
    assert "Niet nodig" in html


def test_the_answers_to_a_long_survey_are_folded_and_what_must_be_mended_is_in_sight(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan"})
    visitor.open(f"/r/{ref}/check")
    assert "Begin 1 antwoord · 12 niet ingevuld" in visitor.page.text
    assert "Kiezen, Jan 1 antwoord" not in visitor.page.text
    assert re.findall('<details class="answers__part"( open)?>', visitor.html) == [" open"] * 3  # the consents always


def test_the_consents_stand_open_directly_above_sending(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(f"/r/{ref}/check")
    assert visitor.page.text.index("Waar je toestemming voor geeft 0 van 1 gegeven") > visitor.page.text.index(
        "Begin 0 antw"
    )
    last = visitor.html[visitor.html.rindex("<details") :]
    assert last.startswith('<details class="answers__part" open>')
    assert last.index("Waar je toestemming voor geeft") < last.index("Versturen</h2>") < last.index("Nu stoppen")
    assert "Het mag" not in visitor.html[: visitor.html.rindex("<details")]


def test_a_closed_scan_has_no_overview(visitor: Visitor) -> None:
    ref = walk(visitor, "soorten", PAGES)
    visitor.send()
    visitor.open(f"/r/{ref}/overview")
    assert visitor.address == f"/r/{ref}/profile"


def test_a_question_more_or_less_is_not_worth_a_word(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "b"})
    assert "vraag bij" not in visitor.page.text


def test_an_answer_that_makes_the_scan_longer_or_shorter_says_so(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "WORTH_TELLING", 1)
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "b"})
    assert "Door je antwoord komt er 1 vraag bij." in visitor.page.text
    visitor.send({"q_waarom": "Daarom"})
    assert "Door je antwoord" not in visitor.page.text
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "a"})
    assert "Door je antwoord is er 1 vraag minder." in visitor.page.text
    visitor.open(page_of(ref, "keuzes"))
    assert "Door je antwoord" not in visitor.page.text


def test_it_is_said_once_the_page_is_right(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WORTH_TELLING", 1)
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "b", "q_meer": ["geen", "a"]}, status=422)
    assert "vraag bij" not in visitor.page.text
    visitor.send({"q_meer": ["a"], "q_waarom": "Daarom"})
    assert "Door je antwoord komt er 1 vraag bij." in visitor.page.text


def test_an_answer_that_makes_an_earlier_one_wrong_says_so(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    visitor.open(page_of(ref, "keuzes"))
    form = visitor.page.form
    fill.save_page(services, visitor.key(ref), "naam", {"q_naam": ""})
    visitor.send({"q_een": "c"}, form=form)
    assert "Een eerder antwoord past er niet meer bij." in visitor.page.text


def test_a_measure_that_was_tampered_with_says_nothing(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "c", "rest": '"><b>.99999999999'})
    assert "Door je antwoord" not in visitor.page.text


def test_progress_does_not_run_backwards_when_going_back(visitor: Visitor) -> None:
    def done(visitor: Visitor) -> list[str]:
        return re.findall(r'class="progress__done"[^>]* width="([0-9.]+)"', visitor.html)

    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan"})
    visitor.send(PAGES["teksten"])
    before = done(visitor)
    assert before == ["62.7"]
    visitor.open(page_of(ref, "naam"))
    assert done(visitor) == before
    visitor.send({"q_naam": "Piet"})
    assert done(visitor) == before
