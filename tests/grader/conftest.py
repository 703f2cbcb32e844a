"""For all tests of the grader."""

from __future__ import annotations

import pytest

from grader.cli.language import ensure_japanese


@pytest.fixture(autouse=True, scope="session")
def japanese() -> None:
    """As the door does: click keeps a command's help in the language in which it was first asked for."""
    ensure_japanese()
