"""Filling in: start, question pages, check your answers, submit."""

from webform.fill import check as check  # its views stand on the same blueprint
from webform.fill import overview as overview  # and so does this one
from webform.fill import parts as parts
from webform.fill import saving as saving
from webform.fill import still_right as still_right
from webform.fill import unsaved as unsaved
from webform.fill.go_on import blueprint as go_on_blueprint
from webform.fill.views import blueprint

__all__ = ["blueprint", "go_on_blueprint"]
