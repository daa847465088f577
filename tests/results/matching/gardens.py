"""Two tiny surveys: gardens that are matched with each other, and helpers who belong to a lab."""

from collections.abc import Mapping

from results.filling.fill import save_pages, start
from results.my_scan.submit import submit
from results.records.accounts import Account
from results.services import Services
from tests.results.decided import approve

GARDENS: Mapping[str, str] = {
    "questionnaire.yaml": """
survey: tuinen
version: "1.0"
language: nl
title: Tuinen
sections:
  - id: alles
    title: Alles
    pages:
      - id: een
        questions:
          - {id: naam, type: short_text, text: Hoe heet de tuin?, required: true, privacy: public}
          - {id: wie, type: short_text, text: Wie ben je?, privacy: person}
          - {id: adres, type: email, text: Je e-mailadres?, privacy: person}
          - {id: plaats, type: place, text: Waar?, privacy: public}
          - id: soort
            type: single_choice
            text: Wat voor tuin?
            privacy: public
            options: [{value: moes, label: Moestuin}, {value: bloem, label: Bloementuin}]
          - {id: leden, type: integer, text: Hoeveel leden?, privacy: organisation}
          - id: aanbod
            type: multiple_choice
            text: Wat bieden jullie?
            options: [{value: bezoek, label: Een bezoek}, {value: geld, label: Geld}, {value: niets, label: Niets, exclusive: true}]
          - id: samen
            type: single_choice
            text: Doen jullie het samen?
            options: [{value: ja, label: Ja, points: 100}, {value: nee, label: Nee, points: 0}]
          - {id: mag, type: consent, text: Breng ons in contact., purpose: In contact komen, privacy: consent}
""",
    "scoring.yaml": """
bands:
  standen:
    - {id: goed, title: Goed, from: 50, tone: good, symbol: "+"}
    - {id: zwaar, title: Zwaar, from: 0, tone: hard, symbol: "-"}
enough: {answered: 1, share: 50%}
dimensions:
  - {id: samenwerking, title: Samenwerking, bands: standen, weights: {samen: 1}}
priorities: {count: 1, unscored: 50}
""",
    "advice.yaml": """
labs: [{id: praatlab, title: Praatlab, description: Om te praten.}]
advice: {samenwerking: {labs: [praatlab], bands: {goed: {text: Mooi.}, zwaar: {text: Praat.}}}}
""",
    "publication.yaml": "contact: {name: wie, email: adres, title: naam}\n",
    "matching.yaml": """
consent: mag
offer: {question: aanbod, any_of: [bezoek]}
told: [soort]
place: plaats
count: 2
criteria:
  - {id: goed, title: gaat goed, points: 40, on_track: true, required: true}
  - {id: zelfde, title: zelfde soort, points: 10, same: [soort]}
  - {id: groot, title: even groot, points: 5, same_class: {question: leden, from: [0, 10]}}
""",
}
HELPERS: Mapping[str, str] = {
    "questionnaire.yaml": """
survey: helpers
version: "1.0"
language: nl
title: Hulp
sections:
  - id: alles
    title: Alles
    pages:
      - id: een
        questions:
          - {id: wie, type: short_text, text: Wie ben je?, required: true, privacy: person}
          - {id: adres, type: email, text: Je e-mailadres?, privacy: person}
          - {id: lab, type: single_choice, text: Welk lab?, options: [{value: praatlab, label: Praatlab}, {value: anders, label: Anders}]}
          - id: waarmee
            type: multiple_choice
            text: Waarmee help je?
            options: [{value: samenwerking, label: Samenwerking}, {value: geld, label: Geld}]
          - {id: afspraak, type: confirmation, text: Ik houd me eraan., required: true, privacy: consent}
""",
    "publication.yaml": "contact: {name: wie, email: adres, title: wie}\n",
    "matching.yaml": """
consent: afspraak
helps: {survey: tuinen, lab: lab, challenges: waarmee, first_lab: 20, other_lab: 10}
""",
}
SURVEYS = {"tuinen": GARDENS, "helpers": HELPERS}
CHALLENGE = "samenwerking"


def garden(services: Services, account: Account, name: str, **changed: object) -> tuple[str, str]:
    """A garden that is approved, goes well, offers a visit and gives the consent, but for what is changed: token and id."""
    token = start(services, "tuinen", "nl").token
    answers: dict[str, object] = {
        "naam": f"Tuin {name}", "wie": f"Mens van {name}", "adres": f"{name}@example.org", "plaats": "Utrecht",
        "soort": "moes", "leden": "12", "aanbod": ["bezoek"], "samen": "ja", "mag": True, **changed,
    }  # fmt: skip
    save_pages(services, token, {"een": answers})
    response_id = submit(services, token).response_id
    approve(services, response_id, 1, account)
    return token, response_id


def lab_member(services: Services, account: Account, name: str, **changed: object) -> tuple[str, str]:
    """A member of the lab who helps, approved: token and id."""
    token = start(services, "helpers", "nl").token
    answers: dict[str, object] = {
        "wie": f"Helper {name}", "adres": f"{name}@example.org", "lab": "praatlab", "waarmee": ["samenwerking"],
        "afspraak": True, **changed,
    }  # fmt: skip
    save_pages(services, token, {"een": answers})
    response_id = submit(services, token).response_id
    approve(services, response_id, 1, account)
    return token, response_id
