"""Colours are named in one place, and people can tell them apart: contrast after WCAG 2.2, light and dark."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "webform" / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")

TEXT = 4.5
EDGE = 3.0
PAIRS = [
    # foreground, ground, least contrast
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "brand", "error") for ground in ("paper", "ground", "leaf")),
    *((band, ground, TEXT) for band in ("good", "watch", "hard", "none") for ground in ("paper", "ground")),
    *(("ink", tint, TEXT) for tint in ("good-tint", "watch-tint", "hard-tint", "none-tint", "error-tint")),
    ("visited", "paper", TEXT),
    ("visited", "ground", TEXT),
    ("brand-dark", "leaf", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-dark", TEXT),
    ("on-header", "header", TEXT),
    ("error", "error-tint", TEXT),
    ("inserted", "good-tint", TEXT),
    ("removed", "hard-tint", TEXT),
    ("focus-ink", "focus", TEXT),
    ("line-strong", "paper", EDGE),
    ("line-strong", "ground", EDGE),
    *((band, "track", EDGE) for band in ("good", "watch", "hard")),
    ("brand", "land", EDGE),
    ("brand", "sea", EDGE),
    ("brand", "abroad", EDGE),
]


def block(start: str) -> str:
    """The text between the braces that follow `start`."""
    begin = TOKENS.index("{", TOKENS.index(start)) + 1
    depth, position = 1, begin
    while depth:
        depth += {"{": 1, "}": -1}.get(TOKENS[position], 0)
        position += 1
    return TOKENS[begin : position - 1]


def colours(text: str) -> dict[str, str]:
    return {m[1]: m[2] for m in re.finditer(r"--([a-z-]+):\s*(#[0-9a-f]{6});", text)}


LIGHT = colours(block("\n:root"))
DARK = LIGHT | colours(block("prefers-color-scheme: dark"))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS, ids=[f"{f} on {b}" for f, b, _ in PAIRS])
def test_contrast(theme: dict[str, str], front: str, back: str, least: float) -> None:
    assert contrast(theme[front], theme[back]) >= least


def test_the_stated_contrast_is_the_real_one() -> None:
    stated = re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});\s*/\*\s*([^*]+)\*/", block("\n:root"))
    checked = 0
    for name, colour, comment in stated:
        for claim, ground in re.findall(r"(\d+\.\d) on ([a-z-]+)", comment):
            assert round(contrast(colour, LIGHT[ground]), 1) == float(claim), f"--{name} on {ground}"
            checked += 1
    assert checked > 10


def test_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("sheet", sorted({*CSS.glob("*.css")} - {CSS / "tokens.css"}), ids=lambda path: path.name)
def test_a_colour_is_named_in_the_tokens_only(sheet: Path) -> None:
    assert COLOUR.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)) == []


@pytest.mark.parametrize("sheet", sorted(CSS.glob("*.css")), ids=lambda path: path.name)
def test_every_token_that_is_used_exists(sheet: Path) -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", TOKENS))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text("utf-8"))) <= defined


def test_nothing_is_loaded_from_elsewhere_or_from_an_address_that_holds_its_content() -> None:
    for sheet in [*CSS.glob("*.css"), *CSS.parent.glob("vendor/**/*.css")]:
        addresses = re.findall(r"url\(\s*['\"]?([^'\")]*)", sheet.read_text("utf-8"))
        wanted = [address for address in addresses if not address.startswith("#")]
        assert not [address for address in wanted if ":" in address or address.startswith("//")], sheet
        for address in wanted:
            assert (sheet.parent / address).is_file(), f"{sheet}: {address}"
