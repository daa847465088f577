"""The page of one collective: only what it allowed. Public, and only read."""

from flask import abort, render_template

from results.public_map import labelled, public_entry
from webform.language import current_language
from webform.public.blueprint import blueprint
from webform.public.labels import shown_rows
from webform.services import services


@blueprint.get("/collectief/<slug>")
def collective(slug: str) -> str:
    """The page of one collective: only what it allowed."""
    published = public_entry(services(), slug)
    if published is None:
        abort(404)
    shown = labelled(services(), published, current_language())
    return render_template("public/collective.html", published=published, rows=shown_rows(shown, published.entry))
