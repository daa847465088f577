"""The headers that every reply carries: what the browser may load, tell and keep.

The policy allows nothing but our own files, and no inline script or style: no template may contain any.
"""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)

ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    # Our own pages need it (CSRF over https); other sites get no address of ours. A page with a link that opens a response
    # states a stricter one.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HTTPS_ONLY = "max-age=31536000; includeSubDomains"
FORGET_WHAT_WAS_TYPED = {"Clear-Site-Data": '"storage"'}
"""What a browser keeps of a page that could not be saved must not stay on a shared computer."""
PERSONAL = "no-store"
PUBLIC = "no-cache"
UNCHANGING = "public, max-age=31536000, immutable"


def add_headers(app: Flask, *, secure: bool, public_endpoints: frozenset[str]) -> None:
    """Put the headers on every reply of `app`. Only `public_endpoints` may be kept by a browser, and asked again."""
    always = [*ALWAYS.items(), *([("Strict-Transport-Security", HTTPS_ONLY)] if secure else [])]

    @app.after_request
    def headers(response: Response) -> Response:
        for name, value in always:
            response.headers.setdefault(name, value)
        if request.endpoint == "static":
            if "v" in request.args and response.status_code == 200:
                response.headers["Cache-Control"] = UNCHANGING
        elif request.endpoint in public_endpoints and response.status_code == 200:
            response.headers.setdefault("Cache-Control", PUBLIC)
        else:
            response.headers["Cache-Control"] = PERSONAL
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
