"""The background map and the addresses of PDOK, by setting: through our own server, so that visitors' addresses stay here.

What can be asked is fixed: pictures of one layer within the country, and names of addresses. No other host, and no address
that a visitor gives, is ever asked.
"""

from webform.pdok.views import blueprint, init_pdok, is_on

__all__ = ["blueprint", "init_pdok", "is_on"]
