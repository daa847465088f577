"""House rules that no linter knows: names, sizes, where the clock and the environment are read, what is locked and shown.

Each of them is written down in CONTRIBUTING.md.
"""

import ast
import json
import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePath

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PACKAGES = ("engine", "results", "webform")

NOT_NAMES = {"data", "item", "items", "info", "helper", "helpers", "util", "utils", "manager", "process", "handle"}
# Names that a library asks for: WTForms and SQLAlchemy call these.
ASKED_FOR = {
    "webform/fields": {"FormData", "data", "formdata", "process", "process_data", "process_formdata"},
    "results": {"process_bind_param", "process_result_value"},
}

# "About 300" and "about 40": what is a little longer is not worth a split, what is more than that is.
MODULE_LINES = 330
FUNCTION_LINES = 50

# The only modules that may ask what time it is, or what the environment holds.
CLOCKS = {"results/adapters/clock.py"}
ENVIRONMENTS = {"webform/config.py"}


def _modules() -> list[Path]:
    return sorted(path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@cache
def _tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def _names(tree: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def _words(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_"))


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return (function.end_lineno or first.lineno) - first.lineno + 1


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def _uses(names: set[str]) -> set[str]:
    """The modules that use one of these dotted names, however much of its beginning was imported away."""
    found = set()
    for module in _modules():
        # `os.environ[name] = value` passes something on to a program that is started; it reads nothing.
        written = {
            id(node.value)
            for node in ast.walk(_tree(module))
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        }
        for node in ast.walk(_tree(module)):
            if (
                isinstance(node, ast.Attribute)
                and id(node) not in written
                and any(_dotted(node).endswith(name) for name in names)
            ):
                found.add(module.as_posix())
    return found


def test_names_say_what_a_thing_is() -> None:
    wrong = [
        f"{module}:{line}: {name}"
        for module in _modules()
        for name, line in [(module.stem, 1), *_names(_tree(module))]
        if _words(name) & NOT_NAMES and name not in ASKED_FOR.get(module.parent.as_posix(), ())
    ]
    assert not wrong, "\n".join(wrong)


def test_modules_hold_one_idea() -> None:
    lengths = {module.as_posix(): len((ROOT / module).read_text().splitlines()) for module in _modules()}
    assert {module: lines for module, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_functions_do_one_thing() -> None:
    long = {
        f"{module}:{node.lineno} {node.name}": _length(node)
        for module in _modules()
        if not module.is_relative_to("results/migrations/versions")  # a migration is a list of steps
        for node in ast.walk(_tree(module))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _length(node) > FUNCTION_LINES
    }
    assert not long, long


def test_every_module_says_what_it_is_for() -> None:
    assert [module.as_posix() for module in _modules() if not ast.get_docstring(_tree(module))] == []


def test_only_the_clock_reads_the_clock() -> None:
    assert _uses({"datetime.now", "datetime.utcnow", "date.today", "time.time", "time.time_ns"}) == CLOCKS


def test_only_the_configuration_reads_the_environment() -> None:
    assert _uses({"os.environ", "os.getenv"}) == ENVIRONMENTS


def test_the_engine_never_evaluates_text() -> None:
    called = [
        f"{module}:{node.lineno}"
        for module in _modules()
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile"}
    ]
    assert called == []


def test_files_that_the_manual_and_the_comments_name_are_there() -> None:
    named = re.compile(r"`((?:docs|engine|results|script|surveys|tests|webform)/[\w{},./-]*)`")
    missing = [
        f"{page.relative_to(ROOT)}: {path}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *map(ROOT.joinpath, _modules())]
        for name in named.findall(page.read_text(encoding="utf-8"))
        for path in _spelled_out(name)
        if not any((ROOT / begin / path).exists() for begin in ("", "tests"))
    ]
    assert not missing, "\n".join(missing)


def _spelled_out(name: str) -> list[str]:
    """The paths that a path with braces stands for."""
    first, brace, rest = name.partition("{")
    choices, _, last = rest.partition("}")
    return [f"{first}{choice}{last}" for choice in choices.split(",")] if brace else [name]


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt", "uv.txt"])
def test_locks_have_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^--?\w", text, re.MULTILINE)
    pinned = re.findall(r"^[\w.-]+==[^\n]+\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[\w.-]+", text, re.MULTILINE))


def test_the_locks_agree() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^([\w.-]+==[^ ]+)", (ROOT / "requirements" / lock).read_text(), re.MULTILINE))

    assert pins("run.txt") < pins("dev.txt")


def test_the_version_and_the_licence_are_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    assert (public["softwareVersion"], public["legal"]["license"]) == (project["version"], project["license"])
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text()


def _scripts() -> list[Path]:
    return sorted(path for path in (ROOT / "script").iterdir() if path.is_file() and not path.suffix)


@pytest.mark.parametrize("script", [*_scripts(), ROOT / ".ci" / "run"], ids=lambda path: path.name)
def test_a_script_can_be_started_and_is_explained(script: Path) -> None:
    assert os.access(script, os.X_OK)
    text = script.read_text()
    if text.startswith("#!/usr/bin/env bash"):
        subprocess.run(["bash", "-n", script], check=True)
        assert "set -euo pipefail" in text
    assert text.splitlines()[1].startswith(("# ", '"""'))


@pytest.mark.parametrize("script", _scripts(), ids=lambda path: path.name)
def test_every_script_is_documented(script: Path) -> None:
    assert f"script/{script.name}" in (ROOT / "docs" / "developer" / "index.md").read_text()


def test_editors_know_the_schema_of_every_file_of_a_survey() -> None:
    settings = re.sub(r"^\s*//.*$", "", (ROOT / ".vscode" / "settings.json").read_text(), flags=re.MULTILINE)
    schemas: dict[str, str | list[str]] = json.loads(settings)["yaml.schemas"]
    assert [schema for schema in schemas if not (ROOT / schema).is_file()] == []
    patterns = [pattern for value in schemas.values() for pattern in ([value] if isinstance(value, str) else value)]
    files = [PurePath(file.relative_to(ROOT)) for file in (ROOT / "surveys").rglob("*.yaml")]
    assert files
    assert {file.as_posix(): sum(map(file.match, patterns)) for file in files} == {file.as_posix(): 1 for file in files}
