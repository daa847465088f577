"""What `validity` finds. That it looks at every page is the `Visitor`'s doing."""

import pytest

from tests.webform.catalogue import PARTS, render_part
from tests.webform.validity import faults

PAGE = '<!DOCTYPE html><html lang="nl"><head><title>x</title></head><body><main><h1>x</h1>{}</main></body></html>'
WRONG = {
    "<p><div>x</div></p>": "<div> in <p>",
    "<ul><p>x</p></ul>": "<p> in <ul>",
    "<ul>x</ul>": "text in <ul>",
    "<div><li>x</li></div>": "<li> in <div>",
    "<b><i>x</b></i>": "</b> closes <i>",
    "<div>": "never closed",
    '<a href="/"><button type="submit">x</button></a>': "<button> within <a>",
    '<form action="/"><form action="/"></form></form>': "<form> within <form>",
    '<p id="a">x</p><p id="a">x</p>': 'id="a" stands 2 times',
    '<label for="a">x</label>': "points to #a",
    '<p id="a">x</p><label for="a">x</label>': "a label for <p",
    '<p aria-describedby="nowhere">x</p>': "points to #nowhere",
    '<p style="color: red">x</p>': "<p style>",
    '<p onclick="x()">x</p>': "<p onclick>",
    '<p class="a" class="b">x</p>': "an attribute twice",
    '<p align="left">x</p>': "<p align>",
    "<fieldset><p>x</p><legend>x</legend></fieldset>": "<legend> is not the first",
    '<input type="hidden" name="a" autocomplete="off">': "a hidden field with autocomplete",
    '<img src="x.png">': "<img> without alt",
    "<br/><div/>": "does not close <div>",
    '<a href="a b">x</a>': "is no address",
    '<a href="/a\x00b">x</a>': "no page may hold",
    "<h1>twice</h1>": "2 <h1>",
    "<button><h2>x</h2></button>": "<h2> in <button>",
}


@pytest.mark.parametrize("html", WRONG)
def test_what_is_wrong_is_found(html: str) -> None:
    found = faults(PAGE.format(html))
    assert any(WRONG[html] in fault for fault in found), found


@pytest.mark.parametrize(
    "html",
    [
        "<p>a &amp; b <b>c</b><br>d</p>",
        '<details><summary><h2>x</h2><span>y</span></summary><p>z</p></details>',
        '<dl><div><dt>a</dt><dd>b</dd></div></dl>',
        '<svg viewBox="0 0 1 1" aria-hidden="true"><rect width="1" height="1"/></svg>',
        '<form action="/"><label for="a">x</label><input id="a" name="a" hidden><select name="b"><option value="">x</option></select></form>',
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(html: str) -> None:
    assert faults(PAGE.format(html)) == []


def test_a_page_without_doctype_language_or_title() -> None:
    found = " ".join(faults("<html><head></head><body><main><h1>x</h1></main></body></html>"))
    assert "DOCTYPE" in found
    assert "without lang" in found
    assert "0 <title>" in found


@pytest.mark.parametrize("part", [part for part in PARTS if part != "forms"])
def test_the_components_are_valid(part: str) -> None:
    assert faults(render_part(part)) == []
