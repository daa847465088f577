"""The description of the open data is right: valid, complete, and answers have the shapes that it promises."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft7Validator, Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.webform.published.conftest import SITE

UNDESCRIBED = {
    "/sitemap.xml",
    "/robots.txt",
    "/sitemap-<int:number>.xml",
    "/collectief/<slug>/picture.png",
    "/collectief/<slug>/qr.svg",
}
"""What is shared with others and is no open data."""
MURMURATIONS = Path(__file__).parent / "organizations_schema.json"
PLACE = re.compile(r"<(?:\w+:)?slug>")


@pytest.fixture
def described(program: FlaskClient, three: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(program.get("/api/v1/openapi.json").text)
    return told


def test_the_description_is_valid(described: dict[str, Any]) -> None:
    assert [str(error.message) for error in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_every_address_is_described_and_every_description_is_an_address(app: Flask, described: dict[str, Any]) -> None:
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("published.")}
    assert {PLACE.sub("{id}", rule) for rule in rules - UNDESCRIBED} == set(described["paths"])
    assert described["servers"] == [{"url": SITE}]
    names = [each["get"]["operationId"] for each in described["paths"].values()]
    assert len(names) == len(set(names))


def test_answers_have_the_shapes_that_are_described(program: FlaskClient, described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for slug in ("club-een", "club-nergens") if "{id}" in path else ("",):
            answer = program.get(path.replace("{id}", slug))
            content = operations["get"]["responses"]["200"]["content"]
            assert answer.mimetype in content, path
            shape = content[answer.mimetype]["schema"]["$ref"].rpartition("/")[2]
            told = json.loads(answer.text) if "json" in str(answer.mimetype) else answer.text
            assert faults(described, shape, told) == [], path


def test_what_goes_wrong_has_its_shape_too(program: FlaskClient, described: dict[str, Any]) -> None:
    for address in ("/api/v1/collectives?limit=x", "/api/v1/collectives/nothing", "/feed.atom?x=1"):
        answer = program.get(address)
        assert answer.mimetype == "application/problem+json"
        assert faults(described, "Problem", json.loads(answer.text)) == []


def test_every_parameter_that_is_described_may_be_asked(program: FlaskClient, described: dict[str, Any]) -> None:
    for path, operations in described["paths"].items():
        for parameter in (each for each in operations["get"]["parameters"] if each["in"] == "query"):
            schema = parameter["schema"].get("items", parameter["schema"])
            value = schema.get("default", next(iter(schema.get("enum", ["1"]))))
            address = f"{path.replace('{id}', 'club-een')}?{parameter['name']}={value}"
            assert program.get(address).status_code == 200, address


def test_a_wrong_shape_would_be_seen(described: dict[str, Any]) -> None:
    for shape, wrong in (("Page", {"collectives": []}), ("Feature", {"type": "Feature"}), ("Collective", {"id": "A"})):
        assert faults(described, shape, wrong)


def test_the_columns_of_the_table_are_those_of_the_features(program: FlaskClient, three: dict[str, str]) -> None:
    heads = next(csv.reader(io.StringIO(program.get("/api/v1/collectives.csv").text)))
    told = json.loads(program.get("/api/v1/collectives.geojson").text)["features"][0]["properties"]
    assert set(told) <= set(heads)
    assert set(heads) - set(told) == {"id", "latitude", "longitude"}


def faults(described: dict[str, Any], shape: str, told: object) -> list[str]:
    schema = {"$ref": f"#/components/schemas/{shape}", "components": described["components"]}
    checker = Draft202012Validator.FORMAT_CHECKER
    return [
        str(error.message)[:200] for error in Draft202012Validator(schema, format_checker=checker).iter_errors(told)
    ]


def test_profiles_are_what_murmurations_asks(program: FlaskClient, three: dict[str, str]) -> None:
    validator = Draft7Validator(json.loads(MURMURATIONS.read_text(encoding="utf-8")))
    profile: dict[str, Any] = {}
    for slug in three:
        profile = json.loads(program.get(f"/api/v1/collectives/{slug}/murmurations.json").text)
        assert [error.message for error in validator.iter_errors(profile)] == [], slug
        assert profile["linked_schemas"] == ["organizations_schema-v1.0.0"]
        assert profile["primary_url"] == f"{SITE}/collectief/{slug}"
    assert {"geolocation", "contact_details"}.isdisjoint(profile), "the last one has neither place nor address"
    assert list(validator.iter_errors({"name": "Club", "linked_schemas": ["no version"]}))
