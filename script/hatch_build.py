"""What hatchling does before it packs a wheel: compile the catalogues, as script/install does in a checkout."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Turns the .po files into the .mo files that the application reads."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the files are collected."""
        program = Path(self.root) / "script" / "translations.py"
        subprocess.run([sys.executable, program, "--compile"], check=True)  # noqa: S603 # our own script
