"""The flags of a submission on its page: told with what was found, dismissed with a word, and only by who may."""

from dataclasses import replace

from results.services import Services
from tests.webform.test_review import form_to, submitted
from tests.webform.visitor import Visitor


def test_flags_are_told_and_dismissed_with_a_word(visitor: Visitor, desk: Visitor, services: Services) -> None:
    _ref, first = submitted(visitor, services, p_verhaal="Bel 06-12345678, vraag naar <b>Piet</b> Smit.")
    _ref, second = submitted(visitor, services, s_doel="1")
    desk.open(f"/review/{first}")
    assert "Is het een leuke club?" in desk.page.text
    assert "06-12345678" in desk.page.text
    assert "<b>Piet</b>" not in desk.html
    desk.open(f"/review/{second}")
    assert "zelfde naam, zelfde gemeente" in desk.page.text
    assert f"/review/{first}" in desk.page.links

    form = next(each for each in desk.page.forms if "/flags/" in each.action)
    desk.send({"word": ""}, form=form, status=422)
    assert "Vertel in een paar woorden" in desk.page.text
    form = next(each for each in desk.page.forms if "/flags/" in each.action)
    desk.send({"word": "x" * 501}, form=form, status=422)
    form = next(each for each in desk.page.forms if "/flags/" in each.action)
    desk.send({"word": "Bekend bij ons"}, form=form)
    assert "Genoteerd" in desk.page.text
    assert "Bekend bij ons" in desk.page.text
    assert form.action not in {each.action for each in desk.page.forms}
    assert form_to(desk, "/approve").action


def test_from_what_is_remarked_one_link_leads_to_asking_about_it(
    visitor: Visitor, desk: Visitor, services: Services
) -> None:
    _ref, response_id = submitted(visitor, services, p_verhaal="Bel 06-12345678, vraag naar Piet Smit.")
    desk.open(f"/review/{response_id}")
    asking = f"/review/{response_id}/write/request-changes?at=p_verhaal#p_verhaal-question"
    assert desk.page.links.count(asking) >= 2, "at the remark, and at the answer"
    desk.open(f"/review/{response_id}/write/request-changes")
    assert '<details class="govuk-details" id="at-p_verhaal" open>' in desk.html, "what is remarked stands open"
    assert '<details class="govuk-details" id="at-p_naam">' in desk.html, "and the rest does not"
    form = form_to(desk, "/write/request-changes")
    desk.send({"reason": "Klopt dit?"}, form=replace(form, action=f"/review/{response_id}/request-changes"))
    desk.open(f"/review/{response_id}")
    assert asking not in desk.page.links, "nothing can be asked any more"


def test_only_a_coordinator_dismisses(visitor: Visitor, services: Services) -> None:
    _ref, response_id = submitted(visitor, services)
    answer = visitor.client.post(f"/review/{response_id}/flags/1", data={"word": "Goed"})
    assert answer.status_code in (303, 400)


def test_what_the_definition_test_looked_at_stands_there_met_or_not(
    visitor: Visitor, desk: Visitor, services: Services
) -> None:
    _ref, fits = submitted(visitor, services, s_doel="3")
    _ref, doubtful = submitted(visitor, services, s_doel="1", p_naam="Een heel andere club")
    asked = "Wat er bij de toets is geantwoord"
    desk.open(f"/review/{fits}")
    assert "Aan de toets is voldaan" in desk.page.text
    assert asked in desk.page.text
    desk.open(f"/review/{doubtful}")
    assert "Aan de toets is voldaan" not in desk.page.text
    assert asked in desk.page.text
