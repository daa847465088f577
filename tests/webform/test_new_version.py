"""A new version of a questionnaire while somebody is half-way: the draft stays on its own, to the end."""

from dataclasses import replace

from flask import Flask

from engine.authoring.compile import compile_survey
from results.filling import fill
from results.services import Services
from results.store import questionnaires
from results.surveys import Surveys
from tests.webform.conftest import both_databases
from tests.webform.visitor import Visitor
from tests.webform.walking import begin
from webform.services import EXTENSION

FIRST = {
    "questionnaire.yaml": """
survey: buurt
version: "1.0"
language: nl
title: De buurtscan
sections:
  - id: een
    title: Het begin
    pages:
      - id: naam
        questions: [{id: r_naam, type: short_text, text: Hoe heet je?, required: true, privacy: person}]
      - id: oud
        questions:
          - {id: o_leden, type: integer, text: Hoeveel leden?, required: true}
          - {id: o_weg, type: short_text, text: Wat verdwijnt er?, required: true}
  - id: twee
    title: Het eind
    pages:
      - id: slot
        questions: [{id: s_slot, type: short_text, text: Nog iets?, required: true}]
""",
    "publication.yaml": "contact: {name: r_naam, title: r_naam}\n",
}
SECOND = {
    "questionnaire.yaml": """
survey: buurt
version: "2.0"
language: nl
title: De nieuwe buurtscan
sections:
  - id: een
    title: Een ander begin
    pages:
      - id: naam
        questions:
          - {id: r_naam, type: short_text, text: Wie ben je?, required: true, privacy: person}
          - {id: n_nieuw, type: short_text, text: Iets nieuws?, required: true}
      - id: slot
        questions: [{id: o_leden, type: short_text, text: Welke leden?, required: true}]
""",
    "publication.yaml": "contact: {name: r_naam, title: r_naam}\n",
}


def offer(app: Flask, services: Services, sources: dict[str, str]) -> Services:
    """Let the application offer this version, as after a restart with other folders."""
    questionnaire = compile_survey({name: text.encode() for name, text in sources.items()}).require()
    with services.database.writing() as connection:
        questionnaires.add(connection, questionnaire, sources, services.clock.now())
    newer = replace(services, surveys=Surveys(services.database, {"buurt": questionnaire}))
    app.extensions[EXTENSION] = newer
    return newer


@both_databases
def test_a_draft_is_finished_sent_and_reviewed_on_its_own_version(
    app: Flask, services: Services, visitor: Visitor, desk: Visitor
) -> None:
    offer(app, services, FIRST)
    ref = begin(visitor, "buurt")
    visitor.send({"r_naam": "Ans"})
    assert visitor.address == f"/r/{ref}/page/oud"
    form = visitor.page.form
    newer = offer(app, services, SECOND)
    visitor.send({"o_leden": "12", "o_weg": "De oude vraag"}, form=form)
    assert visitor.address == f"/r/{ref}/page/slot"
    visitor.open(f"/r/{ref}/page/naam")
    assert "Hoe heet je?" in visitor.page.text
    assert "Iets nieuws?" not in visitor.page.text
    visitor.open(f"/r/{ref}")
    visitor.open(f"/r/{ref}/page/slot")
    visitor.send({"s_slot": "Nee"})
    assert visitor.address == f"/r/{ref}/check"
    for told in ("Wat verdwijnt er?", "De oude vraag", "Hoeveel leden?"):
        assert told in visitor.page.text
    visitor.send()
    assert visitor.address == f"/r/{ref}/profile"
    desk.open(f"/review/{ref}")
    for told in ("Wat verdwijnt er?", "De oude vraag", "12"):
        assert told in desk.page.text
    desk.send(form=next(form for form in desk.page.forms if form.action.endswith("/approve")))
    visitor.open(f"/r/{ref}/profile")
    assert "Goedgekeurd" in visitor.page.text
    assert fill.load(newer, visitor.key(ref)).questionnaire.version == "1.0"

    other = Visitor(app)
    begin(other, "buurt")
    assert "Wie ben je?" in other.page.text
    assert "Iets nieuws?" in other.page.text


def test_a_survey_that_is_no_longer_offered_can_be_finished(app: Flask, services: Services, visitor: Visitor) -> None:
    offer(app, services, FIRST)
    ref = begin(visitor, "buurt")
    visitor.send({"r_naam": "Ans"})
    app.extensions[EXTENSION] = replace(services, surveys=Surveys(services.database, {}))
    Visitor(app).open("/buurt", status=404)
    visitor.open(f"/r/{ref}/page/oud")
    visitor.send({"o_leden": "12", "o_weg": "x"})
    visitor.send({"s_slot": "Nee"})
    visitor.send()
    assert visitor.address == f"/r/{ref}/profile"
