"""Filling in: start, question pages, check your answers, submit."""

from webform.fill import check as check  # its views stand on the same blueprint
from webform.fill.views import blueprint

__all__ = ["blueprint"]
