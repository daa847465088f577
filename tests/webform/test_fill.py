import re

import pytest
from flask import Flask

from results.filling import fill
from results.services import Services
from tests.webform.conftest import both_databases
from tests.webform.kinds import PAGES
from tests.webform.visitor import Visitor
from tests.webform.walking import begin, walk


def place(visitor: Visitor) -> str:
    return visitor.address.rsplit("/", 1)[1]


def page_of(ref: str, page: str) -> str:
    return f"/r/{ref}/page/{page}"


def saved(services: Services, token: str) -> dict[str, object]:
    return dict(fill.find(services, token).answers)


@both_databases
def test_the_whole_way(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    assert "Jan" in visitor.page.text
    assert "1200 leden" in visitor.page.text
    assert "B" in visitor.page.text
    visitor.send()
    assert visitor.address == f"/r/{ref}/profile"
    assert fill.load(services, visitor.key(ref)).response.revision == 1


def test_the_start_page_tells_what_it_is(visitor: Visitor) -> None:
    visitor.open("/soorten")
    assert "<em>nadruk</em>" in visitor.html
    assert '<a href="https://example.org" rel="noopener noreferrer">een link</a>' in visitor.html
    assert "Begin" in visitor.page.text
    visitor.open("/")
    assert "/club" in visitor.page.links
    assert "/soorten" in visitor.page.links


def test_what_is_typed_is_shown_again_as_it_was_typed(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "getallen"))
    typed = {
        "q_leden": "veel",
        "q_fte": "1,25",
        "q_jaar": "19",
        "q_dag-day": "31",
        "q_dag-month": "2",
        "q_dag-year": "x",
    }
    visitor.send(typed, status=422)
    for name, text in typed.items():
        assert visitor.page.form.filled[name] == [text]
    assert visitor.page.links[:1] == ["#main"]
    for name in ("q_leden", "q_fte", "q_jaar", "q_dag"):
        assert f"#{name}" in visitor.page.links
        assert name in visitor.page.ids
    assert saved(services, visitor.key(ref)) == {"q_leden": "veel", "q_fte": "1,25", "q_jaar": "19", "q_dag": "31-2-x"}
    visitor.open(page_of(ref, "getallen"))
    assert visitor.page.form.filled["q_leden"] == ["veel"]
    assert "Vul een getal in" in visitor.page.text


def test_errors_stand_in_the_title_the_summary_and_at_the_field(visitor: Visitor) -> None:
    begin(visitor, "soorten")
    visitor.send(status=422)
    assert "<title>Fout: " in visitor.html
    assert "Hoe heet je? Vul dit in." in visitor.page.text
    assert re.search(
        r'id="q_naam"[^>]*aria-describedby="q_naam-hint q_naam-error"[^>]*aria-invalid="true"', visitor.html
    )


def test_nothing_is_missing_before_the_page_was_sent(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    assert "Vul dit in" not in visitor.page.text
    visitor.open(page_of(ref, "naam") + "?back=check")
    assert "Vul dit in" in visitor.page.text


def test_back_loses_nothing(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan"})
    visitor.send(PAGES["teksten"])
    assert place(visitor) == "getallen"
    back = visitor.page.links[
        next(i for i, link in enumerate(visitor.page.links) if "/page/" in link and "?" not in link)
    ]
    visitor.open(back)
    assert place(visitor) == "teksten"
    assert visitor.page.form.filled["q_lang"] == ["Een verhaal"]
    visitor.open(page_of(ref, "naam"))
    assert visitor.page.form.filled["q_naam"] == ["Jan"]
    assert "/soorten" in visitor.page.links


def test_a_question_that_appears_is_asked_on_the_same_page(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    assert "q_waarom" not in visitor.page.form.names
    visitor.send({"q_een": "b"})
    assert place(visitor) == "keuzes"
    assert "q_waarom" in visitor.page.form.names
    assert "nog iets bij gekomen" in visitor.page.text
    visitor.send(status=422)
    visitor.send({"q_waarom": "Daarom"})
    assert place(visitor) == "stellingen"
    # What went off the path is kept, and is there again when it comes back.
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "c"})
    assert saved(services, visitor.key(ref))["q_waarom"] == "Daarom"
    visitor.open(page_of(ref, "keuzes"))
    assert "q_waarom" not in visitor.page.form.names
    visitor.send({"q_een": "b"})
    assert place(visitor) == "stellingen"


def test_options_that_do_not_apply_are_not_offered(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "c"})
    visitor.open(page_of(ref, "keuzes"))
    assert visitor.page.form.offered["q_meer"] == ["a", "b", "c", "geen"]
    visitor.send({"q_een": "a"})
    visitor.open(page_of(ref, "keuzes"))
    assert visitor.page.form.offered["q_meer"] == ["b", "c", "geen"]
    visitor.send({"q_meer": ["a"]}, status=422)
    assert "‘A’ past niet bij een eerder antwoord" in visitor.page.text


