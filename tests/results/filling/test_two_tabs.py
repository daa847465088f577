"""One response in two tabs, or on two devices, at the same moment: nothing is overwritten unseen, nothing is sent twice."""

from collections.abc import Mapping
from functools import partial

import pytest

from engine.values import Json
from results.errors.filling import ChangedElsewhere, NotStorable, ResponseClosed
from results.filling import fill
from results.filling.draft import tried
from results.filling.fill import Kept, Sent, keep_page, load, start
from results.filling.merging import Fingerprints, fingerprints
from results.my_scan.submit import submit
from results.services import Services
from results.store import submissions
from tests.results.filled import begin
from tests.results.races import at_once


def shown(services: Services, token: str, page_id: str) -> Fingerprints:
    """What a form of this page that is drawn now carries."""
    draft = load(services, token)
    names = [question.id for question in draft.questionnaire.pages[page_id].questions]
    return fingerprints(draft.questionnaire, names, draft.response.answers)


def checked(services: Services, token: str) -> Fingerprints:
    """What the page with all answers shows now."""
    draft = load(services, token)
    return fingerprints(draft.questionnaire, draft.outcome.path, draft.response.answers)


def keep(services: Services, token: str, typed: Mapping[str, object], based_on: Fingerprints) -> Kept:
    return keep_page(services, token, "club", Sent(typed, based_on))


def test_the_older_tab_overwrites_nothing(services: Services) -> None:
    token = start(services, "club", "nl").token
    opened = shown(services, token, "club")
    keep(services, token, {"p_naam": "In de ene tab", "p_leden": "3"}, opened)
    kept = keep(services, token, {"p_naam": "In de andere", "p_leden": "", "p_verhaal": "Ook dit"}, opened)
    assert kept.disputed == {"p_naam": "In de andere"}
    assert kept.elsewhere == ("p_leden",)
    answers = load(services, token).response.answers
    assert answers == {"p_naam": "In de ene tab", "p_leden": "3", "p_verhaal": "Ook dit"}
    assert kept.draft.response.answers == answers


def test_the_choice_is_kept_unless_it_was_overtaken(services: Services) -> None:
    token = start(services, "club", "nl").token
    opened = shown(services, token, "club")
    keep(services, token, {"p_naam": "Een"}, opened)
    assert keep(services, token, {"p_naam": "Twee"}, opened).disputed
    choosing = shown(services, token, "club")
    keep(services, token, {"p_naam": "Drie"}, choosing)
    for yielding in ([], ["p_naam"]):
        overtaken = keep_page(services, token, "club", Sent({"p_naam": "Twee"}, choosing, frozenset(yielding)))
        assert overtaken.disputed == {"p_naam": "Twee"}
        assert load(services, token).response.answers == {"p_naam": "Drie"}
    choosing = shown(services, token, "club")
    assert not keep_page(services, token, "club", Sent({"p_naam": "Twee"}, choosing, frozenset(["p_naam"]))).disputed
    assert load(services, token).response.answers == {"p_naam": "Drie"}
    assert not keep(services, token, {"p_naam": "Twee"}, choosing).disputed
    assert load(services, token).response.answers == {"p_naam": "Twee"}


def test_sending_the_same_page_twice_is_no_dispute(services: Services) -> None:
    token = start(services, "club", "nl").token
    opened = shown(services, token, "club")
    for _time in range(2):
        kept = keep(services, token, {"p_naam": "A", "p_koepels": ["a"], "p_leden": "3"}, opened)
        assert (kept.elsewhere, kept.disputed) == ((), {})


def test_a_page_in_dispute_or_not_left_counts_as_not_visited(services: Services) -> None:
    token = start(services, "club", "nl").token
    opened = shown(services, token, "club")
    assert keep_page(services, token, "club", Sent({"p_naam": "A"}, opened, leaving=False)).draft.response.visited == ()
    assert keep(services, token, {"p_naam": "B"}, opened).draft.response.visited == ()
    assert keep(services, token, {"p_naam": "B"}, shown(services, token, "club")).draft.response.visited == ("club",)


