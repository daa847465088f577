"""Addresses of this site as others see them: from the setting ADDRESS, never from the host that a request names.

A request may name any host; a page, a feed or a picture that is kept would then lead others there.
"""

from typing import Any

from flask import Flask, current_app

ADDRESS = "ADDRESS"
_ADAPTER = "zelfscan-absolute"


def site_root(app: Flask | None = None) -> str:
    """Where people reach the application, without a slash at the end."""
    root: str = (app or current_app).config[ADDRESS]
    return root


def absolute(endpoint: str, **values: Any) -> str:
    """The whole address of a route."""
    adapter = current_app.extensions.get(_ADAPTER)
    if adapter is None:
        adapter = current_app.extensions[_ADAPTER] = current_app.url_map.bind("localhost")
    path: str = adapter.build(endpoint, {name: value for name, value in values.items() if value is not None})
    return site_root() + path


def prefix(endpoint: str, name: str) -> str:
    """What stands before the last part of an address, for making very many of them: that part is a slug."""
    return absolute(endpoint, **{name: "0"}).removesuffix("0")
