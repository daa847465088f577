"""The offline geocoder, on the gazetteer that ships: it knows, or says that it does not."""

import pytest

from results.adapters.geocoder import OfflineGeocoder
from results.ports import Located, Precision

GEOCODER = OfflineGeocoder()


def locate(place: str, postcode4: str | None = None, precision: Precision = Precision.PLACE) -> Located | None:
    return GEOCODER.locate(place, postcode4, precision)


@pytest.mark.parametrize(
    ("place", "municipality", "province"),
    [
        ("Utrecht", "Utrecht", "Utrecht"),
        ("  den haag ", "'s-Gravenhage", "Zuid-Holland"),
        ("Hengelo (Gld)", "Bronckhorst", "Gelderland"),
        ("Zwaag", "Hoorn", "Noord-Holland"),
    ],
)
def test_a_place_that_is_known(place: str, municipality: str, province: str) -> None:
    found = locate(place)
    assert found is not None
    assert (found.municipality, found.province, found.precision) == (municipality, province, Precision.PLACE)
    assert 50.7 < found.latitude < 53.6
    assert 3.3 < found.longitude < 7.3


def test_namesakes_are_told_apart_by_the_postcode_or_not_at_all() -> None:
    assert locate("Hengelo") is None
    overijssel, gelderland = locate("Hengelo", "7551"), locate("Hengelo", "7255")
    assert overijssel is not None
    assert gelderland is not None
    assert (overijssel.province, gelderland.province) == ("Overijssel", "Gelderland")
    assert locate("Hengelo", "1011") is None  # a postcode in Amsterdam decides nothing


def test_a_misspelt_place_is_found_by_its_postcode() -> None:
    assert locate("Utrechtt") is None
    assert locate("Utrechtt", "3511") == locate("Utrecht")


def test_a_named_place_counts_before_the_postcode() -> None:
    assert locate("Utrecht", "1011") == locate("Utrecht")
    assert locate("Utrecht", "1011", Precision.POSTCODE4) == locate("Utrecht")


def test_a_postcode_area_comes_out_as_the_place_of_that_postcode() -> None:
    named = locate("Westerkwartier", "9801")
    nearer = locate("Westerkwartier", "9801", Precision.POSTCODE4)
    assert named is not None
    assert nearer is not None
    assert nearer.precision is Precision.PLACE
    assert nearer == locate("Zuidhorn")
    assert nearer != named
    assert nearer.municipality == named.municipality == "Westerkwartier"


@pytest.mark.parametrize("place", ["", "Nergenshuizen", "\x00", "\ud800", "x" * 10_000, "Antwerpen", "3511"])
def test_what_is_not_known_is_not_guessed(place: str) -> None:
    assert locate(place) is None
    assert locate(place, "0000") is None
    assert locate(place, "\x00") is None
