"""Addresses within the application that many pages name. Flask's `url_for` builds one anew each time it is asked, in a
twentieth of a millisecond, and a question page has a handful; here the parts that never change are built once and kept.
"""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from flask import request, url_for

STATIC: Final = Path(__file__).resolve().parent / "static"
_ANY_REF: Final = "0" * 32


def address(endpoint: str, **values: Any) -> str:
    """As `url_for`; that of a static file says which version of it is meant."""
    if endpoint == "static":
        return _static(request.script_root, values["filename"])
    if "ref" in values and "_external" not in values:
        return response_address(endpoint, **values)
    return url_for(endpoint, **values)  # one with the host in it depends on the request


def response_address(endpoint: str, ref: str, **values: str | None) -> str:
    """The address of a page of one response. Those of other responses are the same but for the id."""
    return _of_any(request.script_root, endpoint, tuple(values.items())).replace(_ANY_REF, quote(ref, safe=""), 1)


@lru_cache(maxsize=4096)
def _of_any(_root: str, endpoint: str, values: tuple[tuple[str, str | None], ...]) -> str:
    return url_for(endpoint, ref=_ANY_REF, **dict(values))  # type: ignore[arg-type]  # _anchor and the like are text too


@lru_cache(maxsize=64)
def fixed_address(_root: str, endpoint: str) -> str:
    """An address without parts that vary, which never changes while the application stands under `_root`."""
    return url_for(endpoint)


@lru_cache(maxsize=512)
def _static(root: str, filename: str) -> str:
    # A font is asked for by the stylesheet too, without a version: one address, or it is fetched twice.
    version = "" if filename.endswith(".woff2") else f"?v={_fingerprint(filename)}"
    return f"{root}/static/{quote(filename)}{version}"


def _fingerprint(filename: str) -> str:
    """Changes when the file does, so that browsers may keep a file for ever and still see the newest."""
    path = STATIC / filename
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"
