"""The commands for who writes questionnaires: check, evaluate, codebook, schema and new."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from webform.cli import COMMANDS, main
from webform.config import SHIPPED_SURVEYS

SURVEY = """\
survey: tuin
version: "1.0"
language: nl
title: De tuin
sections:
  - id: begin
    title: Begin
    pages:
      - id: eerste
        questions:
          - {id: naam, type: short_text, text: Hoe heet de tuin?, required: true}
          - id: fase
            type: single_choice
            text: In welke fase?
            options:
              - {value: idee, label: Idee, points: 0}
              - {value: groei, label: Groei, points: 100}
              - {value: 4, label: Vier, points: 40}
          - {id: leden, type: integer, text: Hoeveel leden?, min: 0, show_when: fase != "idee"}
          - {id: gestart, type: year, text: Sinds wanneer?, max: this_year}
          - {id: toestemming, type: consent, text: Mag het?, purpose: De kaart}
checks:
  - {id: veel, question: leden, severity: warning, when: leden > 100, text: Zo veel?}
"""
SCORING = """\
bands: {standen: [{id: goed, title: Goed, from: 50, tone: good, symbol: "+"}, {id: slecht, title: Slecht, from: 0, tone: hard, symbol: "-"}]}
dimensions: [{id: groei, title: Groei, bands: standen, weights: {fase: 1}}]
"""
EXAMPLE = "today: 2020-01-01\nanswers: {naam: De Akker, fase: groei}\nexpect: {dimensions: {groei: {score: 100}}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with one survey in it: surveys/tuin."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SURVEYS", raising=False)
    survey = tmp_path / "surveys" / "tuin"
    (survey / "examples").mkdir(parents=True)
    (survey / "questionnaire.yaml").write_text(SURVEY, encoding="utf-8")
    (survey / "scoring.yaml").write_text(SCORING, encoding="utf-8")
    (survey / "examples" / "een.yaml").write_text(EXAMPLE, encoding="utf-8")
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def spoil(folder: Path, old: str, new: str) -> None:
    file = folder / "surveys" / "tuin" / "questionnaire.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def evaluated(answers: str | bytes, *options: str, name: str = "answers.yaml") -> Any:
    Path(name).write_bytes(answers.encode() if isinstance(answers, str) else answers)
    result = run("evaluate", "tuin", name, *options)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


class TestVersions:
    def test_check_reminds_of_the_version_where_answers_to_two_texts_would_have_one(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from results.filling.fill import start
        from results.migrations import migrate
        from webform.config import Config
        from webform.wsgi import make_services

        for name in ("DATABASE_URL", "SECRET_KEY"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("INSTANCE", str(folder / "var"))
        monkeypatch.setenv("SURVEYS", "surveys")
        config = Config.from_environment()
        migrate(config.database_url)
        services = make_services(config)
        start(services, "tuin", "nl")
        services.database.close()
        assert "Raise `version`" not in run("check", "tuin").output
        spoil(folder, "text: In welke fase?", "text: In welke fase zijn jullie?")
        reminded = run("check", "tuin")
        assert reminded.exit_code == 0
        assert "with other files of this version is there too (1). Raise `version`" in reminded.stderr
        assert "Raise" not in reminded.stdout, "what programs read stays as it is"


class TestHelp:
    @pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("serve", "user")])
    def test_every_command_has_an_example(self, command: str) -> None:
        result = run(command, "--help")
        assert result.exit_code == 0
        assert "Example" in result.stdout
        assert f"zelfscan {command}" in result.stdout

    def test_the_list_of_commands(self) -> None:
        result = run("--help")
        assert all(name in result.stdout and text in result.stdout for name, text in COMMANDS.items())

    def test_an_unknown_command(self) -> None:
        assert run("chek").exit_code == 2

    def test_checking_does_not_wait_for_the_web_application(self) -> None:
        program = (
            "import sys; from webform.cli import main; main(['check', 'zelfscan'], standalone_mode=False);"
            "print(sorted(sys.modules.keys() & {'flask', 'sqlalchemy', 'granian', 'wtforms'}))"
        )
        result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert result.stdout.splitlines()[-1] == "[]"


def test_the_commands_that_researchers_read_of_exist() -> None:
    page = Path(__file__).parents[2] / "docs" / "researcher" / "write-a-survey.md"
    shown = re.findall(r"^zelfscan ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(shown) >= 4
    assert set(shown) <= COMMANDS.keys()


class TestCheck:
    def test_two_surveys_of_one_name(self, folder: Path) -> None:
        shutil.copytree(folder / "surveys" / "tuin", folder / "surveys" / "veld")
        result = run("check", "surveys")
        assert result.exit_code == 1
        assert (
            "surveys/veld/questionnaire.yaml:1:9: error: The survey in surveys/tuin is called `tuin` too [survey-twice]"
            in result.stdout
        )
        told = json.loads(run("check", "surveys", "--format", "json").stdout)
        assert [(each["code"], each["severity"]) for each in told] == [("survey-twice", "error")]
        assert run("check", "tuin", "tuin", "surveys/tuin").exit_code == 0  # the same one, named thrice

    def test_what_a_survey_says_of_another_is_looked_up(self, folder: Path) -> None:
        shipped = Path(__file__).parents[2] / "surveys" / "kennismaking"
        shutil.copytree(shipped, folder / "surveys" / "kennismaking")
        matching = folder / "surveys" / "kennismaking" / "matching.yaml"
        assert run("check", "surveys/kennismaking").exit_code == 0  # zelfscan is found by name
        matching.write_text(matching.read_text("utf-8").replace("survey: zelfscan", "survey: zelfscaan"), "utf-8")
        result = run("check", "surveys/kennismaking")
        assert result.exit_code == 1
        assert "There is no survey `zelfscaan` [unknown-survey]" in result.stdout
        assert "Did you mean `zelfscan`?" in result.stdout
        matching.write_text(matching.read_text("utf-8").replace("survey: zelfscaan", "survey: tuin"), "utf-8")
        assert "`tuin` has no question `p_sector` [unknown-question]" in run("check", "surveys").stdout

    def test_a_good_survey(self, folder: Path) -> None:
        result = run("check", "tuin")
        assert result.exit_code == 0
        assert result.stdout == "surveys/tuin: no errors (tuin 1.0: 5 questions; nl)\n"

    @pytest.mark.parametrize("argument", ["surveys/tuin", "./surveys/tuin/", "surveys/tuin/questionnaire.yaml"])
    def test_by_its_path(self, folder: Path, argument: str) -> None:
        assert run("check", argument).exit_code == 0

    def test_an_error_has_its_line_a_caret_and_a_hint(self, folder: Path) -> None:
        spoil(folder, 'fase != "idee"', 'fse != "idee"')
        result = run("check", "tuin")
        assert result.exit_code == 1
        head, line, caret, hint, *_ = result.stdout.splitlines()
        assert head.startswith("surveys/tuin/questionnaire.yaml:19:81: error: ")
        assert head.endswith(" [unknown-question]")
        assert line[caret.index("^") : caret.rindex("^") + 1] == "fse"
        assert hint.strip() == "Did you mean `fase`?"
        assert result.stdout.endswith("surveys/tuin: 1 error\n")

    def test_as_json(self, folder: Path) -> None:
        spoil(folder, 'fase != "idee"', 'fse != "idee"')
        result = run("check", "tuin", "--format", "json")
        assert result.exit_code == 1
        (found,) = json.loads(result.stdout)
        assert {key: found[key] for key in ("code", "severity", "hint", "file", "line", "column")} == {
            "code": "unknown-question", "severity": "error", "hint": "Did you mean `fase`?",
            "file": "surveys/tuin/questionnaire.yaml", "line": 19, "column": 81,
        }  # fmt: skip
        assert found["summary"]

    def test_as_json_without_mistakes(self, folder: Path) -> None:
        assert json.loads(run("check", "tuin", "--format", "json").stdout) == []

    def test_a_failing_example(self, folder: Path) -> None:
        (folder / "surveys/tuin/examples/een.yaml").write_text(EXAMPLE.replace("100", "40"))
        result = run("check", "tuin")
        assert result.exit_code == 1
        assert (
            "surveys/tuin/examples/een.yaml:3:38: error: The score of `groei` is 100 [example-fails]" in result.stdout
        )

    def test_warnings_do_not_fail(self, folder: Path) -> None:
        (folder / "surveys/tuin/en.yaml").write_text("survey: {title: The garden}\n")
        result = run("check", "tuin")
        assert result.exit_code == 0
        assert "missing-translation" in result.stdout
        assert "1 warning (tuin 1.0" in result.stdout

    def test_several_and_all(self, folder: Path) -> None:
        shown = run("check").stdout.splitlines()
        assert [line.partition(":")[0].rpartition("/")[2] for line in shown] == ["tuin", "kennismaking", "zelfscan"]
        assert len(run("check", "tuin", "zelfscan").stdout.splitlines()) == 2

    def test_one_wrong_survey_among_several_fails(self, folder: Path) -> None:
        spoil(folder, "type: year", "type: yeer")
        result = run("check", "zelfscan", "tuin")
        assert result.exit_code == 1
        assert "Did you mean `year`?" in result.stdout

    def test_a_folder_with_surveys(self, folder: Path) -> None:
        assert run("check", "surveys").stdout.startswith("surveys/tuin: no errors")
        (folder / "surveys" / "leeg").mkdir()
        assert run("check", "surveys/leeg").exit_code == 2

    @pytest.mark.parametrize("argument", ["tuen", "surveys/tuin/scoring.yaml", "/nothing/here", "", "a\0b", "x" * 5000])
    def test_what_is_no_survey(self, folder: Path, argument: str) -> None:
        result = run("check", argument)
        assert result.exit_code == 2
        assert result.stderr.startswith("zelfscan: ")
        assert result.stdout == ""

    def test_a_name_mistyped(self, folder: Path) -> None:
        assert "Did you mean `tuin`?" in run("check", "tuen").stderr

    def test_a_folder_where_a_file_should_be(self, folder: Path) -> None:
        (folder / "surveys/tuin/nl.yaml").mkdir()
        assert run("check", "tuin").exit_code == 0

    def test_surveys_in_another_folder(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "elders").mkdir()
        (folder / "surveys" / "tuin").rename(folder / "elders" / "moestuin")
        monkeypatch.setenv("SURVEYS", str(folder / "elders"))
        assert run("check", "moestuin").exit_code == 0

    def test_the_shipped_surveys_have_nothing_to_tell(self) -> None:
        for survey in SHIPPED_SURVEYS.iterdir():
            assert json.loads(run("check", str(survey), "--format", "json").stdout) == []


@pytest.mark.usefixtures("folder")
class TestEvaluate:
    def test_prints_what_the_answers_add_up_to(self) -> None:
        told = evaluated("naam: De Akker\nfase: groei\nleden: 200\n", "--today", "2026-11-23")
        assert told.pop("hash")
        assert told == {
            "survey": "tuin",
            "version": "1.0",
            "path": ["naam", "fase", "leden", "gestart", "toestemming"],
            "problems": [{"question": "leden", "code": "check", "check": "veel", "severity": "warning"}],
            "dimensions": {"groei": {"score": 100, "band": "goed", "asked": 1, "answered": 1}},
            "groups": {},
            "factors": {},
            "unbalanced": False,
            "priorities": [],
            "calculated": {},
        }

    def test_without_enough_to_go_on_there_is_no_score(self) -> None:
        told = evaluated("{}")
        assert told["problems"] == [{"question": "naam", "code": "required"}]
        assert told["dimensions"]["groei"] == {"score": None, "band": None, "asked": 1, "answered": 0}

    @pytest.mark.parametrize("answer", ["4", '"4"', "4.0"])
    def test_a_number_and_its_text_are_the_same_answer(self, answer: str) -> None:
        for name in ("answers.yaml", "answers.json"):
            text = f'{{"naam": "A", "fase": {answer}}}'
            assert evaluated(text, name=name)["dimensions"]["groei"]["score"] == 40

    def test_yaml_is_read_as_in_surveys(self) -> None:
        told = evaluated("naam: no\nfase: idee\ntoestemming: no\n")
        assert told["problems"] == []
        assert told["path"] == ["naam", "fase", "gestart", "toestemming"]

    def test_the_day_decides(self) -> None:
        for today, problems in (("2020-05-01", ["too_high"]), ("2021-01-01", [])):
            told = evaluated("naam: A\ngestart: 2021\n", "--today", today)
            assert [problem["code"] for problem in told["problems"]] == problems

    def test_a_day_that_does_not_exist(self) -> None:
        Path("answers.yaml").write_text("naam: A\n")
        assert run("evaluate", "tuin", "answers.yaml", "--today", "2026-02-30").exit_code == 2

    def test_an_example_is_answers_too(self) -> None:
        result = run("evaluate", "tuin", "surveys/tuin/examples/een.yaml")
        assert json.loads(result.stdout)["dimensions"]["groei"]["score"] == 100

    @pytest.mark.parametrize(
        "answers", [b"naam: A\nfase: groei\n", b'{"naam": "A", "fase": "groei"}', b"{naam: A, fase: groei}"]
    )
    def test_from_standard_input(self, answers: bytes) -> None:
        result = run("evaluate", "tuin", "-", stdin=answers)
        assert json.loads(result.stdout)["dimensions"]["groei"]["score"] == 100

    @pytest.mark.parametrize(
        ("name", "content", "message"),
        [
            ("a.yaml", b"", "there are no answers"),
            ("a.yaml", b"- a\n- b\n", "a list"),
            ("a.yaml", b"just text", "a text"),
            ("a.yaml", b"a: b: c", "A colon is not possible here"),
            ("a.yaml", b"a: &x b\nc: *x", "alias"),
            ("a.yaml", b"naam: a\nnaam: b\n", "twice"),
            ("a.yaml", b"naam: a\0b", "invisible NUL"),
            ("a.yaml", b"naam: \xff", "not part of a UTF-8 text"),
            ("a.yaml", "naam: a".encode("utf-16"), "UTF-16"),
            ("a.yaml", b"#" * 1_000_001, "larger than 1 MB"),
            ("a.yaml", b"[" * 100_000, "levels deep"),
            ("a.json", b"", "not JSON"),
            ("a.json", b"[1, 2]", "a list"),
            ("a.json", b'"a"', "a text"),
            ("a.json", b"null", "nothing"),
            ("a.json", b'{"leden": NaN}', "NaN"),
            ("a.json", b'{"leden": -Infinity}', "-Infinity"),
            ("a.json", b'{"leden": ' + b"1" * 5000 + b"}", "5000 digits"),
            ("a.json", b'{"naam": "a", "naam": "b"}', "twice"),
            ("a.json", b"[" * 100_000, "nested too deeply"),
            ("a.json", b'{"naam": "\xff"}', "UTF-8"),
            ("a.json", b'{"naam": 1', "line 1"),
            ("a.json", b'{"naam": "' + b"x" * 1_000_000 + b'"}', "larger than 1 MB"),
        ],
    )
    def test_what_cannot_be_read(self, name: str, content: bytes, message: str) -> None:
        Path(name).write_bytes(content)
        result = run("evaluate", "tuin", name)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert message in result.stderr.replace("column 11", "line 1")

    @pytest.mark.parametrize("name", ["nothing.yaml", "surveys", "a\0b", "x" * 5000])
    def test_what_cannot_be_opened(self, name: str) -> None:
        result = run("evaluate", "tuin", name)
        assert result.exit_code == 2
        assert result.stderr.startswith("zelfscan: ")

    def test_questions_that_do_not_exist(self) -> None:
        Path("a.json").write_text('{"naam": "A", "fse": "groei", "\\ud800": 1}')
        result = run("evaluate", "tuin", "a.json")
        assert result.exit_code == 2
        assert "tuin has no question `fse`. Did you mean `fase`?" in result.stderr
        assert "`\\ud800`" in result.stderr
        codes = [problem["code"] for problem in json.loads(result.stdout)["problems"]]
        assert codes == ["unknown_question", "unknown_question"]

    @pytest.mark.parametrize(
        "value",
        ["1e1000000", '"sNaN"', '"1_000"', '"\\u0661\\u0662\\u0663"', '"\\ud800"', '"\\u0000"', '"\\u202e1"', "[]", "[[]]", "{}",
         "[1, 2]", '{"a": {"b": [null]}}', "true", "null", "1e400", "-1", '""', "12345678901234567890123456789"],
    )  # fmt: skip
    def test_any_value_is_an_answer_or_a_problem(self, value: str) -> None:
        for question in ("naam", "fase", "leden", "gestart", "toestemming"):
            told = evaluated(f'{{"{question}": {value}}}', name="answers.json")
            assert set(told["path"]) >= {"naam", "fase"}

    def test_a_survey_with_errors(self, folder: Path) -> None:
        spoil(folder, "type: year", "type: yeer")
        Path("a.yaml").write_text("naam: A\n")
        result = run("evaluate", "tuin", "a.yaml")
        assert result.exit_code == 2
        assert "Did you mean `year`?" in result.stderr


@pytest.mark.usefixtures("folder")
class TestEvaluateLines:
    def lines(self, content: bytes, name: str = "-") -> tuple[int, list[Any]]:
        result = run("evaluate", "tuin", "--ndjson", name, stdin=content)
        return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]

    def test_one_outcome_a_line(self) -> None:
        code, told = self.lines(b'{"fase": "groei"}\r\n\n{"fase": "idee"}')
        assert code == 0
        assert [each["dimensions"]["groei"]["score"] for each in told] == [100, 0]

    def test_a_broken_line_is_told_and_the_rest_goes_on(self) -> None:
        lines = [
            b'{"fase": "groei"}',
            b"{broken",
            b"[1]",
            b'{"naam": "\xff"}',
            b'{"a": NaN}',
            b"[" * 50_000,
            b'{"fase": 4}',
        ]
        code, told = self.lines(b"\n".join(lines))
        assert code == 1
        assert [each.get("line") for each in told] == [None, 2, 3, 4, 5, 6, None]
        assert all(each["error"] for each in told[1:6])
        assert told[6]["dimensions"]["groei"]["score"] == 40

    def test_a_line_that_is_too_long(self) -> None:
        code, told = self.lines(b'{"naam": "' + b"x" * 2_500_000 + b'"}\n{"fase": "groei"}\n')
        assert code == 1
        assert told[0] == {"line": 1, "error": "the line is longer than 1 MB"}
        assert told[1]["dimensions"]["groei"]["score"] == 100

    def test_from_a_file(self) -> None:
        Path("many.ndjson").write_bytes(b'{"fase": "groei"}\n' * 50)
        code, told = self.lines(b"", "many.ndjson")
        assert (code, len(told)) == (0, 50)

    def test_nothing(self) -> None:
        assert self.lines(b"") == (0, [])


class TestCodebook:
    def test_in_markdown(self, folder: Path) -> None:
        result = run("codebook", "tuin")
        assert result.exit_code == 0
        assert "Hoeveel leden?" in result.stdout

    def test_as_json(self, folder: Path) -> None:
        told = json.loads(run("codebook", "tuin", "--format", "json").stdout)
        assert "leden" in json.dumps(told)

    def test_in_another_language(self) -> None:
        assert "What is your name?" in run("codebook", "zelfscan", "--language", "en").stdout

    def test_in_a_language_that_is_not_there(self, folder: Path) -> None:
        result = run("codebook", "tuin", "--language", "fr")
        assert result.exit_code == 2
        assert "there is nl" in result.stderr


class TestSchema:
    @pytest.mark.parametrize(
        "kind", ["questionnaire", "scoring", "advice", "publication", "matching", "translation", "example"]
    )
    def test_is_the_published_one(self, kind: str) -> None:
        import engine.authoring

        published = Path(engine.authoring.__file__).parent / f"{kind}.schema.json"
        assert run("schema", kind).stdout == published.read_text(encoding="utf-8")

    def test_is_that_of_the_questionnaire_by_default(self) -> None:
        assert run("schema").stdout == run("schema", "questionnaire").stdout

    def test_of_something_else(self) -> None:
        assert run("schema", "question").exit_code == 2


class TestNew:
    def test_is_a_survey_with_nothing_wrong(self, folder: Path) -> None:
        result = run("new", "my_survey")
        assert result.exit_code == 0
        assert "zelfscan check surveys/my_survey" in result.stdout
        assert json.loads(run("check", "my_survey", "--format", "json").stdout) == []
        assert "my_survey 0.1" in run("check", "my_survey").stdout

    def test_editors_find_the_schema(self, folder: Path) -> None:
        run("new", "my_survey")
        files = sorted((folder / "surveys/my_survey").rglob("*.yaml"))
        assert len(files) == 3
        for file in files:
            first = file.read_text(encoding="utf-8").splitlines()[0]
            assert (file.parent / first.rpartition("$schema=")[2]).resolve().is_file()

    def test_somewhere_else(self, folder: Path) -> None:
        assert run("new", "my_survey", "--in", "elders/diep").exit_code == 0
        assert run("check", "elders/diep/my_survey").exit_code == 0

    def test_never_writes_over_anything(self, folder: Path) -> None:
        before = (folder / "surveys/tuin/questionnaire.yaml").read_bytes()
        result = run("new", "tuin")
        assert result.exit_code == 2
        assert "choose another name" in result.stderr
        assert (folder / "surveys/tuin/questionnaire.yaml").read_bytes() == before

    @pytest.mark.parametrize("name", ["My Survey", "../up", "", "1st", "a/b", "a\0b", "x" * 200, "née"])
    def test_a_name_that_cannot_be(self, folder: Path, name: str) -> None:
        result = run("new", name)
        assert result.exit_code == 2
        assert "my_survey" in result.stderr

    def test_where_it_cannot_be_written(self, folder: Path) -> None:
        (folder / "file").write_text("")
        assert run("new", "my_survey", "--in", "file").exit_code == 2
