"""What holds for every survey that ships: nothing to complain of, whole in both languages, and worked examples."""

from collections.abc import Iterator

import pytest

from engine.questionnaire import Option, Privacy, Question, Questionnaire, Text
from tests.surveys.conftest import SURVEYS, compilation

NAMES = sorted(folder.name for folder in SURVEYS.iterdir() if (folder / "questionnaire.yaml").is_file())

# Names of organisations and words that English writes the same way.
ALIKE = {
    "Energie Samen", "Cooplink", "LSA Bewoners", "BroodfondsMakers", "LaNSCO", "NCR",
    "Data", "Training", "fte", "essay", "infographic", "impact",
}  # fmt: skip


def test_the_two_surveys_ship() -> None:
    assert NAMES == ["kennismaking", "zelfscan"]


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_nothing(name: str) -> None:
    """No error and no warning; the examples are part of the check."""
    assert [f"{found.code}: {found.summary} ({found.span})" for found in compilation(name).diagnostics] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_survey_is_named_after_its_folder(name: str) -> None:
    assert compilation(name).require().survey == name


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_there_in_dutch_and_english(name: str) -> None:
    """An English text that reads the same as the Dutch one was forgotten, unless it is one of a few."""
    dutch = compilation(name).require()
    assert dutch.languages == ("nl", "en")
    english = dutch.in_language("en")
    pairs = list(zip(texts(dutch), texts(english), strict=True))
    assert len(pairs) > 100
    for (place, here), (same_place, there) in pairs:
        assert place == same_place
        assert bool(here) == bool(there), place
        assert here == "" or here != there or here in ALIKE, f"{place}: {there!r} was not translated"


@pytest.mark.parametrize("name", NAMES)
def test_translations_hold_the_same_pipes(name: str) -> None:
    dutch = compilation(name).require()
    english = dutch.in_language("en")
    for id, question in dutch.questions.items():
        there = english.questions[id]
        assert question.text.pipes == there.text.pipes
        assert question.help.pipes == there.help.pipes


@pytest.mark.parametrize("name", NAMES)
def test_a_condition_names_answers_of_earlier_pages(name: str) -> None:
    """So that without JavaScript nobody sees a question appear or vanish on the page they are on."""
    questionnaire = compilation(name).require()
    page_of = {question.id: page.id for _, page, question in questionnaire.walk()}
    for _, page, question in questionnaire.walk():
        conditions = [question.show_when, page.show_when, *(option.show_when for option in question.options)]
        for condition in conditions:
            for named in condition.names if condition else ():
                assert page_of[named] != page.id, f"{question.id} hangs on {named} of its own page"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_not_too_much_for_a_phone(name: str) -> None:
    for page in compilation(name).require().pages.values():
        assert 1 <= len(page.questions) <= 5, page.id


@pytest.mark.parametrize("name", NAMES)
def test_consents_stand_apart(name: str) -> None:
    """No consent is required, and every consent says what it is for, in both languages."""
    questionnaire = compilation(name).require()
    for edition in questionnaire.editions.values():
        for question in edition.questions.values():
            if question.type == "consent":
                assert not question.required
                assert question.privacy is Privacy.CONSENT
                assert getattr(question.settings, "purpose", "")


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every text that people read, with its place, in one order for all editions."""
    yield "title", questionnaire.title
    yield "intro", _plain(questionnaire.intro)
    for section in questionnaire.sections:
        yield f"section {section.id}", str(section.title)
        yield f"section {section.id} intro", _plain(section.intro)
        for page in section.pages:
            yield f"page {page.id}", _plain(page.title)
            yield f"page {page.id} intro", _plain(page.intro)
            for question in page.questions:
                yield from _question_texts(question)
    for check in questionnaire.checks:
        yield f"check {check.id}", str(check.text)
    yield from _scoring_texts(questionnaire)
    yield from _advice_texts(questionnaire)
    monitor = questionnaire.publication.monitor
    for indicator in monitor.indicators if monitor else ():
        yield f"indicator {indicator.id}", indicator.title
    comparison = questionnaire.publication.comparison
    for step in comparison.steps if comparison else ():
        yield f"comparison {step.id}", step.title


def _question_texts(question: Question) -> Iterator[tuple[str, str]]:
    yield question.id, str(question.text)
    yield f"{question.id} help", _plain(question.help)
    for key in ("purpose", "unit"):
        yield f"{question.id} {key}", getattr(question.settings, key, None) or ""
    yield from _labels(question.id, question.options)


def _labels(owner: str, options: tuple[Option, ...]) -> Iterator[tuple[str, str]]:
    for option in options:
        yield f"{owner} option {option.value}", option.label


def _scoring_texts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    scoring = questionnaire.scoring
    for bands in scoring.band_sets.values():
        for band in bands.bands:
            yield f"band {band.id}", band.title
    for dimension in scoring.dimensions:
        yield f"dimension {dimension.id}", dimension.title
        yield f"dimension {dimension.id} question", dimension.question
    for group in scoring.groups:
        yield f"group {group.id}", group.title
    for factor in scoring.factors:
        yield f"factor {factor.id}", factor.title
    if scoring.balance:
        yield "balance", scoring.balance.text


def _advice_texts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for lab in questionnaire.labs:
        yield f"lab {lab.id}", lab.title
        yield f"lab {lab.id} description", lab.description
    for id, advice in questionnaire.advice.items():
        yield f"advice {id} peers", advice.peers
        for text in (*advice.materials, *advice.themes):
            yield f"advice {id} materials and themes", text
        for band, said in advice.by_band.items():
            for text in (said.text, *said.steps):
                yield f"advice {id} {band}", text


def _plain(text: Text) -> str:
    return str(text) if text else ""