def test_a_warning_is_shown_once_and_does_not_block(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "<b>Jan</b>"})
    visitor.open(page_of(ref, "getallen"))
    visitor.send({"q_leden": "2", "q_actief": "50"})
    assert place(visitor) == "getallen"
    assert "Klopt het, <b>Jan</b>, dat er zo veel actieven zijn?" in visitor.page.text
    assert "<b>Jan" not in visitor.html
    assert "Samen: 52" in visitor.page.text
    assert "Druk dan nog een keer op ‘Bewaar en ga verder’." in visitor.page.text  # how to go on
    visitor.send()
    assert place(visitor) == "keuzes"


def test_from_the_check_page_and_back_to_it(visitor: Visitor) -> None:
    ref = walk(visitor, "soorten", PAGES)
    link = next(link for link in visitor.page.links if "/page/keuzes" in link)
    visitor.open(link.split("#")[0])
    visitor.send({"q_een": "a", "q_meer": ["b"]})
    assert visitor.address == f"/r/{ref}/check"


def test_what_is_missing_is_listed_with_links(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(f"/r/{ref}/check")
    assert "Er mist nog iets" in visitor.page.text
    visitor.send(status=422)
    assert "Dit moet nog in orde" in visitor.page.text
    assert f"/r/{ref}/page/naam?back=check#q_naam" in visitor.page.links


def test_one_question_alone_is_the_heading(visitor: Visitor) -> None:
    begin(visitor, "soorten")
    assert visitor.html.count("<h1") == 1
    assert re.search(r"<h1[^>]*><label[^>]*for=\"q_naam\"", visitor.html)


def test_every_page_has_one_heading_and_progress(visitor: Visitor) -> None:
    ref = walk(visitor, "soorten", PAGES)
    for page in PAGES:
        visitor.open(page_of(ref, page))
        assert visitor.html.count("<h1") == 1
        assert re.search(r"Onderdeel [12] van 2", visitor.page.text)


def test_markdown_and_pipes_in_texts(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    assert "Je <em>eigen</em> naam." in visitor.html
    visitor.send({"q_naam": "*J* {q_lang} <i>"})
    visitor.open(page_of(ref, "keuzes"))
    assert "Let <em>op</em>, *J* {q_lang} &lt;i&gt;." in visitor.html
    assert "Kies er een, *J* {q_lang} &lt;i&gt;" in visitor.html


def test_a_page_off_the_path_leads_to_where_one_is(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "alleen_b"))
    assert place(visitor) == "naam"
    assert "hoort niet bij jullie scan" in visitor.page.text
    form = visitor.page.form
    form.action = page_of(ref, "alleen_b")
    visitor.send({"asked": "q_extra", "q_extra": "toch"}, form=form)
    assert place(visitor) == "naam"
    assert saved(services, visitor.key(ref)) == {"q_extra": "toch"}


def test_a_page_that_does_not_exist(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    form = visitor.page.form
    visitor.open(page_of(ref, "nergens"), status=404)
    form.action = page_of(ref, "nergens")
    visitor.send(form=form, status=404)


def test_a_page_out_of_order_is_allowed_on_the_path(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "volgorde"))
    visitor.send({"q_rang-2": "z", "q_delen-x": "60", "q_delen-y": "40"})
    assert place(visitor) == "ja"
    assert saved(services, visitor.key(ref)) == {"q_rang": ["", "z"], "q_delen": {"x": "60", "y": "40"}}
    visitor.open(page_of(ref, "volgorde"))
    assert visitor.page.form.filled["q_rang-2"] == ["z"]
    visitor.open(f"/r/{ref}")
    assert visitor.address == f"/r/{ref}/overview"
    assert page_of(ref, "naam") in visitor.page.links


def test_an_answer_is_taken_away_by_leaving_it_empty(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "c", "q_meer": ["a"]})
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_meer": []})
    assert saved(services, visitor.key(ref)) == {"q_een": "c"}


