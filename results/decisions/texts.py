"""Ready-made texts for decisions: shipped with the program, changed in the application. Every version is kept.

A text belongs to a survey, a language and a kind of decision. What ships stays in its file; as soon as somebody saves another
version, that one counts.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from engine.values import Json
from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.decisions.placeholders import check
from results.errors.decisions import TextChanged, UnfitText
from results.map_entry import slug
from results.records.accounts import Account
from results.records.events import Actor
from results.review import Action
from results.services import Services
from results.store import accounts, decision_texts
from results.store.decision_texts import StoredText
from results.text import plain_text

SHIPPED = Path(__file__).with_name("shipped")
LONGEST_TITLE = 100
LONGEST_TEXT = 2000
FOR = (Action.APPROVE, Action.REQUEST_CHANGES, Action.REJECT, Action.REOPEN, Action.TAKE_OFF)
"""Decisions that have a text."""
_KEY = re.compile(r"[a-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class DecisionText:
    """A text as it is now. `version` 0: as it ships, `by` and `at` then None."""

    key: str
    survey: str
    language: str
    action: Action
    title: str
    text: str
    version: int = 0
    by: str | None = None
    at: datetime | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A text as somebody wants it. `based_on`: the version they saw; `key` is empty for a new one."""

    key: str
    survey: str
    language: str
    action: Action
    title: str
    text: str
    based_on: int = 0
    removed: bool = False


def texts(services: Services, survey: str, language: str, action: Action | None = None) -> tuple[DecisionText, ...]:
    """The texts there are now, those of `action` or all, in the order of the decisions, by title."""
    return tuple(
        sorted(
            (
                each
                for each in _newest(services, survey, language).values()
                if not each.removed and action in (None, each.action)
            ),
            key=lambda each: (FOR.index(each.action), each.title.casefold()),
        )
    )


def versions(services: Services, survey: str, language: str, key: str) -> tuple[DecisionText, ...]:
    """Every version of one text, the newest first, and last the one that ships; none when there is no such text."""
    if not _KEY.fullmatch(key):
        return ()
    with services.database.reading() as connection:
        stored = decision_texts.of(connection, survey, language, key)
        names = accounts.names(connection, frozenset(each.account_id for each in stored))
    shipped = _shipped(language).get(key)
    first = (replace(shipped, survey=survey),) if shipped is not None and shipped.survey in ("", survey) else ()
    return (*(_text(each, names) for each in stored), *first)


def save(services: Services, account: Account, edit: Edit) -> DecisionText:
    """Keep a new version of a text, or a new text.

    Raises:
        UnfitText: a title, text or placeholder that cannot be.
        TextChanged: somebody else saved a version meanwhile.
    """
    title, text = plain_text(edit.title).strip(), plain_text(edit.text).replace("\r\n", "\n").strip()
    _check(edit, title, text)
    now = services.clock.now()
    try:
        with services.database.writing() as connection:
            key = edit.key or _new_key(
                title, decision_texts.keys(connection, edit.survey, edit.language), edit.language
            )
            there = decision_texts.of(connection, edit.survey, edit.language, key)
            newest = there[0].version if there else 0
            if newest != edit.based_on:
                names = accounts.names(connection, frozenset({there[0].account_id})) if there else {}
                raise TextChanged(names.get(there[0].account_id, "") if there else "")
            row = StoredText(
                edit.survey, edit.language, key, newest + 1, edit.action, title, text, edit.removed, account.id, now
            )
            decision_texts.add(connection, row)
            facts: dict[str, Json] = {
                "survey": edit.survey,
                "language": edit.language,
                "text": key,
                "version": newest + 1,
            }
            record(connection, Entry(now, Actor(account.role, account.id), Deed.TEXT_CHANGED, facts=facts))
    except IntegrityError:  # two saved at the same moment
        raise TextChanged("") from None
    return _text(row, {account.id: account.name})


def _check(edit: Edit, title: str, text: str) -> None:
    if edit.action not in FOR:
        raise UnfitText("action", edit.action, "")
    if edit.key and not _KEY.fullmatch(edit.key):
        raise UnfitText("key", edit.key, "")
    if not title or len(title) > LONGEST_TITLE:
        raise UnfitText("title", title, str(LONGEST_TITLE))
    if not text or len(text) > LONGEST_TEXT:
        raise UnfitText("text", "", str(LONGEST_TEXT))
    check(text)


def _newest(services: Services, survey: str, language: str) -> dict[str, DecisionText]:
    with services.database.reading() as connection:
        stored = decision_texts.newest(connection, survey, language)
        names = accounts.names(connection, frozenset(each.account_id for each in stored))
    shipped = {
        key: replace(each, survey=survey) for key, each in _shipped(language).items() if each.survey in ("", survey)
    }
    return {**shipped, **{each.key: _text(each, names) for each in stored}}


@cache
def _shipped(language: str) -> dict[str, DecisionText]:
    file = SHIPPED / f"{language}.toml"
    if not file.is_file():
        return {}
    found = tomllib.loads(file.read_text(encoding="utf-8"))["text"]
    return {
        each["key"]: DecisionText(
            each["key"],
            each.get("survey", ""),
            language,
            Action(each["action"]),
            each["title"],
            each["text"].strip(),
        )
        for each in found
    }


def _new_key(title: str, stored: frozenset[str], language: str) -> str:
    wanted, taken = slug(title, "tekst")[:50], stored | _shipped(language).keys()
    number = 1
    while (key := wanted if number == 1 else f"{wanted}-{number}") in taken:
        number += 1
    return key


def _text(row: StoredText, names: dict[int, str]) -> DecisionText:
    return DecisionText(
        key=row.key,
        survey=row.survey,
        language=row.language,
        action=row.action,
        title=row.title,
        text=row.text,
        version=row.version,
        by=names.get(row.account_id, ""),
        at=row.at,
        removed=row.removed,
    )
