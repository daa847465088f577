"""The coordinator brings people into contact: who fits whom, proposals, and what initiators ask for."""

from webform.matching.views import blueprint

__all__ = ["blueprint"]
