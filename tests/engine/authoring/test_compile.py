import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.authoring.compile import _left_out, compile_survey
from engine.authoring.diagnostics import Diagnostic, DiagnosticsError, Span, error, sort, warning
from engine.authoring.document import read
from engine.authoring.folder import FolderError, read_folder
from engine.authoring.nodes import to_plain
from engine.authoring.sources import kind_of, survey_hash
from engine.questionnaire import Questionnaire, Severity
from tests.engine.authoring.surveys import FILES, changed, compiled, diagnostics, found, sources
from tests.engine.authoring.test_examples import EXAMPLE

ALL: Mapping[str, str] = {**FILES, "examples/tuin.yaml": EXAMPLE}


class TestHash:
    def test_is_the_sha_256_of_names_and_contents(self) -> None:
        total = sha256(b"a.yaml\n1\nxb.yaml\n2\nyz")
        assert survey_hash({"b.yaml": b"yz", "a.yaml": b"x", "examples/c.yaml": b"q"}) == total.hexdigest()

    def test_does_not_depend_on_the_order_of_the_files(self) -> None:
        assert compiled(dict(reversed(list(FILES.items())))).hash == compiled().hash

    @given(st.dictionaries(st.text(max_size=3), st.binary(max_size=4), max_size=3),
           st.dictionaries(st.text(max_size=3), st.binary(max_size=4), max_size=3))  # fmt: skip
    def test_differs_for_other_sources(self, one: dict[str, bytes], other: dict[str, bytes]) -> None:
        assert (survey_hash(one) == survey_hash(other)) is (one == other)

    def test_changes_with_a_single_character(self) -> None:
        assert compiled(changed("en.yaml", "Growth", "growth")).hash != compiled().hash


class TestFiles:
    @pytest.mark.parametrize(
        ("name", "kind"),
        [("questionnaire.yaml", "questionnaire"), ("en.yaml", "translation"), ("pt-BR.yaml", "translation"),
         ("examples/a.yaml", "example"), ("examples/deep/a.yaml", None), ("scorng.yaml", None), ("en.yml", None)],
    )  # fmt: skip
    def test_have_a_kind_by_their_name(self, name: str, kind: str | None) -> None:
        assert kind_of(name) == kind

    def test_a_file_that_nobody_would_read(self) -> None:
        diagnostic = diagnostics(sources({**FILES, "scorng.yaml": "a: b"}))[0]
        assert (diagnostic.code, diagnostic.hint) == ("unknown-file", "Did you mean `scoring.yaml`?")

    def test_only_a_questionnaire_is_needed(self) -> None:
        assert compiled({"questionnaire.yaml": FILES["questionnaire.yaml"]}).languages == ("nl",)

    def test_without_one_there_is_nothing(self) -> None:
        assert found(sources({"scoring.yaml": FILES["scoring.yaml"]})) == [("missing-file", "questionnaire.yaml", 1, 1)]
        assert found({}) == [("missing-file", "questionnaire.yaml", 1, 1)]

    def test_when_one_cannot_be_read_nothing_is_told_of_what_it_would_declare(self) -> None:
        files = sources({**FILES, "scoring.yaml": FILES["scoring.yaml"] + "balance: [\n"})
        assert [each[0] for each in found(files)] == ["yaml-syntax"]


class TestFolder:
    def test_gives_the_yaml_files_by_name(self, tmp_path: Path) -> None:
        (tmp_path / "examples").mkdir()
        for name in ("questionnaire.yaml", "examples/a.yaml", "notes.txt", "en.yml"):
            (tmp_path / name).write_text("a: b")
        assert list(read_folder(tmp_path)) == ["en.yml", "questionnaire.yaml", "examples/a.yaml"]

    def test_what_is_no_survey(self, tmp_path: Path) -> None:
        with pytest.raises(FolderError, match=r"no questionnaire\.yaml"):
            read_folder(tmp_path)
        with pytest.raises(FolderError, match="not a folder"):
            read_folder(tmp_path / "nothing")

    def test_a_huge_file_is_not_read_whole(self, tmp_path: Path) -> None:
        (tmp_path / "questionnaire.yaml").write_bytes(b"#" * 3_000_000)
        files = read_folder(tmp_path)
        assert len(files["questionnaire.yaml"]) == 1_000_001
        assert [each[0] for each in found(files)] == ["file-too-large"]


