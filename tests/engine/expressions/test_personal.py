"""Which addresses are taken for those of one person."""

import pytest

from engine.expressions.personal import looks_personal


@pytest.mark.parametrize(
    "address",
    [
        "jan.jansen@voorbeeld.nl",
        "Jan.Jansen@voorbeeld.nl",
        "j.de.vries@voorbeeld.nl",
        "jan_jansen@voorbeeld.nl",
        "jan-pieter.bos@voorbeeld.nl",
        "piet.puk99@voorbeeld.nl",
        "jan.jansen+club@voorbeeld.nl",
        "maría.lópez@voorbeeld.es",
        "jan.jansen@jansen.nl",
        "s.d'hondt@voorbeeld.be",
    ],
)
def test_of_a_person(address: str) -> None:
    assert looks_personal(address)


@pytest.mark.parametrize(
    "address",
    [
        "info@voorbeeld.nl",
        "info.haarlem@voorbeeld.nl",
        "bestuur.oost@voorbeeld.nl",
        "voorzitter.dorpsraad@voorbeeld.nl",
        "zonnig-haarlem@voorbeeld.nl",
        "de.linde@delinde.nl",
        "de.linde@de-linde.nl",
        "jan@voorbeeld.nl",
        "a.b@voorbeeld.nl",
        "jan.2024.05@voorbeeld.nl",
        "jan.jansen",
        "@voorbeeld.nl",
        "..@voorbeeld.nl",
        "",
        "a." * 400 + "b@voorbeeld.nl",
    ],
)
def test_not_of_a_person_or_not_to_be_told(address: str) -> None:
    assert not looks_personal(address)
