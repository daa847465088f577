"""What every test may ask for. Fixtures that only one package needs stand in that package's own conftest."""

from hypothesis import settings

from tests.databases import _sqlite_templates, database_kind, database_url, databases, migrated_url, postgres

__all__ = ["_sqlite_templates", "database_kind", "database_url", "databases", "migrated_url", "postgres"]

# A slow, shared machine must not fail a test: hypothesis counts examples here, not seconds. `--hypothesis-profile=long`
# looks for rarer cases.
settings.register_profile("normal", deadline=None, max_examples=100)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile("normal")
