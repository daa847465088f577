"""The headers that every reply carries: what the browser may load, tell and keep.

The policy allows nothing but our own files, and no inline script or style: no template may contain any.
"""

from flask import Flask, Response, request, session

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
FRAMED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *"),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What is different where other sites may show a page in a frame of theirs; `X-Frame-Options` is left out."""
HTTPS_ONLY = "max-age=31536000; includeSubDomains"
FORGET_WHAT_WAS_TYPED = {"Clear-Site-Data": '"storage"'}
"""What a browser keeps of a page that could not be saved must not stay on a shared computer."""
PERSONAL = "no-store"
"""Also for a public page on which somebody who holds a key, or has logged in, finds a link of their own."""
OWN = "private, no-cache"
"""A public page to somebody whose browser has a cookie of ours: its language, or a form with a token in it."""
PUBLIC = "no-cache"
DEPENDS_ON = ("Cookie", "Accept-Language")
UNCHANGING = "public, max-age=31536000, immutable"


def _has_own_links(response: Response) -> bool:
    """Whether this is a page with the way to the visitor's own scan in its header, or to the review desk."""
    return response.mimetype == "text/html" and bool(session.get("keys") or "_user_id" in session)


def add_headers(
    app: Flask,
    *,
    secure: bool,
    public_endpoints: frozenset[str],
    shared_endpoints: frozenset[str] = frozenset(),
    framed_endpoints: frozenset[str] = frozenset(),
) -> None:
    """Put the headers on every reply of `app`. Only `public_endpoints` may be kept by a browser, and asked again;
    `shared_endpoints` say themselves how they may be kept; any site may put `framed_endpoints` in a frame.
    """
    always = [*ALWAYS.items(), *([("Strict-Transport-Security", HTTPS_ONLY)] if secure else [])]
    framed = [(name, FRAMED.get(name, value)) for name, value in always if name != "X-Frame-Options"]

    @app.after_request
    def headers(response: Response) -> Response:
        for name, value in always if request.endpoint not in framed_endpoints else framed:
            response.headers.setdefault(name, value)
        if request.endpoint == "static":
            if "v" in request.args and response.status_code == 200:
                response.headers["Cache-Control"] = UNCHANGING
        elif request.endpoint in shared_endpoints:
            response.headers.setdefault("Cache-Control", PERSONAL)
        elif (
            request.endpoint in public_endpoints and response.status_code in (200, 304) and not _has_own_links(response)
        ):
            response.headers.setdefault("Cache-Control", OWN if session else PUBLIC)
            response.vary.update(DEPENDS_ON)
        else:
            response.headers["Cache-Control"] = PERSONAL
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
