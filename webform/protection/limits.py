"""How much one request may hold, and how often one address may try.

Attempts are counted in memory, per process: that slows down guessing; it is no protection against floods.
"""

from ipaddress import IPv6Address, ip_network

from flask import Flask, abort, request
from flask_limiter import Limiter


def visitors_network() -> str:
    """The address a request comes from; of IPv6 the first half, since whoever has one address has a whole network of them."""
    address = request.remote_addr or "unknown"
    if ":" not in address:
        return address
    try:
        whole = IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(whole.ipv4_mapped or ip_network((whole, 64), strict=False))


limiter = Limiter(key_func=visitors_network, storage_uri="memory://", strategy="moving-window", headers_enabled=False)


LIMITED = frozenset(
    {
        "fill.begin",
        "go_on.ask",
        "go_on.mail_again",
        "go_on.type_code",
        "account.sign_in",
        "organisation.back",
        "organisation.go",
        "organisation.left",
        "account.check_code",
        "password.ask",
        "password.choose",
        "my_scan.delete",
        "places.near",
        "places.suggest",
        "pdok.tile",
        "pdok.suggest",
        "pdok.point",
        "profile.pdf",
        "public.send_report",
    }
)


def init_limits(app: Flask, form_fields: int) -> None:
    """Limit what `app` takes."""
    limiter.init_app(app)
    # It would look for limits at every request; only these endpoints have any. And it would put headers on every reply, which
    # are not wanted (`headers_enabled`).
    look = app.before_request_funcs[None].pop()
    app.after_request_funcs[None].pop()

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
