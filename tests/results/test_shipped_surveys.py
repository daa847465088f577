"""The surveys that ship, all the way: from answers to the map, with the real gazetteer, on both databases."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.authoring.document import read
from engine.authoring.nodes import Mapping as MappingNode
from engine.authoring.raw_answers import raw_answers
from results.adapters.geocoder import OfflineGeocoder
from results.database import Database
from results.filling.fill import save_page, start
from results.map_entry import MapEntry
from results.my_scan.submit import submit
from results.ports import Precision
from results.profiles.stored import from_json
from results.public_map.reading import labelled, public_map
from results.records.accounts import Account
from results.records.submissions import Submission
from results.services import Services
from results.surveys import Surveys, survey_folders
from tests.results.decided import approve
from tests.results.fakes import FakeClock

SHIPPED = Path(__file__).parents[2] / "surveys"


@pytest.fixture
def shipped(database: Database) -> Services:
    clock = FakeClock(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    return Services(database, Surveys.load(database, survey_folders(SHIPPED), clock), clock, OfflineGeocoder(), b"test")


def example(survey: str, name: str) -> Mapping[str, object]:
    document, _ = read(name, (SHIPPED / survey / "examples" / name).read_bytes())
    assert document is not None
    assert isinstance(document.root, MappingNode)
    answers = document.root.get("answers")
    assert isinstance(answers, MappingNode)
    return raw_answers(answers)


def send(services: Services, survey: str, answers: Mapping[str, object], language: str = "nl") -> Submission:
    token = start(services, survey, language).token
    for page in services.surveys.current(survey).pages.values():
        there = {question.id: answers[question.id] for question in page.questions if question.id in answers}
        save_page(services, token, page.id, there)
    return submit(services, token)


def test_the_zelfscan_reaches_the_map_with_its_public_fields_only(shipped: Services, coordinator: Account) -> None:
    private = {"r_naam": "Ans Geheim", "r_email": "ans@geheim.nl", "p_postcode": "3511 XZ", "p_kvk": "87654321"}
    answers = {**example("zelfscan", "volledig.yaml"), **private, "l_aantal": "98765"}
    submission = send(shipped, "zelfscan", answers)
    assert submission.title == answers["p_naam"]
    profile = from_json(submission.profile)
    assert len(profile.dimensions) == 12
    assert all(priority.dimension.labs for priority in profile.priorities)
    approve(shipped, submission.response_id, 1, coordinator)
    (published,) = public_map(shipped, "zelfscan").entries
    assert set(published.entry.fields) <= {
        "name", "description", "sector", "other_sectors", "place", "area", "started", "legal_form", "phase",
        "resources", "networks", "website", "email",
    }  # fmt: skip
    assert {"name", "description", "sector", "place", "area", "started", "legal_form", "phase"} <= set(
        published.entry.fields
    )
    assert located(published.entry) == (Precision.PLACE, "Utrecht", "Utrecht")
    for never in (*private.values(), "3511", "98765"):
        assert never not in str(published.entry)
    assert {field.name: field.text for field in labelled(shipped, published, "en")}["sector"] == "Energy and heat"


def test_without_consent_the_zelfscan_is_approved_but_not_shown(shipped: Services, coordinator: Account) -> None:
    submission = send(shipped, "zelfscan", {**example("zelfscan", "volledig.yaml"), "c_kaart": False})
    approve(shipped, submission.response_id, 1, coordinator)
    assert public_map(shipped, "zelfscan").entries == ()


def test_kennismaking_can_be_sent_and_approved_and_has_no_map(shipped: Services, coordinator: Account) -> None:
    submission = send(shipped, "kennismaking", example("kennismaking", "sciencelab.yaml"), "en")
    assert submission.language == "en"
    assert from_json(submission.profile).dimensions == ()
    approve(shipped, submission.response_id, 1, coordinator)
    found = public_map(shipped, "kennismaking")
    assert found.entries == ()


def located(entry: MapEntry) -> tuple[Precision | None, str | None, str | None]:
    assert entry.latitude is not None
    assert entry.longitude is not None
    return entry.precision, entry.municipality, entry.province
