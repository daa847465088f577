"""The shared templates: every component renders, escapes, is wired up for screen readers, and needs no inline style."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.webform.catalogue import PARTS, environment, render_part

REFERENCES = ("for", "aria-describedby", "aria-labelledby")


class Page(HTMLParser):
    """Collects what is checked: tags with their attributes, ids, and elements that were opened and not closed."""

    VOID = frozenset({"meta", "link", "input", "br", "hr", "img"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.crossed.append(tag)

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] or "" for _tag, attributes in self.tags if name in attributes]


@pytest.fixture(scope="module", params=PARTS)
def html(request: pytest.FixtureRequest) -> str:
    return render_part(request.param)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_elements_are_closed_in_order(page: Page) -> None:
    assert page.crossed == []
    assert page.open == []


def test_ids_are_unique(page: Page) -> None:
    assert [name for name, count in Counter(page.attributes("id")).items() if count > 1] == []


def test_what_is_referred_to_exists(page: Page) -> None:
    ids = set(page.attributes("id"))
    for attribute in REFERENCES:
        for value in page.attributes(attribute):
            assert set(value.split()) <= ids, f"{attribute}={value}"


def test_links_within_the_page_arrive(page: Page) -> None:
    targets = {href[1:] for href in page.attributes("href") if href.startswith("#") and len(href) > 1}
    assert targets - set(page.attributes("id")) == set()


def test_no_inline_style_or_script(page: Page) -> None:
    for tag, attributes in page.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert tag != "style"
        if tag == "script":
            assert attributes.get("src")


def test_every_field_has_a_name_and_a_label(page: Page) -> None:
    labelled = set(page.attributes("for"))
    fields = [attributes for tag, attributes in page.tags if tag in {"input", "select", "textarea"}]
    for attributes in fields:
        assert attributes.get("name"), attributes
        assert attributes.get("id") in labelled, attributes


def test_a_page_has_one_heading_of_the_first_level_in_its_main_part(page: Page) -> None:
    headings = [tag for tag, _attributes in page.tags if tag == "h1"]
    assert 1 <= len(headings) <= 2  # the form page also shows the message after submitting


def test_what_people_typed_is_escaped() -> None:
    html = render_part("forms")
    assert 'value="Energie &#34;De Linde&#34; &amp; co &lt;i&gt;"' in html
    assert "<i>" not in html


def test_a_first_empty_line_survives_in_a_textarea() -> None:
    macros = environment().get_template("layout/forms.html").module
    html = str(macros.textarea("a", "a", "Tekst", "\n\nTwee regels lager"))  # type: ignore[attr-defined]
    assert re.search(r">\n\n\nTwee regels lager</textarea>", html)


def test_an_error_is_tied_to_its_field_and_said_to_be_one() -> None:
    macros = environment().get_template("layout/forms.html").module
    html = str(macros.text_input("a", "a", "Naam", "", hint="Kort", error="Vul een naam in"))  # type: ignore[attr-defined]
    (field,) = [attributes for tag, attributes in Page(html).tags if tag == "input"]
    assert field["aria-describedby"] == "a-hint a-error"
    assert field["aria-invalid"] == "true"
    assert "Error:" in html


def test_a_consent_is_ticked_only_when_it_was() -> None:
    macros = environment().get_template("layout/forms.html").module
    empty = str(macros.single_checkbox("c", "c", "Ja"))  # type: ignore[attr-defined]
    given = str(macros.single_checkbox("c", "c", "Ja", checked=True))  # type: ignore[attr-defined]
    assert " checked" not in empty
    assert " checked" in given


@pytest.mark.parametrize("score", [0, 1, 50, 100])
def test_a_bar_says_its_score_in_words_too(score: int) -> None:
    macros = environment().get_template("layout/components.html").module
    html = str(macros.bar("b", score, "watch", "Bestuur", 66))  # type: ignore[attr-defined]
    assert f"Score {score} out of 100; the median of similar collectives is 66" in html
    assert f'width="{score}%"' in html


@pytest.mark.parametrize("score", [0, 1, 35, 100])
def test_the_surface_of_a_circle_is_its_score_and_it_stays_in_its_own_column(score: int) -> None:
    macros = environment().get_template("layout/components.html").module
    groups = [{"label": "Leden", "score": score}, {"label": "Middelen", "score": 100}]
    html = str(macros.circles("k", groups, "Balans"))  # type: ignore[attr-defined]
    radius, largest = (float(d["r"] or 0) for tag, d in Page(html).tags if tag == "circle")
    assert largest <= 60
    assert (radius / largest) ** 2 * 100 == pytest.approx(score, abs=1)
    assert f": {score}</span>" in html


def test_a_band_has_a_word_and_a_symbol_that_is_not_read_out() -> None:
    macros = environment().get_template("layout/components.html").module
    html = str(macros.band("Uitdaging", "hard", 21))  # type: ignore[attr-defined]
    assert '<span class="band__symbol" aria-hidden="true">■</span>' in html
    assert "Uitdaging · 21" in html


def test_messages_of_the_error_page() -> None:
    made = environment()
    made.globals["get_flashed_messages"] = lambda with_categories: []
    html = made.get_template("layout/error.html").render(
        heading="Niet gevonden", explanation="<b>", link="/?a=1&b", link_text="Terug"
    )
    assert "<h1>Niet gevonden</h1>" in html
    assert "&lt;b&gt;" in html
    assert 'href="/?a=1&amp;b"' in html


def test_a_part_of_a_table_says_nothing_but_what_it_is() -> None:
    """The Nu checker is told to pass over roles on parts of a table (script/validate), so wrong ones are found here."""
    own = {
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("th", "rowheader"),
        ("td", "cell"),
    }
    templates = Path(__file__).parents[2] / "webform"
    found = {
        pair
        for template in templates.rglob("*.html")
        for pair in re.findall(r'<(table|thead|tbody|tr|th|td)\b[^>]*?\srole="([^"]*)"', template.read_text("utf-8"))
    }
    assert found == own
