"""What every test may ask for. Fixtures that only one package needs stand in that package's own conftest."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from results.accounts import passwords
from tests import compiling
from tests.chromium import chromium
from tests.databases import _sqlite_folder, database_kind, database_url, databases, migrated_url, postgres

__all__ = ["_sqlite_folder", "chromium", "database_kind", "database_url", "databases", "migrated_url", "postgres"]

# A slow, shared machine must not fail a test: hypothesis counts examples here, not seconds. `--hypothesis-profile=long`
# looks for rarer cases.
settings.register_profile("normal", deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile("normal")

FULL_COST = passwords._HASHER


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords are slow on purpose, and most tests are not about that: here they cost next to nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    with compiling.statements():
        yield


@pytest.fixture
def full_cost(monkeypatch: pytest.MonkeyPatch) -> Iterator[PasswordHasher]:
    """Passwords at the cost that they have in the application, for a test that is about them."""
    monkeypatch.setattr(passwords, "_HASHER", FULL_COST)
    passwords._nobody.cache_clear()
    yield FULL_COST
    passwords._nobody.cache_clear()
