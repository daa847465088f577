"""The gazetteer: names in every spelling, namesakes told apart, postcodes, and the shipped list itself."""

import csv
import doctest
import math
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from results.adapters.places import Gazetteer, Place, PlaceKind
from results.adapters.places.reading import read_entries
from results.adapters.places.spelling import key

PLACES = Path(__file__).resolve().parents[2] / "results" / "adapters" / "places"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "developer" / "pages-and-places.md"
COLLECTIVES = Path(__file__).resolve().parents[1] / "data" / "collective_places.csv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def places(found: tuple[Place, ...]) -> list[str]:
    return [str(place) for place in found]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """On the scale of the Netherlands a flat map will do."""
    return math.hypot((a[0] - b[0]) * 111.3, (a[1] - b[1]) * 111.3 * math.cos(math.radians(52)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'s-Gravenhage", "S GRAVENHAGE"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("Sint-Annaland", "St. Annaland"),
        ("St.-Jacobiparochie", "sint jacobiparochie"),
        ("IJsselstein", "ĳsselstein"),
        ("Oude-Tonge", "oude tonge "),
        ("gemeente Utrecht", "Utrecht"),
        ("Ooĳ", "OOIJ"),
    ],
)
def test_spellings_that_are_one(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Stein", "Sintein"), ("Steenwijk", "Sint Eenwijk"), ("Beek", "Beck")])
def test_spellings_that_differ(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Den Haag", ["Den Haag ('s-Gravenhage, Zuid-Holland)"]),
        ("'s-Gravenhage", ["Den Haag ('s-Gravenhage, Zuid-Holland)"]),
        ("the hague", ["Den Haag ('s-Gravenhage, Zuid-Holland)"]),
        ("den bosch", ["'s-Hertogenbosch (Noord-Brabant)"]),
        ("Bergen", ["Bergen (Bergen (NH.), Noord-Holland)", "Bergen (Bergen (L.), Limburg)"]),
        ("Bergen (NH)", ["Bergen (Bergen (NH.), Noord-Holland)"]),
        ("bergen nh", ["Bergen (Bergen (NH.), Noord-Holland)"]),
        ("Bergen, Limburg", ["Bergen (Bergen (L.), Limburg)"]),
        ("Bergen, Duitsland", []),
        ("Hengelo Gld.", ["Hengelo (Bronckhorst, Gelderland)"]),
        ("Hengelo (Ov)", ["Hengelo (Overijssel)"]),
        ("Serooskerke (Veere)", ["Serooskerke (Veere, Zeeland)"]),
        ("Reduzum", ["Reduzum (Leeuwarden, Fryslân)"]),
        ("Roordahuizum", ["Reduzum (Leeuwarden, Fryslân)"]),
        ("Leudal", ["Leudal (Limburg)"]),
        ("Alphen a/d Rijn", ["Alphen aan den Rijn (Zuid-Holland)"]),
        ("Scheveningen", ["Scheveningen ('s-Gravenhage, Zuid-Holland)"]),
        ("", []),
        ("   ", []),
        ("'-", []),
        ("Atlantis", []),
        ("Amsterdam" * 1000, []),
        ("(" * 90, []),
        ("\x00", []),
    ],
)
def test_find(gazetteer: Gazetteer, name: str, found: list[str]) -> None:
    assert places(gazetteer.find(name)) == found


def test_a_town_goes_before_a_hamlet_of_its_name(gazetteer: Gazetteer) -> None:
    assert places(gazetteer.find("Doesburg")) == ["Doesburg (Gelderland)"]
    assert places(gazetteer.find("Doesburg, Ede")) == ["Doesburg (Ede, Gelderland)"]


def test_kinds(gazetteer: Gazetteer) -> None:
    kinds = {name: gazetteer.find(name)[0].kind for name in ("Amsterdam", "Leudal", "Scheveningen")}
    assert kinds == {
        "Amsterdam": PlaceKind.PLACE,
        "Leudal": PlaceKind.MUNICIPALITY,
        "Scheveningen": PlaceKind.PART,
    }


def test_a_place_that_is_not_on_the_map_lies_in_the_middle_of_its_municipality(gazetteer: Gazetteer) -> None:
    (annaland,) = gazetteer.find("Sint-Annaland")
    (tholen,) = gazetteer.find("Tholen")
    assert not annaland.is_exact
    assert tholen.is_exact
    assert 0 < kilometres((annaland.latitude, annaland.longitude), (tholen.latitude, tholen.longitude)) < 20


def test_a_municipality_without_a_known_place_takes_the_middle_of_its_parts(tmp_path: Path) -> None:
    (tmp_path / "municipalities.tsv").write_text("code\tname\tprovince\n0001\tLaagland\tZeeland\n", "utf-8")
    lines = ["kop", "Verdronken\t\t0001\tplace\t\t\t1234-1235", "Terp\t\t0001\tpart\t51.5\t4.0\t"]
    (tmp_path / "places.tsv").write_text("\n".join([*lines, "Wad\t\t0001\tpart\t51.7\t4.2\t"]), "utf-8")
    small = Gazetteer(tmp_path)
    (drowned,) = small.find("verdronken")
    assert (drowned.latitude, drowned.longitude, drowned.is_exact) == (51.6, 4.1, False)
    assert small.find("Laagland")[0].kind == PlaceKind.MUNICIPALITY
    assert small.at_postcode("1235 XX") == (drowned,)


def test_suggestions_put_large_before_small(gazetteer: Gazetteer) -> None:
    assert places(gazetteer.suggest("am", 2)) == ["Amsterdam (Noord-Holland)", "Amersfoort (Utrecht)"]


def test_suggestions_put_the_exact_name_first(gazetteer: Gazetteer) -> None:
    assert gazetteer.suggest("Amen")[0].name == "Amen"


def test_suggestions_know_other_names_and_say_each_place_once(gazetteer: Gazetteer) -> None:
    found = gazetteer.suggest("s grav", 20)
    assert "Den Haag" in [place.name for place in found]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("prefix", "limit"), [("", 5), ("  ", 5), ("zzz", 5), ("a", 0), ("a", -1), ("a" * 101, 5)])
