"""Nothing that was typed is lost: two tabs, another language, questions that appear, a lost connection, Back after sending."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium

SURVEY = """
survey: bewaren
version: "1.0"
language: nl
title: Bewaren
sections:
  - id: alles
    title: Alles
    pages:
      - id: wie
        title: Wie
        questions:
          - {id: q_naam, type: short_text, text: Hoe heet je?, required: true}
          - {id: q_verhaal, type: long_text, text: Vertel, max_length: 100}
          - {id: q_mag, type: consent, text: Het mag., purpose: Om te mogen}
      - id: wat
        title: Wat
        questions:
          - id: q_soort
            type: single_choice
            text: Welke soort?
            options: [{value: a, label: Appel}, {value: b, label: Boon}, {value: c, label: Citroen}]
          - {id: q_waarom, type: long_text, text: Waarom een boon?, required: true, max_length: 80, show_when: q_soort == "b"}
          - id: q_ook
            type: multiple_choice
            text: Wat nog meer?
            options:
              - {value: a, label: Nog een appel, show_when: q_soort != "a"}
              - {value: geen, label: Niets, exclusive: true}
          - {id: q_aantal, type: integer, text: Hoeveel?, min: 0, max: 1000}
          - {id: q_veel, type: short_text, text: Waarom zo veel?, show_when: q_aantal > 100}
          - {id: q_dubbel, type: calculated, text: Dubbel, value: q_aantal * 2}
      - id: nog
        title: Nog iets
        questions:
          - {id: q_nog, type: short_text, text: Nog iets?}
