"""The services of the application, for its views: the database, the surveys, the time and the places."""

from flask import current_app

from results.services import Services

EXTENSION = "zelfscan"


def services() -> Services:
    """The services of the application that answers this request."""
    used: Services = current_app.extensions[EXTENSION]
    return used
