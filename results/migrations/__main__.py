"""For developers: `python -m results.migrations "what changes"` writes the next revision from the difference to the tables
of `results.models`.
"""

import sys
import tempfile

from alembic import command

from results.database import Database
from results.migrations import configuration, migrate


def main(message: str) -> None:
    """Write a revision under `versions/`; read it and mend it before committing it."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/compared.sqlite"
        migrate(url)
        with Database.at(url).writing() as connection:
            command.revision(configuration(connection), message, autogenerate=True)


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
