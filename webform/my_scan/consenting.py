"""The consents on the page: how each stands, and what happens when it is withdrawn or given, told before."""

from collections.abc import Sequence
from dataclasses import dataclass

from results.consents.standing import StandingConsent, Wording
from results.filling.draft import Draft
from results.my_scan.overview import MyScan
from results.review import MAY_BE_PUBLIC
from webform.language import gettext as _
from webform.language import ngettext


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """One consent. `withdrawing` and `giving` say what happens then; each is None when it cannot be done now.

    `differs`: the answers that were not sent yet say otherwise. `wordings`: one, or one for each version that counts when
    they are not alike (`apart`).
    """

    question: str
    purpose: str
    wordings: Sequence[Wording]
    apart: bool
    withdrawing: str | None
    giving: str | None
    differs: bool


def consent_cards(scan: MyScan, draft: Draft) -> list[ConsentCard]:
    """A card for each consent that can be given or withdrawn now."""
    return [_card(scan, draft, each) for each in scan.consents]


def _card(scan: MyScan, draft: Draft, consent: StandingConsent) -> ConsentCard:
    texts = {each.text for each in consent.wordings}
    states = {each.given for each in consent.wordings}
    unsent = draft.outcome.values.get(consent.question) is True
    apart = len(texts) > 1 or len(states) > 1
    alive = scan.response.state in MAY_BE_PUBLIC
    return ConsentCard(
        question=consent.question,
        purpose=consent.purpose,
        wordings=consent.wordings if apart else consent.wordings[:1],
        apart=apart,
        withdrawing=consequence(scan, consent) if consent.given else None,
        giving=_giving(scan, consent.question) if consent.withheld and alive else None,
        differs=draft.editable and unsent is not consent.wordings[0].given,
    )


def consequence(scan: MyScan, consent: StandingConsent) -> str:
    """What withdrawing this consent means, with what falls with it."""
    told: str = consent.withdrawing or _("From that moment we no longer use your answers for this.")
    falling = [each.purpose for each in scan.consents if each.question in scan.falls_with.get(consent.question, ())]
    if not falling:
        return told
    also = ngettext(
        "This consent ends with it: %(consents)s.",
        "These consents end with it: %(consents)s.",
        len(falling),
        consents="; ".join(falling),
    )
    return f"{told} {also}"


def _giving(scan: MyScan, question: str) -> str:
    rules = scan.questionnaire.publication.map_entry
    approved = scan.response.approved_revision is not None
    if rules is not None and question == rules.consent:
        if approved:
            return str(_("Your page goes on the map straight away: the version that the coordinator approved."))
        return str(_("Your page goes on the map once a coordinator has approved what you sent."))
    if rules is not None and any(field.consent == question for field in rules.fields):
        if scan.published is not None:
            return str(_("It appears on your page on the map straight away."))
        return str(_("It will be on your page on the map, once you have one."))
    return str(_("From that moment we may use it for this. You can withdraw it again here."))
