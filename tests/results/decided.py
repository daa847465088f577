"""Decisions in a word, for tests that are about something else."""

from results.decisions.deciding import Decision, decide
from results.records.accounts import Account
from results.records.responses import Response
from results.review import Action
from results.services import Services


def approve(services: Services, response_id: str, revision: int, account: Account, reason: str = "") -> Response:
    return decide(services, response_id, account, Decision(Action.APPROVE, revision, reason))


def reject(services: Services, response_id: str, revision: int, account: Account, reason: str) -> Response:
    return decide(services, response_id, account, Decision(Action.REJECT, revision, reason))


def request_changes(services: Services, response_id: str, revision: int, account: Account, reason: str) -> Response:
    return decide(services, response_id, account, Decision(Action.REQUEST_CHANGES, revision, reason))


def reopen(services: Services, response_id: str, revision: int, account: Account, reason: str) -> Response:
    return decide(services, response_id, account, Decision(Action.REOPEN, revision, reason))


def take_off(services: Services, response_id: str, revision: int, account: Account, reason: str) -> Response:
    return decide(services, response_id, account, Decision(Action.TAKE_OFF, revision, reason))
