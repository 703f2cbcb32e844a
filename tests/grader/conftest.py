"""For all tests of the grader."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.cli.language import ensure_japanese
from grader.cohort.create import open_cohort
from grader.cohort.model import Cohort


@pytest.fixture(autouse=True, scope="session")
def japanese() -> None:
    """As the door does: click keeps a command's help in the language in which it was first asked for."""
    ensure_japanese()


@pytest.fixture
def cohort(made_cohort: Path, tmp_path: Path) -> Cohort:
    """A copy of the folder around ``kenshu`` that a room's ``made_cohort`` made once."""
    shutil.copytree(made_cohort, tmp_path, dirs_exist_ok=True)
    moved, _ = open_cohort(tmp_path / "kenshu")
    return moved
