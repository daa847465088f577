"""What is compiled once in a test process. Every test has a database and an application of its own, and each of these would
compile its statements, addresses and templates anew: the same text, the same result, half of the time that a test took.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import CodeType
from typing import Any

import pytest
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

Builder = Callable[..., tuple[str, str]]


class Statements(dict[Any, Any]):
    """SQL by what is asked (SQLAlchemy's option `compiled_cache`), whichever engine of its kind of database asks."""

    def get(self, key: Any, default: Any = None) -> Any:
        """What SQLAlchemy looks up; the first part of its key is the dialect of one engine."""
        return super().get(self._for_all(key), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(self._for_all(key), compiled)

    @staticmethod
    def _for_all(key: Any) -> Any:
        dialect, *asked = key
        return (dialect.name, dialect.driver, *asked)


class Templates(BytecodeCache):
    """Templates by their name and text."""

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """The compiled template, where there is one."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        assert bucket.code is not None
        self._compiled[bucket.key, bucket.checksum] = bucket.code


@contextmanager
def statements() -> Iterator[None]:
    """Every engine of the application finds the statements that another has compiled."""
    from sqlalchemy import create_engine

    from results import database

    with pytest.MonkeyPatch.context() as patch:
        make = partial(create_engine, execution_options={"compiled_cache": Statements()})
        patch.setattr(database, "create_engine", make)
        yield


@contextmanager
def templates() -> Iterator[None]:
    """Every application finds the templates that another has compiled."""
    from webform.app import Application

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Application, "jinja_options", {"bytecode_cache": Templates()})
        yield


@contextmanager
def addresses() -> Iterator[None]:
    """Every application finds the functions that werkzeug has compiled for another to make addresses of routes with."""
    from werkzeug.routing import Rule

    compiled: dict[Any, Builder] = {}
    compile_anew = Rule._compile_builder

    def builder(rule: Rule, append_unknown: bool = True) -> Builder:
        if rule.defaults:
            return compile_anew(rule, append_unknown)
        key = (rule.rule, tuple(rule._trace), append_unknown)
        if key not in compiled:
            compiled[key] = compile_anew(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", builder)
        yield
