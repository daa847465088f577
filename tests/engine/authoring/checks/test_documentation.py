"""Every diagnostic is explained in docs/researcher/diagnostics.md, with an example that gives it and nothing else."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import indent

import pytest

from engine.authoring.checks import MODULES
from engine.authoring.compile import compile_survey

ROOT = Path(__file__).parents[4]
PAGE = ROOT / "docs/researcher/diagnostics.md"
FENCE = re.compile(r'^```yaml title="(?P<title>[^"]+)"\n(?P<content>.*?)^```$', re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^### (?P<code>[a-z0-9-]+)\n\n\*\*(?P<severity>Error|Warning)\.\*\*", re.MULTILINE)
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
OTHER_WORDS = {"utf-8", "utf-8-sig"}
"""What looks like a code in the source and is none."""
OF_SEVERAL = {"unknown-survey", "unknown-value"}
"""Found where one survey speaks of another, so an example of one survey cannot give them; the page tells of them in words."""
SKELETON = """\
survey: club
version: "1.0"
language: en
title: Club scan
sections:
  - id: about
    title: About the club
    pages:
      - id: club
        questions:
"""

VARIANTS: dict[str, Callable[[str], bytes]] = {
    "": str.encode,
    "alone": str.encode,
    "saved as Latin-1": lambda text: text.encode("latin-1"),
    "with 1 MB of remarks": lambda text: (text + "# remark\n" * 120_000).encode(),
    "with an invisible character": lambda text: text.replace("club", "cl\x07ub").encode(),
    "nested 60 deep": lambda text: (text.rstrip() + " " + "[" * 60 + "]" * 60 + "\n").encode(),
    "with a very long condition": lambda text: text.replace(
        "members > 1", "members > 1" + " or members > 1" * 99
    ).encode(),
}
"""What cannot be shown on the page is done to the example by name."""


@dataclass(slots=True)
class Entry:
    code: str
    severity: str
    files: list[tuple[str, str, str]] = field(default_factory=list)
    """Name, variant and content."""

    def sources(self, base: Mapping[str, str]) -> dict[str, bytes]:
        """The files of the example, with those of the survey at the top of the page where it needs them."""
        own: dict[str, bytes] = {}
        for name, variant, content in self.files:
            if name == "questions":
                own["questionnaire.yaml"] = VARIANTS[variant](SKELETON + indent(content, " " * 10))
            else:
                own[name] = VARIANTS[variant](content)
        if "questionnaire.yaml" in own or any(variant == "alone" for _, variant, _ in self.files):
            return own
        return {**{name: text.encode() for name, text in base.items()}, **own}


def files_in(part: str) -> Iterator[tuple[str, str, str]]:
    for fence in FENCE.finditer(part):
        name, _, variant = fence["title"].partition(", ")
        yield name, variant, fence["content"]


def read_page() -> tuple[dict[str, str], list[Entry]]:
    page = PAGE.read_text(encoding="utf-8")
    headings = list(HEADING.finditer(page))
    ends = [heading.start() for heading in headings[1:]] + [len(page)]
    entries = [
        Entry(heading["code"], heading["severity"].lower(), list(files_in(page[heading.end() : end])))
        for heading, end in zip(headings, ends, strict=True)
    ]
    base = {name: content for name, _, content in files_in(page[: headings[0].start()])}
    return base, entries


BASE, ENTRIES = read_page()


def codes_in_source() -> set[str]:
    """The codes that rules declare, and every text elsewhere that stands in a call or table and looks like a code."""
    found = {code for module in MODULES for code in module.CODES}
    for folder in ("authoring", "expressions"):
        for call in calls_and_tables(folder):
            found |= kebabs(call)
    for call in calls_and_tables("question_types"):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "SettingError":
            found |= kebabs(call.args[0])
    return found - OTHER_WORDS


def calls_and_tables(folder: str) -> Iterator[ast.AST]:
    for path in (ROOT / "engine" / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call | ast.Dict):
                yield node


def kebabs(node: ast.AST) -> set[str]:
    texts = (each.value for each in ast.walk(node) if isinstance(each, ast.Constant))
    return {text for text in texts if isinstance(text, str) and KEBAB.fullmatch(text)}


def test_what_is_documented_exists_and_what_exists_is_documented() -> None:
    documented = [entry.code for entry in ENTRIES]
    assert len(documented) == len(set(documented))
    assert set(documented) | OF_SEVERAL == codes_in_source()
    page = PAGE.read_text(encoding="utf-8")
    assert [code for code in OF_SEVERAL if f"(`{code}`)" not in page] == []


def test_no_heading_is_written_otherwise() -> None:
    assert PAGE.read_text(encoding="utf-8").count("\n### ") == len(ENTRIES)


def test_nothing_is_wrong_with_the_survey_at_the_top() -> None:
    assert set(BASE) == {"questionnaire.yaml", "scoring.yaml", "advice.yaml", "publication.yaml", "matching.yaml"}
    compilation = compile_survey({name: content.encode() for name, content in BASE.items()})
    assert compilation.diagnostics == ()
    assert compilation.questionnaire is not None


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_example_gives_exactly_its_code(entry: Entry) -> None:
    assert entry.files
    compilation = compile_survey(entry.sources(BASE))
    found = {(diagnostic.code, diagnostic.severity.value) for diagnostic in compilation.diagnostics}
    assert found == {(entry.code, entry.severity)}
    assert (compilation.questionnaire is None) is (entry.severity == "error")
    assert len(compilation.diagnostics) == 1


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_example_is_told_in_a_sentence_with_what_to_do(entry: Entry) -> None:
    for diagnostic in compile_survey(entry.sources(BASE)).diagnostics:
        assert diagnostic.summary
        assert not diagnostic.summary.endswith(".")
        assert "\n" not in diagnostic.summary + diagnostic.hint


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_rule_declares_its_codes_with_the_documented_severity(module: object) -> None:
    severities = {entry.code: entry.severity for entry in ENTRIES}
    codes = getattr(module, "CODES")  # noqa: B009  # modules have no common type
    assert codes
    assert {code: severity.value for code, severity in codes.items()} == {code: severities[code] for code in codes}
