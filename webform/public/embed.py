"""The map in a frame on other sites, with the filters in its address; and the page that makes the code for it.

The one page that others may put in a frame. It sets no cookie, reads none that matters, and has no form.
"""

from flask import make_response, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from webform.absolute_addresses import absolute
from webform.language import current_language
from webform.language import gettext as _
from webform.protection.headers import CONTENT_SECURITY_POLICY
from webform.public.blueprint import blueprint
from webform.public.choice import LANGUAGE, chosen, found_entries, kept, searched, use_asked_language
from webform.public.filters import chips, filters
from webform.public.map_page import collectives_base, listed
from webform.public.mapped import mapped

HEIGHT = 560


@blueprint.get("/kaart/embed")
def embed() -> Response:
    """Map and list, with a switch between them, for an iframe; with the filters of the address."""
    asked = use_asked_language()
    questionnaire = mapped()
    if questionnaire is None:
        shown = render_template("public/embed.html", found=None, whole=url_for("public.map_page"))
    else:
        found = found_entries(questionnaire)
        shown = render_template(
            "public/embed.html",
            found=found,
            chosen=bool(chosen(questionnaire) or searched()),
            unplaced=found.number - found.placed(),
            page_url=collectives_base(),
            whole=url_for("public.map_page", **kept(questionnaire)),
            **listed(questionnaire, found, "public.embed", {LANGUAGE: asked} if asked else None),
        )
    reply = make_response(shown)
    reply.headers["Cache-Control"] = "no-cache"
    return reply


@blueprint.get("/kaart/embed-code")
def embed_code() -> Response:
    """The code of an iframe with the chosen filters, to be copied."""
    questionnaire = mapped()
    if questionnaire is None:
        return make_response(render_template("public/embed_code.html", found=None))
    found = found_entries(questionnaire)
    of_map = {**kept(questionnaire), LANGUAGE: current_language()}
    code = Markup(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border: 0"></iframe>'
    ).format(absolute("public.embed", **of_map), _("Collectives on the map"), HEIGHT)
    shown = render_template(
        "public/embed_code.html",
        found=found,
        filters=filters(questionnaire, found),
        chips=list(chips(questionnaire, "public.embed_code")),
        search=searched(),
        chosen=bool(chosen(questionnaire) or searched()),
        code=str(code),
        address=url_for("public.embed", **of_map),
        height=HEIGHT,
    )
    reply = make_response(shown)
    reply.headers["Content-Security-Policy"] = (
        f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"  # to show what it looks like
    )
    return reply
