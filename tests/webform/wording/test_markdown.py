import pytest

from engine.questionnaire import Pipe, Text
from webform.wording.markdown import markdown


def html(*parts: str | Pipe, answer: str = "antwoord") -> str:
    return str(markdown(Text(parts), lambda _question: answer))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Een *woord*", "<p>Een <em>woord</em></p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](data:text/html,x)", "<p>[x](data:text/html,x)</p>"),
        ('![x](https://e.example/x.png "t")', "<p></p>"),
        ("[x](https://example.org)", '<p><a href="https://example.org" rel="noopener noreferrer">x</a></p>'),
    ],
)
def test_the_author_writes_markdown_and_no_html(written: str, shown: str) -> None:
    assert html(written) == shown


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("<b>vet</b>", "&lt;b&gt;vet&lt;/b&gt;"),
        ("*niet schuin* [x](https://e.example)", "*niet schuin* [x](https://e.example)"),
        ("\ue0000\ue001", "\ue0000\ue001"),
        ("&amp;", "&amp;amp;"),
        ("\\1 \\g<0>", "\\1 \\g&lt;0&gt;"),
    ],
)
def test_an_answer_is_never_read_as_markup(answer: str, shown: str) -> None:
    assert html("Hallo ", Pipe("naam"), "!", answer=answer) == f"<p>Hallo {shown}!</p>"


def test_a_place_cannot_be_forged_by_the_author() -> None:
    assert html("a \ue0000\ue001 b ", Pipe("naam")) == "<p>a 0 b antwoord</p>"


def test_nothing_is_nothing() -> None:
    assert html() == ""
