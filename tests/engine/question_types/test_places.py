"""The name of a place is any text; a point is read exactly, in every notation that can mean one thing only."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions.types import PointType, TextType
from engine.question_types import TYPES, SettingError, Storage
from engine.question_types.coordinates import read_pair
from engine.values import AnswerProblem, Point
from tests.engine.question_types.asking import ask, code, parsed

PLACE = ask("place")
ANYWHERE = ask("point")
INSIDE = ask("point", area={"south": 50.7, "north": 53.6, "west": 3.3, "east": 7.3})
UTRECHT = Point(Decimal("52.0907"), Decimal("5.1214"))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Utrecht", "Utrecht"),
        ("  Bergen   (Limburg) ", "Bergen (Limburg)"),
        ("Ys\u0302\ttjes", "Yŝ tjes"),
        ("São Paulo", "São Paulo"),
        (["Gent"], "Gent"),
        ("  ", None),
        ("", None),
    ],
)
def test_a_place_is_any_text(raw: object, kept: str | None) -> None:
    assert parsed(PLACE, raw) == kept


@pytest.mark.parametrize(
    ("raw", "refused"), [("x" * 81, "too_long"), ("a\x00b", "invalid_characters"), ({"a": 1}, "not_text")]
)
def test_what_is_no_place(raw: object, refused: str) -> None:
    assert code(PLACE, raw) == refused


def test_a_place_is_a_text_of_at_most_so_many_characters() -> None:
    assert code(ask("place", max_length=5), "Amsterdam") == "too_long"
    assert TYPES["place"].value_type(PLACE) == TextType()
    assert TYPES["place"].codebook(PLACE).range == "..80"


@pytest.mark.parametrize(
    "written",
    [
        "52,0907 5,1214",
        "52.0907, 5.1214",
        "52.0907,5.1214",
        "52,0907,5,1214",
        "52,0907; 5,1214",
        "52,0907, 5,1214",
        "52.0907/5.1214",
        "(52.0907, 5.1214)",
        "geo:52.0907,5.1214",
        "52.0907° N, 5.1214° E",
        "52,0907° NB, 5,1214° OL",
        "52.0907N 5.1214E",
        "N52.0907 E5.1214",
        "5.1214 O, 52.0907 N",
        "52°5.442'N 5°7.284'E",
        "N 52° 5.442' E 5° 7.284'",
        "52° 5′ 26,52″ NB 5° 7′ 17,04″ OL",
        "52°5’26.52”N, 5°7’17.04”E",
        "\u00a052.090700000001 5.1213999999",
        {"latitude": "52,0907", "longitude": "5.1214"},
        {"latitude": 52.0907, "longitude": 5.1214},
        {"latitude": "52° 5,442' N", "longitude": "5° 7,284' O"},
        {"latitude": "52.0907, 5.1214", "longitude": ""},
        "https://www.google.com/maps/@52.0907,5.1214,17z",
        "https://www.google.nl/maps/place/Utrecht/@52.1,5.2,12z/data=!3m1!4b1!4m6!3m5!1s0x47c66f!8m2!3d52.0907!4d5.1214!16z",
        "https://www.google.com/maps/place/52.0907,5.1214/@52.1,5.2,17z",
        "https://maps.google.com/?q=52.0907,5.1214",
        "https://www.google.com/maps/search/?api=1&query=52.0907%2C5.1214",
        "https://www.google.com/maps/search/52.0907,+5.1214?entry=tts",
        "https://www.openstreetmap.org/?mlat=52.0907&mlon=5.1214#map=17/52.1/5.2",
        "https://www.openstreetmap.org/#map=17/52.0907/5.1214",
        "https://www.openstreetmap.org/node/44967684#map=17.5/52.0907/5.1214&layers=N",
        "openstreetmap.org/#map=17/52.0907/5.1214",
        "https://maps.apple.com/?ll=52.0907,5.1214&z=15",
        "https://maps.apple.com/place?address=Utrecht&coordinate=52.0907,5.1214&name=Tuin",
        "https://www.bing.com/maps?cp=52.0907~5.1214&lvl=17",
        "geo:52.0907,5.1214?z=17",
        "geo:0,0?q=52.0907,5.1214(Onze+tuin)",
        {"latitude": " https://www.google.com/maps/@52.0907,5.1214,17z ", "longitude": ""},
        {"latitude": "https://www.google.com/maps/@52.0907,5.1214,17z", "longitude": "4,7"},
        "https://www.google.com/maps/@52.0907,5.1214,17z/data=" + "!4m6" * 200,
        UTRECHT,
    ],
)
def test_notations(written: object) -> None:
    assert parsed(ANYWHERE, written) == UTRECHT
    assert parsed(INSIDE, written) == UTRECHT


@pytest.mark.parametrize(
    ("written", "refused"),
    [
        ("52,5", "not_a_point"),
        ("52,5,1", "not_a_point"),
        ("52", "not_a_point"),
        ("hier", "not_a_point"),
        ("91 5", "not_a_point"),
        ("52 181", "not_a_point"),
        ("52° 60' 5°", "not_a_point"),
        ("52,5° 30' N 5° O", "not_a_point"),
        ("52 N 5 N", "not_a_point"),
        ("52 O 5 O", "not_a_point"),
        ("-52 S 5 E", "not_a_point"),
        ("52.1 5.1 3.1", "not_a_point"),
        ("x" * 500, "not_a_point"),
        (True, "not_a_point"),
        ([52.1, 5.1], "not_a_point"),
        ({"latitude": "52", "longitude": "vijf"}, "not_a_point"),
        ({"latitude": "52", "longitude": "5", "hoogte": "3"}, "not_a_point"),
        ({"latitude": "", "longitude": "5,1214"}, "half_a_point"),
        ({"latitude": "52.1", "longitude": ""}, "half_a_point"),
        ("https://maps.app.goo.gl/AbCdEf123", "no_point_in_link"),
        ("maps.app.goo.gl/AbCdEf123", "no_point_in_link"),
        ({"latitude": "https://maps.app.goo.gl/AbCdEf123", "longitude": "5"}, "no_point_in_link"),
        ("https://www.google.com/maps/@91.5,5.1214,17z", "no_point_in_link"),
        ("https://example.org/?q=52.1.2,5.1", "no_point_in_link"),
        ("https://example.org/52.0907,5.1214", "no_point_in_link"),
        ("https://example.org/@52.1,5.1" + "x" * 2000, "not_a_point"),
    ],
)
def test_what_is_no_point(written: object, refused: str) -> None:
    assert code(ANYWHERE, written) == refused


@pytest.mark.parametrize("empty", ["", "  ", None, {}, {"latitude": "", "longitude": " "}])
def test_no_point_at_all(empty: object) -> None:
    assert parsed(ANYWHERE, empty) is None


def test_the_south_and_the_west_are_negative() -> None:
    assert parsed(ANYWHERE, "33,85 ZB 70,6 WL") == Point(Decimal("-33.85"), Decimal("-70.6"))
    assert parsed(ANYWHERE, "-33.85, -70.6") == Point(Decimal("-33.85"), Decimal("-70.6"))


def test_rounded_half_up_to_about_a_metre_and_never_minus_zero() -> None:
    assert parsed(ANYWHERE, "0.000005 -0.000004") == Point(Decimal("0.00001"), Decimal(0))
    assert (
        str(TYPES["point"].serialise(parsed(ANYWHERE, "0.000005 -0.000004"))) == "{'latitude': 1e-05, 'longitude': 0.0}"
    )


def test_an_area_refuses_what_lies_outside_and_knows_what_was_swapped() -> None:
    found = parsed(INSIDE, "48.85 2.35")
    assert isinstance(found, AnswerProblem)
    assert (found.code, dict(found.params)) == (
        "outside_area",
        {"south": "50.7", "north": "53.6", "west": "3.3", "east": "7.3"},
    )
    assert code(INSIDE, "5.1214 52.0907") == "coordinates_swapped"
    assert parsed(INSIDE, "50.7 7.3") == Point(Decimal("50.7"), Decimal("7.3"))
    assert TYPES["point"].codebook(INSIDE).range == "50.7..53.6, 3.3..7.3"


@pytest.mark.parametrize("sides", [(53, 50, 3, 7), (50, 53, 7, 3)])
def test_an_area_with_its_sides_the_wrong_way_round(sides: tuple[int, int, int, int]) -> None:
    with pytest.raises(SettingError) as refused:
        TYPES["point"].settings({"area": dict(zip(("south", "north", "west", "east"), sides, strict=True))})
    assert (refused.value.code, refused.value.key) == ("minimum-above-maximum", "area")


def test_what_a_point_is_to_others() -> None:
    kind = TYPES["point"]
    assert kind.value_type(ANYWHERE) == PointType()
    assert kind.codebook(ANYWHERE).storage is Storage.POINT
    assert kind.display(ANYWHERE, UTRECHT, "nl") == "52,0907° NB, 5,1214° OL"
    assert kind.display(ANYWHERE, Point(Decimal("-1.5"), Decimal(-2)), "en") == "1.5° S, 2° W"


@given(
    st.decimals(-90, 90, places=5, allow_nan=False, allow_infinity=False),
    st.decimals(-180, 180, places=5, allow_nan=False, allow_infinity=False),
)
def test_whatever_is_stored_or_shown_is_read_back_the_same(latitude: Decimal, longitude: Decimal) -> None:
    kind, point = TYPES["point"], Point(latitude, longitude)
    assert parsed(ANYWHERE, kind.serialise(point)) == point
    assert parsed(ANYWHERE, f"{latitude}, {longitude}") == point
    for language in ("nl", "en"):
        assert parsed(ANYWHERE, kind.display(ANYWHERE, point, language)) == point


@pytest.mark.parametrize(
    "hostile",
    ["1" * 100, "1 " * 50, "°" * 100, "1°" * 50, "N" * 100, "1," * 50, "1° 1' " * 15, "52" + " " * 95]
    + [
        "https://" + (part * 2000)[:1990]
        for part in (
            "1",
            "-1.1",
            "?q=1,",
            "/@",
            "/@1.1,",
            "!3d1",
            "&mlat=1&mlon=",
            "#map=",
            "a&",
            "%2C",
            "#a&",
            "a.",
            "=1~",
            " ",
        )
    ],
)
def test_nothing_is_slow_to_read(hostile: str) -> None:
    begin = time.perf_counter()
    for _ in range(20):
        read_pair(hostile)
    assert time.perf_counter() - begin < 1
