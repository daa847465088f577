"""Places in a real browser: a name completed by keyboard and by touch, a pin put by keyboard, by hand and by typing."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium
LEAST = 44
"""Pixels: the least size of what is pressed."""


def opened(site: Site, page: Page, part: str, **answers: object) -> str:
    """A complete scan with these answers, open at one page; the address of its pages."""
    check = site.open_draft(page, "zelfscan", scan("Een plek", **answers))
    base = check.rsplit("/", 1)[0] + "/page/"
    page.goto(base + part)
    return base


def number(field: Locator) -> float:
    return float(field.input_value().replace(",", "."))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_place_is_completed_by_keyboard(site: Site, visit: Visit, width: int) -> None:
    page = visit(width=width)
    opened(site, page, "plek", p_postcode="4615")
    field = page.get_by_role("combobox", name="In welke plaats")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.fill("")
    field.press_sequentially("bergen o")
    listed = page.get_by_role("listbox")
    expect(listed).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".combobox [role=status]")).to_contain_text("plaats")
    assert_accessible(page, "a list of places")
    field.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert all(option.bounding_box()["height"] >= LEAST for option in page.get_by_role("option").all())  # type: ignore[index]
    field.press("Escape")
    expect(listed).to_be_hidden()
    expect(field).to_have_value("bergen o")
    field.press("ArrowDown")
    expect(listed).to_be_visible()
    field.press("ArrowUp")  # the last
    field.press("ArrowDown")  # back in the field
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("Bergen op Zoom")
    expect(page.locator(".place__found")).to_have_text("Gemeente Bergen op Zoom, Noord-Brabant")
    assert page.url.endswith("/page/plek"), "Enter chose a place, and sent nothing"
    field.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/page/plek"))


def test_a_namesake_is_chosen_by_touch_and_then_nothing_is_asked(site: Site, visit: Visit) -> None:
    page = visit(width=360, has_touch=True)
    base = opened(site, page, "plek", p_plaats="Bergen", p_postcode="5854")
    expect(page.get_by_role("group", name="Welke plaats bedoel je?")).to_be_visible()
    expect(page.get_by_label("Bergen, gemeente Bergen (L.), Limburg")).to_be_checked()  # that of the postcode
    assert_accessible(page, "a place of which there are several")
    field = page.get_by_role("combobox")
    field.fill("")
    field.press_sequentially("bergen")
    page.get_by_role("option", name="gemeente Bergen (L.), Limburg").tap()
    expect(field).to_have_value("Bergen (Limburg)")
    expect(page.get_by_role("group", name="Welke plaats bedoel je?")).to_be_hidden()
    page.get_by_role("button", name="Bewaar en ga verder").tap()
    page.wait_for_url(lambda url: not url.endswith("/page/plek"))
    page.goto(base + "plek")
    expect(page.locator(".place__found")).to_have_text("Gemeente Bergen (L.), Limburg.")


def test_a_place_that_is_not_known_may_stay(site: Site, visit: Visit) -> None:
    page = visit()
    opened(site, page, "plek")
    field = page.get_by_role("combobox")
    field.fill("")
    field.press_sequentially("Nergenshuizen")
    expect(page.locator(".combobox [role=status]")).to_have_text("Geen plaats begint zo. Je mag elke plaats invullen.")
    field.press("Enter")
    expect(page.get_by_text("We kennen deze plaats niet")).to_be_visible()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.wait_for_url(lambda url: "/page/plek" not in url)


def unfold(page: Page) -> None:
    """The fields for coordinates, which a map makes superfluous for most people."""
    page.locator(".point__typed > summary").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_pin_is_put_by_keyboard_and_fills_in_the_coordinates(site: Site, visit: Visit, width: int) -> None:
    page = visit(width=width)
    base = opened(site, page, "stip", p_plaats="Utrecht", p_precisie="punt")
    canvas = page.get_by_role("application")
    latitude, longitude = page.get_by_label("Breedtegraad"), page.get_by_label("Lengtegraad")
    expect(canvas).to_be_visible()
    status = page.locator(".pin__status")
    expect(status).to_have_text("Er staat nog geen stip.")
    expect(page.locator(".pin__cross")).to_be_visible()
    expect(page.locator(".pin__mark")).to_have_count(0)
    expect(latitude).to_have_value("")
    expect(latitude).to_be_hidden()  # the map comes first, the fields are folded under it
    assert_accessible(page, "a map with a pin")
    canvas.focus()
    page.keyboard.press("ArrowUp")
    begun = number(latitude), number(longitude)
    assert begun[0] == pytest.approx(52.0917, abs=0.001)  # 100 metres north of the middle of Utrecht
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    assert number(latitude) == begun[0]
    assert number(longitude) - begun[1] == pytest.approx(0.0146, abs=0.0003)  # a kilometre
    page.get_by_role("button", name="10 meter").click()
    south = page.get_by_role("button", name="Stip naar het zuiden")
    for button in page.locator(".pin button").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= LEAST
    south.press("Enter")
    assert begun[0] - number(latitude) == pytest.approx(0.00009, abs=0.00002)
    expect(status).to_contain_text("De stip staat")
    expect(status).to_contain_text("plaats")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.wait_for_url(lambda url: "/page/stip" not in url)
    page.goto(base + "stip")
    expect(status).to_contain_text("De stip staat")
    assert number(latitude) == pytest.approx(begun[0] - 0.00009, abs=0.00002)


def test_coordinates_that_are_typed_or_pasted_move_the_pin(site: Site, visit: Visit) -> None:
    page = visit()
    opened(site, page, "stip", p_plaats="Utrecht", p_precisie="punt")
    latitude, longitude = page.get_by_label("Breedtegraad"), page.get_by_label("Lengtegraad")
    status = page.locator(".pin__status")
    expect(status).to_have_text("Er staat nog geen stip.")
    unfold(page)
    latitude.fill("52° 22' 26,4\" NB 4° 53' 24\" OL")
    expect(longitude).to_have_value("4,89000")
    expect(latitude).to_have_value("52,37400")
    expect(status).to_contain_text("Amsterdam")
    latitude.fill("53,2194")
    longitude.fill("6,5665")
    expect(status).to_contain_text("Groningen")
    expect(latitude).to_have_value("53,2194")  # what was typed stays as it was
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.get_by_text("De stip staat bij Groningen")).to_be_visible()  # far from Utrecht: asked once


@pytest.mark.parametrize("key", ["Enter", " ", None])
def test_a_pin_is_put_in_the_middle_of_what_is_seen(site: Site, visit: Visit, key: str | None) -> None:
    page = visit(width=360)
    opened(site, page, "stip", p_plaats="Utrecht", p_precisie="punt")
    status = page.locator(".pin__status")
    expect(status).to_have_text("Er staat nog geen stip.")
    if key is None:
        page.get_by_role("button", name="Zet de stip hier").press("Enter")
    else:
        page.get_by_role("application").press(key)
    cross, mark = page.locator(".pin__cross").bounding_box(), page.locator(".pin__mark").bounding_box()
    assert cross is not None
    assert mark is not None
    assert cross["x"] + cross["width"] / 2 == pytest.approx(mark["x"] + mark["width"] / 2, abs=2)
    latitude, longitude = page.get_by_label("Breedtegraad"), page.get_by_label("Lengtegraad")
    assert number(latitude) == pytest.approx(52.0908, abs=0.001)
    assert number(longitude) == pytest.approx(5.1222, abs=0.001)
    expect(status).to_contain_text("De stip staat")
    assert page.url.endswith("/page/stip"), "Enter sent nothing"
    unfold(page)
    latitude.fill("")
    longitude.fill("")
    expect(status).to_have_text("Er staat nog geen stip.")
    expect(page.locator(".pin__mark")).to_have_count(0)


def test_a_pair_that_was_pasted_comes_back_and_nothing_counts_as_typed(site: Site, visit: Visit) -> None:
    page = visit()
    base = opened(site, page, "stip", p_plaats="Alkmaar", p_precisie="punt")
    status = page.locator(".pin__status")
    expect(status).to_have_text("Er staat nog geen stip.")
    unfold(page)
    page.get_by_label("Breedtegraad").fill("52.6686, 4.7037")
    page.locator("summary", has_text="Nu stoppen").click()
    page.get_by_role("button", name="Bewaar deze pagina en stop").click()
    page.wait_for_url("**/later")
    for _ in range(2):
        page.goto(base + "stip")
        expect(status).to_contain_text("De stip staat op 52,66860; 4,70370")
        assert number(page.get_by_label("Breedtegraad")) == 52.6686
        assert number(page.get_by_label("Lengtegraad")) == 4.7037
        page.wait_for_timeout(1200)  # as long as the script rests before it asks, and before it keeps
        assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('zelfscan typed'))") == []
        expect(page.locator("#put-back")).to_be_empty()


def test_what_the_script_reads_when_the_page_opens_is_not_typed(site: Site, visit: Visit) -> None:
    page = visit()
    base = opened(
        site,
        page,
        "stip",
        p_plaats="Alkmaar",
        p_precisie="punt",
        p_punt={"latitude": "52° 40' N", "longitude": "4° 42' O"},
    )
    page.goto(base + "stip")
    expect(page.locator(".pin__status")).to_contain_text("De stip staat")
    page.wait_for_timeout(800)
    page.goto(base + "stip")
    expect(page.get_by_label("Breedtegraad")).to_have_value("52° 40' N")
    expect(page.locator("#put-back")).to_be_empty()


def test_a_link_of_a_map_is_read_and_one_without_coordinates_says_so(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    opened(site, page, "stip", p_plaats="Alkmaar", p_precisie="punt")
    latitude, status = page.get_by_label("Breedtegraad"), page.locator(".pin__status")
    expect(status).to_have_text("Er staat nog geen stip.")
    unfold(page)
    latitude.fill("https://maps.app.goo.gl/AbCd")
    expect(status).to_contain_text("In deze link staan geen coördinaten")
    latitude.fill("https://www.openstreetmap.org/#map=17/52.6686/4.7037")
    expect(latitude).to_have_value("52,66860")
    expect(page.get_by_label("Lengtegraad")).to_have_value("4,70370")
    expect(status).to_contain_text("De stip staat")
    latitude.fill("https://www.google.com/maps/place/Tuin/@52.1,4.1,17z/data=!3d52.6321!4d4.7534")
    expect(latitude).to_have_value("52,63210")
    expect(page.get_by_label("Lengtegraad")).to_have_value("4,75340")


def test_a_tap_and_a_drag_put_the_pin(site: Site, visit: Visit) -> None:
    page = visit()
    opened(site, page, "stip", p_plaats="Utrecht", p_precisie="punt")
    expect(page.locator(".pin__status")).to_have_text("Er staat nog geen stip.")
    page.get_by_role("application").scroll_into_view_if_needed()
    box = page.get_by_role("application").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    latitude, longitude = page.get_by_label("Breedtegraad"), page.get_by_label("Lengtegraad")
    tapped = number(latitude), number(longitude)
    assert tapped[0] == pytest.approx(52.09, abs=0.02)
    assert tapped[1] > 5.15
    pin = page.locator(".pin__mark").bounding_box()
    assert pin is not None
    middle = pin["x"] + pin["width"] / 2, pin["y"] + pin["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 100, middle[1] - 60, steps=5)
    page.mouse.up()
    assert number(longitude) < tapped[1]
    assert number(latitude) > tapped[0]


def test_without_a_script_there_are_fields(site: Site, visit: Visit) -> None:
    page = visit(width=360, javascript=False)
    opened(site, page, "stip", p_plaats="Utrecht", p_precisie="punt")
    expect(page.locator(".pin")).to_be_hidden()
    page.get_by_label("Breedtegraad").fill("52,0907 5,1214")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.wait_for_url(lambda url: "/page/stip" not in url)
