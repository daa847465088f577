"""The pages about the site itself. Everybody may read them; they need no database."""

from flask import Blueprint, abort, render_template

from results.errors.surveys import UnknownSurvey
from webform.language import current_language
from webform.pages.about import about as told_about
from webform.pages.example import example
from webform.pages.site import language_name, site
from webform.services import services

blueprint = Blueprint("pages", __name__)


@blueprint.get("/privacy")
def privacy() -> str:
    """The privacy statement."""
    return _text("privacy")


@blueprint.get("/toegankelijkheid")
def accessibility() -> str:
    """The accessibility statement."""
    return _text("accessibility")


@blueprint.get("/contact")
def contact() -> str:
    """How to reach whoever runs this site."""
    return _text("contact")


@blueprint.get("/open-data")
def reuse() -> str:
    """What of the map others may take over, how, and under which licence."""
    return _text("reuse")


@blueprint.get("/over/<survey>")
def about(survey: str) -> str:
    """How a survey is scored, and what may be public of it."""
    try:
        questionnaire = services().surveys.current(survey).in_language(current_language())
    except UnknownSurvey:
        abort(404)
    return render_template("pages/about.html", about=told_about(questionnaire), example=example(questionnaire))


def _text(page: str) -> str:
    shown = site().page(page)
    return render_template(
        "pages/text.html", page=shown, only_in=language_name(shown.language) if shown.language else None
    )
