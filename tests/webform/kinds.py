"""A tiny survey with every question type, a question that appears on its own page, a check, a note and a calculation."""

from collections.abc import Mapping

SOURCES: Mapping[str, str] = {
    "questionnaire.yaml": """
survey: soorten
version: "1.0"
language: nl
title: Alle soorten
intro: "Welkom, met *nadruk* en [een link](https://example.org)."
scales:
  mate:
    - {value: 1, label: Niet}
    - {value: 2, label: Wel}
    - {value: weet_niet, label: Weet ik niet, missing: dont_know}
sections:
  - id: begin
    title: Begin
    intro: Dit is het begin.
    pages:
      - id: naam
        questions:
          - {id: q_naam, type: short_text, text: Hoe heet je?, help: "Je *eigen* naam.", required: true, max_length: 20, privacy: person}
      - id: teksten
        title: Teksten
        questions:
          - {id: q_lang, type: long_text, text: Vertel, min_length: 5, max_length: 40}
          - {id: q_mail, type: email, text: Mail}
          - {id: q_site, type: url, text: Website}
          - {id: q_code, type: short_text, text: Code, pattern: "[0-9]{4}", example: "1234"}
          - {id: q_post, type: postcode, text: Postcode}
          - {id: q_plaats, type: place, text: Plaats}
          - {id: q_punt, type: point, text: Punt}
      - id: getallen
        title: Getallen
        questions:
          - {id: q_leden, type: integer, text: Leden, min: 0, max: 5000, unit: leden}
          - {id: q_fte, type: decimal, text: Fte, min: 0, max: 100, decimals: 1}
          - {id: q_jaar, type: year, text: Jaar, min: 1800, max: this_year}
          - {id: q_dag, type: date, text: Dag, max: today}
          - {id: q_actief, type: integer, text: Actieven, min: 0, max: 5000}
          - {id: q_totaal, type: calculated, text: Samen, value: q_leden + q_actief}
  - id: kiezen
    title: Kiezen, {q_naam}
    pages:
      - id: keuzes
        title: Keuzes
        questions:
          - id: q_een
            type: single_choice
            text: Kies er een, {q_naam}
            required: true
            options: [{value: a, label: A}, {value: b, label: B}, {value: c, label: C}]
          - {id: q_waarom, type: short_text, text: Waarom B?, required: true, show_when: q_een == "b"}
          - id: q_meer
            type: multiple_choice
            text: Kies er meer
            max: 2
            options:
              - {value: a, label: A, show_when: q_een != "a"}
              - {value: b, label: B}
              - {value: c, label: C}
              - {value: geen, label: Geen, exclusive: true}
          - {id: q_let_op, type: note, text: "Let *op*, {q_naam}."}
      - id: stellingen
        title: Stellingen
        questions:
          - scale: mate
            statements:
              - {id: q_s1, text: Dit gaat goed.}
              - {id: q_s2, text: Dat gaat goed.}
      - id: volgorde
        title: Volgorde
        questions:
          - id: q_rang
            type: ranking
            text: Wat eerst?
            max: 2
            options: [{value: x, label: X}, {value: y, label: Y}, {value: z, label: Z}]
          - id: q_delen
            type: allocation
            text: Verdeel
            total: 100
            unit: "%"
            options: [{value: x, label: X}, {value: y, label: Y}]
      - id: alleen_b
        title: Alleen voor B
        show_when: q_een == "b"
        questions:
          - {id: q_extra, type: short_text, text: Nog iets?}
      - id: ja
        title: Ja zeggen
        questions:
          - {id: q_gelezen, type: confirmation, text: Ik heb het gelezen., required: true, privacy: consent}
          - {id: q_mag, type: consent, text: Het mag., purpose: Om te mogen}
checks:
  - id: te_actief
    question: q_actief
    severity: warning
    when: q_leden > 0 and q_actief > q_leden * 3
    text: Klopt het, {q_naam}, dat er zo veel actieven zijn?
""",
}

PAGES: Mapping[str, Mapping[str, object]] = {
    "naam": {"q_naam": "Jan"},
    "teksten": {"q_lang": "Een verhaal", "q_mail": "j@example.org", "q_site": "example.org", "q_code": "1234"}
    | {"q_plaats": "Utrecht", "q_punt-latitude": "52,1", "q_punt-longitude": "5,1"},
    "getallen": {
        "q_leden": "1.200",
        "q_fte": "0,5",
        "q_jaar": "2019",
        "q_dag-day": "3",
        "q_dag-month": "5",
        "q_dag-year": "2024",
        "q_actief": "12",
    },
    "keuzes": {"q_een": "c", "q_meer": ["a", "b"]},
    "stellingen": {"q_s1": "2", "q_s2": "weet_niet"},
    "volgorde": {"q_rang-1": "y", "q_rang-2": "x", "q_delen-x": "40", "q_delen-y": "60"},
    "ja": {"q_gelezen": "yes"},
}
"""What is typed on each page of a complete response."""
