"""A question page that could not be saved, because the database is away, locked or full: drawn again from what was sent.

It asks the database nothing. So it knows no other answers: where a text names one there are dots, and there is no progress.
"""

from flask import render_template, request

from results.filling.draft import unstored
from webform.errors import RETRY_SECONDS, keeps_unsaved
from webform.fill.drawing import Drawing
from webform.fill.opening import known_questionnaire
from webform.fill.posted import BASED_ON, SEEN, read_posted
from webform.fill.progress import REST
from webform.fill.screen import CHECK, NOT_KEPT, page_address
from webform.fill.words import Words
from webform.forms import ASKED
from webform.language import current_language
from webform.services import services

AS_SENT = (ASKED, BASED_ON, SEEN, REST)
"""Hidden fields that go back as they came: what the page was based on has not changed by sending it. Not the words that consents
had: here they have dots, so nobody has read them.
"""


@keeps_unsaved("fill.save_page")
def unsaved(ref: str, page_id: str) -> str | None:
    """The page with what was typed, and a button to try again; None where this worker does not know the questionnaire."""
    questionnaire = known_questionnaire(ref)
    if questionnaire is None or page_id not in questionnaire.pages:
        return None
    questionnaire = questionnaire.in_language(current_language())
    page = questionnaire.pages[page_id]
    posted = read_posted(questionnaire, page, request.form)
    if posted.choices:
        return None
    draft = unstored(services(), questionnaire, ref, posted.typed)
    drawing = Drawing(draft, Words(questionnaire, draft.outcome), (), (), heading=False)
    return render_template(
        "fill/unsaved.html",
        ref=ref,
        page=page_id,
        parts=drawing.parts(page, posted.asked, posted.typed),
        hidden=[(name, request.form[name]) for name in AS_SENT if name in request.form],
        not_kept=" ".join(name for name in posted.asked if questionnaire.questions[name].type in NOT_KEPT),
        action=page_address(ref, page_id, came_from_check=request.args.get("back") == CHECK),
        seconds=RETRY_SECONDS,
    )
