"""Tokens are unguessable, and only their hash is known to the database."""

import re

from results.tokens import new_id, new_token, token_hash


def test_a_token_holds_32_random_bytes_and_is_safe_in_an_address() -> None:
    tokens = {new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_the_hash_is_sha_256_and_any_text_has_one() -> None:
    assert token_hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert {len(token_hash(text)) for text in ("", "\x00", "\ud800", "x" * 100_000)} == {64}


def test_an_id_is_hex() -> None:
    assert re.fullmatch(r"[0-9a-f]{32}", new_id())
