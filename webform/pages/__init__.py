"""What people and the law expect of a site: privacy, accessibility, contact, and how scores are calculated."""

from webform.pages.site import init_pages
from webform.pages.views import blueprint

__all__ = ["blueprint", "init_pages"]
