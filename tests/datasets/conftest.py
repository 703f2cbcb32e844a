"""The course of this repository, for tests of its datasets."""

from pathlib import Path

import pytest

from grader.settings import Course


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(Path(__file__).parents[2])