"""
ENGLISH = """
questions:
  q_naam: {text: What is your name?}
  q_verhaal: {text: Tell}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The application with a small survey in which parts of a page depend on each other."""
    folder = tmp_path_factory.mktemp("surveys") / "bewaren"
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(SURVEY, "utf-8")
    (folder / "en.yaml").write_text(ENGLISH, "utf-8")
    site = Site(tmp_path_factory.mktemp("instance"), {"SURVEYS": str(folder.parent)})
    yield site
    site.stop()


def begin(page: Page, site: Site) -> str:
    """Begin; the address of the response."""
    page.goto(f"{site.address}/bewaren")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/page/wie")
    return page.url.split("/page/")[0]


def go_on(page: Page) -> None:
    page.locator("main #page-form button[type=submit]").click()


def asked(page: Page) -> None:
    """Wait until the server has told what the page looks like now."""
    page.locator("#page-form:not([data-asking])").wait_for()


def typed_here(page: Page) -> list[str]:
    """The pages of which this browser keeps typed text."""
    keys: list[str] = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('zelfscan typed'))")
    return [key.rsplit("/", 1)[1] for key in keys]


@pytest.mark.parametrize(("width", "javascript"), [(360, True), (1280, False)])
def test_two_tabs_show_both_answers_and_one_is_chosen(site: Site, visit: Visit, width: int, javascript: bool) -> None:
    page = visit(width=width, javascript=javascript)
    base = begin(page, site)
    other = page.context.new_page()
    other.goto(f"{base}/page/wie")
    page.locator("#q_naam").fill("Uit de ene tab")
    page.locator("#q_verhaal").fill("Een verhaal")
    go_on(page)
    page.wait_for_url("**/page/wat")
    other.locator("#q_naam").fill("Uit de andere tab")
    go_on(other)
    expect(other.get_by_role("heading", level=1)).to_have_text("Dit is intussen ergens anders veranderd")
    group = other.get_by_role("group", name="Hoe heet je?")
    expect(other.get_by_role("main")).to_contain_text("Het blijft zoals het daar is: Vertel")
    expect(group.get_by_role("radio")).to_have_count(2)
    expect(group.get_by_role("radio", checked=True)).to_have_count(0)
    if javascript:
        assert_accessible(other, "two answers")
    go_on(other)
    expect(other.get_by_role("alert")).to_contain_text("Kies welk antwoord je houdt")
    if javascript:
        assert_accessible(other, "two answers, none chosen")
    group.get_by_role("radio", name="Uit de andere tab").check()
    go_on(other)
    other.wait_for_url("**/page/wat")
    page.goto(f"{base}/page/wie")
    expect(page.locator("#q_naam")).to_have_value("Uit de andere tab")
    expect(page.locator("#q_verhaal")).to_have_value("Een verhaal")


@pytest.mark.parametrize("javascript", [True, False])
def test_another_language_half_way_keeps_what_is_typed(site: Site, visit: Visit, javascript: bool) -> None:
    page = visit(width=360, javascript=javascript)
    begin(page, site)
    page.locator("#q_verhaal").fill("Half afgemaakt")
    page.get_by_role("button", name="English").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is your name?")).to_be_visible()
    assert page.url.endswith("/page/wie")
    expect(page.locator("#q_verhaal")).to_have_value("Half afgemaakt")
    page.get_by_role("button", name="Nederlands").click()
    expect(page.get_by_label("Hoe heet je?")).to_be_visible()
    expect(page.locator("#q_verhaal")).to_have_value("Half afgemaakt")
    # Enter in a field goes on; it does not change the language.
    page.locator("#q_naam").fill("Voorbeeld")
    page.locator("#q_naam").press("Enter")
    page.wait_for_url("**/page/wat")
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_a_question_appears_at_once_by_keyboard_and_is_announced(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    base = begin(page, site)
    page.goto(f"{base}/page/wat")
    why = page.get_by_label("Waarom een boon?")
    expect(why).to_have_count(0)
    page.locator("#q_soort").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # Boon
    expect(why).to_be_visible()
    expect(page.locator("input[name=q_soort][value=b]")).to_be_focused()
    expect(page.locator("#parts-status")).to_have_text("Er is op deze pagina iets bij gekomen: Waarom een boon?")
    expect(page.locator("#parts-status")).to_have_role("status")
    expect(page.get_by_label("Nog een appel")).to_be_visible()
    assert_accessible(page, "a question that appeared")
    page.keyboard.press("Tab")
    expect(why).to_be_focused()
    page.keyboard.type("Omdat het kan")
    expect(page.locator("#q_waarom-count + .counter")).to_contain_text("67")
    # It goes, and what was typed in it comes back with it.
    page.locator("input[name=q_soort][value=a]").check()
    expect(why).to_be_hidden()
    expect(page.locator("#parts-status")).to_have_text("Dit wordt op deze pagina niet meer gevraagd: Waarom een boon?")
    expect(page.get_by_label("Nog een appel")).to_have_count(0)
    page.locator("input[name=q_soort][value=b]").check()
    expect(why).to_be_visible()
    expect(why).to_have_value("Omdat het kan")
    go_on(page)
    page.wait_for_url("**/page/nog")
    page.goto(f"{base}/page/wat")
    expect(why).to_have_value("Omdat het kan")


def test_typing_is_not_disturbed_by_what_changes(site: Site, visit: Visit) -> None:
    page = visit()
    base = begin(page, site)
    page.goto(f"{base}/page/wat")
    page.locator("#q_ook").check()
    page.locator("#q_aantal").focus()
    page.keyboard.type("123")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_label("Waarom zo veel?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Dubbel: 246")
    expect(page.locator("#q_aantal")).to_be_focused()
    page.keyboard.type("0")
    expect(page.locator("#q_aantal")).to_have_value("1203")
    page.locator("#q_aantal").fill("5")
    expect(page.get_by_label("Waarom zo veel?")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Dubbel: 10")


def test_late_and_failed_replies_do_no_harm(site: Site, visit: Visit) -> None:
    page = visit()
    base = begin(page, site)
    page.goto(f"{base}/page/wat")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        held.append(route)

    page.route("**/parts", hold_the_first)
    page.locator("input[name=q_soort][value=b]").check()
    page.locator("input[name=q_soort][value=c]").check()
    asked(page)
    assert len(held) == 2
    with suppress(Error):  # the reply to the first question comes last; nobody waits for it any more
        held[0].continue_()
    page.wait_for_timeout(300)
    expect(page.get_by_label("Waarom een boon?")).to_be_hidden()
    page.unroute("**/parts")
    page.route("**/parts", lambda route: route.fulfill(status=403, body="<h1>Nee</h1>"))
    page.locator("input[name=q_soort][value=b]").check()
    asked(page)
    expect(page.get_by_label("Waarom een boon?")).to_be_hidden()
    go_on(page)
    page.wait_for_url("**/page/wat?new=1*")
    expect(page.get_by_label("Waarom een boon?")).to_be_visible()


def test_a_lost_connection_keeps_the_page_and_says_so(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    begin(page, site)
    page.locator("#q_naam").fill("Voorbeeld")
    page.context.set_offline(True)
    go_on(page)
    expect(page.get_by_role("alert").filter(has_text="Er is geen verbinding")).to_be_visible()
    assert page.url.endswith("/page/wie")
    expect(page.locator("#q_naam")).to_have_value("Voorbeeld")
    assert_accessible(page, "no connection")
    page.locator("#q_verhaal").fill("Nog steeds aan het typen")
    page.context.set_offline(False)
    expect(page.locator("#no-connection")).to_have_text("De verbinding is er weer. Druk nog eens op de knop.")
    assert page.url.endswith("/page/wie")
    go_on(page)
    page.wait_for_url("**/page/wat")
    assert typed_here(page) == []
    page.go_back()
    expect(page.locator("#q_verhaal")).to_have_value("Nog steeds aan het typen")


def test_what_was_typed_is_there_when_the_page_is_opened_again(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    base = begin(page, site)
    page.locator("#q_naam").fill("Bewaard")
    go_on(page)
    page.wait_for_url("**/page/wat")
    page.goto(f"{base}/page/wie")
    page.locator("#q_naam").fill("Nog niet bewaard")
    page.locator("#q_mag").check()
    page.locator("#q_verhaal").fill("Ook niet")
    page.wait_for_timeout(400)
    page.close()
    again = page.context.new_page()
    again.goto(f"{base}/page/wie")
    expect(again.locator("#put-back")).to_contain_text("nog niet was bewaard")
    expect(again.locator("#q_naam")).to_have_value("Nog niet bewaard")
    expect(again.locator("#q_verhaal")).to_have_value("Ook niet")
    expect(again.locator("#q_verhaal-count + .counter")).to_contain_text("92")
    expect(again.locator("#q_mag")).not_to_be_checked()
    assert_accessible(again, "typed text put back")
    again.get_by_role("button", name="Liever wat al was bewaard").click()
    expect(again.locator("#q_naam")).to_have_value("Bewaard")
    expect(again.locator("#q_verhaal")).to_have_value("")
    assert typed_here(again) == []
    again.reload()
    expect(again.locator("#put-back")).to_be_empty()


def test_what_is_put_back_overwrites_nothing_that_was_changed_elsewhere(site: Site, visit: Visit) -> None:
    page = visit()
    base = begin(page, site)
    page.locator("#q_naam").fill("Hier getypt")
    page.wait_for_timeout(400)
    other = page.context.new_page()
    other.goto(f"{base}/page/nog")
    other.evaluate("localStorage.clear()")
    page.evaluate("document.querySelector('#q_verhaal').dispatchEvent(new Event('input', {bubbles: true}))")
    page.wait_for_timeout(400)
    typed = other.evaluate("JSON.stringify(localStorage)")
    other.evaluate("localStorage.clear()")
    other.goto(f"{base}/page/wie")
    other.locator("#q_naam").fill("Elders bewaard")
    go_on(other)
    other.wait_for_url("**/page/wat")
    other.evaluate(
        "typed => Object.entries(JSON.parse(typed)).forEach(([key, value]) => localStorage.setItem(key, value))", typed
    )
    page.goto(f"{base}/page/wie")
    expect(page.locator("#q_naam")).to_have_value("Hier getypt")
    go_on(page)
    expect(page.get_by_role("group", name="Hoe heet je?")).to_contain_text("Elders bewaard")
    page.get_by_role("radio", name="Hier getypt").check()
    go_on(page)
    page.wait_for_url("**/page/wat")
    assert typed_here(page) == []


def test_questions_that_appear_are_put_back_too(site: Site, visit: Visit) -> None:
    page = visit()
    base = begin(page, site)
    page.goto(f"{base}/page/wat")
    page.locator("input[name=q_soort][value=b]").check()
    page.get_by_label("Waarom een boon?").fill("Daarom")
    page.wait_for_timeout(400)
    page.goto(f"{base}/page/nog")
    page.goto(f"{base}/page/wat")
    expect(page.locator("input[name=q_soort][value=b]")).to_be_checked()
    expect(page.get_by_label("Waarom een boon?")).to_have_value("Daarom")
    go_on(page)
    page.wait_for_url("**/page/nog")
    assert typed_here(page) == []


def test_old_typed_text_and_that_of_a_sent_scan_are_gone(site: Site, visit: Visit) -> None:
    page = visit()
    base = begin(page, site)
    page.locator("#q_naam").fill("Voorbeeld")
    go_on(page)
    page.wait_for_url("**/page/wat")
    page.locator("#q_aantal").fill("5")
    page.wait_for_timeout(400)
    assert typed_here(page) == ["wat"]
    page.goto(f"{base}/page/nog")
    page.locator("#q_nog").fill("Getypt, nooit bewaard")
    page.wait_for_timeout(400)
    assert sorted(typed_here(page)) == ["nog", "wat"]
    page.evaluate(
        "Object.keys(localStorage).filter(key => key.endsWith('/wat')).forEach(key => localStorage.setItem(key,"
        " JSON.stringify({...JSON.parse(localStorage.getItem(key)), at: Date.now() - 25 * 3600 * 1000})))"
    )
    page.goto(f"{base}/check")
    assert typed_here(page) == ["nog"]
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/profile")
    assert typed_here(page) == []


def test_back_after_sending_does_no_harm_and_explains(site: Site, visit: Visit) -> None:
    for javascript in (True, False):
        page = visit(javascript=javascript)
        base = begin(page, site)
        page.locator("#q_naam").fill("Voorbeeld")
        go_on(page)
        page.wait_for_url("**/page/wat")
        other = page.context.new_page()
        other.goto(f"{base}/page/wie")
        page.goto(f"{base}/check")
        page.locator("main form button[type=submit]").click()
        page.wait_for_url("**/profile")
        page.go_back()
        page.wait_for_url("**/profile")
        other.locator("#q_verhaal").fill("Dit komt te laat")
        go_on(other)
        expect(other.get_by_role("heading", level=1)).to_have_text("Jullie scan is al verstuurd")
        expect(other.locator("main")).to_contain_text("Dit komt te laat")
        if javascript:
            assert_accessible(other, "too late")
