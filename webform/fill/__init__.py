"""Filling in: start, question pages, check your answers, submit."""

from webform.fill import check as check  # its views stand on the same blueprint
from webform.fill.go_on import blueprint as go_on_blueprint
from webform.fill.views import blueprint

__all__ = ["blueprint", "go_on_blueprint"]
