"""What tells that two submissions are of the same collective: found by their keys, weighed with the reasons."""

import pytest

from results.flags.traits import FLAGGED_FROM, Traits, keys_of, likeness, plain_website

UTRECHT = ("Utrecht", 52.09, 5.12)
ZEIST = ("Zeist", 52.09, 5.23)
GRONINGEN = ("Groningen", 53.22, 6.57)


def traits(name: str, where: tuple[str, float, float] = UTRECHT, website: str = "", number: str = "") -> Traits:
    return Traits(name, "club", name, *where, website=website, number=number)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (traits("Coöperatie De Wiek U.A."), traits("de wiek"), ("name", "municipality")),
        (traits("Zonnecoöperatie De Wiek"), traits("De Wiek"), ("name_alike", "municipality")),
        (traits("Stadstuin Lombok"), traits("Stadstuinen Lombok"), ("name_alike", "municipality")),
        (traits("De Wiek"), traits("De Wiek", ZEIST), ("name", "near")),
        (traits("De Wiek", number="12345678"), traits("Anders", GRONINGEN, number="12345678"), ("number",)),
        (traits("De Wiek", website="wiek.nl"), traits("Anders", GRONINGEN, website="wiek.nl"), ("website",)),
        (traits("De Wiek", ("", 0, 0)), traits("De Wiek", ("", 0, 0)), ("name", "near")),
    ],
)
def test_the_same_collective_is_found_and_the_reason_told(one: Traits, other: Traits, reasons: tuple[str, ...]) -> None:
    like = likeness(one, other)
    assert like.points >= FLAGGED_FROM
    assert like.reasons == reasons
    assert set(keys_of(one)) & set(keys_of(other))
    assert likeness(other, one).points == like.points


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (traits("Buurtzorg Noord"), traits("Buurtzorg Zuid")),
        (traits("De Wiek"), traits("De Wiek", GRONINGEN)),
        (traits("Stadstuin Lombok"), traits("Stadstuin Oog in Al")),
        (traits("Zorgcoöperatie Zeist", ZEIST), traits("Energiecoöperatie Zeist", ZEIST)),
        (traits("De Boog", website="facebook.com/boog"), traits("De Kring", website="facebook.com/kring")),
        (traits("De Boog", website="koepel.nl/boog"), traits("De Kring", website="koepel.nl/kring")),
        (traits(""), traits("De Wiek")),
    ],
)
def test_what_is_not_the_same_is_left_alone(one: Traits, other: Traits) -> None:
    assert likeness(one, other).points < FLAGGED_FROM


def test_keys_are_of_one_survey_short_and_none_for_shared_sites() -> None:
    keys = keys_of(traits("De " + "Lange" * 100, website="facebook.com/" + "a" * 160))
    assert all(key.startswith("club:") and len(key) <= 200 for key in keys)
    assert not any(":host:" in key for key in keys)


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("https://www.Wiek.nl/", "wiek.nl"),
        ("http://wiek.nl/over/?utm=1#top", "wiek.nl/over"),
        ("", ""),
        ("https://[half", ""),
    ],
)
def test_a_website_is_its_site_and_path(address: str, plain: str) -> None:
    assert plain_website(address) == plain
