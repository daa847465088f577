"""The program behind script/translations: what it keeps, what it drops, and what it calls incomplete."""

import importlib.util
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations_script", ROOT / "script" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _used(*texts: str | tuple[str, str]) -> Catalog:
    used = Catalog()
    for text in texts:
        used.add(text, locations=[("webform/page.html", 0)])
    return used


def _dutch(**texts: str) -> Catalog:
    catalogue = Catalog(locale="nl", charset="utf-8", fuzzy=False)
    for text, dutch in texts.items():
        catalogue.add(text, dutch)
    return catalogue


def test_what_is_complete_has_no_faults(translations: ModuleType) -> None:
    assert list(translations.faults(_dutch(Back="Terug"), _used("Back"))) == []


@pytest.mark.parametrize(
    ("catalogue", "fault"),
    [
        (_dutch(), "missing: 'Back' (webform/page.html)"),
        (_dutch(Back=""), "not translated: 'Back' (webform/page.html)"),
        (_dutch(Back="Terug", Next="Verder"), "no longer used: 'Next'"),
    ],
)
def test_a_fault_is_told_with_its_place(translations: ModuleType, catalogue: Catalog, fault: str) -> None:
    assert list(translations.faults(catalogue, _used("Back"))) == [fault]


def test_a_guess_is_a_fault(translations: ModuleType) -> None:
    catalogue = _dutch()
    catalogue.add("Back", "Rug", flags={"fuzzy"})
    assert list(translations.faults(catalogue, _used("Back"))) == ["fuzzy: 'Back' (webform/page.html)"]


def test_a_plural_without_its_second_form_is_a_fault(translations: ModuleType) -> None:
    plural = ("%(count)s page", "%(count)s pages")
    catalogue = _dutch()
    catalogue.add(plural, ("%(count)s bladzijde", ""))
    (fault,) = translations.faults(catalogue, _used(plural))
    assert fault.startswith("not translated: '%(count)s page'")


def test_another_placeholder_is_a_fault(translations: ModuleType) -> None:
    catalogue = _dutch()
    catalogue.add("About %(minutes)s minutes", "Ongeveer %(minuten)s minuten")
    (fault,) = translations.faults(catalogue, _used("About %(minutes)s minutes"))
    assert "About %(minutes)s minutes" in fault
    assert not fault.startswith(("missing", "not translated"))


def test_an_update_keeps_translations_adds_new_texts_and_drops_old_ones(
    translations: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "nl" / "LC_MESSAGES" / "messages.po"
    translations.write(file, translations.updated(_dutch(Back="Terug", Old="Oud"), _used("Back", "New")))
    kept = translations.read(file)
    assert {message.id: message.string for message in kept if message.id} == {"Back": "Terug", "New": ""}
    before = file.read_bytes()
    translations.write(file, translations.updated(kept, _used("Back", "New")))
    assert file.read_bytes() == before


def test_a_catalogue_names_nobody_and_no_date(translations: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "nl" / "LC_MESSAGES" / "messages.po"
    translations.write(file, translations.updated(_dutch(), _used("Back")))
    text = file.read_text()
    assert "Plural-Forms" in text
    assert not any(word in text for word in ("EMAIL", "FULL NAME", "Date", "ORGANIZATION", "#: webform/page.html:"))


def test_a_compiled_catalogue_is_what_was_written(translations: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "nl" / "LC_MESSAGES" / "messages.po"
    translations.write(file, translations.updated(_dutch(Back="Terug"), _used("Back")))
    translations.compile_catalogue(file)
    with file.with_suffix(".mo").open("rb") as stream:
        assert GNUTranslations(stream).gettext("Back") == "Terug"
    assert [path.name for path in file.parent.iterdir() if path.suffix not in {".po", ".mo"}] == []


def test_the_texts_of_pages_and_python_are_found(translations: ModuleType) -> None:
    used = translations.texts_in_use()
    places = {place for message in used for place, _line in message.locations}
    assert any(place.endswith(".html") for place in places)
    assert any(place.endswith(".py") for place in places)
    assert not any(place.startswith("webform/static/") for place in places)
