"""What others take over: open data, a feed, the map of the site for search engines, and what belongs to sharing a page.

For programs rather than people: no cookie is read or set here, the language stands in the address (`lang`), every answer may
be kept if it is asked each time whether it is still good, and what went wrong is told as JSON (RFC 9457). Addresses in it
are those of the configuration, never of the request.
"""

from webform.published import api, description, feed, one, robots, share, sitemap
from webform.published.blueprint import blueprint

__all__ = ["api", "blueprint", "description", "feed", "one", "robots", "share", "sitemap"]
