"""What nbgrader expects of the process it runs in."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def ensure_tools_on_path() -> None:
    """Put the interpreter's own bin folder first on PATH.

    nbgrader runs the program ``alembic`` from PATH when it creates a gradebook;
    when it is not found the gradebook never gets its ``alembic_version`` table.
    """
    folder = str(Path(sys.executable).parent)
    parts = os.environ.get("PATH", "").split(os.pathsep)
    if parts[:1] != [folder]:
        os.environ["PATH"] = os.pathsep.join([folder, *(p for p in parts if p != folder)])
