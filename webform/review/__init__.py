"""The coordinator's side: what waits, one submission, the decision."""

from webform.review import composing, deciding, dismissing, handing, reports, submission, texts, waiting
from webform.review.blueprint import blueprint

__all__ = ["blueprint", "composing", "deciding", "dismissing", "handing", "reports", "submission", "texts", "waiting"]
