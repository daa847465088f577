"""Writes the published schemas beside this package: `python -m engine.authoring.schema`."""

from pathlib import Path

from engine.authoring.schema import SCHEMAS, published

if __name__ == "__main__":
    for kind in SCHEMAS:
        (Path(__file__).parent.parent / f"{kind}.schema.json").write_text(published(kind), encoding="utf-8")
