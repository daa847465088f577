"""The ready-made texts for decisions: which there are, and changing them. Each save is a version; nothing is overwritten."""

from dataclasses import replace
from typing import Any, Final

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from results.decisions.placeholders import Placeholder
from results.decisions.texts import FOR, LONGEST_TEXT, LONGEST_TITLE, DecisionText, Edit, save, texts, versions
from results.desk.queue import worked_with_most
from results.errors.decisions import TextChanged, UnfitText
from results.errors.surveys import UnknownSurvey
from webform.language import LANGUAGES
from webform.language import gettext as _
from webform.review.blueprint import account, blueprint
from webform.review.ways import WAYS, WORD
from webform.services import services

NEW = "new"
PLACEHOLDERS: Final[dict[Placeholder, LazyString]] = {
    Placeholder.COLLECTIVE: _l("the name of the collective"),
    Placeholder.NAME: _l("the name of who sent it"),
    Placeholder.SURVEY: _l("the title of the survey"),
    Placeholder.SENT_ON: _l("the day on which this version was sent"),
    Placeholder.DEADLINE: _l("the day four weeks from now"),
    Placeholder.COORDINATOR: _l("your name, as colleagues see it"),
}
"""What may stand between braces, in words."""


@blueprint.get("/texts")
def texts_page() -> str:
    """The texts of a survey in a language."""
    surveys = {name: services().surveys.current(name).title for name in services().surveys.names}
    survey = request.args.get("survey") or worked_with_most(services()) or next(iter(surveys), "")
    language = request.args.get("language") or next(iter(LANGUAGES))
    if survey not in surveys or language not in LANGUAGES:
        abort(404)
    return render_template(
        "review/texts.html",
        surveys=surveys,
        languages=LANGUAGES,
        survey=survey,
        language=language,
        texts=texts(services(), survey, language),
        ways={way.action: way for way in WAYS.values()},
    )


@blueprint.get("/texts/<survey>/<language>/<key>")
def text_page(survey: str, language: str, key: str) -> str:
    """One text, with its earlier versions; `new` for one that is not there yet."""
    return _page(_there(survey, language, key))


@blueprint.post("/texts/<survey>/<language>/<key>")
def change_text(survey: str, language: str, key: str) -> str | Response | tuple[str, int]:
    """Keep a new version; or take the text away, or put back what ships."""
    there = _there(survey, language, key)
    edit = _edit(there)
    try:
        saved = save(services(), account(), edit)
    except UnfitText as unfit:
        return _page(there, _why(unfit), unfit.what, edit), 422
    except TextChanged as changed:
        told = (
            _("%(name)s changed this text meanwhile. Nothing was saved: yours stands below.", name=changed.by)
            if changed.by
            else _("This text was changed meanwhile. Nothing was saved: yours stands below.")
        )
        return _page(_there(survey, language, key), told, "text", edit), 409
    flash(
        _("Taken away: %(title)s.", title=saved.title) if saved.removed else _("Saved: %(title)s.", title=saved.title)
    )
    return redirect(url_for("review.texts_page", survey=survey, language=language), code=303)


def _there(survey: str, language: str, key: str) -> tuple[DecisionText, ...]:
    """Every version of a text, the newest first; one empty one for a new text. 404 when there is no such thing."""
    try:
        services().surveys.current(survey)
    except UnknownSurvey:
        abort(404)
    if language not in LANGUAGES:
        abort(404)
    if key == NEW:
        return (DecisionText("", survey, language, FOR[1], "", ""),)
    return versions(services(), survey, language, key) or abort(404)


def _edit(there: tuple[DecisionText, ...]) -> Edit:
    newest, form = there[0], request.form
    step, based_on = form.get("step", ""), form.get("based_on", "")
    if not (based_on.isascii() and based_on.isdigit() and len(based_on) < 9):
        abort(400)
    action = WAYS[form["action"]].action if form.get("action") in WAYS else newest.action
    edit = Edit(
        key=newest.key,
        survey=newest.survey,
        language=newest.language,
        action=action,
        title=form.get("title", ""),
        text=form.get("text", "").replace("\r\n", "\n"),
        based_on=int(based_on),
    )
    if step == "remove" and newest.key:
        return replace(edit, title=newest.title, text=newest.text, action=newest.action, removed=True)
    if step == "shipped" and there[-1].version == 0:
        return replace(edit, title=there[-1].title, text=there[-1].text, action=there[-1].action)
    return edit


def _why(unfit: UnfitText) -> str:
    words: dict[str, Any] = {"found": unfit.found, "allowed": unfit.allowed}
    return str(
        {
            "placeholder": _("%(found)s is not known. You can use: %(allowed)s.", **words),
            "brace": _("A brace stands alone near “%(found)s”. Braces are only for: %(allowed)s.", **words),
            "title": _("Give a title of at most %(count)s characters.", count=LONGEST_TITLE),
            "text": _("Write a text of at most %(count)s characters.", count=LONGEST_TEXT),
        }.get(unfit.what)
        or abort(400)
    )


def _page(there: tuple[DecisionText, ...], problem: str | None = None, at: str = "", edit: Edit | None = None) -> str:
    newest = there[0]
    shown = edit or newest
    return render_template(
        "review/text.html",
        newest=newest,
        versions=there if newest.key else (),
        shown=shown,
        word=WORD[shown.action],
        ways=WAYS,
        problem=problem,
        at="title" if at == "title" else "text",
        placeholders=PLACEHOLDERS,
        language_name=LANGUAGES[newest.language],
        longest_text=LONGEST_TEXT,
        key=newest.key or NEW,
    )
