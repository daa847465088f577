"""The coordinator's side: what waits, one submission, the decision."""

from webform.review.views import blueprint

__all__ = ["blueprint"]
