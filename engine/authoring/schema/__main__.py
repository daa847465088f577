"""Writes what is published of the schemas: `python -m engine.authoring.schema`.

The schemas beside `engine/authoring`, and the reference of all keys in the documentation.
"""

from pathlib import Path

from engine.authoring.schema import SCHEMAS, published
from engine.authoring.schema.reference import reference

AUTHORING = Path(__file__).parent.parent
REFERENCE = AUTHORING.parent.parent / "docs" / "researcher" / "keys.md"

if __name__ == "__main__":
    for kind in SCHEMAS:
        (AUTHORING / f"{kind}.schema.json").write_text(published(kind), encoding="utf-8")
    REFERENCE.write_text(reference(), encoding="utf-8")
