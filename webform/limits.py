"""How much one request may hold, and how often one address may try.

Attempts are counted in memory, per process: that slows down guessing; it is no protection against floods.
"""

from flask import Flask, abort, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", strategy="moving-window", headers_enabled=False)


LIMITED = frozenset({"fill.begin", "account.sign_in", "my_scan.delete", "places.near", "places.suggest"})


def init_limits(app: Flask, form_fields: int) -> None:
    """Limit what `app` takes."""
    limiter.init_app(app)
    # It would look for limits at every request; only these endpoints have any.
    look = app.before_request_funcs[None].pop()

    @app.before_request
    def too_often() -> None:
        if request.endpoint in LIMITED:
            look()

    _limit_form_fields(app, form_fields)


def _limit_form_fields(app: Flask, maximum: int) -> None:
    """Refuse a form with more than `maximum` fields before it is read: a page asks a few dozen at the most.

    Werkzeug counts the parts of a multipart form only, and reading tens of thousands of fields takes long.
    """

    @app.before_request
    def too_many_fields() -> None:
        if request.method != "POST" or request.mimetype != "application/x-www-form-urlencoded":
            return
        if request.get_data(cache=True).count(b"&") >= maximum:
            abort(413)
