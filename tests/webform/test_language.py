from datetime import date

import pytest
from flask import Flask
from flask_babel import format_date

from tests.webform.visitor import Visitor
from webform.language import LANGUAGES


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("nl", "nl"), ("en-GB,en;q=0.9,nl;q=0.1", "en"), ("fr", "nl"), ("", "nl"), ("*;q=x,,", "nl")],
)
def test_the_browser_is_asked_first(visitor: Visitor, accepted: str, language: str) -> None:
    html = visitor.client.get("/", headers={"Accept-Language": accepted}).text
    assert f'<html lang="{language}"' in html


def test_a_choice_is_kept_and_leaves_the_address(visitor: Visitor) -> None:
    answer = visitor.client.get("/kaart?q=x&language=en&sector=a&sector=b")
    assert answer.location == "/kaart?q=x&sector=a&sector=b"
    visitor.open("/login")
    assert '<html lang="en"' in visitor.html
    assert "/login?language=nl" in visitor.page.links


def test_an_unknown_language_is_ignored(visitor: Visitor) -> None:
    visitor.open("/?language=tlh")
    assert '<html lang="nl"' in visitor.html


def test_the_link_stays_on_the_page(visitor: Visitor) -> None:
    visitor.open("/kaart?q=a b")
    assert "/kaart?q=a+b&language=en" in visitor.page.links


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_one_and_more(visitor: Visitor, language: str) -> None:
    visitor.open(f"/kaart?language={language}")
    assert ("0 collectieven" if language == "nl" else "0 collectives") in visitor.page.text


def test_an_error_page_is_in_the_language_too(visitor: Visitor) -> None:
    visitor.open("/?language=en")
    visitor.open("/nergens/niets", status=404)
    assert "This page does not exist" in visitor.page.text


@pytest.mark.parametrize(("language", "written"), [("nl", "3 november 2026"), ("en", "3 November 2026")])
def test_dates_are_written_as_in_europe(app: Flask, language: str, written: str) -> None:
    with app.test_request_context("/", headers={"Accept-Language": language}):
        app.preprocess_request()
        assert format_date(date(2026, 11, 3), "long") == written
