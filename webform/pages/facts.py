"""What the program itself knows and may say on a page: read from the surveys on offer and from the program's own limits.

Each fact is Markdown in the reader's language; words of a survey are shown as they are written, never read as Markdown.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from flask import current_app, url_for

from engine.answering.piping import render
from engine.question_types.consent import ConsentSettings
from engine.questionnaire import Privacy, Question, Questionnaire
from results.filling.keys import CODE_LASTS, LINK_LASTS
from results.mail.post import REMEMBERED_FOR
from results.upkeep.expiry import LASTS
from webform.language import gettext as _
from webform.public.labels import label

_SPECIAL = str.maketrans(
    {character: f"\\{character}" for character in r"\`*_{}[]()<>#+-.!|~&:"} | {"\n": " ", "\r": ""}
)


@dataclass(frozen=True, slots=True)
class Known:
    """What facts are made from: the surveys on offer, in the reader's language."""

    surveys: tuple[Questionnaire, ...]
    pdok: bool = False
    """Whether the background of the map and addresses come from PDOK."""


def escaped(text: str) -> str:
    """A text in Markdown that is shown as it is, on one line."""
    return text.translate(_SPECIAL)


def fact(name: str, known: Known) -> str | None:
    """The fact of this name, as Markdown; None when it is no fact."""
    tell = FACTS.get(name)
    return None if tell is None else tell(known)


def _wording(questionnaire: Questionnaire, question: Question) -> str:
    return escaped(render(question.text, questionnaire, {}, questionnaire.language))


def _of_class(questionnaire: Questionnaire, privacy: Privacy) -> list[Question]:
    return [question for question in questionnaire.questions.values() if question.privacy is privacy]


def _by_survey(known: Known, lines: Callable[[Questionnaire], Iterable[str]]) -> str:
    """A list per survey, under its title; what has nothing to list is left out."""
    listed = [(each, list(lines(each))) for each in known.surveys]
    parts = [f"**{escaped(each.title)}**\n\n" + "\n".join(found) for each, found in listed if found]
    return "\n\n".join(parts) or escaped(_("Nothing."))


def _surveys(known: Known) -> str:
    told = _("how we calculate, and what is public")
    return "\n".join(
        f"- [{escaped(each.title)}]({url_for('fill.start', survey=each.survey)}): "
        f"[{told}]({url_for('pages.about', survey=each.survey)})"
        for each in known.surveys
    )


def _personal_questions(known: Known) -> str:
    return _by_survey(
        known, lambda each: (f"- {_wording(each, question)}" for question in _of_class(each, Privacy.PERSON))
    )


def consents_of(questionnaire: Questionnaire) -> Iterable[tuple[Question, ConsentSettings]]:
    """The questions that ask a consent, with what it is for."""
    for question in _of_class(questionnaire, Privacy.CONSENT):
        if isinstance(question.settings, ConsentSettings):
            yield question, question.settings


def _consents(known: Known) -> str:
    withdrawing = _("When you withdraw it:")

    def lines(questionnaire: Questionnaire) -> Iterable[str]:
        for question, settings in consents_of(questionnaire):
            stops = f" {withdrawing} {escaped(settings.withdrawing)}" if settings.withdrawing else ""
            yield f"- **{escaped(settings.purpose)}.** “{_wording(questionnaire, question)}”{stops}"

    return _by_survey(known, lines)


def public_labels(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What can be public of one entry, in short words."""
    rules = questionnaire.publication.map_entry
    if rules is None:
        return ()
    questions = questionnaire.questions
    return tuple(label(each.name, str(questions[each.question].text)) for each in rules.fields)


def _public_fields(known: Known) -> str:
    return _by_survey(known, lambda each: (f"- {escaped(str(name))}" for name in public_labels(each)))


def _background_map(known: Known) -> str:
    if not known.pdok:
        return ""
    return escaped(
        _(
            "The background of the map and the search for an address come from PDOK, a service of the Dutch government "
            "(Kadaster). Your browser asks this site for them, and this site asks PDOK. So PDOK gets to know which part of the "
            "map is looked at and which address is searched for, but not by whom: no IP address of yours, no cookie and nothing "
            "else about you."
        )
    )


FACTS: Final[Mapping[str, Callable[[Known], str]]] = {
    "surveys": _surveys,
    "personal_questions": _personal_questions,
    "consents": _consents,
    "background_map": _background_map,
    "public_fields": _public_fields,
    "cookie": lambda _known: str(current_app.config["SESSION_COOKIE_NAME"]),
    "link_days": lambda _known: str(LINK_LASTS.days),
    "code_days": lambda _known: str(CODE_LASTS.days),
    "draft_days": lambda _known: str(LASTS.days),
    "mail_days": lambda _known: str(REMEMBERED_FOR.days),
    "open_address": lambda _known: url_for("go_on.ask_page"),
    "privacy_address": lambda _known: url_for("pages.privacy"),
    "accessibility_address": lambda _known: url_for("pages.accessibility"),
    "contact_address": lambda _known: url_for("pages.contact"),
    "reuse_address": lambda _known: url_for("pages.reuse"),
    "embed_address": lambda _known: url_for("public.embed_code"),
    "map_address": lambda _known: url_for("public.map_page"),
    "geojson_address": lambda _known: url_for("published.as_geojson"),
    "csv_address": lambda _known: url_for("published.as_csv"),
    "excel_address": lambda _known: url_for("published.as_csv") + "?for=excel",
    "jsonld_address": lambda _known: url_for("published.as_json_ld"),
    "feed_address": lambda _known: url_for("published.feed"),
    "api_address": lambda _known: url_for("published.collectives"),
    "openapi_address": lambda _known: url_for("published.description"),
}
"""By the name that stands between braces in the texts."""