class TestDiagnostics:
    def test_are_sorted_by_file_and_place_and_told_once(self) -> None:
        def at(file: str, line: int, column: int) -> Span:
            return Span(file, line, column, line, column)

        late, early = error("b", "s", at("questionnaire.yaml", 9, 1)), error("z", "s", at("questionnaire.yaml", 2, 9))
        mild, other = warning("a", "s", at("questionnaire.yaml", 2, 9)), error("a", "s", at("advice.yaml", 1, 1))
        example = error("a", "s", at("a.yaml", 1, 1))
        assert sort([late, example, other, mild, early, late]) == (early, mild, late, other, example)

    def test_warnings_do_not_stand_in_the_way(self) -> None:
        files = changed("en.yaml", "{title: The garden}", "{}")
        compilation = compile_survey(files)
        assert [each.severity for each in compilation.diagnostics] == [Severity.WARNING]
        assert compilation.require() is compilation.questionnaire

    def test_the_error_holds_them_all(self) -> None:
        files = changed("questionnaire.yaml", "required: true", "required: ja")
        files["en.yaml"] = b"survey: {titel: x}\n"
        with pytest.raises(DiagnosticsError, match=r"questionnaire\.yaml:19:23: .* \(and 1 more\)") as raised:
            compile_survey(files).require()
        assert [each.code for each in raised.value.diagnostics if each.severity is Severity.ERROR] == [
            "wrong-kind", "unknown-key",
        ]  # fmt: skip


def _check(files: Mapping[str, bytes]) -> None:
    """Compiling ends well, or with errors that have a place in a file of the survey."""
    compilation = compile_survey(files)
    errors = [each for each in compilation.diagnostics if each.severity is Severity.ERROR]
    assert (compilation.questionnaire is None) is bool(errors)
    for each in compilation.diagnostics:
        assert isinstance(each, Diagnostic)
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.code)
        assert each.summary
        assert each.span.line >= 1
        assert each.span.column >= 1
    if compilation.questionnaire is not None:
        _nothing_is_lost(files, compilation.questionnaire)


def _nothing_is_lost(files: Mapping[str, bytes], questionnaire: Questionnaire) -> None:
    """Whatever is declared is in the questionnaire: everything with an id, every option, weight and condition."""
    documents = {name: document for name in files if (document := read(name, files[name])[0]) is not None}
    assert _left_out(documents, questionnaire) == set()
    plain = {name: to_plain(document.root) for name, document in documents.items() if document.root is not None}
    asked = plain["questionnaire.yaml"]
    questions = [each for section in asked["sections"] for page in section["pages"] for each in page["questions"]]
    for each in questions:
        for declared in each.get("statements", [each]):
            question = questionnaire.questions[declared["id"]]
            assert len(question.options) == len(each.get("options", question.options)) or question.scale is not None
            assert (question.show_when is not None) is ("show_when" in declared or "show_when" in each)
            assert bool(question.text) is ("text" in declared)
    assert {name: len(scale) for name, scale in asked.get("scales", {}).items()} == {
        name: len(scale.options) for name, scale in questionnaire.scales.items()
    }
    for dimension in plain.get("scoring.yaml", {}).get("dimensions", []):
        built = next(each for each in questionnaire.scoring.dimensions if each.id == dimension["id"])
        assert len(built.weights) == len(dimension["weights"])
    assert len(questionnaire.checks) == len(asked.get("checks", []))


WORDS = st.sampled_from(
    ["", "null", "true", "4", "-1", "0", "1/0", "1/2", "tekst", "''", "[]", "{}", "[a, b]", "{a: b}", "'4'", "naam", "fase",
     "leden", "samen", "samenwerking", "goed", "mate", "scale", "note", "calculated", "single_choice", "consent", "all",
     "public", "person", "error", "'{naam}'", "'{'", "fase == 'idee'", "leden > 1", "today > 1", "leden", "[[[", "*x", "nl",
     "mag_op_kaart", "999999999999999999", "0.0000000001", "'\u0000'", "x" * 3000]
)  # fmt: skip


class TestAnySources:
    @given(st.sampled_from(sorted(ALL)), st.integers(0, 1000), st.integers(0, 1000), WORDS,
           st.sampled_from(["value", "key", "drop", "double", "indent", "cut"]))  # fmt: skip
    def test_with_one_line_spoiled(self, name: str, first: int, second: int, word: str, how: str) -> None:
        lines = ALL[name].splitlines()
        number = first % len(lines)
        line = lines[number]
        key, colon, _ = line.partition(": ")
        flow = re.search(r"(\w+): [^,}\]]+", line)
        if how == "value" and flow is not None and second % 2:
            lines[number] = f"{line[: flow.start()]}{flow[1]}: {word}{line[flow.end() :]}"
        elif how == "value":
            lines[number] = f"{key}{colon or ': '}{word}"
        elif how == "key":
            lines[number] = re.sub(r"\w+:", f"{word or 'x'}:", line, count=1)
        elif how == "drop":
            del lines[number : number + 1 + second % 4]
        elif how == "double":
            lines.insert(number, lines[second % len(lines)])
        elif how == "indent":
            lines[number] = "  " + line if second % 2 else line.removeprefix("  ")
        else:
            lines = lines[:number]
        _check(sources({**ALL, name: "\n".join(lines)}))

    @given(st.dictionaries(st.sampled_from(sorted(ALL)) | st.text(max_size=8), st.binary(max_size=40), max_size=4))
    def test_and_any_bytes(self, files: dict[str, bytes]) -> None:
        _check(files)
