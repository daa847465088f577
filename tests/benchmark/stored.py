"""Many submissions in a database, quickly: one that was made by the application itself, copied by the database."""

from collections.abc import Mapping

from sqlalchemy import text

from engine.values import Json
from results.filling import fill
from results.my_scan.submit import submit
from tests.browser.site import Site

_RESPONSE = (
    "INSERT INTO responses (id, survey, questionnaire_hash, language, answers, visited, saves, state, revision,"
    " approved_revision, created_at, changed_at, demo)"
    " SELECT {id}, survey, questionnaire_hash, language, answers, visited, saves, state, revision, approved_revision,"
    " created_at, changed_at, demo FROM responses, {numbers} WHERE responses.id = :id"
)
_SUBMISSION = (
    "INSERT INTO submissions (response_id, revision, questionnaire_hash, language, title, answers, profile, submitted_at)"
    " SELECT {id}, revision, questionnaire_hash, language, title, answers, profile, submitted_at"
    " FROM submissions, {numbers} WHERE submissions.response_id = :id"
)
_PIECES = {
    "sqlite": {
        "id": "printf('%032x', n)",
        "numbers": "(WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < :last) SELECT n FROM c)",
    },
    "postgresql": {"id": "lpad(to_hex(n), 32, '0')", "numbers": "generate_series(1, :last) AS n"},
}


def store_submissions(site: Site, answers: Mapping[str, Json], number: int) -> None:
    """Store `number` submissions that wait for review, the copies of one."""
    with site.services() as services:
        started = fill.start(services, "zelfscan", "nl")
        for page in services.surveys.current("zelfscan").pages.values():
            given = {question.id: answers[question.id] for question in page.questions if question.id in answers}
            fill.save_page(services, started.token, page.id, given)
        submission = submit(services, started.token)
        pieces = _PIECES[services.database.engine.dialect.name]
        with services.database.writing() as connection:
            for statement in (_RESPONSE, _SUBMISSION):
                filled = text(statement.format(**pieces))
                connection.execute(filled, {"id": submission.response_id, "last": number})