def test_nothing_to_suggest(gazetteer: Gazetteer, prefix: str, limit: int) -> None:
    assert gazetteer.suggest(prefix, limit) == ()


@pytest.mark.parametrize(
    ("postcode", "found"),
    [
        ("1861", ["Bergen (Bergen (NH.), Noord-Holland)"]),
        ("1861 ab", ["Bergen (Bergen (NH.), Noord-Holland)"]),
        ("1861AB", ["Bergen (Bergen (NH.), Noord-Holland)"]),
        ("3231", ["Brielle (Voorne aan Zee, Zuid-Holland)", "Vierpolders (Voorne aan Zee, Zuid-Holland)"]),
        ("0999", []),
        ("١٨٦١", []),
        ("1861 ABC", []),
        ("18611", []),
        ("", []),
    ],
)
def test_postcodes(gazetteer: Gazetteer, postcode: str, found: list[str]) -> None:
    assert places(gazetteer.at_postcode(postcode)) == found


def test_the_places_of_real_collectives_are_known_in_the_right_municipality(gazetteer: Gazetteer) -> None:
    with COLLECTIVES.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 90
    missing, far = [], []
    for row in rows:
        name = row["plaats"] or row["gemeente"]
        found = [place for place in gazetteer.find(name) if place.municipality_code == row["gemeentecode"]]
        if not found:
            missing.append(name)
        elif kilometres(
            (found[0].latitude, found[0].longitude), (float(row["lat_gemeente"]), float(row["lon_gemeente"]))
        ) > 15:  # fmt: skip
            far.append(name)
    assert missing == []
    assert far == []


def test_the_list_is_whole() -> None:
    entries = read_entries(PLACES)
    municipalities = {entry.municipality for entry in entries}
    assert len(municipalities) == 342
    assert Counter(m.province for m in municipalities) == {
        "Drenthe": 12, "Flevoland": 6, "Fryslân": 18, "Gelderland": 51, "Groningen": 10, "Limburg": 31,
        "Noord-Brabant": 56, "Noord-Holland": 44, "Overijssel": 25, "Utrecht": 26, "Zeeland": 13, "Zuid-Holland": 50,
    }  # fmt: skip
    names = {m.name: m.code for m in municipalities}
    known = {"Amsterdam": "0363", "Súdwest-Fryslân": "1900", "'s-Gravenhage": "0518", "Voorne aan Zee": "1992",
             "Land van Cuijk": "1982", "Goeree-Overflakkee": "1924", "Bergen (L.)": "0893", "Groningen": "0014"}  # fmt: skip
    assert {name: names[name] for name in known} == known
    assert sum(bool(entry.spans) for entry in entries) > 2400
    assert sum(entry.is_exact for entry in entries if entry.spans) > 1400


def test_every_point_lies_in_the_netherlands_and_near_the_others_of_its_municipality() -> None:
    of_municipality = defaultdict(list)
    for entry in read_entries(PLACES):
        assert 50.7 < entry.point[0] < 53.6, entry
        assert 3.3 < entry.point[1] < 7.3, entry
        if entry.is_exact:
            of_municipality[entry.municipality].append(entry)
    for entries in of_municipality.values():
        latitudes, longitudes = zip(*(entry.point for entry in entries), strict=True)
        middle = sorted(latitudes)[len(latitudes) // 2], sorted(longitudes)[len(longitudes) // 2]
        for entry in entries:
            assert kilometres(entry.point, middle) < 45, entry


def test_no_postcode_is_unknown_to_its_place() -> None:
    entries = [entry for entry in read_entries(PLACES) if entry.spans]
    postcodes = Counter(postcode for entry in entries for postcode in entry.postcodes())
    assert len(postcodes) > 4000
    assert min(postcodes) >= 1000
    assert max(postcodes) <= 9999


def test_the_page_for_developers_is_right() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False) == doctest.TestResults(0, 6)
