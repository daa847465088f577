"""`zelfscan pages`: the texts that only the operator can finish: privacy, accessibility, contact."""

from pathlib import Path

import click

from webform.commands.starting import plain_words
from webform.config import Config
from webform.language import LANGUAGES
from webform.pages.blanks import BLANKS
from webform.pages.site import unfilled, untold
from webform.pages.texts import BLANKS_FILE, SHIPPED, PageTexts

EXAMPLE = """\b
Examples:
  zelfscan pages write my-pages
  PAGES=my-pages zelfscan pages check
"""


@click.group(epilog=EXAMPLE)
def pages() -> None:
    """Fill in the privacy statement, the accessibility statement and the contact page."""


@pages.command(epilog="\b\nExample:\n  zelfscan pages write my-pages\n")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--texts", is_flag=True, help="Write the texts too, to change their words. Yours are shown, not ours.")
def write(folder: Path, texts: bool) -> None:
    """Write a file with every blank to FOLDER, to be filled in. What is there already is left as it is."""
    wanted = {BLANKS_FILE: blanks_file()}
    if texts:
        wanted |= {path.name: path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.md"))}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in wanted.items():
            _write(folder / name, content)
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder}: {error.strerror}") from error
    click.echo(f"Fill in {folder / BLANKS_FILE}, and start with PAGES={folder}")


@pages.command(epilog="\b\nExample:\n  PAGES=my-pages zelfscan pages check\n")
def check() -> None:
    """List the blanks that are not filled in, per text. Exit status: 0 when there are none, else 1."""
    with plain_words():
        config = Config.from_environment()
        texts = PageTexts.load(config.pages)
    open_blanks = unfilled(texts)
    silent = [name for name in untold(texts) if config.pdok]
    for name in silent:
        click.echo(f"{name}: PDOK is set, and your text does not tell it: put {{background_map}} in it")
    for name, blanks in open_blanks.items():
        click.echo(f"{name}: {', '.join(blanks)}")
    for complaint in texts.unused:
        click.echo(complaint)
    names = dict.fromkeys(name for blanks in open_blanks.values() for name in blanks)
    if names:
        click.echo()
        for name in names:
            click.echo(f"  {name:24}{BLANKS[name].asks if name in BLANKS else 'A blank of your own text.'}")
        click.echo("\n`zelfscan pages write FOLDER` makes a file to fill them in; PAGES=FOLDER uses it.")
    if names or texts.unused or silent:
        raise SystemExit(1)
    click.echo("Every blank is filled in.")


def reminder(folder: Path | None) -> str:
    """One line for the start of the server; empty when there is nothing left to fill in.

    Raises:
        ConfigError: the folder cannot be used.
    """
    texts = PageTexts.load(folder)
    count = len({name for blanks in unfilled(texts).values() for name in blanks})
    unused = f" {len(texts.unused)} other remarks." if texts.unused else ""
    if not count:
        return unused.strip() and f"PAGES:{unused} See `zelfscan pages check`."
    return f"The privacy, accessibility and contact pages have {count} blanks that only you can fill in.{unused} See `zelfscan pages check`."


def blanks_file() -> str:
    """Every blank, empty, with what it asks."""
    lines = [
        "# What only you know about this site. It is shown on the pages about privacy, accessibility and contact.",
        f"# A value for one language stands under its name, at the end: {' '.join(f'[{each}]' for each in LANGUAGES)}.",
        '# More lines: """text""". Addresses become links.',
        "",
    ]
    for name, blank in BLANKS.items():
        lines += [f"# {blank.asks}", f'{name} = ""', ""]
    for language in LANGUAGES:
        lines += [f"[{language}]", "# What is said differently in this language, such as:", '# answer_time = "…"', ""]
    return "\n".join(lines)


def _write(path: Path, content: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(content)
    except FileExistsError:
        click.echo(f"{path} is there already and is left as it is")
