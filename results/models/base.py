"""What every table is made with: their common base, and the lengths of what stands in many of them."""

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase

HASH = String(64)
NAME = String(100)
"""Of what a survey names: itself, a question, a challenge."""
RESPONSE_ID = String(32)
WORD = String(40)


class Base(DeclarativeBase):
    """The tables of this application, with one way of naming constraints so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
