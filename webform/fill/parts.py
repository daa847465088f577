"""The parts of a question page that depend on answers on that same page, as they are with what stands in its fields now.

Asked by a script while somebody fills the page in. It is evaluated by the engine, as when the page is sent; nothing is kept.
"""

from flask import abort, request
from flask.typing import ResponseReturnValue

from engine.questionnaire import Severity
from results.errors.filling import NotStorable
from results.filling.draft import tried
from results.filling.merging import fingerprint
from webform.fields import asks
from webform.fill.dependence import dependence
from webform.fill.drawing import Drawing, stands_alone
from webform.fill.opening import open_draft
from webform.fill.posted import read_posted
from webform.fill.screen import comments_now, problems_on
from webform.fill.views import blueprint, page_of
from webform.fill.words import Words
from webform.forms import page_form, shown_on
from webform.protection.csrf import keeps_typed


@blueprint.post("/r/<ref>/page/<page_id>/parts")
def parts(ref: str, page_id: str) -> ResponseReturnValue:
    """JSON: `parts`, by question id, of those that are shown: `html`, `look` (changes when it must be drawn anew), `label`
    (of a question), `based_on` (of a question: the fingerprint of what is stored).
    """
    draft = open_draft(ref)
    if not draft.editable:
        abort(409)
    page = page_of(draft, page_id)
    typed = read_posted(draft.questionnaire, page, request.form).typed
    try:
        now = tried(draft, typed)
    except NotStorable:
        abort(413)
    shown = shown_on(page, now.outcome)
    changing = [name for name in dependence(draft.questionnaire, page_id).parts if name in shown]
    form = page_form(draft.questionnaire, page, changing, answers=now.response.answers)
    words = Words(draft.questionnaire, now.outcome)
    drawing = Drawing(
        now, words, (), problems_on(page, draft, Severity.WARNING), stands_alone(page, shown), comments_now(draft)
    )
    found: dict[str, dict[str, str]] = {}
    for name in changing:
        part = drawing.one(form, name)
        found[name] = {"html": part.html, "look": part.look, "label": part.label}
        question = draft.questionnaire.questions[name]
        if asks(question):
            found[name]["based_on"] = fingerprint(question, draft.response.answers.get(name))
    return {"parts": found}


@keeps_typed("fill.parts")
def _refused(ref: str, page_id: str) -> ResponseReturnValue:
    """Without proof that a page of ours asks: nothing, and no page either."""
    return {"parts": {}, "response": ref, "page": page_id}, 400
