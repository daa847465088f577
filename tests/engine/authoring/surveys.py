"""A small survey in YAML that has everything, for tests to change one thing in; and short ways to compile."""

from collections.abc import Mapping

from engine.authoring.compile import compile_survey
from engine.authoring.diagnostics import Diagnostic
from engine.questionnaire import Questionnaire

QUESTIONNAIRE = """\
survey: tuin
version: "1.0"
language: nl
title: De tuin
scales:
  mate:
    - {value: 1, label: Niet, points: 0}
    - {value: 2, label: Wel, points: 100}
    - {value: weet_niet, label: Weet ik niet, missing: dont_know}
sections:
  - id: begin
    title: Begin
    pages:
      - id: eerste
        questions:
          - id: naam
            type: short_text
            text: Hoe heet de tuin?
            required: true
            privacy: public
      - id: tweede
        questions:
          - id: fase
            type: single_choice
            text: In welke fase is {naam}?
            options:
              - {value: idee, label: Idee}
              - {value: groei, label: Groei}
          - id: leden
            type: integer
            text: Hoeveel leden zijn er?
            unit: leden
            min: 0
            max: 1000
            show_when: fase != "idee"
      - id: stellingen
        questions:
          - scale: mate
            statements:
              - {id: samen, text: We doen het samen.}
              - {id: alleen, text: Een paar mensen doen alles., reversed: true}
          - id: mag_op_kaart
            type: consent
            text: De tuin mag op de kaart.
            purpose: Een punt op de kaart
"""
SCORING = """\
bands:
  standen:
    - {id: goed, title: Goed, from: 50, tone: good, symbol: "+"}
    - {id: zwaar, title: Zwaar, from: 0, tone: hard, symbol: "-"}
enough: {answered: 1, share: 50%}
dimensions:
  - id: samenwerking
    title: Samenwerking
    bands: standen
    group: leden
    weights: {samen: 1, alleen: 1/2}
groups:
  - {id: leden, title: Leden}
factors:
  - {id: nut, title: Nut, questions: [samen], answered: 1}
"""
PUBLICATION = """\
contact: {title: naam}
map_entry:
  consent: mag_op_kaart
  fields: {name: naam}
"""
ENGLISH = """\
survey: {title: The garden}
scales: {mate: {1: Not, 2: Yes, weet_niet: I do not know}}
sections: {begin: {title: Beginning}}
questions:
  naam: {text: What is the garden called?}
  fase: {text: "Which phase is {naam} in?", options: {idee: Idea, groei: Growth}}
  leden: {text: How many members are there?, unit: members}
  samen: {text: We do it together.}
  alleen: {text: A few people do everything.}
  mag_op_kaart: {text: The garden may be on the map., purpose: A point on the map}
bands: {standen: {goed: Good, zwaar: Hard}}
dimensions: {samenwerking: {title: Working together}}
groups: {leden: Members}
factors: {nut: Use}
"""
FILES: Mapping[str, str] = {
    "questionnaire.yaml": QUESTIONNAIRE,
    "scoring.yaml": SCORING,
    "publication.yaml": PUBLICATION,
    "en.yaml": ENGLISH,
}


def sources(files: Mapping[str, str | bytes]) -> dict[str, bytes]:
    """Texts as the bytes of files."""
    return {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}


def changed(file: str, old: str, new: str) -> dict[str, bytes]:
    """The survey with one text replaced in one file."""
    assert FILES[file].count(old) == 1, f"{old!r} stands {FILES[file].count(old)} times in {file}"
    return sources({**FILES, file: FILES[file].replace(old, new)})


def compiled(files: Mapping[str, str | bytes] = FILES) -> Questionnaire:
    """The questionnaire of a survey without errors."""
    return compile_survey(sources(files)).require()


def found(files: Mapping[str, bytes]) -> list[tuple[str, str, int, int]]:
    """Code, file, line and column of every diagnostic."""
    return [(each.code, each.file, each.span.line, each.span.column) for each in diagnostics(files)]


def diagnostics(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Every diagnostic of a survey."""
    return compile_survey(files).diagnostics


def only(files: Mapping[str, bytes]) -> Diagnostic:
    """The one diagnostic of a survey."""
    (one,) = diagnostics(files)
    return one


def with_questions(questions: str) -> dict[str, bytes]:
    """A survey of one page with these questions, which stand from line 9 on, indented by ten."""
    head = "survey: s\nversion: '1'\nlanguage: en\ntitle: S\nsections:\n  - id: a\n    title: A\n    pages:\n"
    return sources({"questionnaire.yaml": f"{head}      - {{id: p, questions: [\n{questions}\n      ]}}\n"})
