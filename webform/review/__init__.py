"""The coordinator's side: what waits, one submission, the decision."""

from webform.review import deciding, dismissing, handing, submission, waiting
from webform.review.blueprint import blueprint

__all__ = ["blueprint", "deciding", "dismissing", "handing", "submission", "waiting"]
