"""What every test may ask for. Fixtures that only one package needs stand in that package's own conftest."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from results import passwords
from tests.databases import _sqlite_templates, database_kind, database_url, databases, migrated_url, postgres

__all__ = ["_sqlite_templates", "database_kind", "database_url", "databases", "migrated_url", "postgres"]

# A slow, shared machine must not fail a test: hypothesis counts examples here, not seconds. `--hypothesis-profile=long`
# looks for rarer cases.
settings.register_profile("normal", deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile("normal")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Passwords as argon2id too, but quick: a real one takes 0.05 to 0.3 s on purpose. Programs that are started keep those."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1))
        yield
