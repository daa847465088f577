"""A small survey for these trials: forty pages with one question each, so that it starts quickly and pages abound."""

from pathlib import Path

PAGES = 40


def question(number: int) -> str:
    """The id of the question on page `number`, from 0."""
    return f"v_{number}"


def page(number: int) -> str:
    """The id of page `number`, from 0."""
    return f"blad_{number}"


def write(folder: Path) -> Path:
    """Write the survey `veel` under `folder`; gives `folder`, to be named in SURVEYS."""
    target = folder / "veel"
    target.mkdir(parents=True)
    pages = "".join(
        f"      - id: {page(number)}\n"
        f"        questions: [{{id: {question(number)}, type: long_text, text: Wat is {number}?, max_length: 5000}}]\n"
        for number in range(PAGES)
    )
    (target / "questionnaire.yaml").write_text(
        'survey: veel\nversion: "1.0"\nlanguage: nl\ntitle: Veel bladen\n'
        f"sections:\n  - id: deel\n    title: Alles\n    pages:\n{pages}",
        encoding="utf-8",
    )
    return folder
