"""What the respondent gets back: the profile of challenges, with advice, and the state of the review."""

from webform.profile.views import blueprint

__all__ = ["blueprint"]