def test_without_the_hidden_field_nothing_is_taken_away(visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "c", "q_meer": ["a"]})
    visitor.open(page_of(ref, "keuzes"))
    visitor.send({"q_een": "b", "q_meer": []}, leave="asked", status=200)
    assert saved(services, visitor.key(ref)) == {"q_een": "b", "q_meer": ["a"]}


def test_submitting_twice_is_submitting_once(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    form = visitor.page.form
    visitor.send(form=form)
    visitor.send(form=form)
    assert visitor.address == f"/r/{ref}/profile"
    assert fill.load(services, visitor.key(ref)).response.revision == 1


def test_after_submitting_the_pages_are_closed(visitor: Visitor, services: Services) -> None:
    ref = walk(visitor, "soorten", PAGES)
    visitor.open(page_of(ref, "naam"))
    form = visitor.page.form
    visitor.open(f"/r/{ref}/check")
    visitor.send()
    before = saved(services, visitor.key(ref))
    visitor.open(page_of(ref, "naam"))
    assert visitor.address == f"/r/{ref}/profile"
    visitor.send({"q_naam": "Piet"}, form=form, status=409)
    assert "kunnen nu niet worden gewijzigd" in visitor.page.text
    assert "Hoe heet je? Piet" in visitor.page.text
    visitor.send(form=form)
    assert visitor.address == f"/r/{ref}/profile"
    assert "kunnen nu niet worden gewijzigd" in visitor.page.text
    assert saved(services, visitor.key(ref)) == before
    visitor.open(f"/r/{ref}/check")
    assert visitor.address == f"/r/{ref}/profile"


def test_the_profile_comes_after_submitting(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    visitor.open(f"/r/{ref}/profile")
    assert place(visitor) == "naam"


def test_this_browser_finds_its_response_again(visitor: Visitor, app: Flask) -> None:
    ref = begin(visitor, "soorten")
    visitor.open("/soorten")
    assert f"/r/{ref}" in visitor.page.links
    other = Visitor(app)
    other.open("/soorten")
    assert f"/r/{ref}" not in other.page.links
    other.open(f"/r/{ref}", status=403)
    assert "Open je scan" in other.page.text


@both_databases
def test_two_pages_sent_at_once_are_both_kept(app: Flask, services: Services, visitor: Visitor) -> None:
    from concurrent.futures import ThreadPoolExecutor

    ref = begin(visitor, "soorten")
    app.config["WTF_CSRF_ENABLED"] = False
    cookie = visitor.client.get_cookie("zelfscan")
    assert cookie is not None
    sent = {"naam": {"q_naam": "Jan"}, "teksten": {"q_lang": "Een verhaal"}, "getallen": {"q_leden": "5"}}

    def send(page: str) -> int:
        data = {"asked": " ".join(sent[page]), **sent[page]}
        client = app.test_client()
        client.set_cookie("zelfscan", cookie.value)
        return client.post(page_of(ref, page), data=data).status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(send, [*sent, *sent])) == {303}
    assert saved(services, visitor.key(ref)) == {"q_naam": "Jan", "q_lang": "Een verhaal", "q_leden": "5"}


def test_a_survey_that_is_not_there(visitor: Visitor) -> None:
    visitor.open("/nergens", status=404)
    visitor.open("/soorten")
    form = visitor.page.form
    form.action = "/nergens"
    visitor.send(form=form, status=404)


def test_starting_is_limited(app: Flask, visitor: Visitor) -> None:
    app.config["START_LIMIT"] = "2 per minute"
    begin(visitor, "soorten")
    begin(visitor, "soorten")
    visitor.open("/soorten")
    visitor.send(status=429)
    assert "Wacht een paar minuten" in visitor.page.text


@pytest.mark.parametrize("survey", ["club", "soorten"])
def test_a_survey_is_shown_in_both_languages(visitor: Visitor, survey: str, services: Services) -> None:
    ref = begin(visitor, survey)
    visitor.open(visitor.address + "?language=en")
    assert '<html lang="en"' in visitor.html
    assert "Save and continue" in visitor.page.text
    if survey == "club":
        assert "Who are you?" in visitor.page.text
        assert fill.find(services, visitor.key(ref)).language == "en"
    else:
        assert "Hoe heet je?" in visitor.page.text
    visitor.open(visitor.address + "?language=nl")
    assert "Bewaar en ga verder" in visitor.page.text
