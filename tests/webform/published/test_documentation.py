"""What docs/developer/open-data.md tells is so: every address is there, and every example works."""

import json
import re
import shlex
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.webform.published.conftest import SITE

DOCUMENT = (Path(__file__).parents[3] / "docs" / "developer" / "open-data.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^curl (.*)$", DOCUMENT, re.MULTILINE)


def test_every_address_is_documented(program: FlaskClient, three: dict[str, str]) -> None:
    table = set(re.findall(r"^\| `(/[^`]+)` \|", DOCUMENT, re.MULTILINE))
    assert table == set(json.loads(program.get("/api/v1/openapi.json").text)["paths"])


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_works(program: FlaskClient, three: dict[str, str], example: str) -> None:
    *options, address = shlex.split(example)
    headers = dict(each.split(": ", 1) for each in options if each != "-H")
    answer = program.get(address.removeprefix(SITE), headers=headers)
    assert answer.status_code == 200
    assert answer.mimetype in ("application/json", "application/geo+json", "text/csv")
    if "=" in address:
        assert "club-een" in answer.text, "the example finds something"
