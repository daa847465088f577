"""The tiny survey these tests are about: a club on the map, with two scored challenges; and answers to it."""

from collections.abc import Mapping

SOURCES: Mapping[str, str] = {
    "questionnaire.yaml": """
survey: club
version: "1.0"
language: nl
title: De clubscan
scales:
  mate:
    - {value: 1, label: Helemaal niet, points: 0}
    - {value: 2, label: Deels, points: 50}
    - {value: 3, label: Helemaal, points: 100}
    - {value: weet_niet, label: Weet ik niet, missing: dont_know}
sections:
  - id: over
    title: Over jou
    pages:
      - id: jij
        questions:
          - {id: r_naam, type: short_text, text: Wie ben je?, required: true, privacy: person}
          - {id: r_email, type: email, text: Je e-mailadres?, privacy: person}
      - id: club
        questions:
          - {id: p_naam, type: short_text, text: Hoe heet jullie club?, required: true, privacy: public}
          - {id: p_verhaal, type: long_text, text: Wat doen jullie?, privacy: public}
          - id: p_sector
            type: single_choice
            text: In welke sector?
            privacy: public
            options: [{value: energie, label: Energie}, {value: wonen, label: Wonen}]
          - id: p_koepels
            type: multiple_choice
            text: Bij welke koepels?
            privacy: public
            options: [{value: a, label: Koepel A}, {value: b, label: Koepel B}, {value: geen, label: Geen, exclusive: true}]
          - {id: p_contact, type: email, text: Algemeen e-mailadres?, privacy: public}
          - {id: p_leden, type: integer, text: Hoeveel leden?, min: 0, max: 100000, privacy: organisation}
      - id: plek
        questions:
          - {id: p_plaats, type: place, text: In welke plaats?, required: true, privacy: public}
          - {id: p_postcode, type: postcode, text: Jullie postcode?, privacy: organisation}
          - id: p_precisie
            type: single_choice
            text: Hoe precies?
            options:
              - {value: plaats, label: Midden van de plaats}
              - {value: postcode4, label: Midden van het postcodegebied}
              - {value: punt, label: Precies}
          - {id: p_punt, type: point, text: Waar staat de stip?, required: true, show_when: p_precisie == "punt"}
  - id: stand
    title: Hoe staat het ervoor?
    pages:
      - id: stellingen
        questions:
          - scale: mate
            statements:
              - {id: s_doel, text: We weten waar we heen willen.}
              - {id: s_keuze, text: Dat helpt bij het kiezen.}
              - {id: s_geld, text: Er is genoeg geld.}
              - {id: s_buffer, text: Er is een buffer.}
      - id: later
        show_when: s_geld == "1"
        questions:
          - {id: s_waarom, type: long_text, text: Waarom is er geen geld?}
  - id: einde
    title: Toestemming
    pages:
      - id: top
        questions:
          - id: u_top
            type: ranking
            text: Wat eerst?
            max: 2
            options: [{value: koers, label: Koers}, {value: geld, label: Geld}]
      - id: toestemming
        questions:
          - {id: c_gelezen, type: confirmation, text: Ik heb de uitleg gelezen., required: true}
          - {id: c_kaart, type: consent, text: '{p_naam} mag op de kaart.', purpose: De kaart}
          - {id: c_contact, type: consent, text: Het adres mag erbij., purpose: De kaart, show_when: c_kaart}
""",
    "scoring.yaml": """
bands:
  standen:
    - {id: goed, title: Op orde, from: 75, tone: good, symbol: "●"}
    - {id: let_op, title: Aandachtspunt, from: 50, tone: watch, symbol: "▲"}
    - {id: zwaar, title: Uitdaging, from: 0, tone: hard, symbol: "■"}
enough: {answered: 2, share: 60%}
dimensions:
  - {id: koers, code: KO, title: Koers, question: Weten jullie waarheen?, group: bestuur, bands: standen,
     weights: {s_doel: 1, s_keuze: 1/2}}
  - {id: geld, code: GE, title: Geld, question: Is er geld?, group: middelen, bands: standen,
     weights: {s_geld: 1, s_buffer: 1}}
groups:
  - {id: bestuur, title: Bestuur, share: 1/2}
  - {id: middelen, title: Middelen, share: 1/2}
factors:
  - {id: nut, title: Nut, questions: [s_doel, s_geld], answered: 1}
balance: {groups: [bestuur, middelen], above: 25, text: Uit balans}
priorities: {count: 2, choice: u_top, bonus: [20, 10], unscored: 50, only_if_chosen: [goed]}
""",
    "advice.yaml": """
labs:
  - {id: praatlab, title: Praatlab, description: Om te praten.}
advice:
  koers:
    labs: [praatlab]
    peers: Een club met koers
    materials: [gids]
    themes: [strategie]
    bands:
      zwaar: {text: Er is geen koers., steps: [Praat, Schrijf, Herhaal]}
      let_op: {text: Er is wat koers.}
      goed: {text: Mooie koers.}
  geld:
    labs: [praatlab]
    bands:
      zwaar: {text: Er is geen geld., steps: [Tel, Spaar]}
      let_op: {text: Er is wat geld.}
      goed: {text: Er is geld.}
""",
    "publication.yaml": """
contact: {name: r_naam, email: r_email, title: p_naam}
map_entry:
  consent: c_kaart
  fields:
    name: p_naam
    story: p_verhaal
    sector: p_sector
    umbrellas: p_koepels
    place: p_plaats
    email: {question: p_contact, consent: c_contact}
  location: {place: p_plaats, postcode: p_postcode, point: p_punt, precision: p_precisie, precision_values: {plaats: place, postcode4: postcode4, punt: point}}
  filters: [sector, umbrellas]
review:
  duplicates: {name: p_naam, place: p_plaats}
  definition: {no: [s_doel == 1, p_leden < 2], doubt: [p_sector == "wonen"]}
  texts: [p_verhaal]
  points: [{id: leuk, text: Is het een leuke club?}]
comparison:
  consent: c_kaart
  steps:
    - {id: sector, title: clubs in dezelfde sector, by: [p_sector]}
    - {id: alle, title: clubs}
""",
    "en.yaml": """
survey: {title: The club scan}
scales: {mate: {1: Not at all, 2: Partly, 3: Completely, weet_niet: I do not know}}
sections: {over: {title: About you}, stand: {title: How are things?}, einde: {title: Consent}}
questions:
  r_naam: {text: Who are you?}
  r_email: {text: Your e-mail address?}
  p_naam: {text: What is your club called?}
  p_verhaal: {text: What do you do?}
  p_sector: {text: In which sector?, options: {energie: Energy, wonen: Housing}}
  p_koepels: {text: Which umbrellas?, options: {a: Umbrella A, b: Umbrella B, geen: None}}
  p_contact: {text: General e-mail address?}
  p_leden: {text: How many members?}
  p_plaats: {text: In which place?}
  p_postcode: {text: Your postcode?}
  p_precisie:
    text: How exactly?
    options: {plaats: Middle of the place, postcode4: Middle of the postcode area, punt: Exactly}
  p_punt: {text: Where is the dot?}
  s_doel: {text: We know where we want to go.}
  s_keuze: {text: That helps us choose.}
  s_geld: {text: There is enough money.}
  s_buffer: {text: There is a buffer.}
  s_waarom: {text: Why is there no money?}
  u_top: {text: What first?, options: {koers: Direction, geld: Money}}
  c_gelezen: {text: I have read the explanation.}
  c_kaart: {text: '{p_naam} may be on the map.', purpose: The map}
  c_contact: {text: The address may be shown too., purpose: The map}
bands: {standen: {goed: In order, let_op: Point of attention, zwaar: Challenge}}
dimensions:
  koers: {title: Direction, question: Do you know where to?}
  geld: {title: Money, question: Is there money?}
groups: {bestuur: Board, middelen: Means}
factors: {nut: Use}
balance: Out of balance
labs: {praatlab: {title: Talking lab, description: For talking.}}
advice:
  koers:
    peers: A club with direction
    materials: [guide]
    themes: [strategy]
    bands:
      zwaar: {text: There is no direction., steps: [Talk, Write, Repeat]}
      let_op: {text: There is some direction.}
      goed: {text: Fine direction.}
  geld:
    bands:
      zwaar: {text: There is no money., steps: [Count, Save]}
      let_op: {text: There is some money.}
      goed: {text: There is money.}
comparison: {sector: clubs in the same sector, alle: all clubs}
review_points: {leuk: Is it a nice club?}
""",
}

PAGES: Mapping[str, Mapping[str, object]] = {
    "jij": {"r_naam": "Ans de Wit", "r_email": "ans@example.org"},
    "club": {
        "p_naam": "Zonnecoöperatie De Wiek",
        "p_verhaal": "Wij leggen samen panelen.",
        "p_sector": "energie",
        "p_koepels": ["a", "b"],
        "p_contact": "info@example.org",
        "p_leden": "1.200",
    },
    "plek": {"p_plaats": "Utrecht", "p_postcode": "3511 AB", "p_precisie": "plaats"},
    "stellingen": {"s_doel": "1", "s_keuze": "2", "s_geld": "3", "s_buffer": "3"},
    "top": {"u_top": ["geld"]},
    "toestemming": {"c_gelezen": True, "c_kaart": True, "c_contact": True},
}
"""A complete response: page id to what its form sends."""
