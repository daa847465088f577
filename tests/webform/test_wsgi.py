"""What the server does at its start beside answering."""

from dataclasses import replace
from pathlib import Path

from results.database import Database
from results.map_index import KeptMaps
from results.services import Services
from webform.wsgi import read_maps


def test_a_database_that_is_away_stops_no_start(services: Services, tmp_path: Path) -> None:
    maps = KeptMaps()
    read_maps(replace(services, database=Database.at(f"sqlite:///{tmp_path / 'away' / 'x.sqlite'}"), maps=maps))
    assert not maps._kept, "whoever asks for a map first reads it"
    read_maps(replace(services, maps=maps))
    assert maps._kept