def test_eight_tabs_on_one_question_agree_on_one_answer(services: Services) -> None:
    """Exactly one of them is kept; the others are told, each with what it typed. A check outside the lock keeps several."""
    token = start(services, "club", "nl").token
    opened = shown(services, token, "club")

    typed = [{"p_naam": f"Tab {number}", "p_verhaal": "Eensgezind"} for number in range(8)]
    works = [partial(keep, services, token, each, opened) for each in typed]
    kept = [each for each in at_once(*works) if isinstance(each, Kept)]
    assert len(kept) == 8
    stored = load(services, token).response.answers
    assert stored["p_verhaal"] == "Eensgezind"
    told = {str(each.disputed["p_naam"]) for each in kept if each.disputed}
    assert told == {f"Tab {number}" for number in range(8)} - {str(stored["p_naam"])}
    assert load(services, token).response.saves == 8


def test_different_questions_of_one_page_at_once_are_all_kept(services: Services) -> None:
    token = start(services, "club", "nl").token
    opened = shown(services, token, "club")
    typed: list[dict[str, Json]] = [
        {"p_naam": "Naam"}, {"p_verhaal": "Verhaal"}, {"p_leden": "12"}, {"p_contact": "a@example.org"},
        {"p_koepels": ["a", "b"]}, {"p_sector": "wonen"},
    ]  # fmt: skip
    empty: dict[str, Json] = dict.fromkeys(opened, "")
    works = [partial(keep, services, token, empty | each, opened) for each in typed]
    assert all(isinstance(each, Kept) and not each.disputed for each in at_once(*works))
    assert load(services, token).response.answers == {name: raw for each in typed for name, raw in each.items()}


def test_eight_sends_at_once_are_one_submission(services: Services) -> None:
    token = begin(services)
    seen = checked(services, token)
    sent = at_once(*[partial(submit, services, token, seen)] * 8)
    response = load(services, token).response
    with services.database.reading() as connection:
        stored = [submissions.one(connection, response.id, revision) for revision in (1, 2)]
    assert response.revision == 1
    assert stored[1] is None
    assert sent == [stored[0]] * 8


def test_what_was_changed_after_it_was_looked_at_is_not_sent(services: Services) -> None:
    token = begin(services)
    seen = checked(services, token)
    fill.save_page(services, token, "club", {"p_naam": "Een andere naam", "p_leden": ""})
    with pytest.raises(ChangedElsewhere) as caught:
        submit(services, token, seen)
    assert caught.value.questions == (
        "p_naam",
        "p_leden",
        "c_kaart",
    )  # which names the club, and so is to be asked again
    assert load(services, token).response.revision == 0
    submit(services, token, checked(services, token))
    assert load(services, token).response.revision == 1


def test_a_question_that_was_not_shown_is_not_sent(services: Services) -> None:
    token = begin(services, {"s_geld": "3"})
    seen = checked(services, token)
    fill.save_page(services, token, "stellingen", {"s_geld": "1"})
    with pytest.raises(ChangedElsewhere) as caught:
        submit(services, token, seen)
    assert caught.value.questions == ("s_geld", "s_waarom")


def test_what_is_the_same_again_can_be_sent(services: Services) -> None:
    token = begin(services)
    seen = checked(services, token)
    fill.save_page(services, token, "club", {"p_leden": "999"})
    fill.save_page(services, token, "club", {"p_leden": load(services, begin(services)).response.answers["p_leden"]})
    assert submit(services, token, seen).revision == 1


def test_a_save_and_a_send_at_once_never_send_what_was_not_seen(services: Services) -> None:
    for _time in range(5):
        token = begin(services)
        seen, opened = checked(services, token), shown(services, token, "club")
        saved, sent = at_once(
            partial(keep, services, token, {"p_naam": "Op het laatst"}, opened),
            partial(submit, services, token, seen),
        )
        response = load(services, token).response
        if isinstance(saved, Kept):
            assert isinstance(sent, ChangedElsewhere)
            assert response.revision == 0
        else:
            assert isinstance(saved, ResponseClosed)
            assert response.revision == 1
            assert response.answers["p_naam"] != "Op het laatst"


def test_trying_keeps_nothing(services: Services) -> None:
    token = begin(services)
    before = load(services, token)
    outcome = tried(before, {"s_geld": "1", "s_waarom": ""}).outcome
    assert "later" in outcome.pages
    assert outcome.values["s_geld"] == "1"
    assert "s_waarom" not in outcome.values
    assert load(services, token) == before
    with pytest.raises(NotStorable):
        tried(before, {"p_naam": "x" * 1_000_001})
