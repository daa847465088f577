"""`script/murmurations`: profiles at their longest and shortest are what the schema asks, and what goes wrong is said."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from results.open_data import murmurations
from results.open_data.told import Told
from tests.webform.published import library
from tests.webform.published.library import NO_SCHEMA, REFUSED, TRANSCRIPTION, extremes, main, validator_of

TOLD = Told(
    slug="club",
    page="https://scan.example.org/collectief/club",
    name="Club",
    values={},
    labels={},
    tags=("energie",),
    kinds=(),
    latitude=52.1,
    longitude=5.1,
    precision=None,
    municipality="Utrecht",
    province="Utrecht",
    on_map_since=datetime(2026, 1, 1, tzinfo=UTC),
    changed_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def test_made_up_collectives_and_the_longest_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(TRANSCRIPTION), "--collectives", "12"]) == 0
    assert "nothing wrong" in capsys.readouterr().out


def test_what_is_refused_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "made_up", lambda _collectives: [TOLD])
    stricter = json.loads(TRANSCRIPTION.read_text())
    stricter["properties"]["name"]["maxLength"] = 3
    file = tmp_path / "stricter.json"
    file.write_text(json.dumps(stricter))
    assert main([str(file)]) == REFUSED
    assert "club: $.name: 'Club' is too long" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<html>", "no JSON Schema"),
        ("[]", "no JSON Schema"),
        ('{"type": 1}', "no JSON Schema"),
        ('{"properties": {"title": {}}}', "not that of profiles"),
        (
            '{"properties": {"linked_schemas": {}, "name": {"$ref": "../fields/name.json"}}}',
            "refers to files of fields",
        ),
    ],
)
def test_what_is_no_schema_is_said(
    text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "made_up", lambda _collectives: [TOLD])
    file = tmp_path / "schema.json"
    file.write_text(text)
    assert main([str(file)]) == NO_SCHEMA
    assert told in capsys.readouterr().err


@pytest.fixture
def served() -> Iterator[str]:
    """The transcription, as the library would answer it."""

    class Library(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(TRANSCRIPTION.read_bytes())

        def log_message(self, format: str, *_args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Library) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_the_schema_is_fetched_and_without_a_network_a_file_is_asked(
    served: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "made_up", lambda _collectives: [TOLD])
    monkeypatch.setattr(library, "LIBRARY", served)
    assert main([]) == 0
    monkeypatch.setattr(library, "LIBRARY", "http://127.0.0.1:1/")
    assert main([]) == NO_SCHEMA
    told = capsys.readouterr().err
    assert "Connection refused" in told
    assert "script/murmurations FILE" in told


def test_the_longest_are_cut_at_a_word_and_nothing_is_told_twice() -> None:
    long, unbroken, short = (murmurations.profile(each, "https://x/p.png") for each in extremes(TOLD))
    name, tags = str(long["name"]), long["tags"]
    assert (len(name) <= 200, name.endswith("Één…")) == (True, True)
    assert isinstance(tags, list)
    assert (len(tags), len(set(map(str, tags))), max(len(str(tag)) for tag in tags) <= 100) == (100, 100, True)
    assert unbroken["tags"] == ["y" * 99 + "…"]
    assert unbroken["primary_url"] == TOLD.page
    assert "tags" not in short
    assert list(validator_of(TRANSCRIPTION.read_bytes(), "x").iter_errors(short)) == []
