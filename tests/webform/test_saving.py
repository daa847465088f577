"""Saving a page: in two tabs, in another language, while it changes under one's hands; warnings, and what comes too late."""

import json

import pytest
from flask import Flask

from results.filling import fill
from results.services import Services
from tests.webform.conftest import both_databases
from tests.webform.kinds import PAGES
from tests.webform.visitor import Form, Visitor
from tests.webform.walking import begin, walk


def stored(visitor: Visitor, services: Services, ref: str) -> dict[str, object]:
    return dict(fill.find(services, visitor.key(ref)).answers)


def open_page(visitor: Visitor, ref: str, page: str) -> Form:
    return visitor.open(f"/r/{ref}/page/{page}").form


def change_elsewhere(visitor: Visitor, services: Services, ref: str, page: str, **answers: object) -> None:
    fill.save_page(services, visitor.key(ref), page, answers)


@both_databases
def test_two_tabs_the_older_one_sees_both_and_chooses(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    form = open_page(visitor, ref, "teksten")
    visitor.send({"q_lang": "Uit de ene tab", "q_code": "1234"}, form=form)
    page = visitor.send({"q_lang": "Uit de andere\r\ntab", "q_mail": "j@example.org"}, form=form, status=409)
    assert "Er is niets overschreven" in page.text
    assert "Wat je op deze pagina invulde Uit de andere tab" in page.text
    assert "Wat intussen is bewaard Uit de ene tab" in page.text
    # What is not in dispute is kept already; the code was changed there only.
    assert stored(visitor, services, ref) == {
        "q_lang": "Uit de ene tab", "q_code": "1234", "q_mail": "j@example.org",
    }  # fmt: skip
    assert page.form.offered["keep.q_lang"] == ["here", "there"]
    assert "keep.q_lang" not in page.form.filled
    page = visitor.send(status=422)
    assert "Kies welk antwoord je houdt" in page.text
    assert "#keep-q_lang" in page.links
    visitor.send({"keep.q_lang": "here"})
    assert visitor.address == f"/r/{ref}/page/getallen"
    assert stored(visitor, services, ref)["q_lang"] == "Uit de andere\r\ntab"


def test_keeping_the_other_answer(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    form = open_page(visitor, ref, "keuzes")
    change_elsewhere(visitor, services, ref, "keuzes", q_een="c", q_meer=["b"])
    page = visitor.send({"q_een": "a", "q_meer": ["c", "b"]}, form=form, status=409)
    assert "Wat je op deze pagina invulde A" in page.text
    assert "Wat je op deze pagina invulde B en C" in page.text
    visitor.send({"keep.q_een": "there", "keep.q_meer": "here"})
    assert stored(visitor, services, ref) == {"q_een": "c", "q_meer": ["c", "b"]}
    assert visitor.address == f"/r/{ref}/page/stellingen"


def test_the_choice_is_overtaken_once_more(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    form = open_page(visitor, ref, "naam")
    change_elsewhere(visitor, services, ref, "naam", q_naam="Piet")
    for choice, newest in (("here", "Klaas"), ("there", "Joris")):
        visitor.send({"q_naam": "Jan"}, form=form, status=409) if choice == "here" else None
        change_elsewhere(visitor, services, ref, "naam", q_naam=newest)
        page = visitor.send({"keep.q_naam": choice}, status=409)
        assert f"Wat intussen is bewaard {newest}" in page.text
        assert stored(visitor, services, ref) == {"q_naam": newest}
    visitor.send({"keep.q_naam": "there"})
    assert stored(visitor, services, ref) == {"q_naam": "Joris"}


def test_what_was_changed_elsewhere_only_is_told_and_kept(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    change_elsewhere(visitor, services, ref, "teksten", q_lang="Was zo", q_code="1111")
    form = open_page(visitor, ref, "teksten")
    change_elsewhere(visitor, services, ref, "teksten", q_lang="Is nu zo")
    page = visitor.send({"q_code": "2222"}, form=form)
    assert "Het blijft zoals het daar is: Vertel" in page.text
    assert stored(visitor, services, ref) == {"q_lang": "Is nu zo", "q_code": "2222"}


@pytest.mark.parametrize("nonsense", [None, "", "q_naam", "q_naam.zzz", "\x00 é .- q_naam.", "q_naam.0123456789" * 50])
def test_a_form_based_on_nonsense_overwrites_nothing(
    visitor: Visitor, services: Services, nonsense: str | None
) -> None:
    ref = begin(visitor, "soorten")
    form = open_page(visitor, ref, "naam")
    change_elsewhere(visitor, services, ref, "naam", q_naam="Piet")
    visitor.send({"q_naam": "Jan", "based_on": nonsense}, form=form, status=409)
    assert stored(visitor, services, ref) == {"q_naam": "Piet"}
    visitor.send({"q_naam": "Piet", "based_on": nonsense}, form=form)
    assert visitor.address.endswith("/teksten")


def test_nonsense_about_a_choice(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    form = open_page(visitor, ref, "naam")
    change_elsewhere(visitor, services, ref, "naam", q_naam="Piet")
    visitor.send({"q_naam": "Jan"}, form=form, status=409)
    visitor.send({"keep.q_naam": "nergens"}, status=422)
    form = visitor.page.form
    visitor.send({"disputed": "q_lang ../ \x00", "keep.q_naam": "here"}, form=form, status=200)
    assert stored(visitor, services, ref) == {"q_naam": "Piet"}
    visitor.send({"keep.q_naam": "here", "csrf_token": "vervalst"}, form=form, status=400)
    visitor.send({"keep.q_naam": "here"})
    assert stored(visitor, services, ref) == {"q_naam": "Jan"}


def test_the_back_button_to_ones_own_earlier_page_is_no_dispute(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan"})
    open_page(visitor, ref, "naam")
    visitor.send({"q_naam": "Piet"})
    assert stored(visitor, services, ref) == {"q_naam": "Piet"}


def test_the_language_button_keeps_what_is_typed_and_stays(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "club")
    assert (
        '<button type="submit" form="page-form" name="language" value="en" lang="en">English</button>' in visitor.html
    )
    assert not [link for link in visitor.page.links if "language=" in link]
    visitor.send({"r_naam": "Ans", "r_email": "geen adres", "language": "en"})
    assert visitor.address == f"/r/{ref}/page/jij"
    assert "Who are you?" in visitor.page.text
    assert visitor.page.form.filled["r_naam"] == ["Ans"]
    assert visitor.page.form.filled["r_email"] == ["geen adres"]
    response = fill.find(services, visitor.key(ref))
    assert response.language == "en"
    assert response.visited == ()
    visitor.send({"r_email": "", "language": "nl"})
    assert "Wie ben je?" in visitor.page.text
    visitor.send({"language": "tlh"})
    assert visitor.address == f"/r/{ref}/page/club"


def test_the_language_button_where_two_answers_are_in_dispute(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "club")
    form = visitor.page.form
    change_elsewhere(visitor, services, ref, "jij", r_naam="Bea")
    visitor.send({"r_naam": "Ans", "language": "en"}, form=form, status=409)
    assert "Who are you?" in visitor.page.text
    assert "This was changed elsewhere meanwhile" in visitor.page.text
    visitor.send({"language": "nl"}, status=409)
    assert "Wat je op deze pagina invulde Ans" in visitor.page.text
    visitor.send({"keep.r_naam": "here"})
    assert stored(visitor, services, ref) == {"r_naam": "Ans"}


def test_pages_without_typed_text_have_a_link_for_the_language(visitor: Visitor) -> None:
    ref = walk(visitor, "soorten", PAGES)
    assert f"/r/{ref}/check?language=en" in visitor.page.links
    assert 'form="page-form"' not in visitor.html


def test_the_first_button_of_the_form_goes_on(visitor: Visitor) -> None:
    """It is what Enter in a field presses."""
    begin(visitor, "soorten")
    first = visitor.html.index('<button type="submit"')
    button = visitor.html[first : visitor.html.index("</button>", first)]
    assert 'form="page-form"' in button
    assert "name=" not in button


def test_the_check_page_is_sent_as_it_was_seen(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    form = visitor.page.form
    change_elsewhere(visitor, services, ref, "naam", q_naam="Iemand anders")
    page = visitor.send(form=form, status=409)
    assert "Er is nog niets verstuurd" in page.text
    assert "Intussen veranderd Iemand anders" in page.text
    assert page.text.count("Intussen veranderd") == 1
    assert fill.find(services, visitor.key(ref)).revision == 0
    visitor.send()
    assert visitor.address == f"/r/{ref}/profile"
    visitor.send(form=form)
    assert fill.find(services, visitor.key(ref)).revision == 1


def test_a_check_page_that_does_not_say_what_it_showed_is_shown_again(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    visitor.send({"based_on": None}, status=409)
    assert "Intussen veranderd" not in visitor.page.text
    visitor.send()
    assert fill.find(services, visitor.key(ref)).revision == 1


def test_what_comes_too_late_can_still_be_read(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    form = open_page(visitor, ref, "teksten")
    visitor.open(f"/r/{ref}/check")
    visitor.send()
    before = stored(visitor, services, ref)
    page = visitor.send({"q_lang": "Een <b>lang</b>\r\nverhaal", "q_mail": "j@example.org"}, form=form, status=409)
    assert "Een &lt;b&gt;lang&lt;/b&gt;\nverhaal" in visitor.html
    assert "j@example.org" not in page.text
    assert f"/r/{ref}/profile" in page.links
    assert stored(visitor, services, ref) == before


def test_a_warning_is_told_once_for_each_answer(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")

    def send(**answers: str) -> str:
        visitor.send(answers)
        return visitor.address.rsplit("/", 1)[1]

    open_page(visitor, ref, "getallen")
    assert send(q_leden="2", q_actief="50") == "getallen"
    assert "dat er zo veel actieven zijn" in visitor.page.text
    assert send() == "keuzes"
    # Seen again, and the same: nothing stands in the way. Another answer that is odd too: told, once.
    open_page(visitor, ref, "getallen")
    assert "dat er zo veel actieven zijn" in visitor.page.text
    assert send() == "keuzes"
    open_page(visitor, ref, "getallen")
    assert send(q_actief="500") == "getallen"
    assert send() == "keuzes"
    open_page(visitor, ref, "getallen")
    assert send(q_fte="1") == "keuzes"
    open_page(visitor, ref, "getallen")
    assert send(q_actief="3") == "keuzes"


class TestParts:
    """What a script asks for while a page is filled in."""

    def ask(self, visitor: Visitor, form: Form, **answers: object) -> dict[str, dict[str, str]]:
        sent = {**form.filled, **answers}
        answer = visitor.client.post(form.action + "/parts", data=sent)
        assert answer.status_code == 200
        parts: dict[str, dict[str, str]] = json.loads(answer.text)["parts"]
        return parts

    def test_what_depends_on_the_page_is_drawn_and_nothing_is_kept(self, visitor: Visitor, services: Services) -> None:
        ref = begin(visitor, "soorten")
        form = open_page(visitor, ref, "keuzes")
        assert '<div data-part="q_waarom" hidden></div>' in visitor.html
        assert f'data-parts="/r/{ref}/page/keuzes/parts" data-causes="q_een"' in visitor.html
        before = self.ask(visitor, form)
        assert set(before) == {"q_meer"}
        after = self.ask(visitor, form, q_een="b")
        assert set(after) == {"q_waarom", "q_meer"}
        assert 'name="q_waarom"' in after["q_waarom"]["html"]
        assert after["q_waarom"]["label"] == "Waarom B?"
        assert after["q_waarom"]["based_on"] == "-"
        assert 'value="a"' in after["q_meer"]["html"]
        assert after["q_meer"]["look"] != before["q_meer"]["look"]
        other = self.ask(visitor, form, q_een="a", q_meer=["b"])
        assert other["q_meer"]["look"] == before["q_meer"]["look"]
        assert 'value="a"' not in other["q_meer"]["html"]
        assert 'value="b" checked' in other["q_meer"]["html"]
        assert stored(visitor, services, ref) == {}
        assert fill.find(services, visitor.key(ref)).saves == 0

    def test_a_sum_follows_what_is_typed(self, visitor: Visitor) -> None:
        ref = begin(visitor, "soorten")
        form = open_page(visitor, ref, "getallen")
        sums = self.ask(visitor, form, q_leden="1.200", q_actief="12")["q_totaal"]
        assert "1212" in sums["html"].replace(".", "")
        assert "based_on" not in sums

    def test_a_page_on_which_nothing_depends_asks_nothing(self, visitor: Visitor) -> None:
        begin(visitor, "soorten")
        assert "data-parts" not in visitor.html
        assert "data-part=" not in visitor.html

    def test_answers_of_an_appeared_question_are_saved_with_the_page(
        self, visitor: Visitor, services: Services
    ) -> None:
        ref = begin(visitor, "soorten")
        form = open_page(visitor, ref, "keuzes")
        asked = form.filled["asked"][0]
        visitor.send({"q_een": "b", "q_waarom": "Daarom", "asked": f"{asked} q_waarom"}, form=form)
        assert visitor.address == f"/r/{ref}/page/stellingen"
        assert stored(visitor, services, ref) == {"q_een": "b", "q_waarom": "Daarom"}

    def test_only_a_page_of_ours_gets_an_answer(self, app: Flask, visitor: Visitor) -> None:
        ref = begin(visitor, "soorten")
        form = open_page(visitor, ref, "keuzes")
        for sent in ({}, {**form.filled, "csrf_token": "vervalst"}):
            answer = visitor.client.post(form.action + "/parts", data=sent)
            assert answer.status_code == 400
            assert json.loads(answer.text)["parts"] == {}
        app.config["WTF_CSRF_ENABLED"] = False
        assert app.test_client().post(form.action + "/parts", data=form.filled).status_code == 403
        assert visitor.client.post(f"/r/{ref}/page/nergens/parts", data=form.filled).status_code == 404
        visitor.send(PAGES["keuzes"], form=form)

    def test_after_sending_there_is_nothing_to_ask(self, visitor: Visitor) -> None:
        ref = walk(visitor, "soorten", PAGES)
        form = open_page(visitor, ref, "keuzes")
        visitor.open(f"/r/{ref}/check")
        visitor.send()
        assert visitor.client.post(form.action + "/parts", data=form.filled).status_code == 409
