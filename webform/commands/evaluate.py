"""`zelfscan evaluate`: what answers add up to, as the application works it out."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import IO

import click

from engine.answering.answers import parse_answers, to_json
from engine.answering.outcome import Outcome
from engine.answering.outcome import evaluate as evaluate_answers
from engine.authoring.characters import LARGEST
from engine.expressions.suggest import did_you_mean
from engine.questionnaire import Questionnaire, Severity
from engine.values import AnswerProblem, Json
from results.adapters.clock import SystemClock
from webform.commands.answers import AnswersError, Response, read_line, read_response
from webform.commands.surveys import fail, load, printable

EXAMPLE = """\b
Examples:
  zelfscan evaluate zelfscan answers.yaml
  zelfscan evaluate zelfscan answers.json --today 2026-11-23
  zelfscan evaluate zelfscan --ndjson - < responses.ndjson > outcomes.ndjson
"""


@click.command(epilog=EXAMPLE)
@click.argument("survey")
@click.argument("answers", metavar="ANSWERS")
@click.option("--ndjson", is_flag=True, help="Read one response in JSON a line, and write one outcome a line.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day on which it is filled in, for conditions on dates [the current day].",
)
def evaluate(survey: str, answers: str, ndjson: bool, today: datetime | None) -> None:
    """Print, as JSON, what ANSWERS to SURVEY add up to.

    SURVEY is the name of a survey, or the path of its folder. ANSWERS is a YAML or JSON file with question ids and values,
    an example of a survey, or - for standard input.

    Exit status: 0, also when answers have problems (they are in the output); 2 when the answers cannot be read or name
    questions that do not exist. With --ndjson a line that cannot be read gives an object with an `error`, the rest goes
    on, and the exit status is 1.
    """
    questionnaire = load(survey)
    day = today.date() if today is not None else None
    try:
        with _open(answers) as stream:
            if ndjson:
                _evaluate_lines(questionnaire, stream, day)
            else:
                _evaluate_one(questionnaire, stream, answers, day)
    except OSError as problem:
        fail(f"{answers}: {problem.strerror or problem}")


def _open(name: str) -> IO[bytes]:
    if "\0" in name:
        fail("the name of the file holds a NUL character")
    return click.open_file(name, "rb")


def _evaluate_one(questionnaire: Questionnaire, stream: IO[bytes], name: str, today: date | None) -> None:
    try:
        response = read_response(stream, name, questionnaire)
    except AnswersError as problem:
        fail(f"{name}: {problem}")
    outcome = _outcome(questionnaire, response, today)
    click.echo(json.dumps(outcome_as_json(questionnaire, outcome), indent=2, ensure_ascii=True))
    unknown = [problem.question for problem in outcome.problems if problem.code == "unknown_question"]
    if unknown:
        fail("\n".join(_unknown(questionnaire, question) for question in unknown))


def _evaluate_lines(questionnaire: Questionnaire, stream: IO[bytes], today: date | None) -> None:
    failed = 0
    for number, line in _lines(stream):
        try:
            told = outcome_as_json(questionnaire, _outcome(questionnaire, read_line(line), today))
        except AnswersError as problem:
            failed += 1
            told = {"line": number, "error": str(problem)}
        click.echo(json.dumps(told, ensure_ascii=True))
    if failed:
        fail("1 line could not be read" if failed == 1 else f"{failed} lines could not be read", code=1)


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their number. Of a line that is too long only a part: enough to refuse it."""
    number = 0
    while line := stream.readline(LARGEST + 2):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(LARGEST)):
            pass
        if line.strip():
            yield number, line


def _outcome(questionnaire: Questionnaire, response: Response, today: date | None) -> Outcome:
    day = today or response.today or _current_day()
    return evaluate_answers(questionnaire, parse_answers(questionnaire, response.answers), day)


def _current_day() -> date:
    clock = SystemClock()
    return clock.date_of(clock.now())


def _unknown(questionnaire: Questionnaire, question: str) -> str:
    hint = did_you_mean(question, questionnaire.questions)
    return f"{questionnaire.survey} has no question `{printable(question[:80])}`. {hint}".rstrip()


def outcome_as_json(questionnaire: Questionnaire, outcome: Outcome) -> dict[str, Json]:
    """The outcome as the command prints it. A cross-question check also tells its id and its severity."""
    scores = outcome.scores
    return {
        "survey": questionnaire.survey,
        "version": questionnaire.version,
        "hash": questionnaire.hash,
        "path": list(outcome.path),
        "problems": [_problem(problem) for problem in outcome.problems],
        "dimensions": {
            name: {"score": score.score, "band": score.band, "asked": score.asked, "answered": score.answered}
            for name, score in scores.dimensions.items()
        },
        "groups": _plain(scores.groups),
        "factors": _plain(scores.factors),
        "unbalanced": scores.unbalanced,
        "priorities": list(scores.priorities),
        "calculated": dict(to_json(questionnaire, outcome.calculated)),
    }


def _plain(scores: Mapping[str, int | None]) -> dict[str, Json]:
    return dict(scores)


def _problem(problem: AnswerProblem) -> dict[str, Json]:
    told: dict[str, Json] = {"question": problem.question, "code": problem.code}
    if problem.check is not None:
        told["check"] = problem.check
    if problem.severity is not Severity.ERROR:
        told["severity"] = problem.severity.value
    return told
