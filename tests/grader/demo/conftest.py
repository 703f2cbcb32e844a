"""A demo cohort on the tiny course, made once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.demo.story import Demo, run_demo
from grader.settings import Course

TINY = "l001-tiny"


class Silent:
    """Steps that nobody watches."""

    def begin(self, text):
        return lambda done, total: None


@pytest.fixture(scope="session")
def silent() -> Silent:
    return Silent()


@pytest.fixture(scope="session")
def tiny_course() -> Course:
    return Course(Path(__file__).parents[1] / "lab" / "course")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, tiny_course: Course, silent: Silent) -> Demo:
    return run_demo(tiny_course, tmp_path_factory.mktemp("demo"), silent, TINY)
