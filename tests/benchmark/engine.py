"""The engine's budgets: evaluating answers, and compiling a survey."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.authoring.compile import compile_survey
from engine.authoring.folder import read_folder
from engine.questionnaire import Questionnaire
from tests.benchmark.measure import Row, row, timed
from tests.benchmark.peer import validator
from tests.engine import generated

ROOT = Path(__file__).resolve().parents[2]
ZELFSCAN = ROOT / "surveys" / "zelfscan"
TODAY = date(2026, 11, 23)
COLD_RUNS = 7


def rows() -> list[Row]:
    """Every line about the engine."""
    zelfscan = compile_survey(read_folder(ZELFSCAN)).require()
    complete = json.loads((Path(__file__).parent / "zelfscan_answers.json").read_text("utf-8"))
    found = evaluating("the zelfscan", zelfscan, complete, 0.1)
    for questions, budget in ((200, 0.2), (1_000, None)):
        survey = generated.documents(questions)
        compiled = compile_survey(generated.sources(questions)).require()
        answers = generated.answers(survey)
        found += evaluating(f"{questions} questions, 60 conditions, 10 scores", compiled, answers, budget)
    found.append(_cold("check and compile the zelfscan, both languages and examples, cold", str(ZELFSCAN), 60))
    found += [
        _cold("the same for 200 questions, cold", "200", None),
        _cold("the same for 1,000 questions, cold", "1000", 500),
        _cold("the same for 2,000 questions, cold", "2000", None, "linear when twice the line above"),
    ]
    return found


def evaluating(name: str, questionnaire: Questionnaire, raw: Mapping[str, Any], budget: float | None) -> list[Row]:
    """Evaluating one response, reading it, and jsonschema validating the same one."""
    answers = parse_answers(questionnaire, raw)
    outcome = evaluate(questionnaire, answers, TODAY)
    evaluated = timed(lambda: evaluate(questionnaire, answers, TODAY))
    parsed = timed(lambda: parse_answers(questionnaire, raw))
    peer = validator(questionnaire)
    peer_time = timed(lambda: list(peer.iter_errors(raw)))
    both = evaluated.median + parsed.median
    return [
        row(f"evaluate {name}", evaluated, budget, f"{len(outcome.path)} questions on the path"),
        row("&nbsp; read the same answers from JSON", parsed),
        row(
            "&nbsp; jsonschema validates the same",
            peer_time,
            None,
            f"{peer_time.median / both:.1f} times read + evaluate",
        ),
    ]


def _cold(name: str, what: str, budget: float | None, note: str = "") -> Row:
    """CPU time of the first compile in a new process, its imports left out; the median of several processes."""
    taken = sorted(
        float(
            subprocess.run(
                [sys.executable, "-m", "tests.benchmark.cold", what],
                cwd=ROOT,
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
        for _ in range(COLD_RUNS)
    )
    return Row(name, taken[len(taken) // 2], taken[0], budget=budget, note=note)
