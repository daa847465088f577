"""Addresses that are made once are those that Flask would make, for every response and wherever the application stands."""

import pytest
from flask import Flask, url_for

from webform.addresses import address, response_address

REFS = ("0" * 32, "f" * 32, "a b?c#d%")


@pytest.mark.parametrize("root", ["", "/scan"])
@pytest.mark.parametrize("ref", REFS)
def test_the_address_of_a_response_is_flasks_own(app: Flask, root: str, ref: str) -> None:
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root}):
        for values in ({}, {"back": "check"}, {"new": "1", "_anchor": "p_naam"}, {"back": None}):
            made = response_address("fill.page", ref, page_id="club", **values)
            assert made == url_for("fill.page", ref=ref, page_id="club", **values)
        assert address("fill.overview", ref=ref) == url_for("fill.overview", ref=ref)


def test_an_address_with_the_host_in_it_is_made_for_the_request(app: Flask) -> None:
    for host in ("een.example", "twee.example"):
        with app.test_request_context("/", base_url=f"https://{host}/"):
            assert address("fill.overview", ref=REFS[1], _external=True) == f"https://{host}/r/{REFS[1]}/overview"
