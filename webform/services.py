"""The services of the application, for its views: the database, the surveys, the time and the places."""

from typing import cast

from flask import current_app

from results.services import Services

EXTENSION = "zelfscan"


def services() -> Services:
    """The services of the application that answers this request."""
    return cast(Services, current_app.extensions[EXTENSION])
